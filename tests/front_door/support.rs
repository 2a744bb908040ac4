//! Doors and requests from data.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use policyscope::front_door::{
    AuthorizerCache, Checkpoint, DoorRequestText, FrontDoor, Outcome, Response, Step, StepResult, Walk, walk,
};
use serde_json::{Value, json};

/// The lines of a data file.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Value> + '_ {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
}

/// A door of `doors.json`, changed by a merge patch.
pub(crate) fn door(name: &str, patch: &Value) -> FrontDoor {
    let doors: Value = serde_json::from_str(include_str!("doors.json")).unwrap();
    let mut door = doors[name].clone();
    merge(&mut door, patch);
    serde_json::from_str(&door.to_string()).unwrap()
}

/// A request, changed by a merge patch.
pub(crate) fn request(patch: &Value) -> DoorRequestText {
    let mut request = json!({
        "http_method": "GET", "path": "/public", "stage": "prod",
        "source_ip": "203.0.113.7", "time": "2025-11-22T10:30:00Z",
    });
    merge(&mut request, patch);
    serde_json::from_str(&request.to_string()).unwrap()
}

/// RFC 7386: members replace, `null` removes.
pub(crate) fn merge(target: &mut Value, patch: &Value) {
    let (Value::Object(members), Value::Object(changes)) = (&mut *target, patch) else {
        if !patch.is_null() {
            *target = patch.clone();
        }
        return;
    };
    for (name, change) in changes {
        match change {
            Value::Null => {
                members.remove(name);
            }
            _ => merge(members.entry(name.clone()).or_insert(Value::Null), change),
        }
    }
}

/// A token in compact form.
pub(crate) fn token(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2ln", part(header), part(claims))
}

/// The way of one request through one door, with nothing kept from before.
pub(crate) fn way(door: &FrontDoor, request: &DoorRequestText) -> Walk {
    walk(door, &request.read().unwrap(), &mut AuthorizerCache::default())
}

/// The step at which a request was stopped, and its answer.
pub(crate) fn stop(walk: &Walk) -> (&Step, &Response) {
    let Outcome::Stopped(response) = &walk.outcome else { panic!("not stopped: {:?}", walk.outcome) };
    let step = walk.steps.iter().find(|step| step.result == StepResult::Stopped);
    (step.expect("a step that stopped the request"), response)
}

/// The step of a check.
pub(crate) fn step(walk: &Walk, checkpoint: Checkpoint) -> &Step {
    walk.steps.iter().find(|step| step.checkpoint == checkpoint).expect("every check is there")
}
