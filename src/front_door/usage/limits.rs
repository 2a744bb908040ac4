//! Which limit on the rate is the one of a method.

use crate::front_door::model::{MethodThrottle, Stage, Throttle, UsagePlan};

/// Whose limit it is: whether that of a single method.
type Found = (Throttle, bool);

fn of_method(throttles: &[MethodThrottle], path: &str, http_method: &str) -> Option<Found> {
    let is_it = |one: &&MethodThrottle| one.path == path && one.http_method == http_method;
    throttles.iter().find(is_it).map(|found| (found.throttle, true))
}

/// The limit of a usage plan on each key at a method of `stage`, by its path and method as the API has them; also whether
/// it is for this method alone. None where the plan has no limit.
#[must_use]
pub fn plan_throttle(
    plan: &UsagePlan,
    stage: &str,
    path: &str,
    http_method: &str,
) -> Option<(Throttle, bool)> {
    let stage = plan.stages.iter().find(|one| one.stage == stage);
    let own = stage.and_then(|stage| of_method(&stage.method_throttles, path, http_method));
    own.or(plan.throttle.map(|throttle| (throttle, false)))
}

/// The limit of a stage on a method, by its path and method as the API has them; also whether it was given for this method
/// alone. None where the stage has no limit.
#[must_use]
pub fn stage_throttle(stage: &Stage, path: &str, http_method: &str) -> Option<(Throttle, bool)> {
    let own = of_method(&stage.method_throttles, path, http_method);
    own.or(stage.throttle.map(|throttle| (throttle, false)))
}
