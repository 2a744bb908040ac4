//! Patterns against regular expressions that mean the same, and against texts that ruin a matcher that
//! goes back and tries again.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::cell::Cell;

use policyscope::matching::{
    ArnPattern, RequestValues, ResourcePattern, Syntax, Template, Variable, Wildcards, matches,
    matches_ignoring_case, split_arn,
};
use policyscope::reading::Reading;
use proptest::prelude::*;
use regex::{Regex, escape};

fn pattern(text: &str) -> Template {
    let (template, malformed) =
        Template::parse(text, Syntax { wildcards: Wildcards::Active, variables: true });
    assert_eq!(malformed, None, "{text}");
    template
}

/// `pattern` as a regular expression, `*` and `?` standing for what `run` and `one` say.
fn expression(pattern: &str, run: &str, one: &str) -> String {
    let piece = |character: char| match character {
        '*' => run.to_owned(),
        '?' => one.to_owned(),
        other => escape(&other.to_string()),
    };
    pattern.chars().map(piece).collect()
}

fn whole(expression: &str) -> Regex {
    Regex::new(&format!("(?s)^{expression}$")).unwrap()
}

/// A request with the variables `${x}` and `${y}`, which counts how often it is asked.
struct Values<'v> {
    x: &'v str,
    y: Option<&'v str>,
    asked: Cell<usize>,
}

impl RequestValues for Values<'_> {
    fn value_of<'s>(&'s self, variable: &'s Variable) -> Option<&'s str> {
        self.asked.set(self.asked.get() + 1);
        match &*variable.key {
            "x" => Some(self.x),
            _ => self.y,
        }
    }

    fn takes_alternative(&self, _: Reading) -> bool {
        false
    }
}

const PATTERN: &str = "[abA*?ü.:\n]{0,12}";
const TEXT: &str = "[abA*?ü.:\n]{0,14}";
/// In fields with wildcards, and without letters that make them hard to meet by chance.
const EARLY_FIELD: &str = "[ab*?]{0,3}";
const LATE_FIELD: &str = "[ab*?:]{0,6}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    /// Clauses 2.3, 2.23 and 4.21.
    #[test]
    fn wildcards_mean_what_a_regular_expression_means(text in TEXT, written in PATTERN) {
        let expected = whole(&expression(&written, ".*", ".")).is_match(&text);
        prop_assert_eq!(matches(pattern(&written).parts(), &text, &()), expected);
    }

    /// Near misses: the text is made from the pattern.
    #[test]
    fn a_pattern_covers_what_is_made_from_it(written in PATTERN, filling in "[ab]{0,3}", cut in 0usize..14) {
        let made: String = written.replace('*', &filling).replace('?', "b");
        prop_assert!(matches(pattern(&written).parts(), &made, &()));
        let near: String = made.chars().take(cut).collect();
        let expected = whole(&expression(&written, ".*", ".")).is_match(&near);
        prop_assert_eq!(matches(pattern(&written).parts(), &near, &()), expected);
    }

    /// Clause 4.23.
    #[test]
    fn case_is_ignored_in_ascii_only(text in "[aAbBüÜ]{0,8}", written in "[aAbBüÜ*?]{0,8}") {
        let expression = expression(&written.to_ascii_lowercase(), ".*", ".");
        let expected = whole(&expression).is_match(&text.to_ascii_lowercase());
        prop_assert_eq!(matches_ignoring_case(pattern(&written).parts(), &text, &()), expected);
    }

    /// Clauses 2.59, 2.61 and 2.64.
    #[test]
    fn variables_stand_for_their_values(
        text in "[ab*]{0,10}",
        pieces in prop::collection::vec(prop::sample::select(vec!["a", "b", "*", "?", "${x}", "${y}"]), 0..7),
        x in "[ab*?]{0,3}",
        y in prop::option::of("[ab*?]{0,3}"),
    ) {
        let part = |piece: &&str| match *piece {
            "${x}" => Some(escape(&x)),
            "${y}" => y.as_deref().map(escape),
            other => Some(expression(other, ".*", ".")),
        };
        let resolved: Option<String> = pieces.iter().map(part).collect();
        let expected = resolved.is_some_and(|resolved| whole(&resolved).is_match(&text));
        let values = Values { x: &x, y: y.as_deref(), asked: Cell::new(0) };
        prop_assert_eq!(matches(pattern(&pieces.concat()).parts(), &text, &values), expected);
    }

    /// Clauses 1.5 and 1.6: in the older version only `*` and `?` are special.
    #[test]
    fn the_older_version_has_no_variables(text in "[a${}*]{0,8}", written in "[a${}*?]{0,8}") {
        let syntax = Syntax { wildcards: Wildcards::Active, variables: false };
        let (template, malformed) = Template::parse(&written, syntax);
        prop_assert_eq!(malformed, None);
        let expected = whole(&expression(&written, ".*", ".")).is_match(&text);
        prop_assert_eq!(matches(template.parts(), &text, &()), expected);
    }

    /// Clause 2.25: in Region and account only a `*` that ends the field runs past the colon.
    #[test]
    fn resource_patterns_follow_the_rule_for_colons(
        region in EARLY_FIELD,
        account in EARLY_FIELD,
        name in LATE_FIELD,
        asked in "[ab]{0,3}:[ab]{0,3}:[ab:]{0,8}",
    ) {
        let early = |field: &str| match field.strip_suffix('*') {
            Some(begin) => expression(begin, "[^:]*", "[^:]") + ".*",
            None => expression(field, "[^:]*", "[^:]"),
        };
        let expected = format!("arn:aws:s3:{}:{}:{}", early(&region), early(&account), expression(&name, ".*", "."));
        let resource = format!("arn:aws:s3:{asked}");
        let written = ResourcePattern::new(pattern(&format!("arn:aws:s3:{region}:{account}:{name}")), false);
        prop_assert_eq!(written.matches(&resource, &()), whole(&expected).is_match(&resource));
    }

    /// Clause 4.50: under ARN operators no wildcard of the first five fields leaves its field.
    #[test]
    fn arn_patterns_match_field_by_field(
        early in prop::collection::vec(EARLY_FIELD, 4),
        name in LATE_FIELD,
        asked in "[ab]{0,2}:[ab]{0,2}:[ab]{0,2}:[ab]{0,2}:[ab:]{0,6}",
    ) {
        let fields: Vec<String> = early.iter().map(|field| expression(field, "[^:]*", "[^:]")).collect();
        let expected = format!("arn:{}:{}", fields.join(":"), expression(&name, ".*", "."));
        let value = format!("arn:{asked}");
        let written = ArnPattern::new(pattern(&format!("arn:{}:{name}", early.join(":"))));
        prop_assert_eq!(written.matches(&value, &()), Some(whole(&expected).is_match(&value)));
    }

    /// Clause 2.20.
    #[test]
    fn an_arn_splits_at_its_first_five_colons(text in "(arn|a):[a:]{0,9}") {
        let fields: Vec<&str> = text.splitn(6, ':').collect();
        let expected = (fields.len() == 6 && text.starts_with("arn:")).then_some(fields);
        prop_assert_eq!(split_arn(&text).map(Vec::from), expected);
    }

    /// No work is done twice: each variable is tried at each place of the text at most once.
    #[test]
    fn the_steps_are_at_most_pattern_times_text(
        text in "[ab]{0,40}",
        pieces in prop::collection::vec(prop::sample::select(vec!["a", "b", "*", "?", "${x}"]), 0..12),
    ) {
        let values = Values { x: "a", y: None, asked: Cell::new(0) };
        let _ = matches(pattern(&pieces.concat()).parts(), &text, &values);
        prop_assert!(values.asked.get() <= pieces.len() * (text.len() + 1));
    }
}

/// The pattern that ruins a backtracking matcher: `*a` eight times, then `b`.
fn hostile(piece: &str) -> String {
    piece.repeat(8) + "b"
}

#[test]
fn a_hostile_pattern_takes_few_steps() {
    for length in [60, 100_000] {
        let text = "a".repeat(length);
        for written in [hostile("*${x}"), hostile("*${x}?"), hostile("*?${x}${x}")] {
            let template = pattern(&written);
            let values = Values { x: "a", y: None, asked: Cell::new(0) };
            assert!(!matches(template.parts(), &text, &values));
            assert!(matches(template.parts(), &(text.clone() + "b"), &values) || written.contains("?b"));
            let most = 2 * template.parts().len() * (length + 1);
            assert!(values.asked.get() <= most, "{written}: {} steps for {length}", values.asked.get());
        }
    }
}

/// A matcher that tries every way would need longer than the universe is old.
#[test]
fn hostile_patterns_are_done_at_once() {
    for length in [60, 1_000_000] {
        let text = "a".repeat(length);
        for written in
            [hostile("*a"), hostile("*a?"), hostile("*aa*"), "*a".repeat(20) + "b", "*".repeat(99) + "b"]
        {
            assert!(!matches(pattern(&written).parts(), &text, &()), "{written}");
            assert!(!matches_ignoring_case(pattern(&written).parts(), &text, &()), "{written}");
            let fitting = text.clone() + "ab";
            let expected = !written.ends_with("?b") || length > 0;
            assert_eq!(matches(pattern(&written).parts(), &fitting, &()), expected, "{written}");
        }
    }
    for length in [60, 100_000] {
        let text = "a".repeat(length);
        let resource = format!("arn:aws:s3:{text}:{text}:{text}");
        let hostile = hostile("*a");
        for written in [
            format!("arn:aws:s3:{hostile}:*:*"),
            format!("arn:aws:s3:*:{hostile}:*"),
            format!("arn:aws:s3:*:*:{hostile}"),
        ] {
            let of_resource = ResourcePattern::new(pattern(&written), false);
            assert!(!of_resource.matches(&resource, &()), "{written}");
            assert_eq!(ArnPattern::new(pattern(&written)).matches(&resource, &()), Some(false), "{written}");
        }
        let fitting = format!("arn:aws:s3:{text}b:{text}:{text}");
        let written = format!("arn:aws:s3:{hostile}:*:*");
        assert!(ResourcePattern::new(pattern(&written), false).matches(&fitting, &()));
    }
}

/// In its own policy an API may be left out of `execute-api:/stage/METHOD/path`; wildcards run over slashes there, and no
/// further than the API's own paths.
#[test]
fn a_path_in_an_api_is_matched_after_the_api() {
    let api = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5";
    let covers =
        |path: &str, resource: &str| ResourcePattern::in_own_api(pattern(path)).matches(resource, &());
    for (path, asked, expected) in [
        ("/*", "/prod/GET/bookings", true),
        ("/prod/GET/*", "/prod/GET/bookings/7", true),
        ("/*/GET/bookings", "/prod/GET/bookings", true),
        ("/prod/*", "/test/GET/bookings", false),
        ("/prod/GET/bookings", "/prod/GET/bookings", true),
        ("/prod/GET/bookings", "/other/prod/GET/bookings", false),
        ("/", "/prod/GET/", false),
    ] {
        assert_eq!(covers(path, &format!("{api}{asked}")), expected, "{path} {asked}");
    }
    for elsewhere in ["*", api, "arn:aws:s3:::bucket/prod/GET/bookings", "execute-api:/prod/GET/bookings"] {
        assert!(!covers("/*", elsewhere), "{elsewhere}");
    }
}
