//! `Ref` and `Fn::GetAtt`.

use super::Resolver;
use super::attributes::ResourceKind;
use super::parameters::ParameterValue;
use super::pseudo::{PSEUDO_PARAMETERS, pseudo_parameter};
use super::text::{length, merged, parts};
use super::value::unknown;
use crate::policy::did_you_mean;
use crate::template::tree::Node;
use crate::template::value::{Part, Resolved, ResolvedValue, UnknownValue};
use crate::text::json::quoted;
use crate::text::{Diagnostic, Span};

/// A resource of the template, as references need it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resource<'n> {
    pub(super) kind: Option<&'static ResourceKind>,
    pub(super) properties: Option<&'n Node>,
}

/// How far a resource's name has been looked for.
#[derive(Clone, Debug)]
pub(super) enum NameState {
    Running,
    /// The name in parts; `None` when its type has none that another value could be built on.
    Done(Option<Vec<Part>>),
}

impl<'n> Resolver<'n> {
    /// What `Ref` of `name` gives, `None` for `AWS::NoValue`; the name stands at `name_span`, the function at `span`.
    pub(super) fn reference(&mut self, name: &str, name_span: Span, span: Span) -> Option<Resolved> {
        if name == "AWS::NoValue" {
            return None;
        }
        let whole = UnknownValue::Ref(name.to_owned());
        if PSEUDO_PARAMETERS.contains(&name) {
            return Some(match pseudo_parameter(name, self.given) {
                Some(value) => Resolved { value: ResolvedValue::String(value), span },
                None => unknown(whole, span),
            });
        }
        if let Some(parameter) = self.parameters.get(name) {
            let (bytes, value) = (parameter.length(), parameter.clone());
            if !self.may_copy(bytes, span) {
                return Some(unknown(whole, span));
            }
            return Some(match value {
                ParameterValue::Text(text) => self.text(vec![Part::Literal(text)], span),
                ParameterValue::List(texts) => {
                    let texts = texts.into_iter().map(|text| self.text(vec![Part::Literal(text)], span));
                    Resolved { value: ResolvedValue::List(texts.collect()), span }
                }
                ParameterValue::Unknown => unknown(whole, span),
            });
        }
        let Some((id, resource)) = self.resources.get_key_value(name) else {
            self.unknown_reference(name, name_span);
            return Some(unknown(whole, span));
        };
        let (id, resource) = (*id, *resource);
        let pattern = resource.kind.map_or("", |kind| kind.reference);
        let found = self.built(id, resource, pattern, name_span);
        Some(self.known_or_given(found, whole, span))
    }

    /// What `Fn::GetAtt` gives; the two names stand at `name_span`, the function at `span`.
    pub(super) fn attribute(&mut self, name: &str, attribute: &str, name_span: Span, span: Span) -> Resolved {
        let whole = UnknownValue::Attribute(name.to_owned(), attribute.to_owned());
        let Some((id, resource)) = self.resources.get_key_value(name) else {
            self.unknown_reference(name, name_span);
            return unknown(whole, span);
        };
        let (id, resource) = (*id, *resource);
        let pattern = resource.kind.and_then(|kind| kind.attribute(attribute)).unwrap_or_default();
        if pattern == "{ref}" && self.given.get(&whole).is_none() {
            return match self.reference(name, name_span, span) {
                Some(value) => value,
                None => unknown(whole, span),
            };
        }
        let found = self.built(id, resource, pattern, name_span);
        self.known_or_given(found, whole, span)
    }

    /// `found` where it is wholly known, else what was given for `whole`, else `found` as far as it is known.
    fn known_or_given(&mut self, found: Option<Vec<Part>>, whole: UnknownValue, span: Span) -> Resolved {
        let is_known = |parts: &Vec<Part>| parts.iter().all(|part| matches!(part, Part::Literal(_)));
        let parts = match found {
            Some(parts) if is_known(&parts) => parts,
            found => match self.given.get(&whole) {
                Some(given) => vec![Part::Literal(given.to_owned())],
                None => found.unwrap_or_else(|| vec![Part::Unknown(whole.clone())]),
            },
        };
        if !self.may_copy(length(&parts), span) {
            return unknown(whole, span);
        }
        self.text(parts, span)
    }

    fn unknown_reference(&mut self, name: &str, span: Span) {
        let (parameters, resources) = (&self.parameters, &self.resources);
        self.problems.add(|| {
            let message = format!("the template has no parameter and no resource {}", quoted(name));
            let known: Vec<&str> =
                parameters.keys().chain(resources.keys()).chain(PSEUDO_PARAMETERS).copied().collect();
            let found = Diagnostic::error("unknown-reference", span, message);
            Diagnostic { help: did_you_mean(name, &known), ..found }
        });
    }

    /// The parts of `pattern` for a resource; `None` when one of its fields cannot be told, not even in part.
    fn built(&mut self, id: &'n str, resource: Resource<'n>, pattern: &str, span: Span) -> Option<Vec<Part>> {
        if pattern.is_empty() {
            return None;
        }
        let mut built = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            built.push(Part::Literal(before.to_owned()));
            let (field, behind) = after.split_once('}')?;
            match field {
                "partition" => built.push(self.pseudo("AWS::Partition")),
                "region" => built.push(self.pseudo("AWS::Region")),
                "account" => built.push(self.pseudo("AWS::AccountId")),
                "suffix" => built.push(self.pseudo("AWS::URLSuffix")),
                "name" => built.extend(self.name(id, resource, span)?),
                property => built.extend(self.property_field(resource, property)?),
            }
            rest = behind;
        }
        built.push(Part::Literal(rest.to_owned()));
        Some(merged(built))
    }

    fn pseudo(&self, name: &str) -> Part {
        match pseudo_parameter(name, self.given) {
            Some(value) => Part::Literal(value),
            None => Part::Unknown(UnknownValue::Ref(name.to_owned())),
        }
    }

    /// A field of a pattern that a property says: `Path|/` has a default, `Name!` must be absent, `FunctionName~`
    /// names a function by its name or its ARN.
    fn property_field(&mut self, resource: Resource<'n>, field: &str) -> Option<Vec<Part>> {
        if let Some(property) = field.strip_suffix('!') {
            return self.property(resource, property).is_none().then(Vec::new);
        }
        if let Some(property) = field.strip_suffix('~') {
            let function = parts(&self.property(resource, property)?)?;
            return self.function_name(function);
        }
        let (property, default) = match field.split_once('|') {
            Some((property, default)) => (property, Some(default)),
            None => (field, None),
        };
        match self.property(resource, property) {
            Some(value) => parts(&value),
            None => default.map(|default| vec![Part::Literal(default.to_owned())]),
        }
    }

    /// The name in the name or the ARN of a function; `None` when an unknown part may be either.
    fn function_name(&self, function: Vec<Part>) -> Option<Vec<Part>> {
        let mut name = Vec::new();
        let mut is_arn = false;
        for part in function {
            match part {
                Part::Literal(text) => match text.rsplit_once(":function:") {
                    Some((_, after)) => {
                        is_arn = true;
                        name = vec![Part::Literal(after.to_owned())];
                    }
                    None => name.push(Part::Literal(text)),
                },
                unknown => name.push(unknown),
            }
        }
        let is_name = |part: &Part| match part {
            Part::Literal(text) => !text.contains(':'),
            Part::Unknown(UnknownValue::Ref(id)) => is_arn || self.resources.contains_key(id.as_str()),
            Part::Unknown(_) => is_arn,
        };
        name.iter().all(is_name).then(|| merged(name))
    }

    fn property(&mut self, resource: Resource<'n>, name: &str) -> Option<Resolved> {
        self.value(&resource.properties?.member(name)?.value)
    }

    /// The name of the resource `id`: as the template writes it, as it is given, or unknown.
    fn name(&mut self, id: &'n str, resource: Resource<'n>, span: Span) -> Option<Vec<Part>> {
        match self.names.get(id) {
            Some(NameState::Done(name)) => {
                let name = name.clone();
                let bytes = name.as_deref().map_or(0, length);
                return if self.may_copy(bytes, span) { name } else { None };
            }
            Some(NameState::Running) => {
                self.problems.add(|| {
                    let message = format!("the name of {} depends on itself", quoted(id));
                    Diagnostic::error("cycle", span, message)
                });
                return None;
            }
            None => {}
        }
        self.names.insert(id, NameState::Running);
        let name = resource.kind.and_then(|kind| self.find_name(id, resource, kind));
        self.names.insert(id, NameState::Done(name.clone()));
        name
    }

    fn find_name(&mut self, id: &'n str, resource: Resource<'n>, kind: &ResourceKind) -> Option<Vec<Part>> {
        let written = self.property(resource, kind.name).and_then(|value| parts(&value)).map(merged);
        let has_colon = |part: &Part| matches!(part, Part::Literal(text) if text.contains(':'));
        // A whole ARN where a name is wanted, which some types take.
        if written.iter().flatten().any(has_colon) {
            return None;
        }
        if let Some([Part::Literal(_)]) = written.as_deref() {
            return written;
        }
        let reference = UnknownValue::Ref(id.to_owned());
        let attribute = UnknownValue::Attribute(id.to_owned(), kind.name_attribute.to_owned());
        let is_reference = kind.reference == "{name}";
        let given = match self.given.get(&reference) {
            Some(given) if is_reference => Some(given),
            Some(given) if kind.reference.ends_with("{name}") => given.rsplit([':', '/']).next(),
            _ => self.given.get(&attribute),
        };
        if let Some(given) = given {
            return Some(vec![Part::Literal(given.to_owned())]);
        }
        written.or_else(|| {
            let missing = match (is_reference, kind.name_attribute) {
                (true, _) => reference,
                (false, "") => return None,
                (false, _) => attribute,
            };
            Some(vec![Part::Unknown(missing)])
        })
    }
}
