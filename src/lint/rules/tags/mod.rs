//! Conditions on tags.

mod allow_notaction_with_unsupported_tag_condition_key_for_service;
mod allow_with_unsupported_tag_condition_key_for_service;
mod deny_notaction_with_unsupported_tag_condition_key_for_service;
mod deny_with_unsupported_tag_condition_key_for_service;
mod missing_tag_key_in_condition;
mod unsupported;

group! {
    allow_notaction_with_unsupported_tag_condition_key_for_service,
    allow_with_unsupported_tag_condition_key_for_service,
    deny_notaction_with_unsupported_tag_condition_key_for_service,
    deny_with_unsupported_tag_condition_key_for_service,
    missing_tag_key_in_condition,
}
