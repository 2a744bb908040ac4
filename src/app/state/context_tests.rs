//! What a person does to a key that policies ask for, by its name.

use super::*;

const KEY: &str = "aws:SourceIp";

fn after(edits: impl IntoIterator<Item = ContextEdit>) -> Vec<ContextRow> {
    let mut rows = Vec::new();
    for edit in edits {
        edit.apply(&mut rows);
    }
    rows
}

fn give(key: &str, values: &[&str]) -> ContextEdit {
    ContextEdit::Give {
        key: key.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

fn request(rows: &[ContextRow]) -> NamedRequest {
    let mut request = NamedRequest::default();
    write(rows, &mut request);
    request
}

#[test]
fn a_key_without_a_row_gets_one_and_then_keeps_it() {
    let rows = after([give(KEY, &["1"]), give("AWS:sourceip", &["1", "2"])]);
    let [row] = rows.as_slice() else { unreachable!("{rows:?}") };
    assert_eq!((row.key.as_str(), row.values.len(), row.is_typed), (KEY, 2, false));
}

#[test]
fn an_unknown_key_is_unknown_until_it_is_given_or_taken_back() {
    let rows = after([ContextEdit::GiveUnknown(KEY.to_owned())]);
    assert_eq!(request(&rows).unknown_context, [KEY]);
    let rows = after([ContextEdit::GiveUnknown(KEY.to_owned()), give(KEY, &["10.0.0.1"])]);
    assert!(request(&rows).unknown_context.is_empty());
    assert_eq!(request(&rows).context.get(KEY), Some(&vec!["10.0.0.1".to_owned()]));
    let rows = after([give(KEY, &["1"]), ContextEdit::TakeBack("aws:sourceIP".to_owned())]);
    assert!(rows.is_empty());
}

#[test]
fn the_focus_follows_a_value_that_is_added_and_stays_with_one_that_is_typed() {
    let none = give(KEY, &["1"]).focus_after(&[]);
    assert_eq!(none, None);
    assert_eq!(give(KEY, &["1", ""]).focus_after(&[]), Some(FocusTarget::ContextValue(0, 1)));
    let rows = after([ContextEdit::AddRow, give(KEY, &["1"])]);
    assert_eq!(give(KEY, &["1", ""]).focus_after(&rows), Some(FocusTarget::ContextValue(1, 1)));
}

#[test]
fn a_row_is_being_typed_from_the_moment_its_key_is() {
    let is_typed = |rows: Vec<ContextRow>| rows.first().is_some_and(|row| row.is_typed);
    assert!(is_typed(after([ContextEdit::AddRow])));
    assert!(is_typed(after([give(KEY, &[""]), ContextEdit::Key(0, "aws:Source".to_owned())])));
    assert!(!read(&request(&after([give(KEY, &["1"])]))).iter().any(|row| row.is_typed));
}
