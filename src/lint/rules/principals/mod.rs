//! Who is named as a principal, and what limits the services among them.

mod add_condition;
mod allow_with_not_principal;
mod invalid_role_reference;
mod invalid_user_reference;
mod limits;
mod recommended_condition_key_for_service_principal;
mod restrict_access_to_service_principal;
mod unique_id;
mod unsupported_condition_key_for_service_principal;
mod weak_source;

pub(in crate::lint::rules) use add_condition::{account_of_resources, add_condition, remove_condition};
pub(in crate::lint::rules) use limits::{
    asks_for_a_value, denies_all_but_few, everybody, is_everybody, is_only_wildcards, limits_caller,
    limits_source, named, services,
};

group! {
    invalid_role_reference,
    invalid_user_reference,
    allow_with_not_principal,
    unsupported_condition_key_for_service_principal,
    restrict_access_to_service_principal,
    recommended_condition_key_for_service_principal,
}
