//! New statements and documents, for one request alone.

use std::cmp::Reverse;

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::Change;
use super::candidate::{Candidate, Kind, document_name};
use super::situation::{Situation, is_aws_managed};
use super::statement_text::{alone, exact_pattern, has_variables, on_one_line, read_whole, statement_nodes};
use crate::catalogue::Catalogue;
use crate::evaluation::{Check, Truth};
use crate::explanation::{policy_type_of, quoted};
use crate::lint::Edit;
use crate::lint::edits::{add_element, replace};
use crate::policy::{Effect, PolicyType};
use crate::scenario::{Principal, Request, VpcEndpointType};
use crate::text::Span;
use crate::text::json::{Node, Value};
use crate::workspace::edit::Addition;
use crate::workspace::{DocumentId, ResolvedDocument};

/// How policies name the caller: the member of `Principal` and its value. A session is named by its role, which the
/// next session will have too.
pub(super) fn principal_entry(principal: &Principal) -> Option<(&'static str, String)> {
    Some(match principal {
        Principal::Service { name } => ("Service", name.clone()),
        Principal::Federated { provider } => ("Federated", provider.clone()),
        Principal::Anonymous => return None,
        _ => ("AWS", principal.role_arn().or(principal.arn())?.to_owned()),
    })
}

/// A statement about the request and nothing else; `None` where none can say so.
fn narrow_statement(
    situation: &Situation<'_>,
    policy_type: PolicyType,
    effect: Effect,
    has_variables: bool,
) -> Option<Json> {
    let request = situation.request();
    let mut statement = Map::new();
    let effect_name = if effect == Effect::Allow { "Allow" } else { "Deny" };
    statement.insert("Effect".to_owned(), json!(effect_name));
    let takes_everyone_only = policy_type == PolicyType::ResourceControl
        || (policy_type == PolicyType::VpcEndpoint
            && request.vpc_endpoint_type != Some(VpcEndpointType::Interface));
    let entry = principal_entry(&request.principal);
    if policy_type.has_principals() {
        let principal = match &entry {
            Some((kind, name)) if !takes_everyone_only => json!({*kind: name}),
            _ => json!("*"),
        };
        statement.insert("Principal".to_owned(), principal);
    }
    statement.insert("Action".to_owned(), json!(request.action));
    let resource = match policy_type {
        PolicyType::RoleTrust => None,
        // A key's policy is about the key; the Allow of a service control policy names no resource (1.51).
        PolicyType::Key => Some("*".to_owned()),
        PolicyType::ServiceControl if effect == Effect::Allow => Some("*".to_owned()),
        _ if request.resource == "*" => Some("*".to_owned()),
        _ => Some(exact_pattern(&request.resource, has_variables)?),
    };
    if let Some(resource) = resource {
        statement.insert("Resource".to_owned(), json!(resource));
    }
    let is_anonymous = request.principal == Principal::Anonymous;
    if policy_type.has_principals() && takes_everyone_only && !is_anonymous {
        // Gateway endpoints and the organization take `*` alone (1.50, 1.55); the condition names the caller.
        let (_, name) = entry.filter(|(kind, _)| *kind == "AWS")?;
        statement.insert("Condition".to_owned(), json!({"ArnEquals": {"aws:PrincipalArn": name}}));
    } else if policy_type.has_principals() && effect == Effect::Allow {
        let condition = origin(request)?;
        if !condition.is_empty() {
            statement.insert("Condition".to_owned(), json!({"StringEquals": condition}));
        }
    }
    Some(Json::Object(statement))
}

/// What tells this caller from others for whom the same principal stands: the subject of a provider's token, the
/// resource for which a service works. `None` where it would be needed and the request does not say.
fn origin(request: &Request<'_>) -> Option<Map<String, Json>> {
    let (wanted, is_needed): (Vec<String>, bool) = match &request.principal {
        Principal::Federated { provider } => match provider.split_once(":oidc-provider/") {
            Some((_, host)) => (vec![format!("{host}:aud"), format!("{host}:sub")], true),
            None => (vec!["SAML:aud".to_owned(), "SAML:sub".to_owned()], true),
        },
        Principal::Service { .. } => {
            (vec!["aws:SourceAccount".to_owned(), "aws:SourceArn".to_owned()], false)
        }
        _ => return Some(Map::new()),
    };
    let mut condition = Map::new();
    for key in &wanted {
        let given = request.context.iter().find(|entry| entry.key.eq_ignore_ascii_case(key));
        if let Some([value]) = given.map(|entry| entry.values.as_slice()) {
            condition.insert(key.clone(), json!(value));
        }
    }
    let has_subject = wanted.last().is_some_and(|key| condition.contains_key(key));
    (has_subject || !is_needed).then_some(condition)
}

/// A new statement with this effect in a document of `check` that can be edited; where there is none, in a new one.
pub(super) fn new_statement(
    situation: &Situation<'_>,
    check: Check,
    level: Option<usize>,
    effect: Effect,
    catalogue: Option<&Catalogue>,
) -> Option<Candidate> {
    let policy_type = policy_type_of(check, situation.request());
    // Customers' resource control policies only deny (1.52).
    if policy_type == PolicyType::ResourceControl && effect == Effect::Allow {
        return None;
    }
    let action = quoted(&situation.request().action);
    let verb = if effect == Effect::Allow { "allows" } else { "denies" };
    let statement = format!("a statement that {verb} {action} on {}", quoted(&situation.request().resource));
    let actions = alone(&situation.request().action, catalogue);
    let is_here = |document: &&ResolvedDocument<'_>| {
        document.check == check
            && !is_aws_managed(&document.document.name)
            && level.is_none_or(|level| document.position.is_none_or(|(found, _)| found == level))
    };
    let mut documents: Vec<&ResolvedDocument<'_>> =
        situation.resolved.documents.iter().filter(is_here).collect();
    // The document that comes nearest is the one that is about such things.
    documents.sort_by_cached_key(|document| Reverse(most_matching(situation, document)));
    for document in &documents {
        let text = &document.document.text;
        let title = format!("add {statement} to {}", document_name(situation, document));
        let edits = if text.trim().is_empty() {
            let whole = new_document(situation, policy_type, effect)?;
            vec![replace(Span::new(0, u32::try_from(text.len()).ok()?), whole)]
        } else {
            let Some(root) = read_whole(text) else {
                continue;
            };
            match narrow_statement(situation, policy_type, effect, has_variables(&root)) {
                Some(statement) => add_statement(text, &root, &statement).unwrap_or_default(),
                None => continue,
            }
        };
        if let Some(candidate) = Candidate::edit(document, title, edits, Kind::NewStatement, actions.clone())
        {
            return Some(candidate);
        }
    }
    let addition = match check {
        Check::Principal => Addition::Identity,
        Check::Resource if documents.is_empty() => Addition::Resource,
        Check::Session if matches!(situation.request().principal, Principal::FederatedUser { .. }) => {
            Addition::Session
        }
        _ => return None,
    };
    let text = new_document(situation, policy_type, effect)?;
    let title = format!("add {} with {statement}", policy_type.name_with_article());
    let change = Change::AddDocument { addition, text };
    // Where it will be kept is not known yet; what matters here is that it is no policy of the organization.
    let id = DocumentId::Boundary { principal: 0 };
    Some(Candidate::of_document(id, "", title, change, Kind::NewDocument, actions))
}

/// The most elements of a statement of `document` that match the request.
fn most_matching(situation: &Situation<'_>, document: &ResolvedDocument<'_>) -> usize {
    let spots = situation.spots(document.check, None).filter(|spot| spot.document.id == document.id);
    let matching = spots
        .map(|spot| spot.statement.elements.iter().filter(|element| element.matches == Truth::True).count());
    matching.max().unwrap_or_default()
}

fn new_document(situation: &Situation<'_>, policy_type: PolicyType, effect: Effect) -> Option<String> {
    let statement = narrow_statement(situation, policy_type, effect, true)?;
    let document = json!({"Version": "2012-10-17", "Statement": [statement]});
    serde_json::to_string_pretty(&document).ok()
}

/// Adds a statement as the last one, laid out like those before it.
fn add_statement(text: &str, root: &Node<'_>, statement: &Json) -> Option<Vec<Edit>> {
    let list = &root.member("Statement")?.value;
    let last = statement_nodes(root).last();
    let json = match last.map(|node| (node, indentation(text, node.span.start))) {
        Some((node, Some(indent))) => spread(statement, indent, &unit(text, node, indent))?,
        _ => on_one_line(statement)?,
    };
    if let (Value::Object(_), Some(only)) = (&list.value, last) {
        let after = format!(", {}]", json);
        return Some(vec![replace(Span::at(only.span.start), "["), replace(Span::at(only.span.end), after)]);
    }
    add_element(text, list, &json).map(|edit| vec![edit])
}

/// The white space before `offset`, where nothing else stands before it in its line.
fn indentation(text: &str, offset: u32) -> Option<&str> {
    let before = text.get(..offset as usize)?;
    let line = before.get(before.rfind('\n')? + 1..)?;
    line.chars().all(char::is_whitespace).then_some(line)
}

/// By how much the members of `statement` are indented more than it is.
fn unit(text: &str, statement: &Node<'_>, indent: &str) -> String {
    let first = match &statement.value {
        Value::Object(members) => members.first(),
        _ => None,
    };
    let of_member = first.and_then(|member| indentation(text, member.name_span.start));
    of_member
        .and_then(|member| member.strip_prefix(indent))
        .filter(|unit| !unit.is_empty())
        .unwrap_or("  ")
        .to_owned()
}

fn spread(statement: &Json, indent: &str, unit: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(unit.as_bytes());
    statement.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter)).ok()?;
    Some(String::from_utf8(bytes).ok()?.replace('\n', &format!("\n{indent}")))
}
