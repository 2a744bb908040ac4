//! Names are found whatever their case, and nothing else is.

use policyscope::catalogue::{ConditionKeyType, NamePart, ValueType, name_parts};

use super::{CATALOGUE, detailed};

#[test]
fn every_action_is_found_in_any_case() {
    for action in CATALOGUE.actions() {
        let text = action.to_string();
        for written in [text.clone(), text.to_lowercase(), text.to_uppercase()] {
            assert_eq!(CATALOGUE.action(&written), Some(action), "{written}");
        }
        assert_eq!(action.service().action(action.name()), Some(action));
    }
}

#[test]
fn what_is_no_action_is_not_found() {
    for text in [
        "",
        ":",
        "s3:",
        ":GetObject",
        "GetObject",
        "s3:GetObj",
        "s3:Get*",
        "s3 :GetObject",
        "nope:Get",
        "s3:GetObject:",
    ] {
        assert_eq!(CATALOGUE.action(text), None, "{text}");
    }
}

#[test]
fn services_have_names_for_people() {
    assert_eq!(CATALOGUE.service("S3").unwrap().name(), "Amazon S3");
    assert_eq!(CATALOGUE.service("iam").unwrap().prefix(), "iam");
    assert!(CATALOGUE.service("s").is_none());
    assert!(CATALOGUE.service("").is_none());
}

#[test]
fn permission_only_is_yes_no_or_unknown() {
    let permission_only = |text| CATALOGUE.action(text).unwrap().permission_only();
    assert_eq!(permission_only("iam:PassRole"), Some(true));
    assert_eq!(permission_only("s3:PutObject"), Some(false));
    let unknown = CATALOGUE.actions().filter(|action| action.permission_only().is_none());
    assert!(unknown.into_iter().all(|action| detailed().dependent_actions(action).is_none()));
}

#[test]
fn every_resource_type_is_found_in_its_service() {
    for service in CATALOGUE.services() {
        for resource_type in detailed().resource_types_of_service(service) {
            assert_eq!(resource_type.service(), service);
            let written = resource_type.name().to_uppercase();
            assert_eq!(detailed().resource_type(service, &written), Some(resource_type));
        }
    }
    let s3 = CATALOGUE.service("s3").unwrap();
    assert!(detailed().resource_type(s3, "table").is_none());
}

#[test]
fn every_condition_key_is_found_by_its_name() {
    for key in detailed().all_condition_keys() {
        let found = detailed().condition_key(&key.name().to_uppercase()).unwrap();
        assert_eq!(found.name(), key.name());
        assert!(found.types().any(|key_type| key_type == key.key_type()));
    }
}

#[test]
fn every_variable_part_stands_for_text() {
    for key in detailed().all_condition_keys() {
        let written: String = name_parts(key.name())
            .map(|part| match part {
                NamePart::Fixed(text) => text,
                NamePart::Placeholder(_) => "Cost/Center:1",
            })
            .collect();
        let found = detailed().condition_key(&written).map(|found| found.name());
        assert_eq!(found, Some(key.name()), "{written}");
    }
}

#[test]
fn condition_keys_with_a_variable_part_are_found_by_what_policies_write() {
    let name = |text: &str| detailed().condition_key(text).map(|key| key.name());
    assert_eq!(name("aws:requesttag/team"), Some("aws:RequestTag/${TagKey}"));
    assert_eq!(name("s3:ExistingObjectTag/Project"), Some("s3:ExistingObjectTag/<key>"));
    assert_eq!(name("kms:EncryptionContext:AppName"), Some("kms:EncryptionContext:${EncryptionContextKey}"));
    assert_eq!(name("kms:EncryptionContextKeys"), Some("kms:EncryptionContextKeys"));
    assert_eq!(name("events:Metadata/a"), Some("events:Metadata/${MetadataKey}"));
    assert_eq!(name("events:Metadata/a/Matcher"), Some("events:Metadata/${MetadataKey}/Matcher"));
    for nothing in ["aws:RequestTag/", "aws:RequestTag", "s3:Existing", ""] {
        assert_eq!(name(nothing), None, "{nothing}");
    }
}

#[test]
fn a_condition_key_has_a_type() {
    let key_type = |text: &str| detailed().condition_key(text).unwrap().key_type();
    let one = |value| ConditionKeyType { value, multivalued: false };
    assert_eq!(key_type("s3:max-keys"), one(ValueType::Numeric));
    assert_eq!(key_type("s3:prefix"), one(ValueType::String));
    assert_eq!(key_type("aws:TagKeys"), ConditionKeyType { value: ValueType::String, multivalued: true });
    // Two services disagree on it.
    assert_eq!(detailed().condition_key("identitystore:UserId").unwrap().types().count(), 2);
}

#[test]
fn keys_are_completed_from_their_start() {
    let keys = detailed().condition_keys_beginning_with("S3:EXISTING");
    let names: Vec<&str> = keys.map(|key| key.name()).collect();
    assert_eq!(names, ["s3:ExistingJobOperation", "s3:ExistingJobPriority", "s3:ExistingObjectTag/<key>"]);
    assert_eq!(detailed().condition_keys_beginning_with("").len(), 1_602);
}
