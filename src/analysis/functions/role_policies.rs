//! What the policies of a user or role say, statement by statement, what is not known of them being kept apart from what
//! is.

use super::open_text::{OpenPattern, OpenText, Symbols};
use super::templates::title;
use crate::evaluation::Truth;
use crate::matching::{has_wildcard, matches_name, split_at_colon};
use crate::policy::{Effect, ListElement, Statement, Version, is_template_function, read_policy};
use crate::scenario::Slot;
use crate::text::json::{Node, Value, parse};
use crate::text::{Diagnostic, Severity, Span};
use crate::workspace::edit::document;
use crate::workspace::model::{PolicyDocument, Workspace};
use crate::workspace::{DocumentId, is_not_known};

/// A statement of an identity-based policy or a permissions boundary.
pub(super) struct RoleStatement {
    pub(super) document: DocumentId,
    /// Its Sid, or its number from one.
    pub(super) title: String,
    pub(super) span: Span,
    /// What it does; none where that is not known.
    pub(super) effect: Option<Effect>,
    /// The entries of `Action`, or of `NotAction`.
    pub(super) actions: Vec<String>,
    pub(super) has_not_action: bool,
    /// The entries of `Resource`, or of `NotResource`.
    pub(super) resources: Vec<OpenPattern>,
    pub(super) has_not_resource: bool,
    /// The context keys of its conditions; a text in place of those that are not known.
    pub(super) conditions: Vec<String>,
    /// What of it is not known, in words; some of the rest may be known.
    pub(super) unknown: Option<String>,
    /// Whether nothing that it says may be relied on.
    is_unreadable: bool,
    is_action_open: bool,
}

/// A policy of which nothing is known, or not all.
pub(super) struct UnknownPolicy {
    pub(super) document: Option<DocumentId>,
    /// Why, in words.
    pub(super) reason: String,
}

/// Policies that together allow or limit.
#[derive(Default)]
pub(super) struct PolicyGroup {
    pub(super) statements: Vec<RoleStatement>,
    pub(super) unknown: Vec<UnknownPolicy>,
}

/// The policies of a user or role.
pub(super) struct RolePolicies {
    pub(super) identity: PolicyGroup,
    /// Its boundary, where it has one or may have one.
    pub(super) boundary: Option<PolicyGroup>,
    /// The document of the boundary.
    pub(super) boundary_document: Option<DocumentId>,
}

impl RolePolicies {
    /// The policies of each principal, in the order of the workspace.
    pub(super) fn of_all(workspace: &Workspace, symbols: &mut Symbols) -> Vec<Self> {
        (0..workspace.principals.len()).map(|principal| Self::read(workspace, principal, symbols)).collect()
    }

    /// The policies of principal number `principal`, its groups' among them.
    pub(super) fn read(workspace: &Workspace, principal: usize, symbols: &mut Symbols) -> Self {
        let mut identity = PolicyGroup::default();
        let mut boundary = None;
        let mut boundary_document = None;
        if let Some(found) = workspace.principals.get(principal) {
            let own = |index| DocumentId::Identity { principal, index };
            identity.add_slot(workspace, &found.identity_policies, own, symbols);
            let is_member = |group: &&crate::workspace::model::Group| group.members.contains(&found.arn);
            for (number, group) in workspace.groups.iter().enumerate().filter(|(_, group)| is_member(group)) {
                let of_group = |index| DocumentId::Group { group: number, index };
                identity.add_slot(workspace, &group.identity_policies, of_group, symbols);
            }
            let id = DocumentId::Boundary { principal };
            match &found.permissions_boundary {
                Slot::Known(None) => {}
                Slot::Known(Some(document)) if document.text.trim().is_empty() => {}
                Slot::Known(Some(_)) => {
                    let mut group = PolicyGroup::default();
                    group.add(workspace, id, symbols);
                    (boundary, boundary_document) = (Some(group), Some(id));
                }
                Slot::Unknown => boundary = Some(PolicyGroup::not_known("its permissions boundary")),
            }
        }
        Self { identity, boundary, boundary_document }
    }

    /// Whether they allow `action` on `target`, whatever is not known; what other policies say is not looked at.
    pub(super) fn allows(&self, action: &str, target: &OpenText) -> Truth {
        let boundary = self.boundary.as_ref().map_or(Truth::True, |group| group.allows(action, target));
        self.identity.allows(action, target).min(boundary)
    }
}

impl PolicyGroup {
    fn not_known(what: &str) -> Self {
        let reason = format!("{what} is not known");
        Self { statements: Vec::new(), unknown: vec![UnknownPolicy { document: None, reason }] }
    }

    fn add_slot(
        &mut self,
        workspace: &Workspace,
        slot: &Slot<Vec<PolicyDocument>>,
        id: impl Fn(usize) -> DocumentId,
        symbols: &mut Symbols,
    ) {
        match slot {
            Slot::Known(documents) => {
                (0..documents.len()).for_each(|index| self.add(workspace, id(index), symbols));
            }
            Slot::Unknown => {
                let reason = "its identity-based policies are not known".to_owned();
                self.unknown.push(UnknownPolicy { document: None, reason });
            }
        }
    }

    fn add(&mut self, workspace: &Workspace, id: DocumentId, symbols: &mut Symbols) {
        let Some(found) = document(workspace, id).filter(|found| !found.text.trim().is_empty()) else {
            return;
        };
        let known_before = self.unknown.len();
        let mut unknown = |reason: String| {
            self.unknown.push(UnknownPolicy { document: Some(id), reason });
        };
        let name = crate::explanation::quoted(&found.name);
        if is_not_known(found) {
            return unknown(format!("what the policy {name} says is not known"));
        }
        let parsed = parse(&found.text);
        let Some(root) = &parsed.root else {
            return unknown(format!("the policy {name} cannot be read"));
        };
        let (policy, diagnostics) = read_policy(root);
        let is_error = |severity: &Severity| *severity == Severity::Error;
        if parsed.diagnostics.iter().any(|found| is_error(&found.severity)) {
            unknown(format!("the policy {name} is no JSON that AWS would read"));
        } else if let Some(reason) = &policy.unreadable {
            unknown(format!("the policy {name} cannot be read: {}", reason.message));
        }
        let is_unknown = self.unknown.len() > known_before;
        for (index, (statement, node)) in policy.statements.iter().zip(statements_of(root)).enumerate() {
            let mut functions = Vec::new();
            function_spans(node, &mut functions);
            // What a function leaves open is known to be open; any other fault may mean anything.
            let is_fault = |found: &&Diagnostic| {
                is_error(&found.severity)
                    && statement.span.contains(found.span)
                    && !functions.contains(&found.span)
            };
            let is_unreadable = is_unknown
                || statement.unreadable.is_some()
                    && (diagnostics.iter().any(|found| is_fault(&found)) || functions.contains(&node.span));
            let with_variables = policy.version == Version::V2012;
            let read = read_statement(id, (index, statement), node, with_variables, is_unreadable, symbols);
            self.statements.push(read);
        }
    }

    /// Whether they allow `action` on `target` and deny it not.
    pub(super) fn allows(&self, action: &str, target: &OpenText) -> Truth {
        let open = if self.unknown.is_empty() { Truth::False } else { Truth::Unknown };
        let of_effect = |other: Effect| {
            let covering = self.statements.iter().filter(move |found| found.effect != Some(other));
            covering.map(|found| found.applies(action, target)).max().unwrap_or(Truth::False).max(open)
        };
        of_effect(Effect::Deny).min(of_effect(Effect::Allow).negated())
    }
}

impl RoleStatement {
    /// Whether it covers `action`.
    pub(super) fn covers_action(&self, action: &str) -> Truth {
        if self.is_unreadable {
            return Truth::Unknown;
        }
        let covers = |entry: &String| match split_at_colon(entry) {
            None => Truth::from(entry == "*"),
            // What such an entry covers is an open question.
            Some((service, _)) if has_wildcard(service) => {
                Truth::from(matches_name(entry, action)).min(Truth::Unknown)
            }
            Some(_) => matches_name(entry, action).into(),
        };
        let open = if self.is_action_open { Truth::Unknown } else { Truth::False };
        let found = self.actions.iter().map(covers).max().unwrap_or(Truth::False);
        found.max(open).negated_if(self.has_not_action)
    }

    /// Whether it covers `target`.
    pub(super) fn covers_resource(&self, target: &OpenText) -> Truth {
        if self.is_unreadable {
            return Truth::Unknown;
        }
        let covers = self.resources.iter().map(|pattern| pattern.covers(target)).max();
        covers.unwrap_or(Truth::Unknown).negated_if(self.has_not_resource)
    }

    /// Whether an entry of its `Resource` covers `target`, whatever is not known.
    pub(super) fn surely_covers_resource(&self, target: &OpenText) -> bool {
        !self.is_unreadable
            && !self.has_not_resource
            && self.resources.iter().any(|pattern| pattern.surely_covers(target))
    }

    /// Whether it is about all resources but all.
    pub(super) fn covers_nothing(&self) -> bool {
        self.has_not_resource && self.resources.iter().any(OpenPattern::is_everything)
    }

    /// Whether it covers something that `action` may be asked of, as far as the services of its ARNs tell.
    pub(super) fn covers_some_resource(&self, action: &str) -> Truth {
        if self.is_unreadable {
            return Truth::Unknown;
        }
        if self.has_not_resource {
            return Truth::from(!self.covers_nothing());
        }
        let service = split_at_colon(action).map(|(service, _)| service);
        let fits = |pattern: &OpenPattern| match pattern.service() {
            Some(other) if service.is_some_and(|service| !uses_arns_of(service, other)) => Truth::Unknown,
            _ => Truth::True,
        };
        self.resources.iter().map(fits).max().unwrap_or(Truth::Unknown)
    }

    /// Whether it applies to a request for `action` on `target`, which it does not know if it has conditions. What it does
    /// counts elsewhere; one that may do either may apply.
    pub(super) fn applies(&self, action: &str, target: &OpenText) -> Truth {
        let is_sure = self.conditions.is_empty() && self.effect.is_some();
        let rest = if is_sure { Truth::True } else { Truth::Unknown };
        // What is asked of the resource takes longest.
        match self.covers_action(action) {
            Truth::False => Truth::False,
            covers => covers.min(self.covers_resource(target)).min(rest),
        }
    }

    /// Whether it denies its actions on everything, whatever the request.
    pub(super) fn is_full_deny(&self) -> bool {
        self.effect == Some(Effect::Deny)
            && !self.is_unreadable
            && !self.is_action_open
            && self.conditions.is_empty()
            && !self.has_not_resource
            && self.resources.iter().any(OpenPattern::is_everything)
    }

    /// Whether its actions are known.
    pub(super) fn has_known_actions(&self) -> bool {
        !self.is_unreadable && !self.is_action_open && !self.actions.is_empty()
    }
}

/// Whether a service acts on what has an ARN of `other`: its own, or the roles that it assumes.
fn uses_arns_of(service: &str, other: &str) -> bool {
    service.eq_ignore_ascii_case(other) || service.eq_ignore_ascii_case("sts") && other == "iam"
}

/// The statements of a document, in the order in which the reader has them.
pub(super) fn statements_of<'n, 't>(root: &'n Node<'t>) -> Vec<&'n Node<'t>> {
    match root.member("Statement").map(|member| &member.value) {
        Some(Node { value: Value::Array(elements), .. }) => elements.iter().collect(),
        Some(node) => vec![node],
        None => Vec::new(),
    }
}

fn read_statement(
    document: DocumentId,
    (index, statement): (usize, &Statement<'_>),
    node: &Node<'_>,
    with_variables: bool,
    is_unreadable: bool,
    symbols: &mut Symbols,
) -> RoleStatement {
    let texts = |list: &Option<ListElement<'_>>| {
        let values = list.iter().flat_map(|list| &list.values);
        values.map(|value| value.text.to_string()).collect::<Vec<String>>()
    };
    let has_not = |list: &Option<ListElement<'_>>| list.as_ref().is_some_and(|list| list.negated);
    let actions = texts(&statement.action);
    let action_entries = entries(node, ["Action", "NotAction"]).len();
    let mut resources = Vec::new();
    let mut is_resource_open = false;
    for entry in entries(node, ["Resource", "NotResource"]) {
        match symbols.of_node(entry) {
            Some(text) => resources.push(OpenPattern::new(text, with_variables)),
            None => is_resource_open = true,
        }
    }
    // What is no text and no function leaves the whole statement open.
    let is_unreadable = is_unreadable || is_resource_open;
    let has_condition = node.member("Condition").is_some();
    let mut conditions: Vec<String> = Vec::new();
    for entry in statement.condition.iter().flat_map(|condition| &condition.entries) {
        if !conditions.iter().any(|known| known.eq_ignore_ascii_case(&entry.key.text)) {
            conditions.push(entry.key.text.to_string());
        }
    }
    if has_condition && conditions.is_empty() {
        conditions.push("a condition that is not known".to_owned());
    }
    RoleStatement {
        document,
        title: title(statement.sid.as_ref().map(|sid| &*sid.text), index),
        span: statement.span,
        effect: statement.effect.filter(|_| !is_unreadable),
        has_not_action: has_not(&statement.action),
        is_action_open: actions.len() < action_entries || actions.is_empty(),
        actions,
        resources,
        has_not_resource: has_not(&statement.resource)
            || statement.resource.is_none() && node.member("NotResource").is_some(),
        conditions,
        unknown: statement.unreadable.as_ref().map(|found| found.message.clone()),
        is_unreadable,
    }
}

/// The places of the template's functions in `node`.
fn function_spans(node: &Node<'_>, spans: &mut Vec<Span>) {
    if is_template_function(node) {
        spans.push(node.span);
    }
    match &node.value {
        Value::Array(elements) => elements.iter().for_each(|element| function_spans(element, spans)),
        Value::Object(members) => members.iter().for_each(|member| function_spans(&member.value, spans)),
        _ => {}
    }
}

/// The entries of a list element, one that is no list being its only entry.
fn entries<'n, 't>(node: &'n Node<'t>, names: [&str; 2]) -> Vec<&'n Node<'t>> {
    let Value::Object(members) = &node.value else { return Vec::new() };
    let wanted = members.iter().filter(|member| names.contains(&&*member.name));
    wanted
        .flat_map(|member| match &member.value.value {
            Value::Array(elements) => elements.iter().collect::<Vec<_>>(),
            _ => vec![&member.value],
        })
        .collect()
}
