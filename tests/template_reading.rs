//! Templates in JSON and YAML become the same tree, with the place of each token, whatever the text.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "template/written.rs"]
mod written;

use policyscope::template::tree::{Member, Node, NodeValue};
use policyscope::template::{MAX_TEMPLATE_BYTES, Template, read};
use policyscope::text::json::MAX_DEPTH;
use policyscope::text::{self, LineIndex};
use proptest::prelude::*;
use written::{as_json, as_yaml, bare, tree};

fn root(text: &str) -> Node {
    let template = read(text);
    assert_eq!(template.diagnostics, [], "{text}");
    template.root.unwrap()
}

/// The codes of the findings and what their spans cover.
fn findings(text: &str) -> Vec<(&'static str, String)> {
    let diagnostics = read(text).diagnostics;
    diagnostics.iter().map(|found| (found.code, found.span.slice(text).to_owned())).collect()
}

fn at<'n>(node: &'n Node, path: &[&str]) -> &'n Node {
    path.iter().fold(node, |node, step| match &node.value {
        NodeValue::List(elements) => &elements[step.parse::<usize>().unwrap()],
        _ => &node.member(step).unwrap_or_else(|| panic!("no {step} in {node:?}")).value,
    })
}

fn text_at(template: &str, path: &[&str]) -> String {
    at(&read(template).root.unwrap(), path).as_text().unwrap().to_owned()
}

/// The same tree in JSON, in the way of `NodeValue`.
fn same_as_json(yaml: &str, json: &str) {
    assert_eq!(bare(&root(yaml)), bare(&root(json)), "{yaml}");
}

#[test]
fn short_forms_are_their_long_forms() {
    for (yaml, json) in [
        ("a: !Ref b", r#"{"a": {"Ref": "b"}}"#),
        ("a: !Condition b", r#"{"a": {"Condition": "b"}}"#),
        ("a: !Sub 'x${b}'", r#"{"a": {"Fn::Sub": "x${b}"}}"#),
        ("a: !Sub\n  - x${b}\n  - b: !Ref c", r#"{"a": {"Fn::Sub": ["x${b}", {"b": {"Ref": "c"}}]}}"#),
        ("a: !GetAtt b.c", r#"{"a": {"Fn::GetAtt": ["b", "c"]}}"#),
        ("a: !GetAtt b.c.d", r#"{"a": {"Fn::GetAtt": ["b", "c.d"]}}"#),
        ("a: !GetAtt [b, c]", r#"{"a": {"Fn::GetAtt": ["b", "c"]}}"#),
        ("a: !GetAtt\n- b\n- !Ref c", r#"{"a": {"Fn::GetAtt": ["b", {"Ref": "c"}]}}"#),
        ("a: !Join [':', [b, !Ref c]]", r#"{"a": {"Fn::Join": [":", ["b", {"Ref": "c"}]]}}"#),
        ("a: !Select [1, !Split [',', b]]", r#"{"a": {"Fn::Select": [1, {"Fn::Split": [",", "b"]}]}}"#),
        ("a: !If [b, c, !Ref AWS::NoValue]", r#"{"a": {"Fn::If": ["b", "c", {"Ref": "AWS::NoValue"}]}}"#),
        ("a: !Equals [b, c]", r#"{"a": {"Fn::Equals": ["b", "c"]}}"#),
        (
            "a: !And [!Condition b, !Not [!Condition c]]",
            r#"{"a": {"Fn::And": [{"Condition": "b"}, {"Fn::Not": [{"Condition": "c"}]}]}}"#,
        ),
        (
            "a: !Or [{Condition: b}, {Condition: c}]",
            r#"{"a": {"Fn::Or": [{"Condition": "b"}, {"Condition": "c"}]}}"#,
        ),
        ("a: !FindInMap [b, c, d]", r#"{"a": {"Fn::FindInMap": ["b", "c", "d"]}}"#),
        ("a: !ImportValue b", r#"{"a": {"Fn::ImportValue": "b"}}"#),
        ("a: !ImportValue\n  Fn::Sub: b", r#"{"a": {"Fn::ImportValue": {"Fn::Sub": "b"}}}"#),
        ("a:\n  Fn::Base64: !Sub b", r#"{"a": {"Fn::Base64": {"Fn::Sub": "b"}}}"#),
        ("a: !Cidr [b, 6, 5]", r#"{"a": {"Fn::Cidr": ["b", 6, 5]}}"#),
        ("a: !GetAZs ''", r#"{"a": {"Fn::GetAZs": ""}}"#),
        ("a: !Transform {Name: b}", r#"{"a": {"Fn::Transform": {"Name": "b"}}}"#),
        ("a: !ToJsonString {b: 1}", r#"{"a": {"Fn::ToJsonString": {"b": 1}}}"#),
        ("a: !Length [b]", r#"{"a": {"Fn::Length": ["b"]}}"#),
        ("- !Ref 012\n- !Sub yes", r#"{"x": [{"Ref": "012"}, {"Fn::Sub": "yes"}]}"#),
    ] {
        let json = root(json);
        let json = if yaml.starts_with('-') { at(&json, &["x"]) } else { &json };
        let yaml = root(yaml);
        assert_eq!(bare(&yaml), bare(json));
    }
}

#[test]
fn every_token_knows_its_bytes() {
    let text = "# ümläut 🎉\nÄ🎉: &x !Sub \"a🎉 ${b}\"\r\nB: !GetAtt  cä.d.e # c\nC:\n  - !Join\n    - \",\"\n    - [ä, !Ref b]\n  - 'ö'\nD: |-\n  eins\n  zwei\n\nE: >\n  x\nF: !Sub |\n  ${y}\n\nG: {h: 12, i: true}\nJ: \"A\\u0042\"\nK:\nL: !Ref\nM: plain\n  more\n";
    let root = read(text).root.unwrap();
    let slice = |path: &[&str]| at(&root, path).span.slice(text).to_owned();
    assert_eq!(root.members()[0].name_span.slice(text), "Ä🎉");
    assert_eq!(slice(&["Ä🎉"]), "!Sub \"a🎉 ${b}\"");
    assert_eq!(at(&root, &["Ä🎉"]).members()[0].name_span.slice(text), "!Sub");
    assert_eq!(slice(&["Ä🎉", "Fn::Sub"]), "\"a🎉 ${b}\"");
    assert_eq!(slice(&["B"]), "!GetAtt  cä.d.e");
    assert_eq!(slice(&["B", "Fn::GetAtt"]), "cä.d.e");
    assert_eq!(slice(&["B", "Fn::GetAtt", "0"]), "cä");
    assert_eq!(slice(&["B", "Fn::GetAtt", "1"]), "d.e");
    assert_eq!(slice(&["C"]), "- !Join\n    - \",\"\n    - [ä, !Ref b]\n  - 'ö'");
    assert_eq!(slice(&["C", "0"]), "!Join\n    - \",\"\n    - [ä, !Ref b]");
    assert_eq!(slice(&["C", "0", "Fn::Join"]), "- \",\"\n    - [ä, !Ref b]");
    assert_eq!(slice(&["C", "0", "Fn::Join", "1"]), "[ä, !Ref b]");
    assert_eq!(slice(&["C", "0", "Fn::Join", "1", "1"]), "!Ref b");
    assert_eq!(slice(&["C", "1"]), "'ö'");
    assert_eq!(slice(&["D"]), "eins\n  zwei");
    assert_eq!(slice(&["E"]), "x");
    assert_eq!(slice(&["F", "Fn::Sub"]), "${y}");
    assert_eq!(text_at(text, &["F", "Fn::Sub"]), "${y}\n");
    assert_eq!(slice(&["G"]), "{h: 12, i: true}");
    assert_eq!(slice(&["G", "h"]), "12");
    assert_eq!(slice(&["J"]), "\"A\\u0042\"");
    assert_eq!((slice(&["K"]), &at(&root, &["K"]).value), (String::new(), &NodeValue::Null));
    assert_eq!(slice(&["L"]), "!Ref");
    assert_eq!(at(&root, &["L", "Ref"]).value, NodeValue::Null);
    assert_eq!(slice(&["M"]), "plain\n  more");
    assert_eq!(root.span.slice(text), text.split_once('\n').unwrap().1.trim_end());
}

#[test]
fn dates_and_account_ids_keep_what_is_written() {
    same_as_json(
        "AWSTemplateFormatVersion: 2010-09-09\nVersion: 2012-10-17\nid: 111122223333\nn: -1.5\nv: 1.2.3\nt: 10:70:aa\ns: ~\n",
        r#"{"AWSTemplateFormatVersion": "2010-09-09", "Version": "2012-10-17", "id": 111122223333, "n": -1.5, "v": "1.2.3", "t": "10:70:aa", "s": null}"#,
    );
    for number in
        ["012345678901", "0777", "1_000", "0x1F", "0b11", "1:30", "+5", ".5", "5.", ".inf", "-.INF", ".nan"]
    {
        let text = format!("a: {number}");
        assert_eq!(text_at(&text, &["a"]), number);
        assert_eq!(findings(&text), [("yaml-number", number.to_owned())]);
        assert_eq!(findings(&format!("a: '{number}'")), []);
    }
}

#[test]
fn words_for_booleans_are_read_as_yaml_1_1_does_and_told() {
    for (word, meaning) in [("yes", true), ("On", true), ("NO", false), ("off", false)] {
        let text = format!("{word}: {word}");
        assert_eq!(at(&read(&text).root.unwrap(), &[word]).value, NodeValue::Boolean(meaning));
        assert_eq!(findings(&text), [("yaml-boolean", word.to_owned())]);
    }
    same_as_json("a: true\nb: False\nc: 'yes'\ny: n", r#"{"a": true, "b": false, "c": "yes", "y": "n"}"#);
    same_as_json("a: !!str 012\nb: !!str yes\nc: ! 12", r#"{"a": "012", "b": "yes", "c": "12"}"#);
}

#[test]
fn aliases_and_merge_keys_are_read_and_told() {
    let text = "a: &x {b: 1, c: 2}\nd: *x\ne:\n  <<: *x\n  c: 3\nf:\n  <<: [{b: 5}, *x]\n'<<': g\n";
    let template = read(text);
    let expected = r#"{"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 2}, "e": {"b": 1, "c": 3}, "f": {"b": 5, "c": 2}, "<<": "g"}"#;
    let root = template.root.unwrap();
    assert_eq!(bare(&root), bare(&self::root(expected)));
    assert_eq!(at(&root, &["d", "c"]).span.slice(text), "2");
    let codes: Vec<_> = findings(text);
    assert_eq!(codes.iter().map(|(_, slice)| &**slice).collect::<Vec<_>>(), ["*x", "<<", "*x", "<<", "*x"]);
    assert!(codes.iter().all(|(code, _)| *code == "yaml-alias"));
    assert_eq!(findings("a:\n  <<: b"), [("merge-without-map", "<<".to_owned())]);
}

#[test]
fn aliases_that_grow_without_end_are_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let template = read(&bomb);
    assert!(template.root.is_none());
    assert!(template.diagnostics.iter().any(|found| found.code == "too-many-aliases"));

    let mut tower = String::from("a0: &a0 [x]\n");
    for level in 1..=MAX_DEPTH {
        tower.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    assert!(read(&tower).diagnostics.iter().any(|found| found.code == "too-deep"));
    assert_eq!(findings("a: &a [*a]"), [("invalid-yaml", "*a".to_owned())]);
}

#[test]
fn what_yaml_or_cloudformation_refuses_is_told_at_its_place() {
    for (text, code, slice) in [
        ("", "empty-document", ""),
        ("# only a comment\n", "empty-document", ""),
        ("a: 1\n---\nb: 2\n", "several-documents", "---"),
        ("a: 1\nb: 2\na: 3\n", "duplicate-member", "a"),
        ("a: {b: 1, b: 2}", "duplicate-member", "b"),
        ("a: !Rfe b", "unknown-tag", "!Rfe"),
        ("a: !!binary b", "unknown-tag", "!!binary"),
        ("[a, b]: c", "name-not-text", "["),
        ("!Ref a: c", "name-not-text", "!Ref a"),
        ("{a: 1", "unclosed-bracket", "{"),
    ] {
        let found = findings(text);
        assert!(found.contains(&(code, slice.to_owned())), "{text}: {found:?}");
    }
    for text in [
        "a: 'b",
        "a: [b",
        "a: b: c",
        "a:\n\t- b",
        "a: b\n c: d",
        "a: @b",
        "a: *b",
        "a: \"\\q\"",
        "- a\nb: c",
        "a: ]",
        "a: {b",
        "a: |x\n b",
        "%YAML x\n---\na",
        "a: !Base64 !Sub b",
        "a:\n  - b\n c: d",
        "a: !<x",
        "a: !x!y z",
    ] {
        let template = read(text);
        assert!(template.root.is_none(), "{text}");
        let [found] = &template.diagnostics[..] else { panic!("{text}: {:?}", template.diagnostics) };
        assert_eq!(found.code, "invalid-yaml");
        assert!(found.help.is_some() && found.span.end as usize <= text.len());
        let words = &found.message;
        assert!(words.starts_with(|c: char| c.is_lowercase()) && !words.ends_with('.'), "{words}");
    }
    let line = |text: &str| {
        let start = read(text).diagnostics[0].span.start as usize;
        text[..start].matches('\n').count() + 1
    };
    assert_eq!(line("a: 1\nb:\n\t- c\nd: 2\n"), 3);
    assert_eq!(line("a: 1\nb: c: d\ne: 2\n"), 2);
    assert_eq!(read("a: !Rfe b").diagnostics[0].help.as_deref(), Some("did you mean `!Ref`?"));
    assert_eq!(text_at("a: !Rfe b", &["a", "!Rfe"]), "b");
    let duplicate = &read("a: 1\nb: 2\na: 3\n").diagnostics[0];
    assert!(duplicate.message.contains("line 1"), "{}", duplicate.message);
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |depth: usize| format!("a: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(findings(&nested(MAX_DEPTH - 1)), []);
    for text in [nested(MAX_DEPTH), nested(10_000), "- ".repeat(100_000), "? ".repeat(100_000)] {
        let template = read(&text);
        assert!(template.root.is_none());
        assert_eq!(template.diagnostics.len(), 1);
        assert!(["too-deep", "invalid-yaml", "name-not-text"].contains(&template.diagnostics[0].code));
    }
    let tags = format!("a: {}b{}", "!Not [".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    assert_eq!(read(&tags).diagnostics[0].code, "too-deep");
    assert_eq!(findings(&" ".repeat(MAX_TEMPLATE_BYTES + 1)), [("text-too-long", String::new())]);
    assert!(findings(&"a: !x y\n".repeat(500)).len() <= 100);
}

#[test]
fn a_template_has_resources_with_types() {
    for (text, expected) in [
        ("Resources: {A: {Type: AWS::S3::Bucket}}", true),
        (r#"{"Resources": {"A": {"Type": "AWS::Serverless::Function"}}}"#, true),
        ("Resources: {'Fn::ForEach::L': [x, [a], {'${x}': {Type: T}}]}", true),
        ("Resources: {}", false),
        ("Resources: {A: {Properties: {}}}", false),
        ("Resources: [A]", false),
        (r#"{"Version": "2012-10-17", "Statement": []}"#, false),
        ("just words", false),
    ] {
        assert_eq!(Template::is_template(&root(text)), expected, "{text}");
    }
}

/// Every span lies in the text, on character boundaries; a name and a bare text stand as they are written.
fn check_spans(node: &Node, text: &str) {
    let slice = text.get(node.span.start as usize..node.span.end as usize);
    assert!(slice.is_some(), "{:?} is no part of the text", node.span);
    match &node.value {
        NodeValue::List(elements) => elements.iter().for_each(|element| check_spans(element, text)),
        NodeValue::Map(members) => members.iter().for_each(|Member { name_span, value, .. }| {
            assert!(text.get(name_span.start as usize..name_span.end as usize).is_some());
            check_spans(value, text);
        }),
        _ => {}
    }
}

fn check_reading(text: &str) {
    let template = read(text);
    assert!(template.root.is_some() || !template.diagnostics.is_empty());
    for found in &template.diagnostics {
        assert!(text.get(found.span.start as usize..found.span.end as usize).is_some(), "{found:?}");
    }
    if let Some(root) = &template.root {
        check_spans(root, text);
    }
}

proptest! {
    #[test]
    fn json_and_yaml_of_a_tree_read_the_same(tree in tree()) {
        let (json, yaml) = (as_json(&tree), as_yaml(&tree));
        prop_assert_eq!(bare(&root(&json)), bare(&tree), "{}", json);
        let read_yaml = root(&yaml);
        prop_assert_eq!(bare(&read_yaml), bare(&tree), "{}", yaml);
        check_spans(&read_yaml, &yaml);
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_place(text in "\\PC{0,80}") {
        check_reading(&text);
    }

    #[test]
    fn any_mixture_of_yaml_is_read_or_refused_with_a_place(
        pieces in proptest::collection::vec(prop::sample::select(written::PIECES), 0..40)
    ) {
        check_reading(&pieces.concat());
    }
}

/// YAML 1.2.2, 5.4: a line ends after CR LF, after CR and after LF; NEL, LS and PS end none.
#[test]
fn lines_end_the_same_way_in_every_template() {
    let written = "# über\nResources:\n  Queue: # one\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: |\n        first\n        second\n";
    let whole = root(written);
    for end in ["\r", "\r\n"] {
        let other = written.replace('\n', end);
        let (lines, other_lines) = (LineIndex::new(written), LineIndex::new(&other));
        assert!(text::lines(&other).eq(text::lines(written)), "{end:?}");
        let other = root(&other);
        for path in [
            &["Resources"][..],
            &["Resources", "Queue", "Type"],
            &["Resources", "Queue", "Properties", "QueueName"],
        ] {
            let (here, there) = (at(&whole, path), at(&other, path));
            assert_eq!(here.as_text(), there.as_text(), "{end:?}");
            let (here, there) = (lines.position(here.span.start), other_lines.position(there.span.start));
            assert_eq!((here.line, here.column), (there.line, there.column), "{end:?} {path:?}");
        }
    }
}
