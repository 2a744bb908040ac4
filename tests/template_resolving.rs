//! Intrinsic functions come to what CloudFormation's documents say; what the template does not say stays unknown.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "template/bounds.rs"]
mod bounds;
#[path = "template/rendering.rs"]
mod rendering;
#[path = "template/resources.rs"]
mod resources;

use policyscope::template::read;
use policyscope::template::resolve::{Existence, GivenValues, ResolvedTemplate, resolve};
use policyscope::template::value::UnknownValue;

/// The stack that AWS's pages would have.
fn stack() -> GivenValues {
    GivenValues {
        account: Some("111122223333".to_owned()),
        region: Some("eu-west-1".to_owned()),
        stack_name: Some("shop".to_owned()),
        ..GivenValues::default()
    }
}

fn resolved(text: &str, given: &GivenValues) -> ResolvedTemplate {
    let template = read(text);
    assert_eq!(template.diagnostics, [], "{text}");
    resolve(&template.root.unwrap(), given)
}

/// A template with a property `P` that is `value`, below `sections`.
fn template(sections: &str, value: &str) -> String {
    format!("{sections}\nResources:\n  R:\n    Type: Custom::R\n    Properties:\n      P: {value}\n")
}

/// What the property comes to, as compact JSON, `none` for `AWS::NoValue`; and the codes of the findings.
fn value_and_findings(sections: &str, value: &str, given: &GivenValues) -> (String, Vec<&'static str>) {
    let resolved = resolved(&template(sections, value), given);
    let resource = resolved.resources.iter().find(|resource| resource.logical_id == "R").unwrap();
    let json: serde_json::Value = serde_json::from_str(&resource.properties.to_json_text()).unwrap();
    let value = json.get("P").map_or("none".to_owned(), ToString::to_string);
    (value, resolved.diagnostics.iter().map(|found| found.code).collect())
}

/// The property's value, without a finding.
fn value_in(sections: &str, value: &str) -> String {
    let (json, findings) = value_and_findings(sections, value, &stack());
    assert!(findings.is_empty(), "{value}: {findings:?}");
    json
}

fn check(sections: &str, cases: &[(&str, &str)]) {
    for (value, expected) in cases {
        assert_eq!(value_in(sections, value), *expected, "{value}");
    }
}

/// The code of the one finding; the value is unknown then, or as given.
fn check_refused(sections: &str, cases: &[(&str, &str, &str)]) {
    for (value, code, expected) in cases {
        let (json, findings) = value_and_findings(sections, value, &stack());
        assert_eq!(findings, [*code], "{value}");
        assert_eq!(json, *expected, "{value}");
    }
}

/// What is unknown, with the text of the places that ask for it.
fn unknowns(text: &str, given: &GivenValues) -> Vec<(UnknownValue, Vec<String>)> {
    let unknowns = resolved(text, given).unknowns;
    let slices =
        |spans: &[policyscope::text::Span]| spans.iter().map(|span| span.slice(text).to_owned()).collect();
    unknowns.into_iter().map(|found| (found.unknown, slices(&found.spans))).collect()
}

const PARAMETERS: &str = "Parameters:
  Stage: {Type: String, Default: beta}
  Name: {Type: String}
  Zones: {Type: CommaDelimitedList, Default: 'a, b,c'}
  Ports: {Type: List<Number>, Default: '80,443'}
  Some: {Type: CommaDelimitedList}
  Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /images/linux}
";

#[test]
fn parameters_and_pseudo_parameters() {
    check(
        PARAMETERS,
        &[
            ("!Ref Stage", r#""beta""#),
            ("!Ref Name", r#"{"Ref":"Name"}"#),
            ("!Ref Zones", r#"["a","b","c"]"#),
            ("!Ref Ports", r#"["80","443"]"#),
            ("!Ref Image", r#"{"Ref":"Image"}"#),
            ("!Ref AWS::AccountId", r#""111122223333""#),
            ("!Ref AWS::Region", r#""eu-west-1""#),
            ("!Ref AWS::Partition", r#""aws""#),
            ("!Ref AWS::URLSuffix", r#""amazonaws.com""#),
            ("!Ref AWS::StackName", r#""shop""#),
            ("!Ref AWS::StackId", r#"{"Ref":"AWS::StackId"}"#),
            ("!Ref AWS::NoValue", "none"),
            ("[a, !Ref AWS::NoValue, b]", r#"["a","b"]"#),
            ("{a: !Ref AWS::NoValue, b: 1}", r#"{"b":1}"#),
        ],
    );
    let mut given = stack();
    given.values.insert("Name".to_owned(), "x".to_owned());
    given.values.insert("Image".to_owned(), "ami-1".to_owned());
    given.values.insert("Some".to_owned(), "p , q".to_owned());
    for (value, expected) in [("Name", r#""x""#), ("Image", r#""ami-1""#), ("Some", r#"["p","q"]"#)] {
        assert_eq!(value_and_findings(PARAMETERS, &format!("!Ref {value}"), &given).0, expected);
    }
    for (region, partition) in [
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
        ("us-iso-east-1", "aws-iso"),
        ("eusc-de-east-1", "aws-eusc"),
        ("ap-southeast-2", "aws"),
    ] {
        let given = GivenValues { region: Some(region.to_owned()), ..GivenValues::default() };
        assert_eq!(value_and_findings("", "!Ref AWS::Partition", &given).0, format!("{partition:?}"));
    }
    let nothing = GivenValues::default();
    let arn = "!Sub arn:${AWS::Partition}:s3:::b";
    assert_eq!(value_and_findings("", arn, &nothing).0, r#"{"Fn::Sub":"arn:${AWS::Partition}:s3:::b"}"#);
    let strange = GivenValues { region: Some("moon".to_owned()), ..GivenValues::default() };
    assert_eq!(value_and_findings("", "!Ref AWS::Partition", &strange).0, r#"{"Ref":"AWS::Partition"}"#);
}

#[test]
fn substitution() {
    check(
        PARAMETERS,
        &[
            ("!Sub 'x-${Stage}-${AWS::Region}'", r#""x-beta-eu-west-1""#),
            ("!Sub ['${A}/${Stage}', {A: !Ref AWS::Region}]", r#""eu-west-1/beta""#),
            ("!Sub ['${Stage}', {Stage: mine}]", r#""mine""#),
            ("!Sub 'a${!Literal}b'", r#""a${Literal}b""#),
            ("!Sub 'a ${!aws:username} $ {b} ${'", r#""a ${aws:username} $ {b} ${""#),
            ("!Sub 'a/${Name}/${!x}'", r#"{"Fn::Sub":"a/${Name}/${!x}"}"#),
            ("!Sub '${Name}'", r#"{"Ref":"Name"}"#),
            ("!Sub ''", r#""""#),
            ("!Sub ['${N}', {N: 12}]", r#""12""#),
            ("'no ${Stage} here, ${aws:username}'", r#""no ${Stage} here, ${aws:username}""#),
        ],
    );
    check_refused(
        PARAMETERS,
        &[
            ("!Sub 'home/${aws:username}'", "policy-variable-in-sub", r#""home/${aws:username}""#),
            ("!Sub '${Stgae}'", "unknown-reference", r#"{"Ref":"Stgae"}"#),
            ("!Sub '${Zones}'", "wrong-arguments", r#"{"Fn::Sub":[]}"#),
            ("!Sub {a: b}", "wrong-arguments", r#"{"Fn::Sub":[]}"#),
        ],
    );
    let text = template(PARAMETERS, "!Ref Stgae");
    let found = &resolved(&text, &stack()).diagnostics[0];
    assert_eq!((found.span.slice(&text), found.help.as_deref()), ("Stgae", Some("did you mean `Stage`?")));
}

#[test]
fn lists_and_texts() {
    check(
        PARAMETERS,
        &[
            ("!Join [':', [a, b, c]]", r#""a:b:c""#),
            (
                "!Join ['', ['arn:', !Ref AWS::Partition, ':s3:::', !Ref Name]]",
                r#"{"Fn::Sub":"arn:aws:s3:::${Name}"}"#,
            ),
            ("!Join ['-', !Ref Zones]", r#""a-b-c""#),
            ("!Join [',', [!Ref AWS::NoValue, a]]", r#""a""#),
            ("!Join [',', !Ref Some]", r#"{"Fn::Join":[]}"#),
            ("!Split ['|', 'a||c']", r#"["a","","c"]"#),
            ("!Split [',', !Ref Name]", r#"{"Fn::Split":[]}"#),
            ("!Select [1, [apples, grapes, oranges]]", r#""grapes""#),
            ("!Select ['2', !Ref Zones]", r#""c""#),
            ("!Select [0, [!Ref Name, b]]", r#"{"Ref":"Name"}"#),
            ("!Select [1, [!Ref Name, b]]", r#""b""#),
            ("!Select [1, !Split [',', !Ref Name]]", r#"{"Fn::Select":[]}"#),
            ("!Select [0, !GetAZs '']", r#"{"Fn::Select":[]}"#),
            ("!GetAZs ''", r#"{"Fn::GetAZs":[]}"#),
            ("!Length [a, b]", "2"),
            ("!Length {Ref: Zones}", "3"),
            ("{Fn::Base64: AWS CloudFormation}", r#""QVdTIENsb3VkRm9ybWF0aW9u""#),
            ("!Base64 {Ref: Name}", r#"{"Fn::Base64":[]}"#),
            ("!ToJsonString {a: [1, !Ref Stage]}", r#""{\"a\":[1,\"beta\"]}""#),
            ("!ToJsonString {a: !Ref Name}", r#"{"Fn::ToJsonString":[]}"#),
            ("!Cidr [192.168.0.0/24, 3, 5]", r#"["192.168.0.0/27","192.168.0.32/27","192.168.0.64/27"]"#),
            ("!Cidr [!Ref Name, 3, 5]", r#"{"Fn::Cidr":[]}"#),
            ("!ImportValue shared-arn", r#"{"Fn::ImportValue":"shared-arn"}"#),
            (
                "!Join ['/', [!ImportValue shared, a]]",
                r#"{"Fn::Join":["",[{"Fn::ImportValue":"shared"},"/a"]]}"#,
            ),
            ("{Fn::ImportValue: !Sub '${Name}-arn'}", r#"{"Fn::ImportValue":[]}"#),
            ("{Fn::Transform: {Name: AWS::Include}}", r#"{"Fn::Transform":[]}"#),
            ("{a: 1, Fn::Transform: {Name: AWS::Include}}", r#"{"Fn::Transform":[]}"#),
        ],
    );
    check_refused(
        PARAMETERS,
        &[
            ("!Select [3, [a, b]]", "wrong-arguments", r#"{"Fn::Select":[]}"#),
            ("!Select [-1, [a, b]]", "wrong-arguments", r#"{"Fn::Select":[]}"#),
            ("!Join [a]", "wrong-arguments", r#"{"Fn::Join":[]}"#),
            ("!Join ['', [[a]]]", "wrong-arguments", r#"{"Fn::Join":[]}"#),
            ("!Cidr [192.168.0.0/24, 9, 5]", "wrong-arguments", r#"{"Fn::Cidr":[]}"#),
            ("{Fn::Jion: ['', [a]]}", "unknown-function", r#"{"Fn::Jion":[]}"#),
            ("!Equals [a, b]", "condition-outside-conditions", r#"{"Fn::Equals":[]}"#),
            ("{Ref: Stage, b: 1}", "function-beside-members", r#"{"Ref":"Stage","b":1}"#),
        ],
    );
}

#[test]
fn dynamic_references_are_parts_of_texts() {
    check(
        &format!("{PARAMETERS}  Paths: {{Type: CommaDelimitedList, Default: 'a,{{{{resolve:ssm:/b}}}}'}}"),
        &[
            ("'{{resolve:ssm:/a:1}}'", r#"{"Fn::Sub":"{{resolve:ssm:/a:1}}"}"#),
            ("'x{{resolve:ssm:/a}}y'", r#"{"Fn::Sub":"x{{resolve:ssm:/a}}y"}"#),
            ("!Sub '{{resolve:ssm:/${Stage}}}/*'", r#"{"Fn::Sub":"{{resolve:ssm:/beta}}/*"}"#),
            ("!Ref Paths", r#"["a",{"Fn::Sub":"{{resolve:ssm:/b}}"}]"#),
            ("'{{resolve:ssm'", r#""{{resolve:ssm""#),
        ],
    );
    let mut given = stack();
    given.dynamic_references.insert("resolve:ssm:/beta".to_owned(), "bucket".to_owned());
    given.imports.insert("shared-arn".to_owned(), "arn:aws:s3:::s".to_owned());
    let value = |value: &str| value_and_findings(PARAMETERS, value, &given).0;
    assert_eq!(value("!Sub 'arn:aws:s3:::{{resolve:ssm:/${Stage}}}/*'"), r#""arn:aws:s3:::bucket/*""#);
    assert_eq!(value("!ImportValue shared-arn"), r#""arn:aws:s3:::s""#);
}

const MAPPINGS: &str = "Parameters:
  Name: {Type: String}
Mappings:
  Regions:
    eu-west-1: {Ami: ami-1, Zones: [a, b], Number: 7}
";

#[test]
fn mappings() {
    check(
        MAPPINGS,
        &[
            ("!FindInMap [Regions, !Ref AWS::Region, Ami]", r#""ami-1""#),
            ("!FindInMap [Regions, eu-west-1, Zones]", r#"["a","b"]"#),
            ("!FindInMap [Regions, eu-west-1, Number]", "7"),
            ("!FindInMap [Regions, x, Ami, {DefaultValue: d}]", r#""d""#),
            ("!FindInMap [Regions, eu-west-1, Ami, {DefaultValue: d}]", r#""ami-1""#),
            ("!FindInMap [Regions, !Ref Name, Ami, {DefaultValue: d}]", r#"{"Fn::FindInMap":[]}"#),
        ],
    );
    check_refused(
        MAPPINGS,
        &[("!FindInMap [Regions, x, Ami]", "unknown-mapping", r#"{"Fn::FindInMap":[]}"#)],
    );
}

const CONDITIONS: &str = "Parameters:
  Stage: {Type: String, Default: beta}
  Name: {Type: String}
Conditions:
  IsBeta: !Equals [!Ref Stage, beta]
  IsProd: !Equals [prod, !Ref Stage]
  IsNamed: !Not [!Equals [!Ref Name, '']]
  Same: !Equals [!Ref Name, !Ref Name]
  Both: !And [!Condition IsBeta, !Condition IsNamed]
  Never: !And [!Condition IsNamed, {Condition: IsProd}]
  Any: !Or [!Condition IsNamed, !Condition IsBeta]
  Open: !Or [!Condition IsProd, !Condition IsNamed]
  Numbers: !Equals [1, '1']
";

#[test]
fn conditions_have_three_values() {
    check(
        CONDITIONS,
        &[
            ("!If [IsBeta, a, b]", r#""a""#),
            ("!If [IsProd, a, b]", r#""b""#),
            ("!If [IsNamed, a, b]", r#"{"Fn::If":["IsNamed"]}"#),
            ("!If [IsNamed, {x: [1]}, {x: [1]}]", r#"{"x":[1]}"#),
            ("!If [IsNamed, !Ref Name, !Sub '${Name}']", r#"{"Ref":"Name"}"#),
            ("!If [IsNamed, !GetAZs '', !GetAZs '']", r#"{"Fn::If":["IsNamed"]}"#),
            ("!If [Same, a, b]", r#""a""#),
            ("!If [Both, a, b]", r#"{"Fn::If":["Both"]}"#),
            ("!If [Never, a, b]", r#""b""#),
            ("!If [Any, a, b]", r#""a""#),
            ("!If [Open, a, b]", r#"{"Fn::If":["Open"]}"#),
            ("!If [Numbers, a, b]", r#""a""#),
            ("!If [IsProd, a, !Ref AWS::NoValue]", "none"),
            ("[!If [IsNamed, a, !Ref AWS::NoValue], b]", r#"[{"Fn::If":["IsNamed"]},"b"]"#),
            ("!Select [1, [!If [IsNamed, a, !Ref AWS::NoValue], b]]", r#"{"Fn::Select":[]}"#),
            ("!Join [',', [!If [IsNamed, a, !Ref AWS::NoValue], b]]", r#"{"Fn::Join":[]}"#),
            ("!Length [!If [IsNamed, a, !Ref AWS::NoValue], b]", r#"{"Fn::Length":[]}"#),
        ],
    );
    let mut given = stack();
    given.conditions.insert("IsNamed".to_owned(), true);
    given.conditions.insert("IsProd".to_owned(), true);
    for (condition, expected) in [("IsNamed", "a"), ("Open", "a"), ("IsProd", "b"), ("Both", "a")] {
        let value = value_and_findings(CONDITIONS, &format!("!If [{condition}, a, b]"), &given);
        assert_eq!(value, (format!("{expected:?}"), vec![]), "{condition}");
    }
    check_refused(CONDITIONS, &[("!If [IsBta, a, b]", "unknown-condition", r#"{"Fn::If":["IsBta"]}"#)]);
}

#[test]
fn resources_exist_when_their_condition_holds() {
    let text = format!(
        "{CONDITIONS}Resources:
  A: {{Type: T, Condition: IsBeta}}
  B: {{Type: T, Condition: IsProd, Properties: {{P: !Ref Name}}}}
  C: {{Type: T, Condition: Both}}
  D: {{Type: T}}
Outputs:
  X: {{Value: !Ref AWS::Region, Export: {{Name: !Sub '${{AWS::StackName}}-x'}}}}
  Y: {{Value: y, Condition: IsProd}}
"
    );
    let template = resolved(&text, &stack());
    assert_eq!(template.diagnostics, []);
    let existing: Vec<_> =
        template.resources.iter().map(|made| (&*made.logical_id, made.existence.clone())).collect();
    let unknown = Existence::Unknown("Both".to_owned());
    assert_eq!(existing, [("A", Existence::Always), ("C", unknown), ("D", Existence::Always)]);
    assert_eq!(template.left_out.len(), 1);
    assert_eq!((&*template.left_out[0].logical_id, &*template.left_out[0].condition), ("B", "IsProd"));
    assert_eq!(template.left_out[0].logical_id_span.slice(&text), "B");
    assert_eq!(template.outputs.len(), 1);
    assert_eq!(template.outputs[0].export.as_ref().unwrap().to_json_text(), r#""shop-x""#);
    let unknowns = unknowns(&text, &stack());
    let expected = [
        (UnknownValue::Ref("Name".to_owned()), vec!["!Ref Name".to_owned()]),
        (UnknownValue::Condition("IsNamed".to_owned()), vec!["IsNamed".to_owned()]),
        (UnknownValue::Condition("Both".to_owned()), vec!["Both".to_owned()]),
    ];
    assert_eq!(unknowns, expected);
}

#[test]
fn loops_are_written_out() {
    let text = "Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: 'Success,Failure'}
  More: {Type: CommaDelimitedList}
Resources:
  'Fn::ForEach::Topics':
    - TopicName
    - !Ref Names
    - 'SnsTopic${TopicName}':
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Join ['.', [!Ref TopicName, fifo]]
          Tags: !Sub '${TopicName}'
  'Fn::ForEach::Outer':
    - A
    - ['10.0', x]
    - 'Fn::ForEach::Inner':
        - B
        - [p]
        - 'R&{A}${B}': {Type: T, Properties: {V: '${A}/${B}'}}
  'Fn::ForEach::Open': [C, !Ref More, {'X${C}': {Type: T}}]
  Kept: {Type: T, Properties: {'Fn::ForEach::Open': [C, !Ref More, {'X${C}': 1}]}}
";
    let template = resolved(text, &stack());
    let names: Vec<&str> = template.resources.iter().map(|made| &*made.logical_id).collect();
    assert_eq!(names, ["SnsTopicSuccess", "SnsTopicFailure", "R100p", "Rxp", "Kept"]);
    let compact = |index: usize| template.resources[index].properties.to_compact_json_text();
    assert_eq!(compact(0), r#"{"TopicName":"Success.fifo","Tags":"Success"}"#);
    assert_eq!(compact(2), r#"{"V":"10.0/p"}"#);
    assert_eq!(compact(4), r#"{"Fn::ForEach::Open":{"Fn::ForEach":[]}}"#);
    let codes: Vec<_> =
        template.diagnostics.iter().map(|found| (found.code, found.span.slice(text))).collect();
    assert_eq!(codes, [("unknown-collection", "!Ref More"), ("unknown-collection", "!Ref More")]);
    assert_eq!(template.unknowns[0].unknown, UnknownValue::Ref("More".to_owned()));
}
