//! APIs of which not all is known.

use super::authentication::unauthorized;
use super::{Checkpoint, Ending, Response, Step, StepResult, Way, cors};
use crate::front_door::model::FrontDoor;
use crate::front_door::request::DoorRequest;

/// Adds to the endings that follow from what is known of the API those that the rest may lead to.
pub(super) fn leave_open(door: &FrontDoor, request: &DoorRequest<'_>, arn: &str, way: &mut Way) {
    let reasons = door.not_known.join("; ");
    for checkpoint in Checkpoint::ALL {
        match way.steps.iter_mut().find(|step| step.checkpoint == checkpoint) {
            Some(step) if checkpoint == Checkpoint::Route => {
                step.result = StepResult::Unknown;
                step.sentence = format!("{} Not all of the API is known: {reasons}.", step.sentence);
                step.depends_on.extend(door.not_known.iter().cloned());
            }
            Some(_) => {}
            None => way.steps.push(Step::unknown(
                checkpoint,
                Vec::new(),
                Vec::new(),
                format!("Whether the request comes here is not known: {reasons}."),
            )),
        }
    }
    way.steps.sort_by_key(|step| step.checkpoint);
    way.end(Ending::Stopped(unauthorized(door.api_type)));
    way.end(Ending::Stopped(Response::access_denied("anonymous", arn, false)));
    if let Some(answer) = cors::possible_answer(door, request) {
        way.end(Ending::Answered(answer));
    }
    way.end(Ending::Reached);
    way.depend_on(&door.not_known);
}
