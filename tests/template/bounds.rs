//! Templates that would make a careless resolver hang or eat memory.

use super::{GivenValues, resolved, stack};
use policyscope::template::read;
use policyscope::template::resolve::resolve;
use proptest::prelude::*;

fn codes(text: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> = resolved(text, &stack()).diagnostics.iter().map(|found| found.code).collect();
    codes.dedup();
    codes
}

#[test]
fn cycles_are_told() {
    for text in [
        "Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref A}}",
        "Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref B}}\n  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub 'x${A}'}}",
        "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\nResources: {A: {Type: T, Condition: A}}",
        "Conditions: {A: !Condition A}\nResources: {R: {Type: T}}",
    ] {
        assert_eq!(codes(text), ["cycle"], "{text}");
    }
}

#[test]
fn long_chains_come_to_an_end() {
    let mut names = String::from("Resources:\n");
    for index in 0..5000 {
        names.push_str(&format!(
            "  B{index}: {{Type: AWS::S3::Bucket, Properties: {{BucketName: !Ref B{}}}}}\n",
            index + 1
        ));
    }
    names.push_str("  B5000: {Type: AWS::S3::Bucket, Properties: {BucketName: b}}\n");
    assert_eq!(codes(&names), ["too-deep"]);
    let mut conditions = String::from("Resources: {R: {Type: T}}\nConditions:\n");
    for index in 0..5000 {
        conditions.push_str(&format!("  C{index}: !Not [!Condition C{}]\n", index + 1));
    }
    conditions.push_str("  C5000: !Equals [a, a]\n");
    assert_eq!(codes(&conditions), ["too-deep"]);
}

#[test]
fn growth_is_bounded() {
    let mut doubling =
        String::from("Resources:\n  B40: {Type: AWS::S3::Bucket, Properties: {BucketName: b}}\n");
    for index in 0..40 {
        let next = index + 1;
        doubling.push_str(&format!(
            "  B{index}: {{Type: AWS::S3::Bucket, Properties: {{BucketName: !Sub '${{B{next}}}${{B{next}}}'}}}}\n"
        ));
    }
    assert!(codes(&doubling).contains(&"too-large"));
    let references = "!Ref P, ".repeat(100_000);
    let long = format!(
        "Parameters: {{P: {{Type: String, Default: {}}}}}\nResources: {{R: {{Type: T, Properties: {{P: [{references}]}}}}}}",
        "x".repeat(4096)
    );
    assert_eq!(codes(&long), ["too-large"]);
    let texts = format!(
        "Resources: {{'Fn::ForEach::L': [x, [{}], {{'L${{x}}': {{Type: '{}'}}}}]}}",
        "y".repeat(4000),
        "${x}".repeat(100_000)
    );
    assert!(codes(&texts).contains(&"too-large"));
    let mut loops = String::from("{'L${x}': {Type: T}}");
    for _ in 0..12 {
        loops = format!("{{'Fn::ForEach::L': [x, [{}], {loops}]}}", "a, ".repeat(20));
    }
    assert!(codes(&format!("Resources: {loops}")).contains(&"too-large"));
}

#[test]
fn large_templates_take_no_longer_than_their_size() {
    let mut text =
        String::from("Parameters: {N: {Type: String}}\nConditions: {C: !Equals [!Ref N, x]}\nResources:\n");
    for index in 0..5000 {
        text.push_str(&format!(
            "  T{index}: {{Type: AWS::SQS::Queue, Condition: C, Properties: {{QueueName: !Sub '${{N}}-{index}', A: !GetAtt T{}.Arn}}}}\n",
            (index + 1) % 5000
        ));
    }
    let template = resolved(&text, &stack());
    assert_eq!(template.diagnostics, []);
    assert_eq!(template.unknowns.len(), 2);
}

const PIECES: &[&str] = &[
    "!Ref A",
    "!Ref R",
    "!GetAtt R.Arn",
    "!Sub '${A}-${R.Arn}-${!x}-{{resolve:ssm:${A}}}'",
    "x",
    "1",
    "true",
    "!Ref AWS::NoValue",
    "!ImportValue x",
];

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(PIECES).prop_map(str::to_owned);
    leaf.prop_recursive(4, 30, 3, |inner| {
        let functions = prop::sample::select(vec![
            "Join",
            "Select",
            "Split",
            "If",
            "FindInMap",
            "Base64",
            "Length",
            "ToJsonString",
            "Cidr",
            "GetAZs",
            "Transform",
            "ImportValue",
            "Sub",
            "Equals",
            "GetAtt",
            "Nonsense",
        ]);
        prop_oneof![
            (functions, prop::collection::vec(inner.clone(), 0..4))
                .prop_map(|(name, arguments)| format!("{{'Fn::{name}': [{}]}}", arguments.join(", "))),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|list| format!("[{}]", list.join(", "))),
            inner.clone().prop_map(|inner| format!("{{'Fn::If': [C, {inner}, x]}}")),
            inner.clone().prop_map(|inner| format!("{{'Fn::Join': ['-', [{inner}, x]]}}")),
            inner.clone().prop_map(|inner| format!("{{'Fn::Select': [0, [{inner}, x]]}}")),
            inner.prop_map(|inner| format!("{{k: {inner}, Fn::Transform: x}}")),
        ]
    })
}

proptest! {
    /// What is known with nothing given stays the same whatever is given.
    #[test]
    fn what_is_known_never_depends_on_what_is_given(value in expression(), a in "[a-z,]{0,5}", r in "[a-z]{1,5}") {
        let text = format!(
            "Parameters: {{A: {{Type: String}}}}\nConditions: {{C: !Equals [!Ref A, b]}}\nResources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      P: {value}\n"
        );
        let root = read(&text).root.unwrap();
        let before = resolve(&root, &GivenValues::default());
        let mut given = stack();
        given.values.insert("A".to_owned(), a);
        given.values.insert("R".to_owned(), r);
        given.imports.insert("x".to_owned(), "imported".to_owned());
        let after = resolve(&root, &given);
        let (before, after) = (&before.resources[0].properties, &after.resources[0].properties);
        prop_assert!(text.len() > 5000 || agrees(before, after), "{} became {}", before.to_json_text(), after.to_json_text());
    }
}

/// Whether `after` says what `before` says wherever that is known.
fn agrees(
    before: &policyscope::template::value::Resolved,
    after: &policyscope::template::value::Resolved,
) -> bool {
    use policyscope::template::value::ResolvedValue::{List, Map, String, Unknown};
    match (&before.value, &after.value) {
        (Unknown(_), _) => true,
        // A branch that is not known may come to nothing at all.
        (List(left), _) if left.iter().any(|left| matches!(left.value, Unknown(_))) => true,
        (Map(left), Map(right)) => left.iter().all(|left| {
            let found = right.iter().find(|right| right.name == left.name);
            found.map_or(matches!(left.value.value, Unknown(_)), |right| agrees(&left.value, &right.value))
        }),
        (List(left), List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| agrees(left, right))
        }
        (String(left), String(right)) => left == right,
        (left, right) => left == right,
    }
}
