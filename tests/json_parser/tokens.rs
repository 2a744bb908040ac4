//! Strings, numbers, words, comments and space.

use std::borrow::Cow;

use policyscope::text::json::{self, Value};

use crate::{check, only_finding};

#[test]
fn strings_are_unescaped() {
    let text = r#"["\"\\\/\b\f\n\r\t", "\u0041\u00e9\u20AC\uD83D\uDE00", "\u0000", "é😀", "\u007f"]"#;
    let parsed = json::parse(text);
    assert_eq!(parsed.diagnostics, []);
    let Some(Value::Array(elements)) = parsed.root.map(|root| root.value) else {
        panic!("no array");
    };
    let strings: Vec<&str> = elements
        .iter()
        .map(|element| match &element.value {
            Value::String(string) => &**string,
            _ => panic!("{element:?}"),
        })
        .collect();
    assert_eq!(strings, ["\"\\/\u{8}\u{c}\n\r\t", "Aé€😀", "\0", "é😀", "\u{7f}"]);
}

#[test]
fn strings_without_escapes_are_borrowed() {
    for text in ["\"\"", "\"a é\"", "'a'", "“a”", "\"a"] {
        let root = json::parse(text).root.unwrap();
        assert!(matches!(root.value, Value::String(Cow::Borrowed(_))), "{root:?}");
    }
}

#[test]
fn invalid_escapes_are_kept() {
    check(
        r#"["C:\dir", "\x41", "\'", "\é"]"#,
        &[
            ("invalid-escape", r"\d", (1, 4)),
            ("invalid-escape", r"\x", (1, 12)),
            ("invalid-escape", r"\'", (1, 20)),
            ("invalid-escape", r"\é", (1, 26)),
        ],
        r#"["C:\\dir","\\x41","\\'","\\é"]"#,
    );
    check(
        r#"["\u", "\u12", "\u12g4", "\u+123"]"#,
        &[
            ("invalid-escape", r"\u", (1, 2)),
            ("invalid-escape", r"\u12", (1, 8)),
            ("invalid-escape", r"\u12", (1, 16)),
            ("invalid-escape", r"\u", (1, 26)),
        ],
        r#"["\\u","\\u12","\\u12g4","\\u+123"]"#,
    );
}

#[test]
fn lone_surrogates_become_replacement_characters() {
    check(
        r#"["\ud83d", "\ude00!", "\ud83d\u0041", "\ud83d\ud83d\ude00"]"#,
        &[
            ("lone-surrogate", r"\ud83d", (1, 2)),
            ("lone-surrogate", r"\ude00", (1, 12)),
            ("lone-surrogate", r"\ud83d", (1, 23)),
            ("lone-surrogate", r"\ud83d", (1, 39)),
        ],
        "[\"\u{fffd}\",\"\u{fffd}!\",\"\u{fffd}A\",\"\u{fffd}😀\"]",
    );
}

#[test]
fn control_characters_in_strings() {
    check(
        "[\"a\tb\", \"\0\", \"\u{7f}\"]",
        &[("control-character", "\t", (1, 3)), ("control-character", "\0", (1, 9))],
        "[\"a\\tb\",\"\\u0000\",\"\u{7f}\"]",
    );
    let finding = only_finding("\"\u{1b}\"");
    assert!(finding.message.contains("U+001B"), "{finding:?}");
    assert!(finding.help.unwrap().contains("`\\u001b`"));
}

#[test]
fn line_breaks_in_strings() {
    for line_break in ["\n", "\r\n", "\r"] {
        check(
            &format!("{{\"a\": \"b{line_break}  c\", \"d\": 1}}"),
            &[("line-break-in-string", line_break, (1, 8))],
            &format!("{{\"a\":\"b{}  c\",\"d\":1}}", line_break.escape_default()),
        );
    }
}

#[test]
fn strings_without_a_closing_quote_end_with_their_line() {
    check(
        "{\n  \"a\": \"b,\n  \"c\": \"d\"\n}",
        &[("unterminated-string", "\"b", (2, 7))],
        "{\"a\":\"b\",\"c\":\"d\"}",
    );
    check("[\"a b  \r\n, 1]", &[("unterminated-string", "\"a b", (1, 1))], "[\"a b\",1]");
    check("\"a\\n", &[("unterminated-string", "\"a\\n", (1, 0))], "\"a\\n\"");
    check("\"", &[("unterminated-string", "\"", (1, 0))], "\"\"");
    check(
        "\"a\\",
        &[("unterminated-string", "\"a\\", (1, 0)), ("invalid-escape", "\\", (1, 2))],
        "\"a\\\\\"",
    );
    check("['a,\n2]", &[("unterminated-string", "'a", (1, 1))], "[\"a\",2]");
}

#[test]
fn single_quotes() {
    check(
        "{'a': 'it\\'s \"b\"', 'c': ''}",
        &[
            ("single-quotes", "'a'", (1, 1)),
            ("single-quotes", "'it\\'s \"b\"'", (1, 6)),
            ("single-quotes", "'c'", (1, 19)),
            ("single-quotes", "''", (1, 24)),
        ],
        "{\"a\":\"it's \\\"b\\\"\",\"c\":\"\"}",
    );
}

#[test]
fn typographic_quotes() {
    check(
        "{“a”: „b“, ‘c’: ”d”, “e\": “it’s”, \"“f”\": 1}",
        &[
            ("typographic-quotes", "“a”", (1, 1)),
            ("typographic-quotes", "„b“", (1, 6)),
            ("typographic-quotes", "‘c’", (1, 11)),
            ("typographic-quotes", "”d”", (1, 16)),
            ("typographic-quotes", "“e\"", (1, 21)),
            ("typographic-quotes", "“it’s”", (1, 26)),
        ],
        "{\"a\":\"b\",\"c\":\"d\",\"e\":\"it’s\",\"“f”\":1}",
    );
    assert!(only_finding("“a”").message.contains("typographic quotes"));
}

#[test]
fn numbers_are_kept_as_written() {
    check(
        "[0, -0, 10, 1.50, 1e5, 1E+05, -1.0e-0, 123456789012345678901234567890]",
        &[],
        "[0,-0,10,1.50,1e5,1E+05,-1.0e-0,123456789012345678901234567890]",
    );
}

#[test]
fn invalid_numbers() {
    for number in [
        "01",
        "-01",
        "007",
        "+1",
        "-+1",
        ".5",
        "-.5",
        "1.",
        "1.e5",
        "1e",
        "1e+",
        "1.5.2",
        "NaN",
        "-NaN",
        "Infinity",
        "-Infinity",
        "0x1F",
        "1_000",
        "2012-10-17",
        "10.0.0.0/8",
        "5%",
    ] {
        let text = format!("[0, {number}, 1]");
        let code = match number {
            "-+1" => "unquoted-string",
            _ => "invalid-number",
        };
        let tree = match number {
            "-+1" => "[0,\"-+1\",1]",
            _ => "[0,null,1]",
        };
        check(&text, &[(code, number, (1, 4))], tree);
    }
    let help = |text| only_finding(text).help.unwrap();
    assert_eq!(help("+1"), "leave out the plus sign");
    assert_eq!(help("-.5"), "write a digit before the point");
    assert_eq!(help("1."), "write a digit after the point");
    assert!(help("012345678901").starts_with("leave out the zeros in front"));
    assert_eq!(help("0x1F"), "write the number in decimal digits");
    assert_eq!(help("2012-10-17"), "put `\"` around what is no number");
}

#[test]
fn literals_written_otherwise() {
    for (words, literal) in [
        (["True", "TRUE", "ture", "tru"], "true"),
        (["False", "FALSE", "flase", "fals"], "false"),
        (["Null", "NULL", "nul", "nulll"], "null"),
        (["None", "nil", "undefined", "NIL"], "null"),
    ] {
        for word in words {
            let text = format!("{{\"a\": {word}}}");
            let tree = format!("{{\"a\":{literal}}}");
            check(&text, &[("invalid-literal", word, (1, 6))], &tree);
            let help = only_finding(&text).help.unwrap();
            assert_eq!(help, format!("write `{literal}`"));
        }
    }
}

#[test]
fn words_are_read_as_strings() {
    check(
        "{\"a\": Allow, \"b\": s3:GetObject, \"c\": arn:aws:s3:::x/*, \"d\": *, \"e\": é}",
        &[
            ("unquoted-string", "Allow", (1, 6)),
            ("unquoted-string", "s3:GetObject", (1, 18)),
            ("unquoted-string", "arn:aws:s3:::x/*", (1, 37)),
            ("unquoted-string", "*", (1, 60)),
            ("unquoted-string", "é", (1, 68)),
        ],
        "{\"a\":\"Allow\",\"b\":\"s3:GetObject\",\"c\":\"arn:aws:s3:::x/*\",\"d\":\"*\",\"e\":\"é\"}",
    );
    check(
        "[truefalse, nullx]",
        &[("unquoted-string", "truefalse", (1, 1)), ("unquoted-string", "nullx", (1, 12))],
        "[\"truefalse\",\"nullx\"]",
    );
}

#[test]
fn words_without_their_opening_quote() {
    check(
        "{Effect\": Allow\", \"b\": s3:Get\", \"c\": 12\"}",
        &[
            ("unquoted-name", "Effect\"", (1, 1)),
            ("unquoted-string", "Allow\"", (1, 10)),
            ("unquoted-string", "s3:Get\"", (1, 23)),
            ("unquoted-string", "12\"", (1, 37)),
        ],
        "{\"Effect\":\"Allow\",\"b\":\"s3:Get\",\"c\":\"12\"}",
    );
}

#[test]
fn comments() {
    check(
        "// a\n{ # b \" {\n\"c\": /* d\n} */ 1, /**/ \"e\": 2// f",
        &[
            ("comment", "// a", (1, 0)),
            ("unclosed-bracket", "{", (2, 0)),
            ("comment", "# b \" {", (2, 2)),
            ("comment", "/* d\n} */", (3, 5)),
            ("comment", "/**/", (4, 8)),
            ("comment", "// f", (4, 19)),
        ],
        "{\"c\":1,\"e\":2}",
    );
    check(
        "[true/* a */, 1// b\r, \"// c\"]",
        &[("comment", "/* a */", (1, 5)), ("comment", "// b", (1, 15))],
        "[true,1,\"// c\"]",
    );
    check("1 /*", &[("comment", "/*", (1, 2))], "1");
    check("1 /*/", &[("comment", "/*/", (1, 2))], "1");
    assert!(only_finding("1 /* *").message.contains("end of the text"));
}

#[test]
fn spaces_that_json_does_not_know() {
    check(
        "{\n\u{a0} \u{a0}\"a\":\u{2003}1,\u{200b}\n\u{feff}\"b\u{a0}c\": 2\u{c}}",
        &[
            ("invalid-space", "\u{a0} \u{a0}", (2, 0)),
            ("invalid-space", "\u{2003}", (2, 7)),
            ("invalid-space", "\u{200b}", (2, 10)),
            ("invalid-space", "\u{feff}", (3, 0)),
            ("invalid-space", "\u{c}", (3, 9)),
        ],
        "{\"a\":1,\"b\u{a0}c\":2}",
    );
    let message = only_finding("\u{a0}1").message;
    assert_eq!(message, "a non-breaking space (U+00A0) is no white space in JSON");
}

#[test]
fn messages_show_user_text_in_backticks_and_cut_it() {
    let long = "x".repeat(1000);
    let message = only_finding(&format!("[{long}]")).message;
    assert_eq!(message, format!("`{}…` is no JSON value", "x".repeat(40)));
    let message = only_finding("{\"a\\nb\": 1, \"a\\nb\": 2}").message;
    assert!(message.contains("`a\\nb`"), "{message}");
}
