//! Resolved values as JSON text, with the way back to the template.

use super::{GivenValues, resolved, stack};
use policyscope::policy::read_policy;
use policyscope::template::render::{Rendered, render};
use policyscope::text::{Span, json};

const TEXT: &str = "Parameters: {Bücket: {Type: String}, N: {Type: String}}
Conditions: {C: !Equals [!Ref N, a]}
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Action: ['s3:GetObject', s3:PutObject]
            Resource:
              - !Sub arn:${AWS::Partition}:s3:::${Bücket}/${!aws:username}/*
              - arn:aws:s3:::known/ü
              - !GetAtt P.X
              - !Join ['', [!ImportValue i, '\"']]
            Condition: {Bool: {aws:SecureTransport: true}, NumericLessThan: {s3:max-keys: 10}}
          - !If [C, {Effect: Deny}, !Ref AWS::NoValue]
";

fn rendered() -> Rendered {
    let template = resolved(TEXT, &GivenValues::default());
    assert_eq!(template.diagnostics, []);
    let policyscope::template::value::ResolvedValue::Map(properties) =
        &template.resources[0].properties.value
    else {
        panic!("no properties");
    };
    render(&properties[0].value)
}

#[test]
fn the_text_is_laid_out_as_the_workspace_does() {
    let text = rendered().text;
    assert_eq!(text, json::pretty(&json::parse(&text).root.unwrap()));
    for expected in [
        "  \"Version\": \"2012-10-17\",\n",
        "\"Fn::Sub\": \"arn:${AWS::Partition}:s3:::${Bücket}/${!aws:username}/*\"\n",
        "\"aws:SecureTransport\": true\n",
        "\"s3:max-keys\": 10\n",
        "\"Fn::If\": [\n        \"C\"\n      ]\n",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    let expected: serde_json::Value = serde_json::json!({"Fn::Join": ["", [{"Fn::ImportValue": "i"}, "\""]]});
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["Statement"][0]["Resource"][3], expected);
}

#[test]
fn every_token_leads_back_to_the_template() {
    let rendered = rendered();
    let slices: Vec<(&str, &str)> = rendered
        .places
        .iter()
        .map(|(range, span)| (&rendered.text[range.clone()], span.slice(TEXT)))
        .collect();
    assert!(rendered.places.is_sorted_by(|before, after| before.0.end <= after.0.start));
    for expected in [
        ("\"Version\"", "Version"),
        ("\"2012-10-17\"", "2012-10-17"),
        ("\"Effect\"", "Effect"),
        ("\"s3:GetObject\"", "'s3:GetObject'"),
        ("\"arn:aws:s3:::known/ü\"", "arn:aws:s3:::known/ü"),
        ("true", "true"),
        ("10", "10"),
    ] {
        assert!(slices.contains(&expected), "{expected:?} is not in {slices:?}");
    }
    let unknown = slices.iter().find(|(text, _)| text.contains("Fn::Sub")).unwrap();
    assert!(unknown.0.starts_with('{') && unknown.0.ends_with('}'));
    assert_eq!(unknown.1, "!Sub arn:${AWS::Partition}:s3:::${Bücket}/${!aws:username}/*");
    let origin = |part: &str| {
        let start = u32::try_from(rendered.text.find(part).unwrap()).unwrap();
        let end = start + u32::try_from(part.len()).unwrap();
        rendered.origin(Span::new(start, end)).unwrap().slice(TEXT)
    };
    assert_eq!(origin("s3:Get"), "'s3:GetObject'");
    assert_eq!(origin("${Bücket}"), "!Sub arn:${AWS::Partition}:s3:::${Bücket}/${!aws:username}/*");
    assert!(origin("\"Allow\",\n      \"Action\"").starts_with("Effect: Allow"));
    assert_eq!(origin("[\n        \"s3:GetObject\""), "['s3:GetObject', s3:PutObject]");
    assert_eq!(rendered.origin(Span::new(1_000_000, 1_000_001)), None);
}

/// A reader of policies must never take an unknown value for a known one.
#[test]
fn every_unknown_value_is_a_mistake_to_the_policy_reader() {
    let cases = [
        ("Resource: !Ref B", "Ref"),
        ("Resource: !Sub 'arn:aws:s3:::${B}/*'", "Sub"),
        ("Resource: '{{resolve:ssm:x}}'", "dynamic"),
        ("Resource: [a, !ImportValue x]", "import"),
        ("Action: !Ref B, Resource: '*'", "action"),
        ("Resource: '*', Condition: {StringEquals: {aws:x: !Ref B}}", "condition value"),
        ("Resource: '*', Condition: {StringEquals: !If [C, {a: b}, {c: d}]}", "condition keys"),
        ("Resource: '*', Condition: !If [C, {Bool: {a: b}}, !Ref AWS::NoValue]", "condition"),
        ("Resource: '*', Condition: {a: 1, 'Fn::Transform': {Name: x}}", "macro"),
        ("Resource: '*', 'Fn::Transform': {Name: x}", "macro in the statement"),
        ("Resource: '*', Condition: {StringEquals: !Ref B}", "a reference for keys"),
        ("Resource: '*', Condition: {StringNotEquals: !GetAtt P.X}", "an attribute for keys"),
        (
            "Resource: '*', Condition: {StringNotEquals: {a: 1, 'Fn::Transform': {Name: x}}}",
            "macro among keys",
        ),
        ("Resource: '*', Condition: {StringNotEquals: {a: !If [C, b, c]}}", "branches of a value"),
        ("Resource: '*', Condition: {StringNotEquals: {a: !Split [',', !Ref B]}}", "values in a text"),
        ("Resource: '*', Condition: {StringNotEquals: {a: [b, !GetAZs '']}}", "one of the values"),
        ("Resource: '*', Principal: !If [C, '*', {AWS: 1}]", "branches of a principal"),
        ("Resource: '*', Principal: {AWS: !GetAtt P.Arn}", "principal"),
        ("Resource: '*', Principal: !Ref B", "a reference for principals"),
        ("Resource: '*', Effect: !Ref B", "effect"),
        ("NotResource: !Split [',', !Ref B]", "not these resources"),
    ];
    for (statement, name) in cases {
        let action = if statement.starts_with("Action") { "" } else { "Action: 's3:*', " };
        let effect = if statement.contains("Effect") { "" } else { "Effect: Deny, " };
        let text = format!(
            "Parameters: {{B: {{Type: String}}}}\nConditions: {{C: !Equals [!Ref B, x]}}\nResources:\n  P:\n    Type: T\n    Properties: {{Version: 2012-10-17, Statement: [{{{effect}{action}{statement}}}]}}\n"
        );
        let template = resolved(&text, &stack());
        let rendered = render(&template.resources[0].properties);
        let json = json::parse(&rendered.text);
        assert_eq!(json.diagnostics, []);
        let root = json.root.unwrap();
        let (policy, _) = read_policy(&root);
        let is_unknown = policy.unreadable.is_some()
            || policy.statements.iter().any(|statement| statement.unreadable.is_some());
        assert!(is_unknown, "{name}: {}", rendered.text);
    }
}

#[test]
fn a_document_or_a_list_of_statements_that_is_unknown_is_no_policy() {
    for document in [
        "!If [C, {Statement: []}, {Statement: [{Effect: Allow}]}]",
        "!ImportValue document",
        "{Version: 2012-10-17, Statement: !If [C, [], [{Effect: Allow, Action: '*', Resource: '*'}]]}",
        "{Version: 2012-10-17, Statement: !Ref B}",
        "{Version: 2012-10-17, Statement: [!Ref B]}",
        "{Version: 2012-10-17, Statement: [], 'Fn::Transform': {Name: x}}",
        "{Version: !Ref B, Statement: [{Effect: Deny, Action: '*', Resource: '${aws:username}'}]}",
    ] {
        let text = format!(
            "Parameters: {{B: {{Type: String}}}}\nConditions: {{C: !Equals [!Ref B, x]}}\nResources: {{P: {{Type: T, Properties: {{D: {document}}}}}}}\n"
        );
        let template = resolved(&text, &stack());
        let policyscope::template::value::ResolvedValue::Map(properties) =
            &template.resources[0].properties.value
        else {
            panic!("no properties");
        };
        let rendered = render(&properties[0].value);
        let json = json::parse(&rendered.text);
        let (policy, _) = read_policy(json.root.as_ref().unwrap());
        let is_unknown = policy.unreadable.is_some()
            || policy.statements.iter().any(|statement| statement.unreadable.is_some());
        assert!(is_unknown, "{}", rendered.text);
    }
}
