//! From facts to a workspace that holds them.
//!
//! What is there already is updated and never lost: a document of the same name at the same owner gets the new text,
//! others stay. Filling a workspace twice with the same text changes nothing the second time.

mod call;
mod context;
mod documents;
mod organization;
pub(super) mod principals;
mod resources;
mod template;

use std::collections::{HashMap, HashSet};

use super::{Kind, Owner, Pasted};
use crate::catalogue::Catalogue;
use crate::scenario;
use crate::template::import::same_template;
use crate::text::quoted;
use crate::workspace::model::{NamedRequest, Workspace};

/// So many lines a report has at most, of each sort.
const MOST_LINES: usize = 200;

/// A workspace that a text was put into.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The workspace. The one that was filled is as it was.
    pub workspace: Workspace,
    /// What was done, for people.
    pub report: Report,
}

/// What a text was taken for and what became of it. All lines are in the style of
/// [`Diagnostic`](crate::text::Diagnostic) messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What the text is, with its article: `an AccessDenied message`.
    pub kind: String,
    /// What was taken from it, one line each.
    pub taken: Vec<String>,
    /// What it does not say and the answer may depend on, one line each. Where a workspace can say so, it is marked
    /// as unknown there.
    pub unknown: Vec<String>,
}

impl Pasted {
    /// Puts what the text says into a copy of `workspace` and tells what it did.
    ///
    /// A request that the text tells of is added and selected; where the selected one is blank it is filled. With
    /// `catalogue`, the names of operations find their service, and a resource is `*` where an action has none. A
    /// workspace file or a share link leaves the workspace as it is. A template takes the place of
    /// [the same one](Self::same_template), whose values stay.
    #[must_use]
    pub fn fill(&self, workspace: &Workspace, catalogue: Option<&Catalogue>) -> Filled {
        self.filled(workspace, catalogue, self.same_template(workspace))
    }

    /// As [`fill`](Self::fill), but a template comes beside those that the workspace has.
    #[must_use]
    pub fn fill_beside(&self, workspace: &Workspace, catalogue: Option<&Catalogue>) -> Filled {
        self.filled(workspace, catalogue, None)
    }

    /// The number of the template in `workspace` of which the text is the same or another version; see
    /// [`import::same_template`](crate::template::import::same_template).
    #[must_use]
    pub fn same_template(&self, workspace: &Workspace) -> Option<usize> {
        same_template(workspace, self.facts.template.as_deref()?)
    }

    fn filled(
        &self,
        workspace: &Workspace,
        catalogue: Option<&Catalogue>,
        same_template: Option<usize>,
    ) -> Filled {
        let mut filler = Filler {
            workspace: workspace.clone(),
            report: Report::default(),
            catalogue,
            has_made_request: false,
            principals: HashMap::new(),
            numbered: 0,
            same_template,
        };
        filler.report.kind = self.kind.to_string();
        match self.kind {
            Kind::Workspace | Kind::ShareLink => {
                let line = "nothing yet: open it, which replaces the workspace";
                filler.report.unknown.push(line.to_owned());
            }
            _ => filler.fill(&self.facts),
        }
        let Filler { workspace, mut report, .. } = filler;
        for lines in [&mut report.taken, &mut report.unknown] {
            let mut seen = HashSet::new();
            lines.retain(|line| seen.insert(line.clone()));
            if lines.len() > MOST_LINES {
                let more = lines.len() - MOST_LINES;
                lines.truncate(MOST_LINES);
                lines.push(format!("and {more} more"));
            }
        }
        Filled { workspace, report }
    }
}

struct Filler<'c> {
    workspace: Workspace,
    report: Report,
    catalogue: Option<&'c Catalogue>,
    /// Whether the text made the selected request, so that its report is about it.
    has_made_request: bool,
    /// The numbers of the principals by what tells them apart; an account may have thousands.
    principals: HashMap<String, usize>,
    /// How many principals are in there.
    numbered: usize,
    /// The number of the template whose place a template takes.
    same_template: Option<usize>,
}

impl Filler<'_> {
    fn fill(&mut self, facts: &super::Facts) {
        if let Some(facts) = &facts.organization {
            self.organization(facts);
        }
        // Who is named comes before what is only known to be the caller's or the resource's.
        let (named, others): (Vec<_>, Vec<_>) =
            facts.principals.iter().partition(|principal| matches!(principal.owner, Owner::Arn(_)));
        for principal in named {
            self.principal(principal);
        }
        for call in &facts.calls {
            self.call(call);
        }
        if let Some(arn) = &facts.alone {
            self.alone(arn);
        }
        self.adopt_subject(facts);
        for principal in others {
            self.principal(principal);
        }
        for group in &facts.groups {
            self.group(group);
        }
        for resource in &facts.resources {
            self.resource(resource);
        }
        for endpoint in &facts.vpc_endpoints {
            self.vpc_endpoint(endpoint);
        }
        for policy in &facts.control_policies {
            self.control_policy(policy);
        }
        if let Some(text) = &facts.template {
            self.template(text);
        }
        self.report.taken.extend(facts.remarks.iter().cloned());
        self.report.unknown.extend(facts.unknown.iter().cloned());
        self.mark_mentioned_keys();
    }

    fn taken(&mut self, line: impl Into<String>) {
        self.report.taken.push(line.into());
    }

    fn unknown(&mut self, line: impl Into<String>) {
        self.report.unknown.push(line.into());
    }

    fn selected(&self) -> Option<&NamedRequest> {
        self.workspace.requests.get(self.workspace.selected_request)
    }

    /// The number of the selected request; one is made where there is none.
    fn ensure_request(&mut self) -> usize {
        if self.workspace.requests.is_empty() {
            self.workspace.requests.push(NamedRequest::default());
        }
        let last = self.workspace.requests.len() - 1;
        self.workspace.selected_request = self.workspace.selected_request.min(last);
        self.workspace.selected_request
    }

    /// Changes the selected request; one is made where there is none.
    fn change_request(&mut self, change: impl FnOnce(&mut NamedRequest)) {
        let index = self.ensure_request();
        if let Some(request) = self.workspace.requests.get_mut(index) {
            change(request);
        }
    }

    /// An ARN that stood alone becomes the caller or the resource of the selected request; where that has another one,
    /// of a new request that is otherwise the same.
    fn alone(&mut self, arn: &str) {
        let is_caller = is_caller(arn);
        let index = self.ensure_request();
        let mut request = self.workspace.requests.get(index).cloned().unwrap_or_default();
        let field = if is_caller { &mut request.principal } else { &mut request.resource };
        let is_another = !field.is_empty() && field != arn;
        arn.clone_into(field);
        if is_another {
            // What was said of the other does not hold for this one.
            (request.name, request.expect, request.resource_account) = (None, None, None);
            request.aws_answer = None;
            self.select(request);
        } else {
            self.change_request(|selected| *selected = request);
        }
        if is_caller {
            self.taken(format!("caller: `{}`", quoted(arn)));
            self.caller_objects(None, None);
            self.report_caller_policies();
        } else {
            self.taken(format!("resource: `{}`", quoted(arn)));
            self.target_objects();
        }
    }

    /// A request without caller or resource takes what the text describes, when that is one only.
    fn adopt_subject(&mut self, facts: &super::Facts) {
        if !facts.calls.is_empty() || facts.alone.is_some() {
            return;
        }
        let arns = |owner: &Owner| match owner {
            Owner::Arn(arn) => Some(arn.clone()),
            _ => None,
        };
        let mut callers: Vec<String> =
            facts.principals.iter().filter_map(|facts| arns(&facts.owner)).collect();
        callers.dedup();
        let lacks = |field: fn(&NamedRequest) -> &str| {
            self.selected().is_none_or(|request| field(request).is_empty())
        };
        let lacks_caller = lacks(|request| &request.principal);
        if let ([caller], true) = (callers.as_slice(), lacks_caller) {
            self.change_request(|request| request.principal.clone_from(caller));
            self.taken(format!("caller of the request: `{}`", quoted(caller)));
            self.caller_objects(None, None);
        }
        let targets: Vec<String> = facts.resources.iter().filter_map(|facts| arns(&facts.owner)).collect();
        if let ([target], true) = (targets.as_slice(), self.workspace.requests.is_empty()) {
            self.change_request(|request| request.resource.clone_from(target));
            self.taken(format!("resource of the request: `{}`", quoted(target)));
        }
    }
}

/// Whether an ARN is that of somebody who can make requests.
fn is_caller(arn: &str) -> bool {
    arn.contains(":saml-provider/")
        || arn.contains(":oidc-provider/")
        || scenario::Principal::from_arn(arn, None, None).is_ok()
}
