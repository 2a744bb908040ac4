//! CloudFormation and SAM templates.

use super::Filler;
use crate::template::import::Report;
use crate::template::{TakenOver, again, take_over};
use crate::text::quoted;
use crate::workspace::document_list;
use crate::workspace::edit::document;
use crate::workspace::model::{DoorWithRequests, Template, Workspace};

impl Filler<'_> {
    /// Takes a template over; one that the workspace holds already keeps the values that were given for it.
    pub(super) fn template(&mut self, text: &str) {
        let taken = match self
            .same_template
            .and_then(|index| Some((index, self.workspace.templates.get(index)?)))
        {
            Some((index, template)) => again(&self.workspace, index, text, &template.given),
            None => {
                let template =
                    Template { name: "template".to_owned(), text: text.to_owned(), ..Template::default() };
                take_over(&self.workspace, template)
            }
        };
        match taken {
            Ok(TakenOver { workspace, template, report, diagnostics, .. }) => {
                self.workspace = workspace;
                self.report.taken.extend(documents(&self.workspace, template));
                self.report.taken.extend(apis(&self.workspace, template));
                self.report.unknown.extend(open(&report));
                self.report.unknown.extend(diagnostics.into_iter().map(|found| found.message));
            }
            Err(diagnostics) => {
                self.unknown("what the template makes: it has no resources that can be read");
                self.report.unknown.extend(diagnostics.into_iter().map(|found| found.message));
            }
        }
    }
}

/// The documents that come from a template, one line each.
fn documents(workspace: &Workspace, template: usize) -> Vec<String> {
    let is_of_template = |entry: &&document_list::Entry| {
        let origin = document(workspace, entry.id).and_then(|found| found.origin.as_ref());
        origin.is_some_and(|origin| origin.template == template)
    };
    let all = document_list::all(workspace);
    let line = |entry: &document_list::Entry| {
        format!("policy `{}` of `{}`", quoted(&entry.name), quoted(&entry.owner))
    };
    all.iter().filter(is_of_template).map(line).collect()
}

/// The APIs that come from a template, one line each.
fn apis(workspace: &Workspace, template: usize) -> Vec<String> {
    let is_of_template =
        |found: &&DoorWithRequests| found.origin.as_ref().is_some_and(|origin| origin.template == template);
    let line = |found: &DoorWithRequests| match found.door.methods.len() {
        1 => format!("API `{}` with one method", quoted(&found.door.name)),
        count => format!("API `{}` with {count} methods", quoted(&found.door.name)),
    };
    workspace.front_doors.iter().filter(is_of_template).map(line).collect()
}

/// What the template leaves open, one line each.
fn open(report: &Report) -> Vec<String> {
    let remarks = [&report.assumed, &report.not_placed, &report.not_known, &report.kept];
    let remarks = remarks.into_iter().flatten().map(|remark| remark.message.clone());
    let unseen = report.unseen.iter();
    let unseen = unseen.map(|found| format!("`{}`: {}", quoted(&found.logical_id), found.message));
    let of_apis = report.unknown_of_apis.iter();
    let of_apis = of_apis.map(|found| format!("API `{}`: {}", quoted(&found.logical_id), found.message));
    let waiting = report.needs_name.iter().map(|found| found.message.clone());
    let values = report.unknown.iter().map(|found| format!("the value of `{}`", quoted(&found.name)));
    waiting.chain(remarks).chain(unseen).chain(of_apis).chain(values).collect()
}
