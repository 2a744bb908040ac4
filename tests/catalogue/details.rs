//! What actions need and support, as AWS's documentation has it.

use super::{CATALOGUE, detailed};

fn action(text: &str) -> policyscope::catalogue::Action<'static> {
    CATALOGUE.action(text).unwrap()
}

#[test]
fn an_action_names_its_resource_types() {
    let types = |text: &str| -> Vec<(&str, bool)> {
        let entries = detailed().resource_types(action(text));
        entries.map(|entry| (entry.resource_type().name(), entry.required())).collect()
    };
    assert_eq!(types("s3:ListBucket"), [("accesspoint", false), ("bucket", false)]);
    assert_eq!(types("iam:PassRole"), [("role", true)]);
    assert_eq!(types("s3:ListAllMyBuckets"), []);
    let written: Vec<&str> = types("dynamodb:Query").into_iter().map(|(name, _)| name).collect();
    assert_eq!(written, ["index", "table"]);
}

#[test]
fn dependent_actions_are_actions_of_the_catalogue() {
    let names: Vec<String> = detailed()
        .dependent_actions(action("lambda:CreateFunction"))
        .unwrap()
        .map(|it| it.to_string())
        .collect();
    assert!(names.contains(&"iam:PassRole".to_owned()), "{names:?}");
    assert_eq!(detailed().dependent_actions(action("s3:ListAllMyBuckets")).unwrap().len(), 0);
}

#[test]
fn condition_keys_stand_on_actions_on_resource_types_and_on_both() {
    let supported = |text: &str| -> Vec<&str> {
        detailed().supported_condition_keys(action(text)).into_iter().map(|key| key.name()).collect()
    };
    assert!(supported("s3:ListBucket").contains(&"s3:prefix"));
    assert!(!supported("s3:GetObject").contains(&"s3:prefix"));
    assert!(supported("s3:GetObject").contains(&"s3:ExistingObjectTag/<key>"));
    // On the row of the action and the resource type `role`.
    assert!(supported("iam:PassRole").contains(&"iam:PassedToService"));
    // On the resource type alone.
    let table = detailed().resource_type(CATALOGUE.service("dynamodb").unwrap(), "table").unwrap();
    assert!(table.condition_keys().any(|key| key.name() == "aws:ResourceTag/${TagKey}"));
    let keys = supported("ec2:RunInstances");
    assert!(keys.is_sorted_by_key(|name| name.to_lowercase()) && keys.contains(&"ec2:InstanceType"));
}

#[test]
fn keys_of_rows_are_among_the_keys_of_the_service() {
    for service in CATALOGUE.services() {
        let of_service: Vec<_> = detailed().condition_keys_of_service(service).collect();
        for action in service.actions() {
            for key in detailed().supported_condition_keys(action) {
                assert!(of_service.contains(&key), "{action}: {key:?}");
            }
        }
    }
}

#[test]
fn a_key_that_is_used_but_not_defined_is_kept() {
    let kms = CATALOGUE.service("kms").unwrap();
    let users = kms.actions().filter(|action| {
        let keys = detailed().supported_condition_keys(*action);
        keys.iter().any(|key| key.name() == "kms:RecipientAttestation:PCR8:ServiceName")
    });
    assert_eq!(users.count(), 5);
}
