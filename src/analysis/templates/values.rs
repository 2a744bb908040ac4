//! What can be given for a template.

use std::collections::{BTreeMap, HashSet};

use super::view::TemplateValue;
use crate::template::import::Report;
use crate::template::resolve::{Existence, GivenValues, ParameterForm, ResolvedResource, ResolvedTemplate};
use crate::template::value::{Part, Resolved, ResolvedValue, UnknownValue};
use crate::text::{LineIndex, Span};
use crate::workspace::model::TemplateValues;

/// The pseudo parameters that can be given at any time.
const ALWAYS: [&str; 3] = ["AWS::AccountId", "AWS::Region", "AWS::Partition"];

/// The resource types to which policies are attached under a name of their own.
const PRINCIPALS: [&str; 3] = ["AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"];

impl TemplateValue {
    /// Whether an empty text can be given: it can for a parameter that does not refuse it and is not in the Parameter
    /// Store.
    #[must_use]
    pub fn takes_empty(&self) -> bool {
        self.parameter.as_ref().is_some_and(|form| !form.is_stored() && form.check("").is_ok())
    }

    /// Why `text` cannot be given: in lower case, without a full stop. Never for an empty one, which takes back what was
    /// given.
    #[must_use]
    pub fn problem(&self, text: &str) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        if let Some(parameter) = &self.parameter {
            return parameter.check(text).err();
        }
        let is_name = |text: &str| {
            let mut bytes = text.bytes();
            bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let problem = match &self.unknown {
            UnknownValue::Ref(name) => match name.as_str() {
                "AWS::AccountId" if text.len() != 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) => {
                    "an account id has twelve digits"
                }
                "AWS::Region" if !is_name(text) => "a Region is called like `eu-central-1`",
                "AWS::Partition" if !is_name(text) => "a partition is called like `aws` or `aws-cn`",
                _ => return None,
            },
            UnknownValue::Condition(_) if text.parse::<bool>().is_err() => "a condition is `true` or `false`",
            UnknownValue::Function(_) => "what this function gives cannot be given",
            _ => return None,
        };
        Some(problem.to_owned())
    }
}

/// All that can be given, and how many principals stand in no account.
pub(super) fn values(
    template: &ResolvedTemplate,
    given: &TemplateValues,
    report: &Report,
    lines: &LineIndex,
) -> (Vec<TemplateValue>, usize) {
    let all = Values {
        template,
        given: GivenValues::from(given),
        report,
        lines,
        uses: template.unknowns.iter().map(|found| (&found.unknown, found.spans.as_slice())).collect(),
    };
    let principals = all.principals().count();
    let has_account = matches!(&template.location, [_, _, account] if is_known(account));
    (all.collected(), if has_account { 0 } else { principals })
}

struct Values<'t> {
    template: &'t ResolvedTemplate,
    given: GivenValues,
    report: &'t Report,
    lines: &'t LineIndex,
    uses: BTreeMap<&'t UnknownValue, &'t [Span]>,
}

impl<'t> Values<'t> {
    fn collected(&self) -> Vec<TemplateValue> {
        let pseudo = |name: &&str| UnknownValue::Ref((*name).to_owned());
        let always: Vec<UnknownValue> = ALWAYS.iter().map(pseudo).collect();
        let parameters: HashSet<&str> = self.template.parameters.iter().map(|form| &*form.name).collect();
        let is_parameter = |unknown: &UnknownValue| match unknown {
            UnknownValue::Ref(name) => parameters.contains(&**name),
            _ => false,
        };
        let needed = self.needed();
        let of_names =
            self.template.resources.iter().flat_map(|found| [Some(&found.reference), found.arn.as_ref()]);
        let of_names = of_names.flatten().flat_map(unknown_parts);
        let of_names = of_names.filter(|unknown| needed.contains(&unknown.name()));
        let mut others: Vec<UnknownValue> = self.uses.keys().copied().chain(of_names).cloned().collect();
        others.extend(self.all_given());
        others.retain(|unknown| !always.contains(unknown) && !is_parameter(unknown));
        others.sort();
        others.dedup();
        let (more, others): (Vec<_>, Vec<_>) = others.into_iter().partition(is_pseudo);
        let value = |unknown: UnknownValue| self.value(unknown, &needed);
        let forms = self.template.parameters.iter().map(|form| self.parameter(form));
        let first = always.into_iter().chain(more).map(value);
        first.chain(forms).chain(others.into_iter().map(value)).collect()
    }

    fn value(&self, unknown: UnknownValue, needed: &HashSet<String>) -> TemplateValue {
        let name = unknown.name();
        let is_given = self.given.get(&unknown).is_some();
        let [partition, ..] = &self.template.location;
        let by_itself = match (&*name, &partition.value) {
            ("AWS::Partition", ResolvedValue::String(text)) if !is_given => Some(text.clone()),
            _ => None,
        };
        let (places, waiting) = self.dependants(&name);
        TemplateValue {
            is_known: is_given || by_itself.is_some(),
            is_needed: is_given || ALWAYS.contains(&&*name) || needed.contains(&name),
            line: self.uses.get(&unknown).and_then(|spans| spans.first()).map(|span| self.line(*span)),
            parameter: None,
            unknown,
            by_itself,
            places,
            waiting,
        }
    }

    fn parameter(&self, form: &ParameterForm) -> TemplateValue {
        let by_itself = form.default.clone().filter(|_| !form.is_stored());
        let (places, waiting) = self.dependants(&form.name);
        TemplateValue {
            unknown: UnknownValue::Ref(form.name.clone()),
            is_known: (form.given.is_some() || by_itself.is_some()) && form.error.is_none(),
            by_itself,
            places,
            waiting,
            is_needed: true,
            line: Some(self.line(form.span)),
            parameter: Some(form.clone()),
        }
    }

    /// How many places of policies, and how many policies as a whole, depend on what is called so.
    fn dependants(&self, name: &str) -> (usize, usize) {
        let found = self.report.unknown.iter().find(|found| found.name == name);
        let waiting =
            self.report.needs_name.iter().filter(|found| found.missing.iter().any(|missing| missing == name));
        (found.map_or(0, |found| found.places.len()), waiting.count())
    }

    /// The names of all that policies and the names of principals depend on.
    fn needed(&self) -> HashSet<String> {
        let of_policies = self.report.unknown.iter().map(|found| found.name.clone());
        let waiting = self.report.needs_name.iter().flat_map(|found| found.missing.iter().cloned());
        let mut needed: HashSet<String> = of_policies.chain(waiting).collect();
        for principal in self.principals() {
            let names = [Some(&principal.reference), path(principal)].into_iter().flatten();
            needed.extend(names.flat_map(unknown_parts).map(UnknownValue::name));
            if let Existence::Unknown(condition) = &principal.existence {
                needed.insert(condition.clone());
            }
        }
        needed
    }

    fn principals(&self) -> impl Iterator<Item = &'t ResolvedResource> + use<'t> {
        self.template.resources.iter().filter(|found| PRINCIPALS.contains(&&*found.resource_type))
    }

    /// What was given, whether or not the template asks for it.
    fn all_given(&self) -> Vec<UnknownValue> {
        let GivenValues { stack_name, values, imports, dynamic_references, conditions, .. } = &self.given;
        let named = |name: &String| match name.split_once('.') {
            Some((resource, attribute)) => UnknownValue::Attribute(resource.to_owned(), attribute.to_owned()),
            None => UnknownValue::Ref(name.clone()),
        };
        let stack = stack_name.iter().map(|_| UnknownValue::Ref("AWS::StackName".to_owned()));
        let imports = imports.keys().cloned().map(UnknownValue::Import);
        let dynamic = dynamic_references.keys().cloned().map(UnknownValue::Dynamic);
        let conditions = conditions.keys().cloned().map(UnknownValue::Condition);
        stack.chain(values.keys().map(named)).chain(imports).chain(dynamic).chain(conditions).collect()
    }

    fn line(&self, span: Span) -> u32 {
        self.lines.position(span.start).line
    }
}

/// What stands before the name of a principal in its ARN.
fn path(principal: &ResolvedResource) -> Option<&Resolved> {
    match &principal.properties.value {
        ResolvedValue::Map(members) => {
            members.iter().find(|member| member.name == "Path").map(|member| &member.value)
        }
        _ => None,
    }
}

fn is_pseudo(unknown: &UnknownValue) -> bool {
    matches!(unknown, UnknownValue::Ref(name) if name.starts_with("AWS::"))
}

/// What keeps a text from being known.
fn unknown_parts(value: &Resolved) -> impl Iterator<Item = &UnknownValue> {
    let parts = match &value.value {
        ResolvedValue::Unknown(parts) => parts.as_slice(),
        _ => &[],
    };
    parts.iter().filter_map(Part::unknown)
}

fn is_known(value: &Resolved) -> bool {
    !matches!(value.value, ResolvedValue::Unknown(_))
}
