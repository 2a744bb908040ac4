//! Syntax trees to text.

use policyscope::text::json;

fn printed(text: &str) -> (String, String) {
    let root = json::parse(text).root.unwrap();
    (json::compact(&root), json::pretty(&root))
}

#[test]
fn pretty_text_has_a_line_for_each_item() {
    let (compact, pretty) = printed(r#"{"a" :[1 , {"b":[ ], "c":{}}],"d":"e"}"#);
    assert_eq!(compact, r#"{"a":[1,{"b":[],"c":{}}],"d":"e"}"#);
    let expected = "\
{
  \"a\": [
    1,
    {
      \"b\": [],
      \"c\": {}
    }
  ],
  \"d\": \"e\"
}";
    assert_eq!(pretty, expected);
}

#[test]
fn numbers_duplicates_and_order_stay() {
    let text = r#"{"b":1.50,"a":1E+5,"b":-0}"#;
    assert_eq!(printed(text).0, text);
}

#[test]
fn invalid_values_print_as_null() {
    assert_eq!(printed(r#"{"a":,"b":01}"#).0, r#"{"a":null,"b":null}"#);
}

#[test]
fn strings_are_escaped_where_json_wants_it() {
    let all: String = (0..0x80).map(char::from).chain("é€😀\u{2028}".chars()).collect();
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(printed(&text), (text.clone(), text));
}

#[test]
fn printed_text_is_the_same_when_printed_again() {
    let (compact, pretty) = printed("{'a': [True, “b”, 1 2,], 'a' 3");
    assert_eq!(printed(&compact), (compact.clone(), pretty.clone()));
    assert_eq!(printed(&pretty), (compact, pretty));
}
