//! The intrinsic functions, but for those that make texts.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::Resolver;
use super::cidr;
use super::conditions::is_same;
use super::text::may_vanish;
use super::value::{function_unknown, is_known, said_at, unknown};
use crate::policy::did_you_mean;
use crate::template::tree::{Member, Node};
use crate::template::value::{Resolved, ResolvedValue, UnknownValue};
use crate::text::json::quoted;
use crate::text::{Diagnostic, Span};

/// Every function of CloudFormation that may stand for a value.
const FUNCTIONS: &[&str] = &[
    "Ref",
    "Fn::Base64",
    "Fn::Cidr",
    "Fn::FindInMap",
    "Fn::GetAZs",
    "Fn::GetAtt",
    "Fn::If",
    "Fn::ImportValue",
    "Fn::Join",
    "Fn::Length",
    "Fn::Select",
    "Fn::Split",
    "Fn::Sub",
    "Fn::ToJsonString",
    "Fn::Transform",
];

impl<'n> Resolver<'n> {
    /// What a function comes to that stands at `span`; `None` when that is `AWS::NoValue`.
    pub(super) fn function(&mut self, function: &'n Member, span: Span) -> Option<Resolved> {
        let argument = &function.value;
        Some(match &*function.name {
            "Ref" => match argument.as_text() {
                Some(name) => return self.reference(name, argument.span, span),
                None => self.wrong_arguments("Ref", span, "the name of a parameter or a resource"),
            },
            "Fn::GetAtt" => self.get_attribute(argument, span),
            "Fn::Sub" => self.sub(argument, span),
            "Fn::Join" => self.join(argument, span),
            "Fn::Split" => self.split(argument, span),
            "Fn::ImportValue" => self.import(argument, span),
            "Fn::If" => return self.branch(argument, span),
            "Fn::Select" => self.select(argument, span),
            "Fn::FindInMap" => return self.find_in_map(argument, span),
            "Fn::Base64" => self.base64(argument, span),
            "Fn::Length" => self.count(argument, span),
            "Fn::ToJsonString" => self.json_text(argument, span),
            "Fn::Cidr" => self.address_blocks(argument, span),
            // What these give is not in the template.
            name @ ("Fn::GetAZs" | "Fn::Transform") => function_unknown(name, span),
            name @ ("Fn::Equals" | "Fn::And" | "Fn::Or" | "Fn::Not") => {
                self.problems.add(|| {
                    let message = format!("{} may only stand in a condition", quoted(name));
                    Diagnostic::error("condition-outside-conditions", function.name_span, message)
                        .with_help("name it in `Conditions` and choose a value with `Fn::If`")
                });
                function_unknown(name, span)
            }
            name => {
                self.problems.add(|| {
                    let message = format!("{} is no function of CloudFormation", quoted(name));
                    let found = Diagnostic::error("unknown-function", function.name_span, message);
                    Diagnostic { help: did_you_mean(name, FUNCTIONS), ..found }
                });
                function_unknown(name, span)
            }
        })
    }

    fn get_attribute(&mut self, argument: &'n Node, span: Span) -> Resolved {
        const EXPECTED: &str = "a resource and an attribute";
        let parts = match argument.as_list() {
            Some([resource, attribute]) => resource.as_text().map(|resource| (resource, attribute.as_text())),
            _ => argument
                .as_text()
                .and_then(|text| text.split_once('.'))
                .map(|(resource, name)| (resource, Some(name))),
        };
        match (parts, argument.as_list()) {
            (Some((resource, Some(attribute))), _) => {
                self.attribute(resource, attribute, argument.span, span)
            }
            // The attribute may be `Ref` of a parameter.
            (Some((resource, None)), Some([_, attribute])) => match self.value(attribute) {
                Some(Resolved { value: ResolvedValue::String(attribute), .. }) => {
                    self.attribute(resource, &attribute, argument.span, span)
                }
                Some(cause) => self.unresolved("Fn::GetAtt", span, &[&cause]),
                None => self.wrong_arguments("Fn::GetAtt", span, EXPECTED),
            },
            _ => self.wrong_arguments("Fn::GetAtt", span, EXPECTED),
        }
    }

    fn branch(&mut self, argument: &'n Node, span: Span) -> Option<Resolved> {
        const EXPECTED: &str = "a list of the name of a condition and two values";
        let Some([condition, holds, fails]) = argument.as_list() else {
            return Some(self.wrong_arguments("Fn::If", span, EXPECTED));
        };
        let Some(name) = condition.as_text() else {
            return Some(self.wrong_arguments("Fn::If", span, EXPECTED));
        };
        match self.condition_named(name, condition.span) {
            Some(true) => self.value(holds),
            Some(false) => self.value(fails),
            None => match (self.value(holds), self.value(fails)) {
                (None, None) => None,
                (Some(holds), Some(fails)) if is_same(&holds, &fails) => Some(said_at(holds, span)),
                _ => Some(unknown(UnknownValue::Condition(name.to_owned()), span)),
            },
        }
    }

    fn select(&mut self, argument: &'n Node, span: Span) -> Resolved {
        const EXPECTED: &str = "a list of an index and a list";
        let Some([index, list]) = argument.as_list() else {
            return self.wrong_arguments("Fn::Select", span, EXPECTED);
        };
        let (Some(index), Some(list)) = (self.value(index), self.value(list)) else {
            return self.wrong_arguments("Fn::Select", span, EXPECTED);
        };
        let position = match &index.value {
            ResolvedValue::Number(number) | ResolvedValue::String(number) => number.parse::<usize>().ok(),
            ResolvedValue::Unknown(_) => return self.unresolved("Fn::Select", span, &[&index, &list]),
            _ => None,
        };
        let elements = match &list.value {
            ResolvedValue::List(elements) => elements,
            ResolvedValue::Unknown(_) => return self.unresolved("Fn::Select", span, &[&list]),
            _ => return self.wrong_arguments("Fn::Select", span, EXPECTED),
        };
        let Some(position) = position else {
            return self.wrong_arguments("Fn::Select", span, EXPECTED);
        };
        if elements.iter().take(position.saturating_add(1)).any(may_vanish) {
            return self.unresolved("Fn::Select", span, &[&list]);
        }
        match elements.get(position) {
            Some(element) => element.clone(),
            None => {
                let expected = format!("an index below {}, the length of its list", elements.len());
                self.wrong_arguments("Fn::Select", span, &expected)
            }
        }
    }

    fn find_in_map(&mut self, argument: &'n Node, span: Span) -> Option<Resolved> {
        const EXPECTED: &str = "a list of a map and two keys";
        let (keys, fallback) = match argument.as_list() {
            Some([map, first, second]) => ([map, first, second], None),
            Some([map, first, second, options]) => {
                ([map, first, second], options.member("DefaultValue").map(|member| &member.value))
            }
            _ => return Some(self.wrong_arguments("Fn::FindInMap", span, EXPECTED)),
        };
        let resolved = keys.map(|key| self.value(key));
        let mut names = Vec::new();
        for key in &resolved {
            match key.as_ref().map(|key| &key.value) {
                Some(ResolvedValue::String(name) | ResolvedValue::Number(name)) => names.push(name.as_str()),
                Some(ResolvedValue::Boolean(true)) => names.push("true"),
                Some(ResolvedValue::Boolean(false)) => names.push("false"),
                Some(ResolvedValue::Unknown(_)) => {
                    let causes: Vec<&Resolved> = resolved.iter().flatten().collect();
                    return Some(self.unresolved("Fn::FindInMap", span, &causes));
                }
                _ => return Some(self.wrong_arguments("Fn::FindInMap", span, EXPECTED)),
            }
        }
        let found = match names[..] {
            [map, first, second] => self.mappings.get(&(map, first, second)).copied(),
            _ => None,
        };
        match (found, fallback) {
            (Some(node), _) => match self.may_copy((node.span.end - node.span.start) as usize, span) {
                // A mapping holds no functions.
                true => self.value(node).map(|value| said_at(value, span)),
                false => Some(function_unknown("Fn::FindInMap", span)),
            },
            (None, Some(fallback)) => self.value(fallback),
            (None, None) => {
                let name = quoted(&names.join("."));
                self.problems.add(|| {
                    let message = format!("the mappings have no value {name}");
                    Diagnostic::error("unknown-mapping", argument.span, message)
                });
                Some(function_unknown("Fn::FindInMap", span))
            }
        }
    }

    fn base64(&mut self, argument: &'n Node, span: Span) -> Resolved {
        match self.value(argument) {
            Some(Resolved { value: ResolvedValue::String(text), .. }) => {
                Resolved { value: ResolvedValue::String(BASE64_STANDARD.encode(text)), span }
            }
            Some(value) if !is_known(&value) => self.unresolved("Fn::Base64", span, &[&value]),
            _ => self.wrong_arguments("Fn::Base64", span, "a text"),
        }
    }

    fn count(&mut self, argument: &'n Node, span: Span) -> Resolved {
        match self.value(argument) {
            Some(Resolved { value: ResolvedValue::List(elements), .. })
                if !elements.iter().any(may_vanish) =>
            {
                Resolved { value: ResolvedValue::Number(elements.len().to_string()), span }
            }
            Some(value) if !is_known(&value) => self.unresolved("Fn::Length", span, &[&value]),
            _ => self.wrong_arguments("Fn::Length", span, "a list"),
        }
    }

    fn json_text(&mut self, argument: &'n Node, span: Span) -> Resolved {
        match self.value(argument) {
            Some(value) if !is_known(&value) => self.unresolved("Fn::ToJsonString", span, &[&value]),
            Some(value @ Resolved { value: ResolvedValue::List(_) | ResolvedValue::Map(_), .. }) => {
                Resolved { value: ResolvedValue::String(value.to_compact_json_text()), span }
            }
            _ => self.wrong_arguments("Fn::ToJsonString", span, "a list or a map"),
        }
    }

    fn address_blocks(&mut self, argument: &'n Node, span: Span) -> Resolved {
        const EXPECTED: &str =
            "a list of an IPv4 block, how many blocks to make (1 to 256) and how many bits each has";
        let Some(arguments) = argument.as_list() else {
            return self.wrong_arguments("Fn::Cidr", span, EXPECTED);
        };
        let values: Vec<Resolved> = arguments.iter().filter_map(|argument| self.value(argument)).collect();
        if !values.iter().all(is_known) {
            return self.unresolved("Fn::Cidr", span, &values.iter().collect::<Vec<_>>());
        }
        let texts: Option<Vec<&str>> = values
            .iter()
            .map(|value| match &value.value {
                ResolvedValue::String(text) | ResolvedValue::Number(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let blocks = match texts.as_deref() {
            // What the blocks of IPv6 look like is not worked out.
            Some([block, ..]) if block.contains(':') => return function_unknown("Fn::Cidr", span),
            Some([block, count, bits]) => cidr::blocks(block, count, bits),
            _ => None,
        };
        match blocks {
            Some(blocks) => {
                let element = |block: String| Resolved { value: ResolvedValue::String(block), span };
                Resolved { value: ResolvedValue::List(blocks.into_iter().map(element).collect()), span }
            }
            None => self.wrong_arguments("Fn::Cidr", span, EXPECTED),
        }
    }
}
