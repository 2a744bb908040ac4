//! ARNs and the resource types that they can be of.

use policyscope::catalogue::{NamePart, ResourceEntry, name_parts};

use super::{CATALOGUE, detailed};

/// `service/type` of each type that an entry can name, in order.
fn types(entry: &str) -> Vec<String> {
    let found = detailed().resource_types_of_entry(&ResourceEntry::new(entry));
    found.into_iter().map(|it| format!("{}/{}", it.service().prefix(), it.name())).collect()
}

fn s3_types(entry: &str) -> Vec<String> {
    types(entry).into_iter().filter(|name| ["s3/bucket", "s3/object"].contains(&&**name)).collect()
}

#[test]
fn every_format_with_values_in_it_is_of_its_type() {
    let mut ambiguous = 0;
    for service in CATALOGUE.services() {
        for resource_type in detailed().resource_types_of_service(service) {
            for format in resource_type.arn_formats() {
                let arn: String = name_parts(format)
                    .map(|part| match part {
                        NamePart::Fixed(text) => text.replace('*', "any"),
                        NamePart::Placeholder(_) => "x1".to_owned(),
                    })
                    .collect();
                let entry = ResourceEntry::new(&arn);
                let found = detailed().resource_types_of_entry(&entry);
                assert!(found.contains(&resource_type), "{arn}: {found:?}");
                assert!(resource_type.is_met_by(&entry), "{arn}");
                assert!(resource_type.is_met_by(&ResourceEntry::new(format)), "{format}");
                ambiguous += usize::from(found.len() > 1);
            }
        }
    }
    // Some types have the same format, or one that includes another's.
    assert!(ambiguous < 2_361 / 3, "{ambiguous} of the formats fit another type too");
}

#[test]
fn a_bucket_is_no_object_and_an_object_no_bucket() {
    assert_eq!(s3_types("arn:aws:s3:::reports"), ["s3/bucket"]);
    assert_eq!(s3_types("arn:aws:s3:::reports/2026/q1.csv"), ["s3/object"]);
    assert_eq!(s3_types("arn:aws:s3:::reports/*"), ["s3/object"]);
    assert_eq!(s3_types("arn:aws:s3:::reports*"), ["s3/bucket", "s3/object"]);
    assert_eq!(s3_types("arn:aws:s3:::*"), ["s3/bucket", "s3/object"]);
    assert_eq!(s3_types("arn:aws-cn:s3:::${aws:username}"), ["s3/bucket", "s3/object"]);
    assert_eq!(s3_types("arn:*:s3:::reports"), ["s3/bucket"]);
    assert_eq!(s3_types("arn:aws:s3:eu-west-1:111122223333:accesspoint/a"), [""; 0]);
    assert_eq!(s3_types("*"), ["s3/bucket", "s3/object"]);
}

#[test]
fn names_may_hold_paths_and_versions_where_no_other_type_begins() {
    let role = types("arn:aws:iam::111122223333:role/team/app");
    assert!(role.contains(&"iam/role".to_owned()) && !role.contains(&"iam/user".to_owned()), "{role:?}");
    assert_eq!(types("arn:aws:ecr:eu-west-1:111122223333:repository/a/b/c"), ["ecr/repository"]);
    let function = types("arn:aws:lambda:eu-west-1:111122223333:function:f");
    assert!(function.contains(&"lambda/function".to_owned()), "{function:?}");
    let version = types("arn:aws:lambda:eu-west-1:111122223333:function:f:7");
    assert!(!version.contains(&"lambda/function".to_owned()), "{version:?}");
    assert!(version.contains(&"lambda/function version".to_owned()), "{version:?}");
}

#[test]
fn a_log_group_may_end_in_a_wildcard_of_its_own() {
    for entry in ["arn:aws:logs:*:*:log-group:app", "arn:aws:logs:*:*:log-group:app:*"] {
        assert!(types(entry).contains(&"logs/log-group".to_owned()), "{entry}");
    }
}

#[test]
fn a_type_with_two_formats_is_met_by_either() {
    for arn in ["arn:aws:lex:eu-west-1:111122223333:bot/B1", "arn:aws:lex:eu-west-1:111122223333:bot:name"] {
        assert!(types(arn).contains(&"lex/bot".to_owned()), "{arn}");
    }
}

#[test]
fn what_is_no_known_arn_is_of_no_type() {
    for entry in
        ["", "arn", "arn:aws:s3", "arn:aws:nope:::x", "arn:aws:sqs:eu-west-1:111122223333", "s3:::reports"]
    {
        assert_eq!(types(entry), [""; 0], "{entry}");
    }
}

#[test]
fn a_wildcard_entry_is_of_every_type() {
    assert_eq!(types("*").len(), 2_348);
    assert_eq!(types("arn:aws:*").len(), 2_348);
    assert_eq!(types("arn:aws:dynamodb:*:*:table/?*").len(), types("arn:aws:dynamodb:*:*:table/*").len());
}

#[test]
fn formats_are_taken_apart_for_completion() {
    let s3 = CATALOGUE.service("s3").unwrap();
    let bucket = detailed().resource_type(s3, "bucket").unwrap();
    let parts: Vec<NamePart> = bucket.arn_formats().flat_map(name_parts).collect();
    let expected = [
        NamePart::Fixed("arn:"),
        NamePart::Placeholder("Partition"),
        NamePart::Fixed(":s3:::"),
        NamePart::Placeholder("BucketName"),
    ];
    assert_eq!(parts, expected);
}
