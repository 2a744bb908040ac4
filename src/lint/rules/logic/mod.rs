//! Statements that contradict each other or themselves, and those that add nothing.

mod cancelled_action;
mod cancelled_allow;
pub(super) mod cover;
mod shadow;
mod shadowed_allow;
mod shadowed_deny;

group! {
    cancelled_allow,
    cancelled_action,
    shadowed_allow,
    shadowed_deny,
}
