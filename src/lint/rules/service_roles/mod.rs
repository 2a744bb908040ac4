//! Passing roles to services, and making roles that are linked to services.

mod create_slr_with_not_action_and_not_resource;
mod create_slr_with_not_resource;
mod create_slr_with_star_in_action_and_not_resource;
mod create_slr_with_star_in_action_and_resource;
mod create_slr_with_star_in_resource;
mod create_slr_with_star_in_resource_and_not_action;
mod grant;
mod pass_role_with_not_action_and_not_resource;
mod pass_role_with_not_resource;
mod pass_role_with_star_in_action_and_not_resource;
mod pass_role_with_star_in_action_and_resource;
mod pass_role_with_star_in_resource;
mod pass_role_with_star_in_resource_and_not_action;

group! {
    create_slr_with_not_resource,
    create_slr_with_star_in_action_and_not_resource,
    create_slr_with_not_action_and_not_resource,
    create_slr_with_star_in_resource,
    create_slr_with_star_in_action_and_resource,
    create_slr_with_star_in_resource_and_not_action,
    pass_role_with_not_resource,
    pass_role_with_star_in_action_and_not_resource,
    pass_role_with_not_action_and_not_resource,
    pass_role_with_star_in_resource,
    pass_role_with_star_in_action_and_resource,
    pass_role_with_star_in_resource_and_not_action,
}
