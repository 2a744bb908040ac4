//! Whether the resources of a statement fit its actions.

use crate::catalogue::{Action, DetailedCatalogue};
use crate::lint::rules::arn::fields::is_fixed;
use crate::lint::{ActionFacts, Finding, Report, ServiceSet, StatementFacts, Subject};

/// Why an action can't work on any resource of its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It works on no resource that has an ARN.
    NeedsEverything,
    /// It works on objects, and only buckets are named.
    ObjectActionOnBucket,
    /// It works on buckets, and only objects are named.
    BucketActionOnObjects,
    /// It works on other resources.
    OtherResources,
}

impl Misfit {
    fn is_about_s3(self) -> bool {
        matches!(self, Self::ObjectActionOnBucket | Self::BucketActionOnObjects)
    }
}

/// Services whose requests name ARNs that are not in AWS's lists: a list of roles the path of the roles, a list of log
/// streams those streams, the use of a function its version.
const EXCEPTIONS: [&str; 3] = ["iam", "lambda", "logs"];

/// How many actions a pattern may stand for to be looked at.
const MAX_EXPANSION: usize = 64;

/// Reports the actions of a statement that do not fit for this reason, all in one finding: the first at its main
/// place, the others beside it. `None` when there are none.
pub(super) fn report_misfits<'r>(
    wanted: Misfit,
    statement: &StatementFacts<'_>,
    subject: &Subject<'_>,
    report: &'r mut Report,
    message: impl FnOnce(&str) -> String,
) -> Option<&'r mut Finding> {
    if wanted.is_about_s3() && !statement.about.services.meets(ServiceSet::of("s3")) {
        return None;
    }
    let detailed = subject.detailed().filter(|_| names_plain_resources(statement))?;
    let is_wanted =
        |entry: &&ActionFacts<'_>| misfit_of_entry(wanted, detailed, entry, statement) == Some(wanted);
    let mut misfits = statement.actions.iter().filter(is_wanted);
    let first = misfits.next()?;
    let others: Vec<_> = misfits.collect();
    let names = match others.len() {
        0 => format!("`{}`", first.text.text),
        1 => format!("`{}` and 1 more action", first.text.text),
        more => format!("`{}` and {more} more actions", first.text.text),
    };
    let finding = report.at(first.text.span, message(&names));
    for other in others {
        finding.also(other.text.span);
    }
    Some(finding)
}

/// Whether there is a list of resources, each of a known service and of a known type.
fn names_plain_resources(statement: &StatementFacts<'_>) -> bool {
    !statement.has_not_resource()
        && !statement.has_not_action()
        && !statement.resources.is_empty()
        && statement.resources.iter().all(|resource| {
            resource.arn.and_then(|arn| arn.service).is_some_and(is_fixed) && resource.has_formats()
        })
}

/// Why an entry does not fit; it need not be told when it is not for the wanted reason.
fn misfit_of_entry(
    wanted: Misfit,
    detailed: DetailedCatalogue<'_>,
    entry: &ActionFacts<'_>,
    statement: &StatementFacts<'_>,
) -> Option<Misfit> {
    if wanted.is_about_s3() && !entry.service.eq_ignore_ascii_case("s3")
        || EXCEPTIONS.iter().any(|service| service.eq_ignore_ascii_case(entry.service))
    {
        return None;
    }
    if !entry.has_wildcard {
        let action = entry.action()?;
        let needs_everything = detailed.resource_types(action).len() == 0;
        let is_wanted = needs_everything == (wanted == Misfit::NeedsEverything);
        return is_wanted.then(|| misfit(detailed, action, statement))?;
    }
    if entry.service.is_empty() || entry.expansion().len() > MAX_EXPANSION {
        return None;
    }
    let mut misfits =
        detailed.catalogue().selected(entry.expansion()).map(|action| misfit(detailed, action, statement));
    let first = misfits.next()??;
    let alike = misfits.try_fold(true, |alike, next| next.map(|next| alike && next == first))?;
    Some(if alike { first } else { Misfit::OtherResources })
}

fn misfit(
    detailed: DetailedCatalogue<'_>,
    action: Action<'_>,
    statement: &StatementFacts<'_>,
) -> Option<Misfit> {
    let types = detailed.resource_types(action);
    if types.len() == 0 {
        return Some(Misfit::NeedsEverything);
    }
    let (mut on_buckets, mut on_objects) = (false, false);
    for found in types {
        let wanted = found.resource_type();
        if statement.resources.iter().any(|resource| resource.resource_types().contains(&wanted)) {
            return None;
        }
        if wanted.service().prefix() == "s3" {
            on_buckets |= wanted.name() == "bucket";
            on_objects |= wanted.name() == "object";
        }
    }
    let names = |name: &str| {
        statement.resources.iter().any(|resource| {
            resource
                .resource_types()
                .iter()
                .any(|found| found.name() == name && found.service().prefix() == "s3")
        })
    };
    Some(match (on_buckets, on_objects) {
        (false, true) if names("bucket") => Misfit::ObjectActionOnBucket,
        (true, false) if names("object") => Misfit::BucketActionOnObjects,
        _ => Misfit::OtherResources,
    })
}
