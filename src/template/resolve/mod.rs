//! Intrinsic functions, parameters, conditions and mappings of a template, resolved as far as they can be.
//!
//! What a diagnostic says of a template, by its code:
//!
//! | code | says that |
//! |---|---|
//! | `no-resources` | the template has no `Resources`, or they are no map |
//! | `resource-without-type` | a resource has no `Type`; it is left out |
//! | `unknown-macro` | a macro may change the template in ways that are not known; a warning |
//! | `parameter-without-type`, `refused-parameter` | CloudFormation refuses the parameter, or its value |
//! | `unknown-reference`, `unknown-condition`, `unknown-mapping` | the template does not have what is named |
//! | `unknown-function`, `wrong-arguments` | a function is none of CloudFormation's, or its arguments are not what it takes |
//! | `function-beside-members` | a function is not the only member of its map; it is not resolved |
//! | `condition-outside-conditions`, `invalid-condition` | a condition stands for a value, or a value for a condition |
//! | `policy-variable-in-sub` | `Fn::Sub` would replace a policy variable; it is kept as a text |
//! | `unknown-collection` | what a loop goes through is not known; what it makes is left out |
//! | `cycle` | a name or a condition depends on itself |
//! | `too-deep`, `too-large` | following the references is given up; what they give is unknown |

mod attributes;
mod cidr;
mod conditions;
mod functions;
mod given;
pub(super) mod loops;
mod parameters;
mod pseudo;
mod references;
mod sections;
mod text;
mod value;

use std::collections::{HashMap, HashSet};

pub use given::GivenValues;
pub use parameters::ParameterForm;

use super::tree::{Member, Node};
use super::value::{Resolved, ResolvedValue, UnknownValue};
use crate::text::json::{Problems, quoted};
use crate::text::{Diagnostic, Span};
use conditions::ConditionState;
use loops::LoopWriter;
use parameters::{ParameterValue, parameter};
use references::{NameState, Resource};
use sections::{report_shape, section};
use value::{each_unknown, is_loop};

/// A template with all that could be resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedTemplate {
    /// The resources that are made, or may be, in the order of the template.
    pub resources: Vec<ResolvedResource>,
    /// The resources that are not made as their condition does not hold.
    pub left_out: Vec<LeftOutResource>,
    /// The outputs whose condition holds, or may hold.
    pub outputs: Vec<ResolvedOutput>,
    /// The parameters, in the order of the template.
    pub parameters: Vec<ParameterForm>,
    /// Everything that keeps a value from being known, each once, in the order in which the template uses it.
    pub unknowns: Vec<UnknownUse>,
    /// What `AWS::Partition`, `AWS::Region` and `AWS::AccountId` come to.
    pub location: [Resolved; 3],
    /// What is wrong, in order of position, at most [`MAX_DIAGNOSTICS`](crate::text::json::MAX_DIAGNOSTICS).
    pub diagnostics: Vec<Diagnostic>,
}

/// A resource whose properties are resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedResource {
    /// Its name in the template.
    pub logical_id: String,
    /// Where that stands.
    pub logical_id_span: Span,
    /// Its type: `AWS::S3::Bucket`.
    pub resource_type: String,
    /// A map, empty when there are none; unknown as a whole when a macro makes it.
    pub properties: Resolved,
    /// Whether it is made.
    pub existence: Existence,
    /// What `Ref` gives.
    pub reference: Resolved,
    /// Its ARN, where `Ref` or an attribute gives it.
    pub arn: Option<Resolved>,
    /// Where its declaration stands.
    pub span: Span,
}

/// Whether something is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Existence {
    /// It is.
    Always,
    /// That depends on the condition of this name, which is not known.
    Unknown(String),
}

/// A resource that is not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutResource {
    /// Its name in the template.
    pub logical_id: String,
    /// Where that stands.
    pub logical_id_span: Span,
    /// Its type.
    pub resource_type: String,
    /// The condition that does not hold.
    pub condition: String,
    /// Where its declaration stands.
    pub span: Span,
}

/// An output of the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedOutput {
    /// Its name.
    pub name: String,
    /// Where that stands.
    pub name_span: Span,
    /// Its value; `None` when there is none.
    pub value: Option<Resolved>,
    /// The name under which other stacks import it.
    pub export: Option<Resolved>,
    /// Whether it is made.
    pub existence: Existence,
}

/// Something that is not known, and where the template uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownUse {
    /// What is not known.
    pub unknown: UnknownValue,
    /// The functions that ask for it, in order of position, each once.
    pub spans: Vec<Span>,
}

/// Resolves the template `root` with the values that are `given`.
///
/// Never fails: what cannot be resolved is unknown, and what is wrong has a diagnostic (their codes stand above). Takes
/// time in proportion to the size of the template and of the result, and both are bounded.
#[must_use]
pub fn resolve(root: &Node, given: &GivenValues) -> ResolvedTemplate {
    let mut problems = Problems::default();
    let mut forms = Vec::new();
    let mut parameters = HashMap::new();
    for member in section(root, "Parameters") {
        let (form, value) = parameter(member, given, &mut |found| problems.add(|| found));
        forms.push(form);
        parameters.insert(&*member.name, value);
    }
    let mappings = mappings(root);
    let mut loops = LoopWriter {
        parameters: &parameters,
        mappings: &mappings,
        problems: &mut problems,
        missing: Vec::new(),
        nodes: 0,
        bytes: 0,
    };
    let written_out = loops.written_out(root);
    let hidden = loops.missing;
    let root = &*written_out;

    report_shape(root, &mut problems);
    let resources = section(root, "Resources").filter_map(|member| resource(member, &mut problems));
    let declared: Vec<Declared<'_>> = resources.collect();
    let resolver = Resolver {
        given,
        parameters,
        mappings,
        conditions: section(root, "Conditions").map(|member| (&*member.name, &member.value)).collect(),
        condition_states: HashMap::new(),
        condition_causes: HashMap::new(),
        resources: declared.iter().map(Declared::for_references).collect(),
        names: HashMap::new(),
        problems,
        hidden,
        depth: 0,
        copied_bytes: 0,
    };
    resolver.template(root, &declared, forms)
}

/// What resolving needs to know of the whole template, and what it has found out.
struct Resolver<'n> {
    given: &'n GivenValues,
    parameters: HashMap<&'n str, ParameterValue>,
    mappings: HashMap<(&'n str, &'n str, &'n str), &'n Node>,
    conditions: HashMap<&'n str, &'n Node>,
    condition_states: HashMap<&'n str, ConditionState>,
    /// What keeps a condition from being known.
    condition_causes: HashMap<&'n str, Vec<(UnknownValue, Span)>>,
    resources: HashMap<&'n str, Resource<'n>>,
    names: HashMap<&'n str, NameState>,
    problems: Problems,
    /// What is unknown and stands in no value, as it keeps a function from being resolved.
    hidden: Vec<(UnknownValue, Span)>,
    /// How many values lie around the one that is resolved.
    depth: usize,
    copied_bytes: usize,
}

/// A resource as it is written.
struct Declared<'n> {
    member: &'n Member,
    resource_type: &'n str,
    properties: Option<&'n Node>,
}

impl<'n> Declared<'n> {
    fn for_references(&self) -> (&'n str, Resource<'n>) {
        // A macro among the properties may set any of them.
        let has_macro =
            self.properties.is_some_and(|properties| properties.member("Fn::Transform").is_some());
        let kind = if has_macro { None } else { attributes::resource_kind(self.resource_type) };
        (&self.member.name, Resource { kind, properties: self.properties })
    }
}

impl<'n> Resolver<'n> {
    fn template(
        mut self,
        root: &'n Node,
        declared: &[Declared<'n>],
        parameters: Vec<ParameterForm>,
    ) -> ResolvedTemplate {
        let (mut resources, mut left_out) = (Vec::new(), Vec::new());
        for Declared { member, resource_type, properties } in declared {
            match self.existence(member) {
                Ok(existence) => resources.push(ResolvedResource {
                    logical_id: member.name.clone(),
                    logical_id_span: member.name_span,
                    resource_type: (*resource_type).to_owned(),
                    properties: properties.and_then(|properties| self.value(properties)).unwrap_or(
                        Resolved { value: ResolvedValue::Map(Vec::new()), span: member.value.span },
                    ),
                    existence,
                    reference: self.name_of(member),
                    arn: self.arn_of(member),
                    span: member.value.span,
                }),
                Err(condition) => left_out.push(LeftOutResource {
                    logical_id: member.name.clone(),
                    logical_id_span: member.name_span,
                    resource_type: (*resource_type).to_owned(),
                    condition: condition.to_owned(),
                    span: member.value.span,
                }),
            }
        }
        let mut outputs = Vec::new();
        for member in section(root, "Outputs").filter(|member| !is_loop(&member.name)) {
            let Ok(existence) = self.existence(member) else {
                continue;
            };
            let value = member.value.member("Value").and_then(|value| self.value(&value.value));
            let export = member.value.member("Export").and_then(|export| export.value.member("Name"));
            let export = export.and_then(|name| self.value(&name.value));
            let name = member.name.clone();
            outputs.push(ResolvedOutput { name, name_span: member.name_span, value, export, existence });
        }
        // A condition that nothing uses can be wrong all the same; what it lacks does not matter.
        let used = self.hidden.len();
        for (name, span) in section(root, "Conditions").map(|member| (&*member.name, member.name_span)) {
            self.condition_named(name, span);
        }
        self.hidden.truncate(used);
        let unknowns = self.unknowns(&resources, &outputs);
        let location = ["AWS::Partition", "AWS::Region", "AWS::AccountId"].map(|name| {
            let value = self.reference(name, root.span, root.span);
            value.unwrap_or(Resolved { value: ResolvedValue::Null, span: root.span })
        });
        let diagnostics = self.problems.into_diagnostics(Span::at(root.span.end));
        ResolvedTemplate { resources, left_out, outputs, parameters, unknowns, location, diagnostics }
    }

    /// What `Ref` of a resource gives.
    fn name_of(&mut self, member: &'n Member) -> Resolved {
        let span = member.name_span;
        let nothing = || Resolved { value: ResolvedValue::Null, span };
        self.reference(&member.name, span, span).unwrap_or_else(nothing)
    }

    /// The ARN of a resource, known or not, where there is something that gives it.
    fn arn_of(&mut self, member: &'n Member) -> Option<Resolved> {
        let span = member.name_span;
        let kind = self.resources.get(&*member.name)?.kind;
        let attribute = match kind {
            Some(kind) if kind.reference.starts_with("arn:") => return Some(self.name_of(member)),
            Some(kind) => kind.arn_attribute()?,
            None => "Arn",
        };
        Some(self.attribute(&member.name, attribute, span, span))
    }

    /// Whether the resource or output is made; the name of its condition when it is not.
    fn existence(&mut self, member: &'n Member) -> Result<Existence, &'n str> {
        let Some(condition) = member.value.member("Condition").map(|condition| &condition.value) else {
            return Ok(Existence::Always);
        };
        let Some(name) = condition.as_text() else {
            self.wrong_arguments("Condition", condition.span, "the name of a condition");
            return Ok(Existence::Unknown(String::new()));
        };
        match self.condition_named(name, condition.span) {
            Some(true) => Ok(Existence::Always),
            Some(false) => Err(name),
            None => {
                self.hidden.push((UnknownValue::Condition(name.to_owned()), condition.span));
                Ok(Existence::Unknown(name.to_owned()))
            }
        }
    }

    /// Everything that is not known, with what keeps conditions from being known.
    fn unknowns(&self, resources: &[ResolvedResource], outputs: &[ResolvedOutput]) -> Vec<UnknownUse> {
        let mut uses = self.hidden.clone();
        let outputs = outputs.iter().flat_map(|output| [&output.value, &output.export]).flatten();
        for value in resources.iter().map(|resource| &resource.properties).chain(outputs) {
            each_unknown(value, &mut |unknown, span| uses.push((unknown.clone(), span)));
        }
        let mut seen = HashSet::new();
        let mut index = 0;
        while let Some((unknown, _)) = uses.get(index) {
            if let UnknownValue::Condition(name) = unknown
                && let Some((name, causes)) = self.condition_causes.get_key_value(name.as_str())
                && seen.insert(*name)
            {
                uses.extend(causes.iter().cloned());
            }
            index += 1;
        }
        uses.sort_by_key(|(_, span)| *span);
        let mut places: HashMap<UnknownValue, usize> = HashMap::new();
        let mut all: Vec<UnknownUse> = Vec::new();
        for (unknown, span) in uses {
            let place = *places.entry(unknown.clone()).or_insert(all.len());
            match all.get_mut(place) {
                Some(known) if known.spans.last() == Some(&span) => {}
                Some(known) => known.spans.push(span),
                None => all.push(UnknownUse { unknown, spans: vec![span] }),
            }
        }
        all
    }
}

fn mappings(root: &Node) -> HashMap<(&str, &str, &str), &Node> {
    let mut mappings = HashMap::new();
    for map in section(root, "Mappings") {
        for first in map.value.members() {
            for second in first.value.members() {
                mappings.insert((&*map.name, &*first.name, &*second.name), &second.value);
            }
        }
    }
    mappings
}

fn resource<'n>(member: &'n Member, problems: &mut Problems) -> Option<Declared<'n>> {
    if is_loop(&member.name) {
        return None;
    }
    let Some(resource_type) = member.value.member("Type").and_then(|member| member.value.as_text()) else {
        problems.add(|| {
            let message = format!("the resource {} has no type", quoted(&member.name));
            Diagnostic::error("resource-without-type", member.name_span, message)
        });
        return None;
    };
    let properties = member.value.member("Properties").map(|member| &member.value);
    Some(Declared { member, resource_type, properties })
}
