//! What `Ref` and `Fn::GetAtt` of resources give.

use super::{check, check_refused, resolved, stack, template, unknowns, value_and_findings};
use policyscope::template::resolve::GivenValues;
use policyscope::template::value::UnknownValue;

/// Each line: type; name property and name, or `-`; what is asked; what comes out when the stack's values are known.
const TABLE: &str = include_str!("references.txt");

#[test]
fn references_to_each_type_are_as_documented() {
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [kind, name, asked, expected] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let properties = match name.split_once('=') {
            Some((property, name)) => {
                let more = name.replace(",Name:", ", Name: ");
                format!("Properties: {{{property}: {more}}}")
            }
            None => String::new(),
        };
        let target = format!("Resources:\n  X: {{Type: {kind}, {properties}}}\n");
        let function = match asked {
            "Ref" => "!Ref X".to_owned(),
            attribute => format!("!GetAtt X.{attribute}"),
        };
        let text = template("", &function).replace("Resources:\n", &target);
        let found = resolved(&text, &stack());
        assert_eq!(found.diagnostics, [], "{line}");
        let value = &found.resources[1].properties.to_compact_json_text();
        let expected =
            if expected.starts_with('{') { expected.to_owned() } else { format!("\"{expected}\"") };
        assert_eq!(*value, format!("{{\"P\":{expected}}}"), "{line}");
    }
}

const SHOP: &str = "Parameters:
  Stage: {Type: String}
Resources:
  Named: {Type: AWS::DynamoDB::Table, Properties: {TableName: bookings}}
  Staged: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub 'bookings-${Stage}'}}
  Other: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Named}}
  Bare: {Type: AWS::DynamoDB::Table}
  Queue: {Type: AWS::SQS::Queue}
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: r, Path: /app/}}
  Rule: {Type: AWS::Events::Rule, Properties: {Name: r, EventBusName: b}}
  Macro: {Type: AWS::S3::Bucket, Properties: {BucketName: b, 'Fn::Transform': {Name: AWS::Include}}}
  Custom: {Type: Custom::Thing}
  Function: {Type: AWS::Lambda::Function}
  Live: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref Function}}
  ByArn: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !GetAtt Function.Arn}}
  Open: {Type: AWS::Lambda::Alias, Properties: {Name: live, FunctionName: !Ref Stage}}
";

fn in_shop(value: &str, given: &GivenValues) -> String {
    let text = template("", value).replace("\nResources:\n", SHOP);
    let found = resolved(&text, given);
    assert_eq!(found.diagnostics, [], "{value}");
    let properties =
        found.resources.iter().find(|made| made.logical_id == "R").unwrap().properties.to_compact_json_text();
    properties.strip_prefix("{\"P\":").unwrap().strip_suffix('}').unwrap().to_owned()
}

#[test]
fn a_name_that_is_written_is_followed() {
    for (value, expected) in [
        ("!GetAtt Named.Arn", r#""arn:aws:dynamodb:eu-west-1:111122223333:table/bookings""#),
        (
            "!Sub '${Named.Arn}/index/*'",
            r#""arn:aws:dynamodb:eu-west-1:111122223333:table/bookings/index/*""#,
        ),
        (
            "!GetAtt Staged.Arn",
            r#"{"Fn::Sub":"arn:aws:dynamodb:eu-west-1:111122223333:table/bookings-${Stage}"}"#,
        ),
        ("!GetAtt Other.Arn", r#""arn:aws:sqs:eu-west-1:111122223333:bookings""#),
        ("!GetAtt Bare.Arn", r#"{"Fn::Sub":"arn:aws:dynamodb:eu-west-1:111122223333:table/${Bare}"}"#),
        ("!GetAtt Bare.StreamArn", r#"{"Fn::GetAtt":["Bare","StreamArn"]}"#),
        ("!GetAtt Queue.Arn", r#"{"Fn::Sub":"arn:aws:sqs:eu-west-1:111122223333:${Queue.QueueName}"}"#),
        ("!GetAtt Role.Arn", r#""arn:aws:iam::111122223333:role/app/r""#),
        ("!GetAtt Rule.Arn", r#"{"Fn::GetAtt":["Rule","Arn"]}"#),
        ("!Ref Live", r#"{"Fn::Sub":"arn:aws:lambda:eu-west-1:111122223333:function:${Function}:live"}"#),
        ("!Ref ByArn", r#"{"Fn::Sub":"arn:aws:lambda:eu-west-1:111122223333:function:${Function}:live"}"#),
        ("!Ref Open", r#"{"Ref":"Open"}"#),
        ("!Ref Macro", r#"{"Ref":"Macro"}"#),
        ("!Ref Custom", r#"{"Ref":"Custom"}"#),
        ("!GetAtt Custom.A.B", r#"{"Fn::GetAtt":["Custom","A.B"]}"#),
        ("{Fn::GetAtt: Named.Arn}", r#""arn:aws:dynamodb:eu-west-1:111122223333:table/bookings""#),
    ] {
        assert_eq!(in_shop(value, &stack()), expected, "{value}");
    }
}

#[test]
fn one_given_value_is_enough_for_a_resource() {
    let mut given = stack();
    for (name, value) in [
        ("Bare", "shop-Bare-1A"),
        ("Queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/shop-Queue-1A"),
        ("Staged", "staged-by-hand"),
        ("Named", "never-used"),
        ("Custom.Arn", "arn:aws:x:::y"),
    ] {
        given.values.insert(name.to_owned(), value.to_owned());
    }
    for (value, expected) in [
        ("!Ref Bare", "shop-Bare-1A"),
        ("!GetAtt Bare.Arn", "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-Bare-1A"),
        ("!Ref Queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/shop-Queue-1A"),
        ("!GetAtt Queue.Arn", "arn:aws:sqs:eu-west-1:111122223333:shop-Queue-1A"),
        ("!GetAtt Queue.QueueName", "shop-Queue-1A"),
        ("!GetAtt Staged.Arn", "arn:aws:dynamodb:eu-west-1:111122223333:table/staged-by-hand"),
        ("!Ref Named", "bookings"),
        ("!GetAtt Custom.Arn", "arn:aws:x:::y"),
    ] {
        assert_eq!(in_shop(value, &given), format!("{expected:?}"), "{value}");
    }
    let mut given = stack();
    given.values.insert("Queue.QueueName".to_owned(), "q".to_owned());
    assert_eq!(in_shop("!GetAtt Queue.Arn", &given), r#""arn:aws:sqs:eu-west-1:111122223333:q""#);
}

#[test]
fn what_the_template_does_not_have_is_refused() {
    check_refused(
        "",
        &[
            ("!Ref Elsewhere", "unknown-reference", r#"{"Ref":"Elsewhere"}"#),
            ("!GetAtt Elsewhere.Arn", "unknown-reference", r#"{"Fn::GetAtt":["Elsewhere","Arn"]}"#),
            ("!GetAtt Arn", "wrong-arguments", r#"{"Fn::GetAtt":[]}"#),
            ("!Ref [a]", "wrong-arguments", r#"{"Ref":[]}"#),
            ("!Ref AWS::Acount", "unknown-reference", r#"{"Ref":"AWS::Acount"}"#),
        ],
    );
    check(
        "Parameters: {A: {Type: String, Default: Arn}}",
        &[("!GetAtt [R, !Ref A]", r#"{"Fn::GetAtt":["R","Arn"]}"#)],
    );
}

#[test]
fn each_unknown_is_listed_once_with_the_places_that_ask_for_it() {
    let text =
        template("Parameters: {N: {Type: String}}", "[!Ref N, !GetAtt R.A, !Sub 'x${N}', !Base64 {Ref: N}]");
    let expected = [
        (UnknownValue::Ref("N".to_owned()), vec!["!Ref N", "!Sub 'x${N}'", "{Ref: N}"]),
        (UnknownValue::Attribute("R".to_owned(), "A".to_owned()), vec!["!GetAtt R.A"]),
        (UnknownValue::Function("Fn::Base64".to_owned()), vec!["!Base64 {Ref: N}"]),
    ];
    let expected = expected.map(|(unknown, spans)| (unknown, spans.into_iter().map(str::to_owned).collect()));
    let mut found = unknowns(&text, &stack());
    found.sort_by_key(|(unknown, _)| format!("{unknown:?}"));
    let mut sorted: Vec<(UnknownValue, Vec<String>)> = expected.into_iter().collect();
    sorted.sort_by_key(|(unknown, _)| format!("{unknown:?}"));
    assert_eq!(found, sorted);
}

#[test]
fn what_is_unknown_can_be_given_and_taken_back() {
    let text = template(
        "Parameters: {N: {Type: String}}\nConditions: {C: !Equals [!Ref N, a]}",
        "[!Ref N, !GetAtt R.A, !ImportValue i, '{{resolve:ssm:x}}', !If [C, 1, 2], !Ref AWS::AccountId, !Ref AWS::StackId]",
    );
    let mut given = GivenValues::default();
    for found in resolved(&text, &given).unknowns {
        let value = if matches!(found.unknown, UnknownValue::Condition(_)) { "true" } else { "v" };
        assert!(given.set(&found.unknown, Some(value)), "{found:?}");
        assert_eq!(given.get(&found.unknown), Some(value));
    }
    assert_eq!(resolved(&text, &given).unknowns, []);
    let json = serde_json::to_string(&given).unwrap();
    assert_eq!(serde_json::from_str::<GivenValues>(&json).unwrap(), given);
    assert!(!given.set(&UnknownValue::Condition("C".to_owned()), Some("maybe")));
    assert!(!given.set(&UnknownValue::Function("Fn::Cidr".to_owned()), Some("x")));
    given.set(&UnknownValue::Ref("N".to_owned()), None);
    assert_eq!(resolved(&text, &given).unknowns.len(), 1);
    assert_eq!(serde_json::to_string(&GivenValues::default()).unwrap(), "{}");
}

#[test]
fn parameters_are_checked() {
    let sections = "Parameters:
  Stage: {Type: String, Default: beta, AllowedValues: [beta, prod], Description: where}
  Count: {Type: Number, Default: 3, MinValue: 1, MaxValue: 5}
  Short: {Type: String, MinLength: 2, MaxLength: 3, NoEcho: true, AllowedPattern: '[a-z]+'}
  Accents: {Type: String, MaxLength: 3}
  Names: {Type: CommaDelimitedList, AllowedPattern: '[a-z]\\d'}
  Ahead: {Type: String, AllowedPattern: '(?=x)y'}
  Ports: {Type: List<Number>, Default: '80,443'}
  Untyped: {Default: x}
";
    let text = template(sections, "x");
    let form = |name: &str, value: Option<&str>| {
        let mut given = stack();
        given.values.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        let found = resolved(&text, &given);
        found.parameters.into_iter().find(|form| form.name == name).unwrap()
    };
    for (name, value, error) in [
        ("Stage", Some("prod"), None),
        ("Stage", Some("test"), Some("`test` is none of the allowed values")),
        ("Count", Some("5"), None),
        ("Count", Some("6"), Some("the greatest number is 5")),
        ("Count", Some("0"), Some("the least number is 1")),
        ("Count", Some("many"), Some("`many` is no number")),
        ("Short", Some("a"), Some("a value has at least 2 characters")),
        ("Short", Some("abc"), None),
        ("Short", Some("äöü"), Some("the value does not match the pattern `[a-z]+`")),
        ("Accents", Some("äöü"), None),
        ("Names", Some("a1, b2"), None),
        ("Names", Some("a1, B2"), Some("`B2` does not match the pattern `[a-z]\\d`")),
        ("Ahead", Some("anything"), None),
        ("Short", Some("abcd"), Some("a value has at most 3 characters")),
        ("Short", None, None),
        ("Ports", Some("1, x"), Some("`x` is no number")),
    ] {
        assert_eq!(form(name, value).error.as_deref(), error, "{name} {value:?}");
    }
    let stage = form("Stage", None);
    assert_eq!((stage.default.as_deref(), stage.description.as_deref()), (Some("beta"), Some("where")));
    assert_eq!(stage.allowed_values, ["beta", "prod"]);
    let short = form("Short", None);
    assert_eq!((short.no_echo, short.allowed_pattern.as_deref()), (true, Some("[a-z]+")));
    let untyped = resolved(&text, &stack()).diagnostics;
    assert_eq!((untyped[0].code, untyped[0].span.slice(&text)), ("parameter-without-type", "Untyped"));
    let mut refused = stack();
    refused.values.insert("Stage".to_owned(), "test".to_owned());
    let (value, findings) = value_and_findings(sections, "!Ref Stage", &refused);
    assert_eq!(
        (&*value, findings),
        (r#"{"Ref":"Stage"}"#, vec!["refused-parameter", "parameter-without-type"])
    );
}
