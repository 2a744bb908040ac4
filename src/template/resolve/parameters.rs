//! The parameters of a template and their values.

use serde::{Deserialize, Serialize};

use super::GivenValues;
use crate::matching::{Fit, fit};
use crate::template::tree::{Member, Node, NodeValue};
use crate::text::json::quoted;
use crate::text::{Diagnostic, Span};

/// The longest value of a parameter, in bytes.
const MAX_VALUE_BYTES: usize = 4096;

/// A parameter as a form shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterForm {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// Its type as it is written: `String`, `List<Number>`; empty when it is missing.
    pub parameter_type: String,
    /// The value that is taken when none is given; of a type `AWS::SSM::Parameter::Value<…>` the path of the value.
    pub default: Option<String>,
    /// The values that may be given; empty when every one may.
    pub allowed_values: Vec<String>,
    /// The regular expression that a value, of a list each one, must match as a whole. One that cannot be run here refuses
    /// nothing.
    pub allowed_pattern: Option<String>,
    /// How many characters a text must have at least.
    pub min_length: Option<u64>,
    /// How many characters a text may have at most.
    pub max_length: Option<u64>,
    /// The least number.
    pub min_value: Option<f64>,
    /// The greatest number.
    pub max_value: Option<f64>,
    /// What the template says of it.
    pub description: Option<String>,
    /// Whether CloudFormation hides the value.
    pub no_echo: bool,
    /// The value that was given.
    pub given: Option<String>,
    /// Why CloudFormation would refuse the value; then the value is unknown.
    pub error: Option<String>,
}

/// What `Ref` of a parameter gives.
#[derive(Clone, Debug)]
pub(super) enum ParameterValue {
    Text(String),
    List(Vec<String>),
    Unknown,
}

impl ParameterValue {
    /// How much text it is, in bytes.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::List(texts) => texts.iter().map(|text| text.len() + size_of::<String>()).sum(),
            Self::Unknown => 0,
        }
    }
}

/// The form and the value of the parameter that `member` declares.
pub(super) fn parameter(
    member: &Member,
    given: &GivenValues,
    diagnostics: &mut impl FnMut(Diagnostic),
) -> (ParameterForm, ParameterValue) {
    let field = |name: &str| member.value.member(name).map(|field| &field.value);
    let text = |name: &str| field(name).and_then(scalar);
    let number =
        |name: &str| text(name).and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite());
    let length = |name: &str| text(name).and_then(|text| text.parse::<u64>().ok());
    let allowed = field("AllowedValues").and_then(Node::as_list).unwrap_or_default();
    let mut form = ParameterForm {
        name: member.name.clone(),
        span: member.name_span,
        parameter_type: text("Type").unwrap_or_default(),
        default: text("Default"),
        allowed_values: allowed.iter().filter_map(scalar).collect(),
        allowed_pattern: text("AllowedPattern"),
        min_length: length("MinLength"),
        max_length: length("MaxLength"),
        min_value: number("MinValue"),
        max_value: number("MaxValue"),
        description: text("Description"),
        no_echo: text("NoEcho").is_some_and(|text| text.eq_ignore_ascii_case("true")),
        given: given.values.get(&member.name).cloned(),
        error: None,
    };
    if form.parameter_type.is_empty() {
        let message = format!("the parameter {} has no type", quoted(&form.name));
        diagnostics(
            Diagnostic::error("parameter-without-type", member.name_span, message)
                .with_help("write `Type: String`, or the type that its values have"),
        );
    }
    if form.is_stored() {
        let value = match &form.given {
            Some(given) => form.typed(given),
            None => ParameterValue::Unknown,
        };
        return (form, value);
    }
    let Some(value) = form.given.as_ref().or(form.default.as_ref()) else {
        return (form, ParameterValue::Unknown);
    };
    let value = match form.check(value) {
        Ok(()) => form.typed(value),
        Err(error) => {
            let place = if form.given.is_some() {
                member.name_span
            } else {
                field("Default").map_or(member.name_span, |node| node.span)
            };
            let message = format!("the value of {} is refused: {error}", quoted(&form.name));
            diagnostics(Diagnostic::error("refused-parameter", place, message));
            form.error = Some(error);
            ParameterValue::Unknown
        }
    };
    (form, value)
}

impl ParameterForm {
    /// Whether the value is a list; it is given as one text with commas.
    #[must_use]
    pub fn is_list(&self) -> bool {
        let value_type = self.stored_type().unwrap_or(&self.parameter_type);
        value_type == "CommaDelimitedList" || value_type.starts_with("List<")
    }

    /// Whether the value stands in the Parameter Store, and the default is only its path.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.stored_type().is_some()
    }

    fn stored_type(&self) -> Option<&str> {
        self.parameter_type.strip_prefix("AWS::SSM::Parameter::Value<")?.strip_suffix('>')
    }

    fn typed(&self, value: &str) -> ParameterValue {
        match self.is_list() {
            true => ParameterValue::List(value.split(',').map(|item| item.trim().to_owned()).collect()),
            false => ParameterValue::Text(value.to_owned()),
        }
    }

    /// Why CloudFormation would refuse `value`. Of a parameter with `NoEcho` the value is not said.
    ///
    /// # Errors
    /// The sentence, in lower case and without a full stop.
    pub fn check(&self, value: &str) -> Result<(), String> {
        if self.is_stored() {
            return Ok(());
        }
        let said = |item: &str| if self.no_echo { "the value".to_owned() } else { quoted(item) };
        if value.len() > MAX_VALUE_BYTES {
            return Err(format!("a value has at most {MAX_VALUE_BYTES} bytes"));
        }
        let items: Vec<&str> =
            if self.is_list() { value.split(',').map(str::trim).collect() } else { vec![value] };
        let is_number = matches!(&*self.parameter_type, "Number" | "List<Number>");
        for item in items {
            if is_number {
                self.check_number(item, &said(item))?;
            }
            if !self.allowed_values.is_empty() && !self.allowed_values.iter().any(|allowed| allowed == item) {
                return Err(format!("{} is none of the allowed values", said(item)));
            }
            if let Some(pattern) = &self.allowed_pattern
                && matches!(fit(pattern, item), Fit::Part | Fit::None)
            {
                return Err(format!("{} does not match the pattern {}", said(item), quoted(pattern)));
            }
        }
        let length = value.chars().count() as u64;
        match (self.min_length, self.max_length) {
            _ if self.parameter_type != "String" => Ok(()),
            (Some(least), _) if length < least => Err(format!("a value has at least {least} characters")),
            (_, Some(most)) if length > most => Err(format!("a value has at most {most} characters")),
            _ => Ok(()),
        }
    }

    fn check_number(&self, item: &str, said: &str) -> Result<(), String> {
        let number = item.parse::<f64>().ok().filter(|number| number.is_finite());
        match (number, self.min_value, self.max_value) {
            (None, _, _) => Err(format!("{said} is no number")),
            (Some(number), Some(least), _) if number < least => Err(format!("the least number is {least}")),
            (Some(number), _, Some(most)) if number > most => Err(format!("the greatest number is {most}")),
            _ => Ok(()),
        }
    }
}

/// The text of a scalar.
fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        NodeValue::String(text) | NodeValue::Number(text) => Some(text.clone()),
        NodeValue::Boolean(boolean) => Some(boolean.to_string()),
        NodeValue::Null | NodeValue::List(_) | NodeValue::Map(_) => None,
    }
}
