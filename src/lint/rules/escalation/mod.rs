//! Ways from the permissions of a document to more permissions.

mod agents;
mod attached_policies;
mod boundaries;
mod builds;
mod credentials;
mod data_jobs;
mod function_code;
mod group_membership;
mod inline_policies;
mod instances;
mod notebooks;
mod passing_to_containers;
mod passing_to_functions;
mod passing_to_instances;
mod passing_to_others;
mod paths;
mod permission_sets;
mod policy_versions;
mod role_assumption;
mod running_containers;
mod stacks;
mod trust_policies;
mod workflows;

group! {
    policy_versions,
    attached_policies,
    inline_policies,
    credentials,
    group_membership,
    trust_policies,
    role_assumption,
    boundaries,
    permission_sets,
    passing_to_instances,
    passing_to_functions,
    function_code,
    passing_to_containers,
    running_containers,
    stacks,
    builds,
    data_jobs,
    notebooks,
    agents,
    workflows,
    instances,
    passing_to_others,
}

/// All families of ways.
static FAMILIES: &[&paths::Family] = &[
    &policy_versions::FAMILY,
    &attached_policies::FAMILY,
    &inline_policies::FAMILY,
    &credentials::FAMILY,
    &group_membership::FAMILY,
    &trust_policies::FAMILY,
    &role_assumption::FAMILY,
    &boundaries::FAMILY,
    &permission_sets::FAMILY,
    &passing_to_instances::FAMILY,
    &passing_to_functions::FAMILY,
    &function_code::FAMILY,
    &passing_to_containers::FAMILY,
    &running_containers::FAMILY,
    &stacks::FAMILY,
    &builds::FAMILY,
    &data_jobs::FAMILY,
    &notebooks::FAMILY,
    &agents::FAMILY,
    &workflows::FAMILY,
    &instances::FAMILY,
    &passing_to_others::FAMILY,
];

/// Whether the action by itself is a way to more permissions.
pub(super) fn escalates(service: &str, name: &str) -> bool {
    let is_way = |path: &paths::Path| match path.actions {
        [action] => action.split_once(':') == Some((service, name)),
        _ => false,
    };
    FAMILIES.iter().any(|family| family.paths.iter().any(is_way))
}
