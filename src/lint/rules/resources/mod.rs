//! What resources a statement names.

mod action_needs_every_resource;
mod bucket_action_on_objects;
pub(super) mod edits_of_lists;
mod fit;
mod irrelevant_condition_key_in_policy;
mod no_resource_for_action;
mod object_action_on_bucket;
mod unsupported_action_in_policy;
mod unsupported_resource_arn_in_policy;

group! {
    action_needs_every_resource,
    bucket_action_on_objects,
    irrelevant_condition_key_in_policy,
    no_resource_for_action,
    object_action_on_bucket,
    unsupported_action_in_policy,
    unsupported_resource_arn_in_policy,
}
