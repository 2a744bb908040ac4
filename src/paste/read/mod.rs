//! From text to facts.

mod account;
mod details;
mod iam;
mod json;
mod message;
pub(super) mod operation;
mod parts;
pub(super) mod policy;
mod resource;
mod trail;
mod trail_identity;
mod trail_resource;

use super::Pasted;
use super::facts::Facts;
use super::kind::{Kind, NotRecognised, NotRecognisedKind};
use crate::matching::split_arn;
use crate::scenario::Principal;
use crate::share::{self, ShareError};
use crate::template::{self, Template};
use crate::text::json::{MAX_TEXT_BYTES, Node, Value};
use crate::text::{LineIndex, Severity, lines};
use message::Found;

/// How often a text may be wrapped into a string.
const MOST_WRAPPINGS: usize = 3;
/// So many strings of an unknown JSON text are searched for a message.
const MOST_STRINGS: usize = 10_000;

/// Says what `text` is and reads it: see the [module](super) for what is known. Text around a message or around JSON,
/// such as the command line above it, is passed over.
///
/// Takes time and memory in proportion to the length of `text`.
///
/// # Errors
/// [`NotRecognised`] when there is no text, when it is longer than [`MAX_TEXT_BYTES`], when it is broken JSON (with the
/// place), an encoded authorization message, an event that is no request, or something else.
pub fn recognise(text: &str) -> Result<Pasted, NotRecognised> {
    let mut pasted = recognise_wrapped(text, MOST_WRAPPINGS)?;
    pasted.facts.limit();
    Ok(pasted)
}

fn recognise_wrapped(original: &str, wrappings: usize) -> Result<Pasted, NotRecognised> {
    if original.len() > MAX_TEXT_BYTES {
        let message = format!("the text is longer than {} MiB", MAX_TEXT_BYTES >> 20);
        let help = "paste a part of it: one event, one role, one policy";
        return Err(NotRecognised::new(NotRecognisedKind::TooLong, message).with_help(help));
    }
    let text = original.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(NotRecognised::new(NotRecognisedKind::Empty, "there is no text to recognise"));
    }
    if text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%7b")) && wrappings > 0 {
        return recognise_wrapped(&json::decoded(text), wrappings - 1);
    }
    if let Some(pasted) = recognise_word(text) {
        return Ok(pasted);
    }
    if text.starts_with(['{', '[', '"']) {
        return recognise_json(original, text, wrappings);
    }
    if lines(text).any(|line| line.starts_with("Resources:")) && is_template(text) {
        return Ok(of_template(text));
    }
    if let Some(found) = parts::recognise_parts(text, wrappings) {
        return found;
    }
    match message::find(text) {
        Some(Found::Message(facts)) => Ok(Pasted { kind: Kind::AccessDenied, facts: *facts }),
        Some(Found::Encoded) => Err(NotRecognised::encoded_message()),
        None if is_encoded_message(text) => Err(NotRecognised::encoded_message()),
        None => {
            Err(NotRecognised::unknown("this is no message, event, policy, ARN or output that is known here"))
        }
    }
}

fn is_template(text: &str) -> bool {
    template::read(text).root.is_some_and(|root| Template::is_template(&root))
}

fn of_template(text: &str) -> Pasted {
    Pasted { kind: Kind::Template, facts: Facts { template: Some(text.to_owned()), ..Facts::default() } }
}

/// A text of one word: an ARN or a share link.
fn recognise_word(text: &str) -> Option<Pasted> {
    let word = text.trim_matches(['"', '\'', '`', ',', ';']);
    if word.starts_with(['{', '[']) || word.contains(char::is_whitespace) {
        return None;
    }
    if split_arn(word).is_some() {
        let is_provider = word.contains(":saml-provider/") || word.contains(":oidc-provider/");
        let is_caller = is_provider || Principal::from_arn(word, None, None).is_ok();
        let kind = if is_caller { Kind::PrincipalArn } else { Kind::ResourceArn };
        return Some(Pasted { kind, facts: Facts { alone: Some(word.to_owned()), ..Facts::default() } });
    }
    let looks_like_link = word.contains('#') || word.starts_with("1.");
    let is_link = looks_like_link
        && match share::decode(word) {
            Ok(_) | Err(ShareError::NewerVersion(_) | ShareError::TooLarge) => true,
            Err(ShareError::Damaged | ShareError::Truncated) => word.len() > 40,
            Err(_) => false,
        };
    is_link.then(|| Pasted { kind: Kind::ShareLink, facts: Facts::default() })
}

/// Whether the text is a long word such as EC2 hands out.
fn is_encoded_message(text: &str) -> bool {
    const SHORTEST: usize = 100;
    let is_of_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=".contains(&byte);
    text.len() >= SHORTEST && text.bytes().all(is_of_base64)
}

fn recognise_json(original: &str, text: &str, wrappings: usize) -> Result<Pasted, NotRecognised> {
    let original = original.trim_start_matches('\u{feff}');
    let parsed = crate::text::json::parse(original);
    let fault = parsed
        .diagnostics
        .iter()
        .find(|found| found.severity == Severity::Error && found.code != "duplicate-member");
    if let Some(fault) = fault {
        if fault.code == "text-after-document"
            && let Some(found) = parts::recognise_parts(text, wrappings)
        {
            return found;
        }
        // A line of a log may begin with a bracket.
        if let Some(Found::Message(facts)) = message::find(text) {
            return Ok(Pasted { kind: Kind::AccessDenied, facts: *facts });
        }
        return Err(NotRecognised {
            kind: NotRecognisedKind::BrokenJson,
            message: fault.message.clone(),
            help: fault.help.clone(),
            position: Some(LineIndex::new(original).position(fault.span.start)),
        });
    }
    let root = parsed.root.as_ref();
    root.and_then(|root| recognise_tree(text, root, wrappings)).unwrap_or_else(|| {
        let names = root.map(|root| known_by_names(root)).unwrap_or_default();
        Err(NotRecognised::unknown(format!("this is JSON{names}, but nothing that is known here")))
    })
}

/// The first members of an object that nobody knows, for the message.
fn known_by_names(root: &Node<'_>) -> String {
    let Value::Object(members) = &root.value else {
        return String::new();
    };
    let name = |name: &str| name.chars().take(40).collect::<String>().replace('`', "'");
    let names: Vec<String> =
        members.iter().take(3).map(|member| format!("`{}`", name(&member.name))).collect();
    if names.is_empty() { String::new() } else { format!(" with {}", names.join(", ")) }
}

/// What the tree of a faultless text is; `None` when it is nothing known.
fn recognise_tree(text: &str, root: &Node<'_>, wrappings: usize) -> Option<Result<Pasted, NotRecognised>> {
    if let Value::String(inner) = &root.value {
        return (wrappings > 0).then(|| recognise_wrapped(inner, wrappings - 1));
    }
    let found = |kind, facts| Some(Ok(Pasted { kind, facts }));
    if root.member("policyscope").is_some() {
        return found(Kind::Workspace, Facts::default());
    }
    if root.member("Resources").is_some() && is_template(text) {
        return Some(Ok(of_template(text)));
    }
    if let Some((kind, facts)) = policy::read(text, root) {
        return found(kind, facts);
    }
    if let Some(facts) = details::decoded_message(root) {
        return found(Kind::DecodedMessage, facts);
    }
    if let Some(facts) = details::authorization_details(root) {
        return found(Kind::AuthorizationDetails, facts);
    }
    if let Some(events) = trail::read(root) {
        return Some(events.map(|facts| Pasted { kind: Kind::TrailRecords, facts }));
    }
    if let Some(facts) = account::read(root) {
        return found(Kind::CommandOutput("iam get-account-authorization-details"), facts);
    }
    if let Some((kind, facts)) = iam::read(root).or_else(|| resource::read(root)) {
        return found(kind, facts);
    }
    message_in_strings(root)
}

/// The message in the strings of a tree; one that names a caller or an action comes before a bare code.
fn message_in_strings(root: &Node<'_>) -> Option<Result<Pasted, NotRecognised>> {
    let mut strings = Vec::new();
    collect_strings(root, &mut strings);
    let mut first = None;
    for string in strings {
        let found = match message::find(string) {
            Some(Found::Message(facts)) => Ok(Pasted { kind: Kind::AccessDenied, facts: *facts }),
            Some(Found::Encoded) => Err(NotRecognised::encoded_message()),
            None => continue,
        };
        let says_something = |pasted: &Pasted| {
            pasted.facts.calls.iter().any(|call| call.caller.is_some() || call.action.is_some())
        };
        if found.as_ref().is_ok_and(says_something) {
            return Some(found);
        }
        first = first.or(Some(found));
    }
    // A bare code stands in many texts; in the answer to a call it is the answer.
    const OF_ANSWERS: &[&str] =
        &["__type", "Code", "code", "Error", "error", "Message", "message", "errorMessage"];
    first.filter(|_| OF_ANSWERS.iter().any(|name| root.member(name).is_some()))
}

fn collect_strings<'n>(node: &'n Node<'_>, strings: &mut Vec<&'n str>) {
    if strings.len() >= MOST_STRINGS {
        return;
    }
    match &node.value {
        Value::String(string) => strings.push(string),
        Value::Array(elements) => elements.iter().for_each(|element| collect_strings(element, strings)),
        Value::Object(members) => members.iter().for_each(|member| collect_strings(&member.value, strings)),
        _ => {}
    }
}
