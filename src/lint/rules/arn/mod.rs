//! How ARNs are written.

mod arn_account_not_allowed;
mod arn_region_not_allowed;
pub(super) mod fields;
mod invalid_arn_account;
mod invalid_arn_prefix;
mod invalid_arn_region;
mod invalid_arn_resource;
mod invalid_arn_service_case;
mod invalid_partition;
mod missing_arn_account;
mod missing_arn_field;
mod missing_arn_region;
mod misspelt_resource_type;
pub(super) mod regions;

group! {
    arn_account_not_allowed,
    arn_region_not_allowed,
    invalid_arn_account,
    invalid_arn_prefix,
    invalid_arn_region,
    invalid_arn_resource,
    invalid_arn_service_case,
    invalid_partition,
    missing_arn_account,
    missing_arn_field,
    missing_arn_region,
    misspelt_resource_type,
}
