//! Workspaces that the page begins with.

use crate::workspace::edit::{self, Addition};
use crate::workspace::examples::EXAMPLES;
use crate::workspace::model::{NamedRequest, Workspace};

/// The example that a first visitor sees.
pub(crate) fn first_example() -> Workspace {
    let example = EXAMPLES.first().and_then(|example| example.workspace().ok());
    example.unwrap_or_default()
}

/// A workspace to begin with: one request and one policy, to be replaced.
pub(crate) fn blank_workspace() -> Workspace {
    let request = NamedRequest {
        principal: "arn:aws:iam::111122223333:role/my-role".to_owned(),
        action: "s3:GetObject".to_owned(),
        resource: "arn:aws:s3:::example-bucket/my-object".to_owned(),
        ..NamedRequest::default()
    };
    let mut workspace = Workspace { requests: vec![request], ..Workspace::default() };
    edit::add(&mut workspace, 0, Addition::Identity);
    workspace
}

/// Whether an example is called so.
pub(crate) fn is_name_of_example(name: &str) -> bool {
    EXAMPLES.iter().any(|example| example.name == name)
}

/// Whether a workspace is an example or the one to begin with, whichever of its requests is selected, so that nothing
/// in it is a person's own.
pub(super) fn is_untouched(workspace: &Workspace) -> bool {
    let is_same = |mut other: Workspace| {
        other.selected_request = workspace.selected_request;
        super::with_editor_line_ends(other) == *workspace
    };
    is_same(blank_workspace()) || EXAMPLES.iter().filter_map(|example| example.workspace().ok()).any(is_same)
}
