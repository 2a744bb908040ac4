//! Values of conditions.

mod cidr;
mod improve_ip_range;
mod invalid_condition_data_type;
mod invalid_condition_multiple_boolean;
mod invalid_date_value;
mod invalid_kms_key_value;
mod invalid_region;
mod invalid_service_principal_format;
mod invalid_vpc_format;
mod invalid_vpce_format;
mod private_addresses;
mod private_ip_address;
mod private_ip_address_subset;
mod private_not_ip_address;
mod private_not_ip_address_subset;
mod redundant_condition_value_num;
mod regions;
mod session_arn_in_principal_arn;
mod source_ip_everywhere;
pub(super) mod too_permissive;
mod type_mismatch_boolean;
mod type_mismatch_date;
mod type_mismatch_ip_range;
mod type_mismatch_number;
mod type_mismatch_string;
mod unreadable;
mod value_that_never_occurs;
mod wildcard_usage_too_permissive;
mod wildcard_without_like_operator;

group! {
    invalid_condition_data_type,
    invalid_condition_multiple_boolean,
    invalid_region,
    private_ip_address,
    private_not_ip_address,
    private_ip_address_subset,
    private_not_ip_address_subset,
    invalid_service_principal_format,
    invalid_vpc_format,
    invalid_vpce_format,
    type_mismatch_ip_range,
    type_mismatch_boolean,
    type_mismatch_date,
    type_mismatch_number,
    type_mismatch_string,
    invalid_kms_key_value,
    wildcard_usage_too_permissive,
    invalid_date_value,
    wildcard_without_like_operator,
    improve_ip_range,
    redundant_condition_value_num,
    session_arn_in_principal_arn,
    value_that_never_occurs,
    source_ip_everywhere,
}
