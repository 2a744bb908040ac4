//! Elements that are there and say nothing.

mod emptiness;
mod empty_array_action;
mod empty_array_condition;
mod empty_array_condition_forallvalues;
mod empty_array_condition_foranyvalue;
mod empty_array_condition_ifexists;
mod empty_array_principal;
mod empty_array_resource;
mod empty_object_condition;
mod empty_object_principal;
mod empty_sid_value;
mod empty_values;

group! {
    empty_array_action,
    empty_array_condition,
    empty_array_condition_forallvalues,
    empty_array_condition_foranyvalue,
    empty_array_condition_ifexists,
    empty_array_principal,
    empty_array_resource,
    empty_object_condition,
    empty_object_principal,
    empty_sid_value,
}
