//! The nodes and the ways of a chain.

use super::Whole;
use super::access::whole;
use super::chain_view::{ChainEdge, ChainNode, ChainNodeKind, ChainNodeState, ChainQuestion};
use super::open_text::OpenText;
use super::role_policies::{RolePolicies, RoleStatement};
use super::view::{Answer, Invoker, InvokerKind, RoleView, StatementRef, Trust};
use crate::evaluation::Truth;
use crate::policy::Effect;
use crate::template::sam::policy_template_names;
use crate::text::Span;
use crate::workspace::DocumentId;
use crate::workspace::edit::document;

/// A chain that is being drawn.
pub(super) struct Drawing<'w> {
    pub(super) whole: &'w Whole<'w>,
    pub(super) nodes: Vec<ChainNode>,
    pub(super) edges: Vec<ChainEdge>,
    pub(super) paths: Vec<Vec<usize>>,
}

impl Drawing<'_> {
    /// The number of a node, which is added if there is none like it.
    pub(super) fn add(
        &mut self,
        kind: ChainNodeKind,
        title: &str,
        detail: &str,
        state: ChainNodeState,
        reference: Option<&StatementRef>,
    ) -> usize {
        let node = ChainNode {
            kind,
            title: title.to_owned(),
            detail: detail.to_owned(),
            state,
            place: reference.and_then(|found| found.place),
            template: reference.and_then(|found| found.template.clone()),
        };
        self.nodes.iter().position(|known| *known == node).unwrap_or_else(|| {
            self.nodes.push(node);
            self.nodes.len() - 1
        })
    }

    pub(super) fn path(&mut self, right: usize, middle: &[usize], end: &[usize]) {
        let path: Vec<usize> = std::iter::once(&right).chain(middle).chain(end).copied().collect();
        for (from, to) in path.iter().zip(path.iter().skip(1)) {
            let edge = ChainEdge { from: *from, to: *to };
            if !self.edges.contains(&edge) {
                self.edges.push(edge);
            }
        }
        self.paths.push(path);
    }

    /// What all ways end in: role, trust, function, template.
    pub(super) fn end(&mut self, role: &RoleView, trusted: &Trust) -> Vec<usize> {
        use ChainNodeState::{Known, Missing, Unknown};
        let title = role.logical_id.as_ref().or(role.arn.as_ref()).map_or("a role", |name| name);
        let state = if role.unknown.is_some() { Unknown } else { Known };
        let detail = match (&role.unknown, role.shared_with.as_slice()) {
            (Some(unknown), _) => unknown.clone(),
            (None, []) => String::new(),
            (None, others) => format!("shared with {}", others.join(", ")),
        };
        let of_role = self.add(ChainNodeKind::Role, title, &detail, state, None);
        if let Some(node) = self.nodes.get_mut(of_role) {
            node.template = role.place.clone();
        }
        let letting: Vec<&Invoker> = trusted.statements.iter().filter(|found| may_be_lambda(found)).collect();
        let of_trust = match (trusted.lets_lambda, letting.first()) {
            (Answer::No, _) | (Answer::Unknown, None) => {
                let state = if trusted.lets_lambda == Answer::No { Missing } else { Unknown };
                self.add(ChainNodeKind::Trust, "Lambda as the trusted service", &trusted.reason, state, None)
            }
            (answer, found) => {
                let title = found.map_or("", |found| &found.statement.title);
                let who =
                    found.map(|found| format!("lets {} assume the role", found.who)).unwrap_or_default();
                let state = if answer == Answer::Yes { Known } else { Unknown };
                self.add(ChainNodeKind::Trust, title, &who, state, found.map(|found| &found.statement))
            }
        };
        let Whole { template, function, .. } = *self.whole;
        let place = template.place(function.span);
        let condition =
            function.condition.as_ref().map(|name| format!("made only if {name} holds, which is not known"));
        let state = if condition.is_some() { Unknown } else { Known };
        let detail = condition.unwrap_or_default();
        let of_function = self.add(ChainNodeKind::Function, &function.logical_id, &detail, state, None);
        let line = format!("line {}", place.line);
        let of_template = self.add(ChainNodeKind::Template, &place.name, &line, Known, None);
        for number in [of_function, of_template] {
            if let Some(node) = self.nodes.get_mut(number) {
                node.template = Some(place.clone());
            }
        }
        vec![of_role, of_trust, of_function, of_template]
    }

    /// A way for each statement that allows it; gives whether one does for sure.
    pub(super) fn ways(
        &mut self,
        right: usize,
        end: &[usize],
        question: &ChainQuestion,
        target: Option<&OpenText>,
        policies: &RolePolicies,
    ) -> Truth {
        let mut sure = Truth::False;
        for statement in &policies.identity.statements {
            let covers = covers(statement, &question.action, target);
            if statement.effect == Some(Effect::Deny) || covers == Truth::False {
                continue;
            }
            let is_sure =
                covers == Truth::True && statement.effect.is_some() && statement.conditions.is_empty();
            let truth = if is_sure { Truth::True } else { Truth::Unknown };
            sure = sure.max(truth);
            let state = if is_sure { ChainNodeState::Known } else { ChainNodeState::Unknown };
            let resources: Vec<&str> =
                statement.resources.iter().map(|found| found.entry.shown.as_str()).collect();
            let but = |is_all_but: bool| if is_all_but { "all but " } else { "" };
            let mut detail = format!(
                "allows {}{} on {}{}",
                but(statement.has_not_action),
                statement.actions.join(", "),
                but(statement.has_not_resource),
                resources.join(", ")
            );
            if !statement.conditions.is_empty() {
                detail.push_str(&format!(", if its conditions hold: {}", statement.conditions.join(", ")));
            }
            if let Some(unknown) = &statement.unknown {
                detail.push_str(&format!("; {unknown}"));
            }
            let reference = self.reference(statement.document, (statement.title.clone(), statement.span));
            let of_statement =
                self.add(ChainNodeKind::Statement, &statement.title, &detail, state, Some(&reference));
            let mut middle = vec![of_statement];
            middle.extend(self.policy(statement.document, ChainNodeState::Known, ""));
            self.path(right, &middle, end);
        }
        for unknown in &policies.identity.unknown {
            sure = sure.max(Truth::Unknown);
            let middle = match unknown.document {
                Some(id) => self.policy(id, ChainNodeState::Unknown, &unknown.reason),
                None => {
                    let (kind, state) = (ChainNodeKind::Policy, ChainNodeState::Unknown);
                    vec![self.add(kind, "policies that are not known", &unknown.reason, state, None)]
                }
            };
            self.path(right, &middle, end);
        }
        sure
    }

    fn reference(&self, id: DocumentId, named: (String, Span)) -> StatementRef {
        self.whole.templates.statement(self.whole.workspace, id, named)
    }

    /// The nodes of a policy, and of what in the template made it.
    fn policy(&mut self, id: DocumentId, state: ChainNodeState, reason: &str) -> Vec<usize> {
        let (workspace, templates) = (self.whole.workspace, self.whole.templates);
        let reference = whole(workspace, templates, id);
        let property =
            document(workspace, id).and_then(|found| found.origin.as_ref()).map(|found| &*found.property);
        let kind = match property {
            _ if !reason.is_empty() => reason,
            Some(property) if property.starts_with("Policies") => "inline policy",
            Some(property) if property.starts_with("ManagedPolicyArns") => "managed policy",
            Some(_) => "policy that is a resource of the template",
            None => "policy of the workspace",
        };
        let mut found =
            vec![self.add(ChainNodeKind::Policy, &reference.policy, kind, state, Some(&reference))];
        let span = Span::new(0, 1);
        if let Some((template, cause)) = templates.origin(workspace, id, span) {
            let word = cause.slice(&template.text).trim_matches(['"', '\'']);
            let detail = if policy_template_names().any(|name| name == word) {
                Some("SAM policy template")
            } else {
                let is_word = !word.is_empty() && word.chars().all(|one| one.is_ascii_alphanumeric());
                (is_word && property.is_some_and(|property| property.starts_with("Policies")))
                    .then_some("SAM, for this")
            };
            if let Some(detail) = detail {
                let number = self.add(ChainNodeKind::Source, word, detail, ChainNodeState::Known, None);
                if let Some(node) = self.nodes.get_mut(number) {
                    node.template = Some(template.place(cause));
                }
                found.push(number);
            }
        }
        found
    }

    /// The nodes of what may take the right away.
    pub(super) fn limits(
        &mut self,
        right: usize,
        question: &ChainQuestion,
        target: Option<&OpenText>,
        policies: &RolePolicies,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        let boundary = policies.boundary.iter().flat_map(|boundary| &boundary.statements);
        for statement in policies.identity.statements.iter().chain(boundary) {
            let covers = covers(statement, &question.action, target);
            if statement.effect == Some(Effect::Allow) || covers == Truth::False {
                continue;
            }
            let is_sure =
                covers == Truth::True && statement.conditions.is_empty() && statement.effect.is_some();
            let detail = if is_sure { "denies it" } else { "may deny it" };
            let state = if is_sure { ChainNodeState::Known } else { ChainNodeState::Unknown };
            let reference = self.reference(statement.document, (statement.title.clone(), statement.span));
            found.push(self.add(ChainNodeKind::Limit, &statement.title, detail, state, Some(&reference)));
        }
        if let Some(boundary) = &policies.boundary {
            let mut allowing = boundary.statements.iter().filter(|found| found.effect != Some(Effect::Deny));
            let allows = allowing.any(|found| {
                covers(found, &question.action, target) == Truth::True && found.conditions.is_empty()
            });
            let is_open = !boundary.unknown.is_empty();
            let (detail, state) = match (allows, is_open) {
                (true, false) => ("lets it pass, at least on some resources", ChainNodeState::Known),
                (_, true) => ("is not known", ChainNodeState::Unknown),
                (false, false) => ("may not let it pass", ChainNodeState::Unknown),
            };
            let reference =
                policies.boundary_document.map(|id| whole(self.whole.workspace, self.whole.templates, id));
            let name = reference.as_ref().map_or("permissions boundary", |found| &found.policy).to_owned();
            found.push(self.add(ChainNodeKind::Limit, &name, detail, state, reference.as_ref()));
        }
        for number in &found {
            let edge = ChainEdge { from: right, to: *number };
            if !self.edges.contains(&edge) {
                self.edges.push(edge);
            }
        }
        found
    }
}

fn covers(statement: &RoleStatement, action: &str, target: Option<&OpenText>) -> Truth {
    let resource = match target {
        Some(target) => statement.covers_resource(target),
        None => statement.covers_some_resource(action),
    };
    statement.covers_action(action).min(resource)
}

/// Whether a statement of a trust policy may be the one that lets Lambda assume the role.
fn may_be_lambda(found: &Invoker) -> bool {
    let assumes = |action: &String| {
        crate::matching::matches_name(action, "sts:AssumeRole")
            || action == "*"
            || action.starts_with("all but")
    };
    let is_lambda = found.who == "lambda.amazonaws.com"
        || matches!(found.kind, InvokerKind::Everyone | InvokerKind::Unknown);
    !found.denies && is_lambda && (found.actions.is_empty() || found.actions.iter().any(assumes))
}
