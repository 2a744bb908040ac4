//! How requests come out beside what is expected of them.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use policyscope::analysis::{
    Comparison, ComparisonCounts, RequestOutcome, analyse, decision, expected_decision, outcome,
};
use policyscope::evaluation::Decision;
use policyscope::workspace::model::{ExpectedDecision, Workspace};
use serde_json::json;

const EXPECTATIONS: [ExpectedDecision; 3] =
    [ExpectedDecision::Allowed, ExpectedDecision::ExplicitlyDenied, ExpectedDecision::ImplicitlyDenied];

fn comparisons(outcome: &RequestOutcome) -> [Comparison; 3] {
    EXPECTATIONS.map(|expected| outcome.compared(Some(expected)))
}

/// A user whose boundary is unknown, and who may do everything in S3 but delete.
fn workspace() -> Workspace {
    let request = |action: &str| {
        json!({"principal": "arn:aws:iam::111122223333:user/ann", "action": action,
        "resource": "arn:aws:s3:::b/k"})
    };
    let json = json!({
        "policyscope": 1,
        "principals": [{"arn": "arn:aws:iam::111122223333:user/ann", "permissions_boundary": "unknown", "identity_policies": [
            {"name": "p", "document": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
                {"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"}]}}]}],
        "requests": [request("s3:GetObject"), request("s3:DeleteObject"), request("sqs:SendMessage"), request("nothing")],
    });
    Workspace::from_json(&json.to_string()).unwrap()
}

#[test]
fn an_unknown_decision_may_be_any_that_is_possible_and_differs_from_the_others() {
    use Comparison::{AsExpected, Differs, MayBeAsExpected, Unreadable};
    let workspace = workspace();
    let of = |request: usize| comparisons(&outcome(&workspace, request));
    assert_eq!(of(0), [MayBeAsExpected, MayBeAsExpected, MayBeAsExpected]);
    assert_eq!(of(1), [Differs, AsExpected, Differs]);
    // Denied either way, but nobody knows how.
    assert_eq!(of(2), [Differs, MayBeAsExpected, MayBeAsExpected]);
    assert_eq!(of(3), [Unreadable; 3]);
    for request in 0..3 {
        assert_eq!(outcome(&workspace, request).compared(None), Comparison::NoExpectation);
    }
}

#[test]
fn the_explanation_and_the_outcome_agree() {
    let workspace = workspace();
    for request in 0..4 {
        let analysis = analyse(&workspace, request);
        assert_eq!(analysis.verdict.outcome(), outcome(&workspace, request));
        assert_eq!(analysis.verdict.decision, decision(&workspace, request));
    }
}

#[test]
fn what_comes_out_can_be_expected_unless_it_is_unknown() {
    let workspace = workspace();
    let expectations: Vec<_> = (0..4).map(|request| outcome(&workspace, request).as_expectation()).collect();
    assert_eq!(expectations, [None, Some(ExpectedDecision::ExplicitlyDenied), None, None]);
    let decisions = EXPECTATIONS.map(expected_decision);
    assert_eq!(decisions, [Decision::Allowed, Decision::ExplicitlyDenied, Decision::ImplicitlyDenied]);
}

#[test]
fn the_summary_counts_each_request_once() {
    use Comparison::{AsExpected, Differs, MayBeAsExpected, NoExpectation, Unreadable};
    let said = |comparisons: &[Comparison]| {
        let counts: ComparisonCounts = comparisons.iter().copied().collect();
        (counts.summary(), counts.short_summary())
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(said(&[]), ("no requests".to_owned(), None));
    assert_eq!(said(&[NoExpectation]), ("1 request: 1 without expectation".to_owned(), None));
    let one = "1 request: 1 cannot be read".to_owned();
    assert_eq!(said(&[Unreadable]), (one, some("1 not decided")));
    let four = [AsExpected, AsExpected, AsExpected, Differs];
    assert_eq!(said(&four), ("4 requests: 3 as expected, 1 differs".to_owned(), some("3 of 4 as expected")));
    let all = [Unreadable, MayBeAsExpected, Differs, NoExpectation, AsExpected, Differs];
    let summary =
        "6 requests: 1 as expected, 1 may be as expected, 2 differ, 1 cannot be read, 1 without expectation";
    assert_eq!(said(&all), (summary.to_owned(), some("1 of 4 as expected, 1 not decided")));
}
