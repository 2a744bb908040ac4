//! ARNs and the two ways policies match them: `Resource` elements and ARN condition operators.

use super::segmented::matches_in_fields;
use super::{Part, RequestValues, Template, matches, matches_ignoring_case};
use crate::reading::Reading;

/// `arn:partition:service:region:account:resource` has six fields (clause 2.20).
pub const ARN_FIELDS: usize = 6;

/// The six fields of an ARN, split at its first five colons; `None` when `text` has fewer or does not
/// begin with `arn:`.
#[must_use]
pub fn split_arn(text: &str) -> Option<[&str; ARN_FIELDS]> {
    let (partition, rest) = split_at_colon(text.strip_prefix("arn:")?)?;
    let (service, rest) = split_at_colon(rest)?;
    let (region, rest) = split_at_colon(rest)?;
    let (account, resource) = split_at_colon(rest)?;
    Some(["arn", partition, service, region, account, resource])
}

/// Whether `text` is the id of an account: twelve digits.
#[must_use]
pub fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The service field of an ARN, which may be cut short.
#[must_use]
pub fn service_of(arn: &str) -> Option<&str> {
    let (_, after_partition) = split_at_colon(arn.strip_prefix("arn:")?)?;
    Some(split_at_colon(after_partition).map_or(after_partition, |(service, _)| service))
}

/// The text before the first colon and the text after it. Fields of ARNs and names of services are short: a plain
/// loop finds their ends sooner than a search that is made for long texts.
#[must_use]
pub fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let (field, rest) = text.split_at(text.bytes().position(|byte| byte == b':')?);
    Some((field, rest.get(1..)?))
}

/// The partition of an ARN (`aws`, `aws-cn`, `aws-us-gov`), when it is one.
#[must_use]
pub fn partition_of(arn: &str) -> Option<&str> {
    split_arn(arn).map(|[_, partition, ..]| partition)
}

/// An entry of a `Resource` or `NotResource` list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourcePattern {
    template: Template,
    colons: Colons,
    /// A short ARN with its missing fields filled in, where that is an open question (clause 2.29).
    completed: Option<Template>,
    /// Whether a wildcard stands before the Region field (clause 2.27).
    has_unsupported_wildcard: bool,
    /// Whether it is written without the ARN of the API whose policy it stands in.
    is_in_own_api: bool,
}

/// Which wildcards of a resource pattern stay clear of colons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Colons {
    CrossedByAll,
    /// A `*` that ends a field crosses them on one reading of clause 2.25.
    OpenQuestion,
    NotCrossedBySome,
}

impl ResourcePattern {
    /// Takes the entry's template. With `complete_short_arn`, an ARN of fewer than six fields gets `*` in
    /// every missing one (clause 2.28).
    ///
    /// Where wildcards may run (clause 2.25): in the resource field over everything; in the Region and
    /// account fields over a colon only as a `*` that ends its field; in the first three fields, where
    /// wildcards are not supported, as in plain text (clause 2.27).
    #[must_use]
    pub fn new(template: Template, complete_short_arn: bool) -> Self {
        const REGION: usize = 3;
        const RESOURCE: usize = 5;
        let mut parts = template.into_parts();
        let mut field = 0;
        let mut colons = Colons::CrossedByAll;
        let mut has_unsupported_wildcard = false;
        let is_arn = matches!(parts.first(), Some(Part::Text(text)) if text.starts_with("arn:"));
        for index in 0..parts.len() {
            let ends_field = match parts.get(index + 1) {
                None => true,
                Some(Part::Text(next)) => next.starts_with(':'),
                Some(_) => false,
            };
            let Some(part) = parts.get_mut(index) else {
                break;
            };
            if let Part::Text(text) = part {
                field += text.bytes().filter(|byte| *byte == b':').count();
            }
            has_unsupported_wildcard |=
                is_arn && field < REGION && matches!(part, Part::AnyRun | Part::AnyOne);
            if !is_arn || !(REGION..RESOURCE).contains(&field) {
                continue;
            }
            let (inside_field, crossing) = match part {
                Part::AnyRun if ends_field => (Part::FieldEndRun, Colons::OpenQuestion),
                Part::AnyRun => (Part::FieldRun, Colons::NotCrossedBySome),
                Part::AnyOne => (Part::FieldOne, Colons::NotCrossedBySome),
                _ => continue,
            };
            *part = inside_field;
            colons = colons.max(crossing);
        }
        let template = Template::from_parts(parts);
        if !is_arn || field >= RESOURCE {
            return Self {
                template,
                colons,
                completed: None,
                has_unsupported_wildcard,
                is_in_own_api: false,
            };
        }
        let missing = (field..RESOURCE).flat_map(|_| [Part::Text(":".into()), Part::AnyRun]);
        let completed = Template::from_parts(template.parts().iter().cloned().chain(missing).collect());
        if complete_short_arn {
            Self {
                template: completed,
                colons,
                completed: None,
                has_unsupported_wildcard,
                is_in_own_api: false,
            }
        } else {
            Self {
                template,
                colons,
                completed: Some(completed),
                has_unsupported_wildcard,
                is_in_own_api: false,
            }
        }
    }

    /// Takes the template of what follows the API in the policy of one: of `execute-api:/prod/GET/pets`, which API
    /// Gateway completes with the API's ARN, the template of `/prod/GET/pets`.
    #[must_use]
    pub fn in_own_api(path: Template) -> Self {
        Self {
            template: path,
            colons: Colons::CrossedByAll,
            completed: None,
            has_unsupported_wildcard: false,
            is_in_own_api: true,
        }
    }

    /// Whether it covers `resource`, the ARN that the request names or `*` when it names none.
    #[must_use]
    pub fn matches(&self, resource: &str, values: &impl RequestValues) -> bool {
        if self.has_unsupported_wildcard && values.takes_alternative(Reading::WildcardInServiceField) {
            return false;
        }
        let resource = match self.is_in_own_api {
            true => match path_in_api(resource) {
                Some(path) => path,
                None => return false,
            },
            false => resource,
        };
        let in_fields = match self.colons {
            Colons::CrossedByAll => false,
            Colons::OpenQuestion => values.takes_alternative(Reading::WildcardCrossesArnFields),
            Colons::NotCrossedBySome => true,
        };
        let ignores_case = values.takes_alternative(Reading::UserNameCase) && is_user(resource);
        let compare = |template: &Template| {
            if ignores_case {
                matches_ignoring_case(template.parts(), resource, values)
            } else if in_fields {
                matches_in_fields(template.parts(), resource, values)
            } else {
                matches(template.parts(), resource, values)
            }
        };
        let template = match &self.completed {
            Some(completed) if values.takes_alternative(Reading::ShortArnCompletion) => completed,
            _ => &self.template,
        };
        if values.takes_alternative(Reading::WildcardInVariableValue) && template.variables().next().is_some()
        {
            return template.resolve(values).as_ref().is_some_and(compare);
        }
        compare(template)
    }

    /// Its pieces.
    #[must_use]
    pub fn template(&self) -> &Template {
        &self.template
    }
}

/// Of `arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/prod/GET/pets` the part `/prod/GET/pets`.
fn path_in_api(resource: &str) -> Option<&str> {
    match split_arn(resource)? {
        [_, _, "execute-api", _, _, path] => path.get(path.find('/')?..),
        _ => None,
    }
}

fn is_user(resource: &str) -> bool {
    matches!(split_arn(resource), Some([_, _, "iam", .., name]) if name.starts_with("user/"))
}

/// A value of an ARN condition operator: six patterns, each for its own field (clause 4.50).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArnPattern {
    /// Without variables: split once.
    Fields(Box<[Template; ARN_FIELDS]>),
    /// With variables: their values may hold colons, so it is split when they are known.
    WithVariables(Template),
    /// Fewer than six fields: matches nothing (clause 4.52).
    Malformed,
}

impl ArnPattern {
    /// Takes the value's template.
    #[must_use]
    pub fn new(template: Template) -> Self {
        if template.variables().next().is_some() {
            return ArnPattern::WithVariables(template);
        }
        match split_fields(template.into_parts().into_iter()) {
            Some(fields) => ArnPattern::Fields(Box::new(fields)),
            None => ArnPattern::Malformed,
        }
    }

    /// Whether every field of `value` matches; `None` when this pattern or `value` is no ARN. A variable
    /// without a value matches nothing.
    #[must_use]
    pub fn matches(&self, value: &str, values: &impl RequestValues) -> Option<bool> {
        match self {
            ArnPattern::Fields(fields) => fields_match(fields, value),
            ArnPattern::WithVariables(template) => match template.resolve(values) {
                Some(resolved) => fields_match(&split_fields(resolved.into_parts().into_iter())?, value),
                None => Some(false),
            },
            ArnPattern::Malformed => None,
        }
    }
}

fn fields_match(fields: &[Template; ARN_FIELDS], value: &str) -> Option<bool> {
    let value = split_arn(value)?;
    Some(fields.iter().zip(value).all(|(field, text)| matches(field.parts(), text, &())))
}

fn split_fields(parts: impl Iterator<Item = Part>) -> Option<[Template; ARN_FIELDS]> {
    let mut fields: Vec<Vec<Part>> = vec![Vec::new()];
    for part in parts {
        let Part::Text(text) = part else {
            fields.last_mut()?.push(part);
            continue;
        };
        let mut rest = &*text;
        while fields.len() < ARN_FIELDS
            && let Some((before, after)) = rest.split_once(':')
        {
            push_text(fields.last_mut()?, before);
            fields.push(Vec::new());
            rest = after;
        }
        push_text(fields.last_mut()?, rest);
    }
    let fields: Vec<Template> = fields.into_iter().map(Template::from_parts).collect();
    fields.try_into().ok()
}

fn push_text(field: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        field.push(Part::Text(text.into()));
    }
}
