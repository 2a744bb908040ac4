//! Adding APIs with their callers.

use crate::workspace::model::Workspace;

/// Adds the APIs of `other` at the end, with those of its principals and accounts that `workspace` does not have yet. One
/// that both have stays as it is in `workspace`.
pub fn add_front_doors(workspace: &mut Workspace, other: Workspace) {
    for principal in other.principals {
        if workspace.principals.iter().all(|known| known.arn != principal.arn) {
            workspace.principals.push(principal);
        }
    }
    for account in other.accounts {
        if workspace.accounts.iter().all(|known| known.id != account.id) {
            workspace.accounts.push(account);
        }
    }
    workspace.front_doors.extend(other.front_doors);
}
