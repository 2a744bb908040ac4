//! Actions that should not be allowed unawares or on everything: reading data, handing out credentials, destroying.

mod audit;
mod credentials;
mod data_reading;
mod decryption;
mod destruction;
mod guardrails;
mod permissions_by_pattern;
mod permissions_management;

group! {
    data_reading,
    permissions_management,
    permissions_by_pattern,
    credentials,
    destruction,
    audit,
    decryption,
    guardrails,
}

/// The lists of all these rules.
pub(super) static LISTS: &[&super::breadth::action_list::ActionList] = &[
    &data_reading::LIST,
    &credentials::LIST,
    &destruction::LIST,
    &audit::LIST,
    &decryption::LIST,
    &guardrails::LIST,
];
