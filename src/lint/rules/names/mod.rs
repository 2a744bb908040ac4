//! Names of services, actions and condition keys.

mod invalid_action;

group! {
    invalid_action,
}
