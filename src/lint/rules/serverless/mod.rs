//! Execution roles and callers of serverless applications: access to all of a kind where one would do.

mod api_methods;
mod event_buses;
mod event_source_mappings;
mod functions;
mod log_groups;
mod models;
mod objects;
mod queues;
mod secrets;
mod sender_addresses;
mod state_machines;
mod streams;
mod tables;
mod topics;
mod user_pools;

group! {
    tables,
    topics,
    queues,
    objects,
    log_groups,
    functions,
    secrets,
    api_methods,
    event_source_mappings,
    streams,
    state_machines,
    event_buses,
    user_pools,
    sender_addresses,
    models,
}

/// The lists of all these rules.
pub(super) static LISTS: &[&super::breadth::action_list::ActionList] = &[
    &tables::LIST,
    &topics::LIST,
    &queues::LIST,
    &objects::LIST,
    &functions::LIST,
    &secrets::LIST,
    &streams::LIST,
    &state_machines::LIST,
    &event_buses::LIST,
    &user_pools::LIST,
    &sender_addresses::LIST,
    &models::LIST,
];
