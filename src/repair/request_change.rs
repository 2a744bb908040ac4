//! Changes of the request that satisfy a condition, or get out of one.

use super::conditions::{Wanted, wanted};
use super::situation::Situation;
use super::{Change, Step, TagOwner};
use crate::evaluation::{ConditionTrace, Element, ElementTrace, Truth};
use crate::explanation::quoted;
use crate::matching::split_arn;
use crate::workspace::DocumentId;

/// The changes after which every condition of `element` holds; `None` where one of them cannot be brought about by
/// who makes the request.
pub(super) fn satisfy_all(
    situation: &Situation<'_>,
    element: &ElementTrace,
    text: &str,
) -> Option<Vec<Step>> {
    let failing = element.conditions.iter().filter(|condition| condition.matches != Truth::True);
    let steps: Vec<Step> =
        failing.map(|condition| change(situation, condition, text, true)).collect::<Option<_>>()?;
    (!steps.is_empty()).then_some(steps)
}

/// Changes each of which alone makes a condition of a Deny fail.
pub(super) fn escapes(situation: &Situation<'_>, elements: &[ElementTrace], text: &str) -> Vec<Step> {
    let conditions = elements
        .iter()
        .filter(|element| element.element == Element::Condition)
        .flat_map(|element| &element.conditions);
    conditions.filter_map(|condition| change(situation, condition, text, false)).collect()
}

/// The change after which `condition` holds, or fails.
fn change(situation: &Situation<'_>, condition: &ConditionTrace, text: &str, holds: bool) -> Option<Step> {
    let key = &condition.key;
    let wanted = wanted(condition, text, holds)?;
    if let (Some((owner, tag)), Wanted::Value(value)) = (tagged(situation, key), &wanted) {
        return Some(tag_step(situation, condition, owner, tag, value));
    }
    if condition.derived || !can_be_chosen(situation, key) {
        return None;
    }
    Some(match wanted {
        Wanted::Value(value) => Step {
            title: set_title(key, &value),
            change: Change::SetContext { key: key.clone(), values: vec![value] },
        },
        Wanted::Absence => Step {
            title: format!("send the request without {}", quoted(key)),
            change: Change::RemoveContext { key: key.clone() },
        },
    })
}

/// What a request's key says a tag of, and the tag's key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tagged {
    Caller,
    Resource,
}

fn tagged<'k>(situation: &Situation<'_>, key: &'k str) -> Option<(Tagged, &'k str)> {
    let (name, tag) = key.split_once('/').filter(|(_, tag)| !tag.is_empty())?;
    let service = situation.request().action.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    if name == "aws:principaltag" {
        return situation.request().principal.account().map(|_| (Tagged::Caller, tag));
    }
    let of_resource = name == "aws:resourcetag"
        || name == "s3:existingobjecttag"
        || name == format!("{service}:resourcetag");
    of_resource.then_some((Tagged::Resource, tag))
}

/// Tags stand with what carries them, where the workspace has it and the request does not say otherwise.
fn tag_step(
    situation: &Situation<'_>,
    condition: &ConditionTrace,
    tagged: Tagged,
    tag: &str,
    value: &str,
) -> Step {
    let request = situation.request();
    let is_given =
        request.context.iter().any(|entry| !entry.derived && entry.key.eq_ignore_ascii_case(&condition.key))
            || request.unknown_context.iter().any(|key| key.eq_ignore_ascii_case(&condition.key));
    let is_global = condition.key.to_ascii_lowercase().starts_with("aws:");
    let owner = match tagged {
        _ if is_given || !is_global => None,
        Tagged::Caller => {
            let arn = request.principal.role_arn().or(request.principal.arn());
            let principals = &situation.workspace.principals;
            principals
                .iter()
                .position(|principal| Some(principal.arn.as_str()) == arn)
                .map(TagOwner::Principal)
        }
        Tagged::Resource => situation.resolved.documents.iter().find_map(|document| match document.id {
            DocumentId::Resource { resource } => Some(TagOwner::Resource(resource)),
            DocumentId::Trust { principal } => Some(TagOwner::Principal(principal)),
            _ => None,
        }),
    };
    let what = match tagged {
        Tagged::Resource => "resource",
        Tagged::Caller if request.principal.role_arn().is_some() => "role",
        Tagged::Caller => "user",
    };
    let title = format!("tag the {what} with {} = {}", quoted(tag), quoted(value));
    let change = match owner {
        Some(owner) => Change::Tag { owner, key: tag.to_owned(), value: value.to_owned() },
        None => Change::SetContext { key: condition.key.clone(), values: vec![value.to_owned()] },
    };
    Step { title, change }
}

fn set_title(key: &str, value: &str) -> String {
    let quoted_value = quoted(value);
    match key.to_ascii_lowercase().as_str() {
        "aws:multifactorauthpresent" if value == "true" => "sign in with MFA".to_owned(),
        "aws:multifactorauthage" => format!("sign in with MFA {quoted_value} seconds before the request"),
        "aws:securetransport" if value == "true" => "send the request over HTTPS".to_owned(),
        "aws:sourceip" | "aws:vpcsourceip" => format!("send the request from the address {quoted_value}"),
        "aws:sourcevpc" | "aws:sourcevpce" => format!("send the request through {quoted_value}"),
        "aws:requestedregion" => format!("send the request to the Region {quoted_value}"),
        "aws:currenttime" | "aws:epochtime" => format!("make the request at {quoted_value}"),
        _ => format!("send the request with {} = {quoted_value}", quoted(key)),
    }
}

/// Whether who makes the request has a say in the value of `key`. AWS fills in the others from who calls, what is
/// called and where it belongs.
fn can_be_chosen(situation: &Situation<'_>, key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    if key == "aws:requestedregion" {
        // The ARN of a resource says in which Region it is.
        let region = split_arn(&situation.request().resource).map(|[_, _, _, region, ..]| region);
        return region.is_none_or(str::is_empty);
    }
    let Some((service, name)) = key.split_once(':') else {
        return false;
    };
    match service {
        "aws" => {
            const CHOSEN: &[&str] = &[
                "currenttime",
                "epochtime",
                "multifactorauthage",
                "multifactorauthpresent",
                "referer",
                "securetransport",
                "sourceidentity",
                "sourceip",
                "sourcevpc",
                "sourcevpce",
                "tagkeys",
                "useragent",
                "vpcsourceip",
            ];
            CHOSEN.contains(&name) || name.starts_with("requesttag/")
        }
        "kms" => !matches!(
            name,
            "calleraccount" | "viaservice" | "grantisforawsresource" | "keyorigin" | "keyspec"
        ),
        _ => {
            let ends = ["account", "arn", "orgid", "accountid"];
            !ends.iter().any(|end| name.ends_with(end))
        }
    }
}
