//! What can be left out.

mod entries;
mod likeness;
mod mergeable_statements;
mod redundant_action;
mod redundant_principal_in_role_trust_policy;
mod redundant_resource;
mod redundant_statement;
mod repeated_value;
mod resources_differ_in_case;

group! {
    mergeable_statements,
    redundant_action,
    redundant_principal_in_role_trust_policy,
    redundant_resource,
    redundant_statement,
    repeated_value,
    resources_differ_in_case,
}
