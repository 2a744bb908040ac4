//! What can be given for a template.

use std::path::Path;

use policyscope::analysis::templates::{LineMark, RemarkKind, TemplateValue, template_reading};
use policyscope::template::again;
use policyscope::template::import::{given_value, with_value};
use policyscope::template::value::UnknownValue;
use policyscope::workspace::model::{TemplateValues, Workspace};
use serde_json::json;

use crate::{SHOP, given, here, line_of, shop, view, with};

fn names(values: &[TemplateValue]) -> Vec<String> {
    values.iter().map(|value| value.unknown.name()).collect()
}

fn value(values: &[TemplateValue], name: &str) -> TemplateValue {
    let found = values.iter().find(|value| value.unknown.name() == name);
    found.unwrap_or_else(|| panic!("no {name}: {:?}", names(values))).clone()
}

fn reference(name: &str) -> UnknownValue {
    UnknownValue::Ref(name.to_owned())
}

#[test]
fn the_account_comes_first_then_parameters_as_they_stand() {
    let view = view(&shop(TemplateValues::default()));
    let expected = ["AWS::AccountId", "AWS::Region", "AWS::Partition", "Bucket", "Stage", "Token"];
    assert_eq!(names(&view.values), expected);
    assert_eq!(view.without_account, 1);
    assert_eq!(crate::view(&shop(here())).without_account, 0);
}

#[test]
fn each_value_tells_what_depends_on_it() {
    let view = view(&shop(here()));
    let bucket = value(&view.values, "Bucket");
    assert!(!bucket.is_known && bucket.is_needed);
    assert_eq!((bucket.places, bucket.waiting), (1, 1));
    assert_eq!(bucket.line, Some(line_of(SHOP, "  Bucket: {Type")));
    let stage = value(&view.values, "Stage");
    assert!(stage.is_known);
    assert_eq!(stage.by_itself.as_deref(), Some("beta"));
    assert_eq!(value(&view.values, "AWS::Partition").by_itself.as_deref(), Some("aws"));
}

#[test]
fn a_refused_value_says_why_and_a_secret_stays_one() {
    let values = view(&shop(here())).values;
    for (name, text, problem) in [
        ("AWS::AccountId", "1234", Some("an account id has twelve digits")),
        ("AWS::AccountId", "444455556666", None),
        ("AWS::Region", "Frankfurt", Some("a Region is called like `eu-central-1`")),
        ("AWS::Partition", "aws-cn", None),
        ("Bucket", "Orders", Some("`Orders` does not match the pattern `[a-z0-9-]+`")),
        ("Bucket", "orders", None),
        ("Bucket", "", None),
        ("Stage", "test", Some("`test` is none of the allowed values")),
        ("Token", "abc", Some("a value has at least 4 characters")),
    ] {
        assert_eq!(value(&values, name).problem(text).as_deref(), problem, "{name} {text}");
    }
    let secret = given(json!({"account": "111122223333", "values": {"Token": "abc"}}));
    let view = view(&shop(secret));
    let said = serde_json::to_string(&(&view.mistakes, &view.taken, &view.lines)).unwrap();
    assert!(said.contains("the value of") && !said.contains("abc"), "{said}");
}

#[test]
fn a_given_value_brings_what_waited_and_taking_it_back_takes_it_away() {
    let before = shop(here());
    let with_bucket = with_value(&here(), &reference("Bucket"), Some("orders")).unwrap();
    assert_eq!(given_value(&with_bucket, &reference("Bucket")).as_deref(), Some("orders"));
    let after = again(&before, 0, SHOP, &with_bucket).unwrap().workspace;
    assert_eq!(after.resources[0].arn, "arn:aws:s3:::orders");
    let view = view(&after);
    assert!(value(&view.values, "Bucket").is_known);
    let taken = view.taken.unwrap();
    assert_eq!((taken.documents, taken.values.unknown), (3, 0));
    assert!(!taken.remarks.iter().any(|group| group.kind == RemarkKind::NeedsName));

    let without = with_value(&with_bucket, &reference("Bucket"), None).unwrap();
    assert_eq!(without, here());
    assert_eq!(again(&after, 0, SHOP, &without).unwrap().workspace, before);
}

#[test]
fn a_condition_takes_true_and_false_and_a_function_nothing() {
    let condition = UnknownValue::Condition("IsProd".to_owned());
    let holds = with_value(&here(), &condition, Some("true")).unwrap();
    assert_eq!(holds.conditions.get("IsProd"), Some(&true));
    assert_eq!(with_value(&here(), &condition, Some("perhaps")), None);
    assert_eq!(with_value(&here(), &UnknownValue::Function("Fn::Cidr".to_owned()), Some("x")), None);
}

#[test]
fn names_of_roles_and_their_conditions_can_be_given() {
    let text = "Conditions: {C: !Equals [!Ref P, a]}
Parameters: {P: {Type: String}}
Resources:
  Clerk: {Type: AWS::IAM::Role, Condition: C, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  Aside: {Type: AWS::SQS::Queue}
  Reader: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {Q: !GetAtt Aside.QueueName}}}}
";
    let workspace = with(&Workspace::default(), "t", text, here());
    let values = view(&workspace).values;
    assert!(value(&values, "Clerk").is_needed && value(&values, "C").is_needed);
    assert!(!value(&values, "Aside.QueueName").is_needed, "no policy depends on it");
    let mut named = with_value(&here(), &reference("Clerk"), Some("the-clerk")).unwrap();
    named.conditions.insert("C".to_owned(), true);
    let workspace = again(&workspace, 0, text, &named).unwrap().workspace;
    assert_eq!(workspace.principals[0].arn, "arn:aws:iam::111122223333:role/the-clerk");
    assert!(value(&view(&workspace).values, "Clerk").is_known);
}

#[test]
fn everything_that_a_report_names_can_be_given() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template/import");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().ends_with(".expected.json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for given in [TemplateValues::default(), here()] {
            let workspace = with(&Workspace::default(), "t", &text, given.clone());
            let report = again(&workspace, 0, &text, &given).unwrap().report;
            let values = view(&workspace).values;
            let waiting = report.needs_name.iter().flat_map(|found| &found.missing);
            for name in report.unknown.iter().map(|found| &found.name).chain(waiting) {
                let found = value(&values, name);
                assert!(!found.is_known && found.is_needed, "{name} in {}", path.display());
                assert!(found.places + found.waiting > 0, "{name}");
                let given = with_value(&given, &found.unknown, Some("true"));
                assert!(given.is_some() || matches!(found.unknown, UnknownValue::Function(_)), "{name}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20);
}

#[test]
fn lines_tell_what_is_unknown_and_what_the_linter_says() {
    let text = SHOP.replace("Action: s3:GetObject", "Action: s3:GetObjekt\n                NotAnElement: 1");
    let view = view(&with(&Workspace::default(), "t", &text, here()));
    let marks = |part: &str| -> Vec<LineMark> {
        let line = line_of(&text, part);
        let found = view.lines.iter().find(|marked| marked.line == line);
        found.map(|marked| marked.marks.clone()).unwrap_or_default()
    };
    assert_eq!(marks("${Bucket}"), [LineMark::Unknown(vec!["Bucket".to_owned()])]);
    assert!(
        matches!(&*marks("NotAnElement"), [LineMark::Finding(found)] if found.message.contains("NotAnElement"))
    );
    let waiting: Vec<u32> = view
        .lines
        .iter()
        .filter(|marked| marked.marks.contains(&LineMark::Waiting(vec!["Bucket".to_owned()])))
        .map(|marked| marked.line)
        .collect();
    assert_eq!(waiting, [u32::try_from(text.lines().count()).unwrap() - 1]);
    assert_eq!(marks("RoleName"), []);
    let lines: Vec<u32> = view.lines.iter().map(|marked| marked.line).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn a_text_that_cannot_be_read_says_where() {
    let broken = SHOP.replace("RoleName: seller", "RoleName: [seller");
    let reading = template_reading(&broken, &here());
    assert!(!reading.is_template);
    let mistake = &reading.mistakes[0];
    assert!(mistake.line >= line_of(&broken, "RoleName") && mistake.column >= 1, "{mistake:?}");
    assert!(template_reading(SHOP, &here()).is_template);

    let mut workspace = shop(here());
    workspace.templates[0].text = broken;
    let view = view(&workspace);
    assert!(view.taken.is_none() && view.values.is_empty());
    assert!(matches!(view.lines[0].marks[0], LineMark::Mistake(..)));
    assert_eq!(again(&workspace, 0, "nothing", &here()).unwrap_err().len(), 1);
}

/// The page "Parameters" of AWS's guide to CloudFormation: a value may be empty unless the parameter refuses it.
#[test]
fn an_empty_text_is_a_value() {
    let form = |form: &str| {
        format!(
            "Parameters: {{Suffix: {form}}}\nResources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: !Sub 'r${{Suffix}}'\n      AssumeRolePolicyDocument: {{Statement: []}}\n"
        )
    };
    for (written, takes_empty) in [
        ("{Type: String}", true),
        ("{Type: String, Default: x}", true),
        ("{Type: String, AllowedValues: [a, '']}", true),
        ("{Type: CommaDelimitedList}", true),
        ("{Type: String, MinLength: 1}", false),
        ("{Type: String, AllowedPattern: '[a-z]+'}", false),
        ("{Type: String, AllowedValues: [a, b]}", false),
        ("{Type: Number}", false),
        ("{Type: 'AWS::SSM::Parameter::Value<String>', Default: /suffix}", false),
    ] {
        let workspace = with(&Workspace::default(), "t", &form(written), here());
        assert_eq!(value(&view(&workspace).values, "Suffix").takes_empty(), takes_empty, "{written}");
    }
    assert!(!value(&view(&shop(here())).values, "AWS::AccountId").takes_empty());

    let open = with(&Workspace::default(), "t", &form("{Type: String}"), here());
    assert!(!value(&view(&open).values, "Suffix").is_known);
    let given = with_value(&here(), &reference("Suffix"), Some("")).unwrap();
    assert_eq!(given_value(&given, &reference("Suffix")).as_deref(), Some(""));
    let text = &open.templates[0].text;
    let empty = again(&open, 0, text, &given).unwrap().workspace;
    assert!(value(&view(&empty).values, "Suffix").is_known);
    assert_eq!(empty.principals[0].arn, "arn:aws:iam::111122223333:role/r");
    let kept = Workspace::from_json(&empty.to_json_pretty()).unwrap();
    assert_eq!(kept.templates, empty.templates);

    let by_default = with(&Workspace::default(), "t", &form("{Type: String, Default: ''}"), here());
    let found = value(&view(&by_default).values, "Suffix");
    assert!(found.is_known);
    assert_eq!(found.by_itself.as_deref(), Some(""));
    assert_eq!(by_default.principals[0].arn, "arn:aws:iam::111122223333:role/r");
}
