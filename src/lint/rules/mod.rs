//! The registry of rules.

use super::{Documentation, Rule};

/// A group of rules: each `mod`ule of the list has a `RULE` and its `DOCUMENTATION`.
macro_rules! group {
    ($($module:ident,)*) => {
        pub(super) static RULES: &[&crate::lint::Rule] = &[$(&$module::RULE,)*];
        pub(super) static DOCUMENTATION: &[&crate::lint::Documentation] = &[$(&$module::DOCUMENTATION,)*];
    };
}

mod arn;
mod breadth;
mod condition;
mod empty;
mod escalation;
mod grammar;
mod logic;
mod names;
mod organization;
mod pattern_cover;
mod principals;
mod public;
mod redundancy;
mod resources;
mod sensitive;
mod serverless;
mod service_roles;
mod size;
mod tags;
mod trust;
mod values;
mod variables;

static GROUPS: &[&[&Rule]] = &[
    grammar::RULES,
    empty::RULES,
    size::RULES,
    organization::RULES,
    names::RULES,
    arn::RULES,
    resources::RULES,
    tags::RULES,
    redundancy::RULES,
    condition::RULES,
    values::RULES,
    variables::RULES,
    principals::RULES,
    trust::RULES,
    service_roles::RULES,
    public::RULES,
    breadth::RULES,
    sensitive::RULES,
    escalation::RULES,
    logic::RULES,
    serverless::RULES,
];

/// All rules, in the order of their groups.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|rules| rules.iter().copied())
}

/// All rules with their documentation. The page, which loads it as a file, must not call this.
pub fn documented() -> impl Iterator<Item = (&'static Rule, &'static Documentation)> {
    static DOCUMENTATION: &[&[&Documentation]] = &[
        grammar::DOCUMENTATION,
        empty::DOCUMENTATION,
        size::DOCUMENTATION,
        organization::DOCUMENTATION,
        names::DOCUMENTATION,
        arn::DOCUMENTATION,
        resources::DOCUMENTATION,
        tags::DOCUMENTATION,
        redundancy::DOCUMENTATION,
        condition::DOCUMENTATION,
        values::DOCUMENTATION,
        variables::DOCUMENTATION,
        principals::DOCUMENTATION,
        trust::DOCUMENTATION,
        service_roles::DOCUMENTATION,
        public::DOCUMENTATION,
        breadth::DOCUMENTATION,
        sensitive::DOCUMENTATION,
        escalation::DOCUMENTATION,
        logic::DOCUMENTATION,
        serverless::DOCUMENTATION,
    ];
    all().zip(DOCUMENTATION.iter().flat_map(|group| group.iter().copied()))
}

/// The rules that `selector` names: a code, a name, an issue code of Access Analyzer, a severity, or the beginning
/// of codes (`PS1`), whatever the case.
pub fn selected(selector: &str) -> impl Iterator<Item = &'static Rule> {
    let is_named = move |rule: &&'static Rule| {
        let is = |name: &str| name.eq_ignore_ascii_case(selector);
        is(rule.name)
            || rule.issue_code.is_some_and(is)
            || is(rule.severity.name())
            || rule.code.get(..selector.len()).is_some_and(|start| start.len() > 2 && is(start))
    };
    all().filter(is_named)
}

/// The rules that some of `select` name, all where that is empty, without those that some of `ignore` name.
///
/// # Errors
/// The selector that names no rule, in words.
pub fn chosen(select: &[String], ignore: &[String]) -> Result<Vec<&'static Rule>, String> {
    let codes = |selectors: &[String]| -> Result<Vec<&'static str>, String> {
        let mut codes = Vec::new();
        for selector in selectors {
            let before = codes.len();
            codes.extend(selected(selector).map(|rule| rule.code));
            if codes.len() == before {
                return Err(format!("there is no rule `{selector}`"));
            }
        }
        Ok(codes)
    };
    let (wanted, unwanted) = (codes(select)?, codes(ignore)?);
    let is_chosen = |rule: &&'static Rule| {
        (select.is_empty() || wanted.contains(&rule.code)) && !unwanted.contains(&rule.code)
    };
    Ok(all().filter(is_chosen).collect())
}
