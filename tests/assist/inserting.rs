//! What becomes of the document when an option is chosen.

use policyscope::policy::PolicyType;

use crate::{chosen, complete, statement};

#[track_caller]
fn becomes(document: &str, label: &str, expected: &str) {
    assert_eq!(chosen(document, PolicyType::Identity, label), expected);
}

#[test]
fn in_a_string_its_whole_inside_is_replaced() {
    becomes(r#"{"Statement": {"Effect": "|"}}"#, "Deny", r#"{"Statement": {"Effect": "Deny"}}"#);
    becomes(r#"{"Statement": {"Effect": "|Allow"}}"#, "Allow", r#"{"Statement": {"Effect": "Allow"}}"#);
    becomes(
        r#"{"Statement": {"Action": "s3:GetObjectA|nything"}}"#,
        "s3:GetObjectAcl",
        r#"{"Statement": {"Action": "s3:GetObjectAcl"}}"#,
    );
    becomes(r#"{"Statement": {"Act|": "x"}}"#, "Action", r#"{"Statement": {"Action": "x"}}"#);
}

#[test]
fn where_nothing_stands_quotes_come_along() {
    becomes(r#"{"Statement": {"Effect": |}}"#, "Deny", r#"{"Statement": {"Effect": "Deny"}}"#);
    becomes(r#"{"Statement": {"Effect": De|}}"#, "Deny", r#"{"Statement": {"Effect": "Deny"}}"#);
}

#[test]
fn a_new_name_gets_a_value_and_a_comma_where_one_is_missing() {
    becomes("{|}", "Statement", r#"{"Statement": []}"#);
    becomes("{\n  |\n}", "Version", "{\n  \"Version\": \"2012-10-17\"\n}");
    becomes("{|\n  \"Statement\": []}", "Version", "{\"Version\": \"2012-10-17\",\n  \"Statement\": []}");
    becomes(r#"{"Statement": {Eff|}}"#, "Effect", r#"{"Statement": {"Effect": "Allow"}}"#);
    becomes(r#"{"Statement": {Eff|: "Deny"}}"#, "Effect", r#"{"Statement": {"Effect": "Deny"}}"#);
    becomes(r#"{"Statement": {"Action": [ | ]}}"#, "s3:", r#"{"Statement": {"Action": [ "s3:" ]}}"#);
    becomes(r#"{"Statement": {"Action": [ | "x"]}}"#, "s3:", r#"{"Statement": {"Action": [ "s3:", "x"]}}"#);
}

#[test]
fn places_are_counted_in_utf16() {
    let found =
        complete(r#"{"Id": "𐐷é😀", "Statement": {"Effect": "|"}}"#, PolicyType::Resource, None).unwrap();
    let before = r#"{"Id": "𐐷é😀", "Statement": {"Effect": ""#.encode_utf16().count() as u32;
    assert_eq!((found.from, found.to), (before, before));
    becomes(
        r#"{"Sid😀": "😀", "Statement": {"Effect": "All|"}}"#,
        "Allow",
        r#"{"Sid😀": "😀", "Statement": {"Effect": "Allow"}}"#,
    );
}

#[test]
fn escapes_before_the_cursor_are_read_and_written() {
    becomes(r#"{"Statement": {"Effect": "\u0041ll|"}}"#, "Allow", r#"{"Statement": {"Effect": "Allow"}}"#);
    becomes(
        &statement(r#""Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/\"😀\\${aws:usern|""#),
        "${aws:username}",
        &statement(r#""Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/\"😀\\${aws:username}""#),
    );
}

#[test]
fn an_unclosed_string_ends_with_its_line() {
    becomes("{\"Statement\": {\"Effect\": \"All|\n}}", "Allow", "{\"Statement\": {\"Effect\": \"Allow\n}}");
}
