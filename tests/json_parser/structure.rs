//! Objects, arrays, and what goes wrong between tokens.

use policyscope::text::Span;
use policyscope::text::json::{self, Value};

use crate::{check, only_finding};

#[test]
fn json_has_no_findings() {
    check("{}", &[], "{}");
    check("[]", &[], "[]");
    check(" \t\r\n null \n", &[], "null");
    check("\"\"", &[], "\"\"");
    check(
        "{\"a\" : [ true , false , null , -0.5e+3 , \"b\" ] , \"\" : { } }",
        &[],
        "{\"a\":[true,false,null,-0.5e+3,\"b\"],\"\":{}}",
    );
}

#[test]
fn nodes_span_their_tokens() {
    let text = " {\"ab\" : [ 10, \"é\" ] } ";
    let root = json::parse(text).root.unwrap();
    assert_eq!(root.span, Span::new(1, text.len() as u32 - 1));
    let member = root.member("ab").unwrap();
    assert_eq!(member.name_span.slice(text), "\"ab\"");
    assert_eq!(member.value.span.slice(text), "[ 10, \"é\" ]");
    let Value::Array(elements) = &member.value.value else {
        panic!("{member:?}");
    };
    let spans: Vec<&str> = elements.iter().map(|element| element.span.slice(text)).collect();
    assert_eq!(spans, ["10", "\"é\""]);
}

#[test]
fn an_empty_text_has_no_tree() {
    check("", &[("empty-document", "", (1, 0))], "");
    check(" \r\n\t ", &[("empty-document", "", (1, 0))], "");
    assert_eq!(only_finding("").help.as_deref(), Some("paste a policy"));
    check("\u{a0}", &[("empty-document", "", (1, 0)), ("invalid-space", "\u{a0}", (1, 0))], "");
}

#[test]
fn a_text_without_a_value_has_an_invalid_tree() {
    check(" // a\n", &[("empty-document", "", (1, 0)), ("comment", "// a", (1, 1))], "null");
    check(
        "} ,: ]",
        &[
            ("stray-bracket", "}", (1, 0)),
            ("extra-comma", ",", (1, 2)),
            ("extra-colon", ":", (1, 3)),
            ("stray-bracket", "]", (1, 5)),
        ],
        "null",
    );
}

#[test]
fn commas() {
    check("[1,]", &[("trailing-comma", ",", (1, 2))], "[1]");
    check("{\"a\": 1,\n}", &[("trailing-comma", ",", (1, 7))], "{\"a\":1}");
    check(
        "[,1,,2,,]",
        &[
            ("extra-comma", ",", (1, 1)),
            ("extra-comma", ",", (1, 4)),
            ("trailing-comma", ",", (1, 6)),
            ("extra-comma", ",", (1, 7)),
        ],
        "[1,2]",
    );
    check("{,}", &[("extra-comma", ",", (1, 1))], "{}");
    check(
        "[1 \"2\" [3] {}]",
        &[
            ("missing-comma", "\"2\"", (1, 3)),
            ("missing-comma", "[", (1, 7)),
            ("missing-comma", "{", (1, 11)),
        ],
        "[1,\"2\",[3],{}]",
    );
    check("{\"a\": 1\n \"b\": 2}", &[("missing-comma", "\"b\"", (2, 1))], "{\"a\":1,\"b\":2}");
    check("{\"a\": 1; \"b\": 2}", &[("missing-comma", ";", (1, 7))], "{\"a\":1,\"b\":2}");
}

#[test]
fn colons() {
    check(
        "{\"a\" 1, \"b\" {}}",
        &[("missing-colon", "\"a\"", (1, 1)), ("missing-colon", "\"b\"", (1, 8))],
        "{\"a\":1,\"b\":{}}",
    );
    check("{\"a\" \"b\"}", &[("missing-colon", "\"a\"", (1, 1))], "{\"a\":\"b\"}");
    check("{\"a\" = 1}", &[("missing-colon", "\"a\"", (1, 1))], "{\"a\":1}");
    check("{\"a\":: 1}", &[("extra-colon", ":", (1, 5))], "{\"a\":1}");
    check("{\"a\": 1: 2}", &[("extra-colon", ":", (1, 7))], "{\"a\":1}");
    check("[\"a\": 1]", &[("extra-colon", ":", (1, 4))], "[\"a\",1]");
}

#[test]
fn members_without_a_value() {
    check(
        "{\"a\":, \"b\": }",
        &[("missing-value", "\"a\"", (1, 1)), ("missing-value", "\"b\"", (1, 7))],
        "{\"a\":null,\"b\":null}",
    );
    check(
        "{\"a\", \"b\"}",
        &[("missing-value", "\"a\"", (1, 1)), ("missing-value", "\"b\"", (1, 6))],
        "{\"a\":null,\"b\":null}",
    );
    check(
        "{\"a\" \"b\": 1}",
        &[("missing-value", "\"a\"", (1, 1)), ("missing-comma", "\"b\"", (1, 5))],
        "{\"a\":null,\"b\":1}",
    );
    let root = json::parse("{\"a\": }").root.unwrap();
    let missing = &root.member("a").unwrap().value;
    assert_eq!(missing.value, Value::Invalid);
    assert_eq!(missing.span, Span::at(5));
}

#[test]
fn values_without_a_name() {
    check("{[1], \"a\": 2}", &[("missing-name", "[", (1, 1))], "{\"a\":2}");
    check("{: 1, \"a\": 2}", &[("missing-name", ":", (1, 1))], "{\"a\":2}");
    check("{{\"a\": 01}}", &[("missing-name", "{", (1, 1)), ("invalid-number", "01", (1, 7))], "{}");
}

#[test]
fn names_without_quotes() {
    check(
        "{Effect: \"Allow\", 5: 1, null: 2, a-b: 3, 01: 4}",
        &[
            ("unquoted-name", "Effect", (1, 1)),
            ("unquoted-name", "5", (1, 18)),
            ("unquoted-name", "null", (1, 24)),
            ("unquoted-name", "a-b", (1, 33)),
            ("unquoted-name", "01", (1, 41)),
        ],
        "{\"Effect\":\"Allow\",\"5\":1,\"null\":2,\"a-b\":3,\"01\":4}",
    );
}

#[test]
fn brackets_that_are_not_closed() {
    check("{\"a\": [1, 2}", &[("unclosed-bracket", "[", (1, 6))], "{\"a\":[1,2]}");
    check(
        "[{\"a\": 1], [2]",
        &[("unclosed-bracket", "[", (1, 0)), ("mismatched-bracket", "]", (1, 8))],
        "[{\"a\":1},[2]]",
    );
    check(
        "{\"a\": [{\"b\": [1, {}\n",
        &[
            ("unclosed-bracket", "{", (1, 0)),
            ("unclosed-bracket", "[", (1, 6)),
            ("unclosed-bracket", "{", (1, 7)),
            ("unclosed-bracket", "[", (1, 13)),
        ],
        "{\"a\":[{\"b\":[1,{}]}]}",
    );
    check(
        "{\"a\":",
        &[("unclosed-bracket", "{", (1, 0)), ("missing-value", "\"a\"", (1, 1))],
        "{\"a\":null}",
    );
}

#[test]
fn an_unclosed_bracket_says_where_it_should_be_closed() {
    let finding = only_finding("{\"a\": [\n{\"b\": [1}\n]}");
    assert_eq!(finding.message, "`[` is not closed");
    let help = finding.help.unwrap();
    assert_eq!(help, "put `]` before the `}` in line 2");
    let finding = only_finding("{\"a\": 1\n");
    assert_eq!(finding.message, "`{` is not closed");
    assert_eq!(finding.help.unwrap(), "put `}` at the end of the text");
}

#[test]
fn an_unclosed_node_ends_with_its_last_token() {
    let text = "[[1, 2  ";
    let root = json::parse(text).root.unwrap();
    assert_eq!(root.span.slice(text), "[[1, 2");
    let text = "{\"a\": [1 }";
    let root = json::parse(text).root.unwrap();
    assert_eq!(root.member("a").unwrap().value.span.slice(text), "[1");
}

#[test]
fn brackets_of_the_other_kind() {
    check("{\"a\": 1]", &[("mismatched-bracket", "]", (1, 7))], "{\"a\":1}");
    check("{\"a\": [1},\n \"b\": 2}", &[("mismatched-bracket", "}", (1, 8))], "{\"a\":[1],\"b\":2}");
    let finding = only_finding("{\n\"a\": 1]");
    assert_eq!(finding.message, "`]` does not close the `{` in line 1");
    assert_eq!(finding.help.unwrap(), "write `}`");
}

#[test]
fn brackets_that_close_nothing() {
    check("{}}]", &[("stray-bracket", "}", (1, 2)), ("stray-bracket", "]", (1, 3))], "{}");
    check("[1}]", &[("stray-bracket", "}", (1, 2))], "[1]");
    check("{\"a\": {}], \"b\": 1}", &[("stray-bracket", "]", (1, 8))], "{\"a\":{},\"b\":1}");
    check("[1, } 2]", &[("stray-bracket", "}", (1, 4))], "[1,2]");
}

#[test]
fn text_after_the_document() {
    check("{\"a\": 1}\n{\"b\": 2} {}", &[("text-after-document", "{\"b\": 2}", (2, 0))], "{\"a\":1}");
    check("1 2 3", &[("text-after-document", "2", (1, 2))], "1");
    check("{}, x: y", &[("text-after-document", ",", (1, 2))], "{}");
    check(
        "{} [1,] 'x'",
        &[
            ("text-after-document", "[1,]", (1, 3)),
            ("trailing-comma", ",", (1, 5)),
            ("single-quotes", "'x'", (1, 8)),
        ],
        "{}",
    );
    check("\"Statement\": []", &[("text-after-document", ":", (1, 11))], "\"Statement\"");
    let finding = only_finding("\"Statement\": []");
    assert_eq!(finding.help.unwrap(), "put the members between `{` and `}`");
}

#[test]
fn duplicate_members() {
    check(
        "{\"a\": 1,\n \"b\": 2,\n \"\\u0061\": 3,\n \"a\": 4, \"A\": 5}",
        &[("duplicate-member", "\"\\u0061\"", (3, 1)), ("duplicate-member", "\"a\"", (4, 1))],
        "{\"a\":1,\"b\":2,\"a\":3,\"a\":4,\"A\":5}",
    );
    check(
        "{\"a\": {\"b\": 1}, \"c\": {\"b\": 1, \"a\": 1}, \"b\": 1}",
        &[],
        "{\"a\":{\"b\":1},\"c\":{\"b\":1,\"a\":1},\"b\":1}",
    );
    let finding = only_finding("{\n\"a\": 1,\n\"b\": 2,\n\"a\": 3}");
    assert_eq!(finding.message, "the object has a member `a` already, in line 2");
}

#[test]
fn duplicate_members_of_objects_of_any_size() {
    for count in 1..40 {
        let names = (0..count).map(|name| format!("\"{name}\": 0,\n"));
        let text: String = names.chain([String::from("\"0\": 1")]).collect();
        let text = format!("{{{text}}}");
        let finding = only_finding(&text);
        assert_eq!(finding.code, "duplicate-member");
        assert!(finding.message.ends_with("in line 1"), "{finding:?}");
        let place = text.rfind("\"0\"").unwrap() as u32;
        assert_eq!(finding.span, Span::new(place, place + 3));
    }
}

#[test]
fn one_mistake_does_not_hide_the_next() {
    check(
        "{\n  'Version': 2012-10-17,\n  Statement: [\n    {\"Effect\": Allow \"Action\": [\"a\",],\n  ]\n",
        &[
            ("unclosed-bracket", "{", (1, 0)),
            ("single-quotes", "'Version'", (2, 2)),
            ("invalid-number", "2012-10-17", (2, 13)),
            ("unquoted-name", "Statement", (3, 2)),
            ("unclosed-bracket", "{", (4, 4)),
            ("unquoted-string", "Allow", (4, 15)),
            ("missing-comma", "\"Action\"", (4, 21)),
            ("trailing-comma", ",", (4, 35)),
            ("trailing-comma", ",", (4, 37)),
        ],
        "{\"Version\":null,\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"a\"]}]}",
    );
}
