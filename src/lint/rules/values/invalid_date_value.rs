//! PS087

use crate::condition::ValueType;
use crate::lint::{
    AppliesTo, Check, ConditionFacts, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::policy::PolicyType;

pub(super) static RULE: Rule = Rule {
    code: "PS087",
    name: "invalid-date-value",
    issue_code: Some("INVALID_DATE_VALUE"),
    severity: Severity::Warning,
    applies_to: AppliesTo::ALL,
    needs: Needs::Nothing,
    check: Check::Condition(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value of a Date operator that is a number of seconds since 1970, under a key other than \
            `aws:EpochTime`.",
    matters: "Nobody sees what day is meant, and four digits are read as a year.",
    example: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"DateLessThan": {"aws:CurrentTime": ⟦"1798675200"⟧}}
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::Identity,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*",
    "Condition": {"DateLessThan": {"aws:CurrentTime": "2026-12-31T00:00:00Z"}}
  }
}"#,
        also: &[],
    },
    fix: "Writes the same instant as a date. Safe: it is the same instant.",
    actions: &[],
    sources: &[
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-invalid-date-value",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ],
};

fn check(facts: &ConditionFacts<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    if facts.operator().test.value_type() != ValueType::Date || facts.is_key("aws:EpochTime") {
        return;
    }
    for value in &facts.entry.values {
        let text = &*value.text;
        let is_year = text.len() == 4;
        let Some(seconds) = text.parse::<i64>().ok().filter(|_| !is_year && !text.starts_with('+')) else {
            continue;
        };
        let finding = report.at(value.span, format!("`{text}` is read as seconds since 1970"));
        match date_of(seconds) {
            Some(date) => {
                finding.help(format!("write the date: `{date}`"));
                let edit = edits::replace_string(value.span, &date);
                finding.fix(format!("write `{date}`"), Safety::Safe, [edit]);
            }
            None => {
                finding.help("write a date, as in `2026-11-22T10:30:00Z`");
            }
        }
    }
}

/// The date and time of a number of seconds since 1970, from then to the end of the year 9999.
fn date_of(seconds: i64) -> Option<String> {
    const DAY: i64 = 86_400;
    const DAYS_OF_400_YEARS: i64 = 146_097;
    const FROM_YEAR_0_MARCH_TO_1970: i64 = 719_468;
    const END_OF_9999: i64 = 253_402_300_799;
    if !(0..=END_OF_9999).contains(&seconds) {
        return None;
    }
    let (days, second) = (seconds / DAY + FROM_YEAR_0_MARCH_TO_1970, seconds % DAY);
    let (era, day_of_era) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Years begin in March here, so that the leap day is the last one of its year.
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second % 3_600 / 60, second % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}
