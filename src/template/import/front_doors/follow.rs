//! From planned front doors to those of a workspace.

use super::PlannedDoor;
use crate::front_door::{AuthorizerReturns, FrontDoor};
use crate::template::import::plan::Plan;
use crate::template::import::report::Remark;
use crate::text::quoted;
use crate::workspace::model::{DoorOrigin, DoorWithRequests, NamedDoorRequest, Workspace};

/// Adds the planned APIs, each with a request to begin with; their origin names template number `template`.
pub(in crate::template::import) fn add(workspace: &mut Workspace, plan: &Plan, template: usize) {
    workspace.front_doors.extend(plan.front_doors.iter().map(|planned| with_request(planned, template)));
}

fn with_request(planned: &PlannedDoor, template: usize) -> DoorWithRequests {
    let resource = planned.logical_id.clone();
    DoorWithRequests {
        door: planned.door.clone(),
        requests: vec![NamedDoorRequest::first_for(&planned.door)],
        origin: Some(DoorOrigin { template, resource, ..DoorOrigin::default() }),
        ..DoorWithRequests::default()
    }
}

/// Brings the APIs of template number `template` up to date. One that is as it was taken over, but for what somebody has
/// said of the answers of authorizers, gets its new definition and keeps those answers and all requests. One that was
/// edited stays, one that was removed stays away, which the remarks say.
pub(in crate::template::import) fn follow(
    workspace: &mut Workspace,
    old: &Plan,
    new: &Plan,
    template: usize,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let find =
        |plan: &Plan, id: &str| plan.front_doors.iter().find(|planned| planned.logical_id == id).cloned();
    workspace.front_doors.retain_mut(|found| {
        let Some(id) = origin_in(found, template).map(str::to_owned) else {
            return true;
        };
        let (before, now) = (find(old, &id), find(new, &id));
        let is_as_taken_over =
            before.as_ref().is_some_and(|before| with_answers_of(&before.door, &found.door) == found.door);
        let place = now.as_ref().map(|now| now.span).unwrap_or_default();
        let mut stays = |why: &str| {
            let message = format!("the API `{}` {why}", quoted(&id));
            remarks.push(Remark { logical_id: id.clone(), message, place });
        };
        match (is_as_taken_over, now) {
            (true, Some(now)) => {
                let first = before.map(|before| NamedDoorRequest::first_for(&before.door));
                found.door = with_answers_of(&now.door, &found.door);
                // A request that nobody touched follows.
                for request in found.requests.iter_mut().filter(|request| first.as_ref() == Some(&**request))
                {
                    *request = NamedDoorRequest::first_for(&now.door);
                }
                true
            }
            (true, None) => {
                let first = before.map(|before| NamedDoorRequest::first_for(&before.door));
                let is_untouched = found.requests.iter().all(|request| first.as_ref() == Some(request));
                if !is_untouched {
                    stays("is not in the template any more and stays, as it has requests");
                }
                !is_untouched
            }
            (false, Some(now)) => {
                if now.door != found.door {
                    stays("was edited in the workspace and stays so");
                }
                true
            }
            (false, None) => {
                stays("is not in the template any more and stays, as it was edited");
                true
            }
        }
    });
    for planned in &new.front_doors {
        let is_there = |found: &DoorWithRequests| origin_in(found, template) == Some(&planned.logical_id);
        if workspace.front_doors.iter().any(is_there) {
            continue;
        }
        if find(old, &planned.logical_id).is_some() {
            remarks.push(Remark {
                logical_id: planned.logical_id.clone(),
                message: format!(
                    "the API `{}` was removed from the workspace and stays so",
                    quoted(&planned.logical_id)
                ),
                place: planned.span,
            });
        } else {
            workspace.front_doors.push(with_request(planned, template));
        }
    }
    remarks
}

/// The logical id of an API that was taken from the template of that number.
pub(in crate::template::import) fn origin_in(found: &DoorWithRequests, template: usize) -> Option<&str> {
    let origin = found.origin.as_ref().filter(|origin| origin.template == template)?;
    Some(&origin.resource)
}

/// `door` with what `other` says of the answers of authorizers of the same name.
fn with_answers_of(door: &FrontDoor, other: &FrontDoor) -> FrontDoor {
    let mut door = door.clone();
    for authorizer in &mut door.authorizers {
        if let Some(known) = other.authorizer(&authorizer.name)
            && known.returns != AuthorizerReturns::Unknown
        {
            authorizer.returns = known.returns.clone();
        }
    }
    door
}
