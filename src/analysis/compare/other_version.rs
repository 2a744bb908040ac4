//! A version that somebody pasted, to compare with.

use super::with_document_text;
use crate::analysis::{Recognition, recognition};
use crate::explanation::quoted;
use crate::paste::{Facts, Kind};
use crate::workspace::model::{PolicyDocument, Workspace};
use crate::workspace::{DocumentId, edit};

/// What a pasted text says of another version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OtherVersion {
    /// There is no text yet.
    #[default]
    Nothing,
    /// Another version.
    Found {
        /// What the text is, in one line; names in backticks.
        line: String,
        /// The version.
        workspace: Box<Workspace>,
    },
    /// A text that is no version of anything here.
    Refused {
        /// Why not: lower case, no full stop, user text in backticks.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
}

/// Reads `text` as another version of `workspace`: a share link or a workspace file, or a policy, which then stands in
/// the place of `document`.
#[must_use]
pub fn other_version(workspace: &Workspace, document: Option<DocumentId>, text: &str) -> OtherVersion {
    let refused =
        |message: String, help: &str| OtherVersion::Refused { message, help: Some(help.to_owned()) };
    let no_version = |line: &str| {
        refused(
            format!("{line} is no version of this workspace or of a policy in it"),
            "paste a share link, an exported workspace, or a policy",
        )
    };
    let (line, pasted) = match recognition(text) {
        Recognition::Nothing => return OtherVersion::Nothing,
        Recognition::Refused { line, help } => return OtherVersion::Refused { message: line, help },
        Recognition::Workspace { line, workspace, .. } => return OtherVersion::Found { line, workspace },
        Recognition::Scenarios { line } => return no_version(&line),
        Recognition::Facts { line, pasted } => (line, pasted),
    };
    let policy = policy(&pasted.facts).filter(|_| matches!(pasted.kind, Kind::Policy(_)));
    let place = document.and_then(|id| Some((id, edit::document(workspace, id)?)));
    match (policy, place) {
        (None, _) => no_version(&line),
        (Some(_), None) => refused(
            "there is no policy here to compare it with".to_owned(),
            "show the policy in the editor of which this is another version",
        ),
        (Some(policy), Some((id, present))) => OtherVersion::Found {
            line: match present.name.trim() {
                "" => format!("{line}, in the place of the policy that the editor shows"),
                name => format!("{line}, in the place of {}", quoted(name)),
            },
            workspace: Box::new(with_document_text(workspace, id, policy.text.clone())),
        },
    }
}

/// The one policy that is all that was pasted.
fn policy(facts: &Facts) -> Option<&PolicyDocument> {
    let of_principals = facts
        .principals
        .iter()
        .flat_map(|principal| principal.trust_policy.iter().chain(&principal.identity_policies));
    let of_resources = facts.resources.iter().map(|resource| &resource.policy);
    let of_endpoints = facts.vpc_endpoints.iter().map(|endpoint| &endpoint.policy);
    let alone = of_resources.chain(of_endpoints).filter_map(|slot| slot.known()).flatten();
    let of_organization = facts.control_policies.iter().map(|control| &control.document);
    of_principals.chain(alone).chain(of_organization).next()
}
