//! Documents that are being written: the cursor is where something is missing.

use crate::{assert_all, assert_first, assert_has, options};

#[test]
fn a_string_without_its_closing_quote() {
    assert_first(&options("{\"Statement\": [{\"Action\": \"s3:GetObjectA|\n"), &["s3:GetObjectAcl"]);
    assert_first(&options("{\"Statement\": [{\"Action\": [\"s3:GetObjectA|\n]}]}"), &["s3:GetObjectAcl"]);
    assert_first(&options("{\"Statement\": [{\"Eff|"), &["Effect"]);
    assert_all(&options("{\"Statement\": [{\"Effect\": \"|"), &["Allow", "Deny"]);
}

#[test]
fn brackets_that_nothing_closes() {
    assert_first(&options("{\"Statement\": [{\"Effect\": \"Allow\",\n    |"), &["Sid", "Action"]);
    assert_first(&options("{\"Statement\": [{\"Effect\": \"Allow\",\n  \"|"), &["Sid", "Action"]);
    assert_has(&options("{\"Statement\": [{\"Action\": [|"), &["s3:"]);
    assert_has(&options("{\"Statement\": [{\"Action\": [\"s3:GetObject\", |"), &["s3:"]);
}

#[test]
fn a_missing_comma() {
    let document = "{\"Statement\": [{\"Effect\": \"Allow\"\n \"Act|\"\n}]}";
    assert_first(&options(document), &["Action"]);
    let document = "{\"Statement\": [{\"Action\": \"s3:GetObjectA|\"\n \"Resource\": \"*\"}]}";
    assert_first(&options(document), &["s3:GetObjectAcl"]);
}

#[test]
fn a_missing_value() {
    assert_all(&options("{\"Statement\": [{\"Effect\": |, \"Action\": \"s3:*\"}]}"), &["Allow", "Deny"]);
    assert_all(&options("{\"Statement\": [{\"Effect\": |\n \"Action\": \"s3:*\"}]}"), &["Allow", "Deny"]);
    assert_all(&options("{\"Statement\": [{\"Effect\":|}]}"), &["Allow", "Deny"]);
}

#[test]
fn a_word_without_quotes() {
    assert_first(&options("{\"Statement\": [{Eff|}]}"), &["Effect"]);
    assert_all(&options("{\"Statement\": [{\"Effect\": All|}]}"), &["Allow"]);
    assert_first(&options("{\"Statement\": [{\"Action\": s3:GetObjectA|}]}"), &["s3:GetObjectAcl"]);
}

#[test]
fn other_quotes() {
    assert_first(&options("{'Statement': [{'Action': 's3:GetObjectA|'}]}"), &["s3:GetObjectAcl"]);
    assert_first(&options("{“Statement”: [{“Action”: “s3:GetObjectA|”}]}"), &["s3:GetObjectAcl"]);
}

#[test]
fn faults_elsewhere_do_not_matter() {
    let document = "{\"Version\" \"2012-10-17\", \"Statement\": [{\"Effect\": Allow, // yes\n \"Action\": \"s3:GetObjectA|\",}]";
    assert_first(&options(document), &["s3:GetObjectAcl"]);
}

#[test]
fn between_the_parts_of_a_document_nothing_is_offered() {
    for document in [
        "{\"Statement\"| : []}",
        "{\"Statement\": []| }",
        "{\"Statement\": [] |}",
        "{\"Statement\": [{\"Effect\": \"Allow\"| }]}",
        "{\"Statement\": [{\"Effect\": | \"Allow\"}]}",
        "{\"Statement\": [{\"Action\": [\"s3:GetObject\" |]}]}",
        "{\"Statement\": []} |",
        "| {\"Statement\": []}",
        "{\"Statement\": [{\"Effect\": \"Allow\", // , |\n}]}",
        "{\"Statement\": [|]}",
        "{\"Statement\": {\"Action\": {\"|\": 1}}}",
    ] {
        assert_all(&options(document), &[]);
    }
}
