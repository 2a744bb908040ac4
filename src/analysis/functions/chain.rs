//! From a right of a function back through statement, policy, role and trust to the line of the template.

use super::Whole;
use super::access::has_service_control;
use super::asking::Asking;
use super::chain_nodes::Drawing;
use super::chain_view::{ChainNodeKind, ChainNodeState, ChainQuestion, RoleChain};
use super::invocation::trust;
use super::open_text::{OpenText, Symbols};
use super::role_policies::RolePolicies;
use super::templates::Templates;
use super::view::{Answer, RoleView, Trust};
use crate::evaluation::{Decision, Truth};
use crate::explanation::quoted;
use crate::scenario::Slot;
use crate::workspace::model::{Account, Workspace};

/// How the function of `question` came to the right; `None` where there is no such template or function.
#[must_use]
pub fn role_chain(workspace: &Workspace, question: &ChainQuestion) -> Option<RoleChain> {
    let (templates, _) = Templates::read(workspace);
    let template = templates.read.iter().find(|template| template.number == question.template)?;
    let mut all = template.functions.functions.iter();
    let function = all.find(|function| function.logical_id == question.function)?;
    let whole = Whole { workspace, templates: &templates, template, function, catalogue: None };
    let (mut asking, mut symbols) = (Asking::new(workspace), Symbols::default());
    let (role, principal) = super::role(workspace, &templates, template, function);
    let unknown = role.what_is_unknown();
    let trusted = trust(workspace, &templates, principal.ok_or(unknown), (&mut asking, &mut symbols));
    let policies = principal.map(|index| RolePolicies::read(workspace, index, &mut symbols));
    let target = question.resource.as_deref().map(|resource| {
        let mut of_template = template.functions.resources.iter();
        match of_template.find(|found| found.logical_id == resource) {
            Some(found) => symbols.of_parts(&found.arn),
            None => symbols.known(resource),
        }
    });
    let mut drawing = Drawing { whole: &whole, nodes: Vec::new(), edges: Vec::new(), paths: Vec::new() };
    let on = question.resource.as_ref().map(|resource| format!("on {resource}")).unwrap_or_default();
    let right = drawing.add(ChainNodeKind::Permission, &question.action, &on, ChainNodeState::Known, None);
    let end = drawing.end(&role, &trusted);
    let mut limits = Vec::new();
    let mut answer = Truth::Unknown;
    match &policies {
        None => drawing.path(right, &[], &end),
        Some(policies) => {
            answer = drawing.ways(right, &end, question, target.as_ref(), policies);
            limits = drawing.limits(right, question, target.as_ref(), policies);
            if let (Some(target), Some(arn)) = (&target, &role.arn) {
                let elsewhere = &template.functions.policies_elsewhere;
                let is_closed = question.resource.as_ref().is_some_and(|name| {
                    let mut of_template = template.functions.resources.iter();
                    of_template.any(|found| found.logical_id == *name) && !elsewhere.contains(name)
                });
                answer = decided(policies, question, (target, is_closed), arn, &mut asking, workspace);
            } else if answer == Truth::True
                && (!limits.is_empty()
                    // What is not known may deny, too.
                    || !policies.identity.unknown.is_empty()
                    || role.arn.as_ref().is_some_and(|arn| has_service_control(workspace, arn)))
            {
                answer = Truth::Unknown;
            }
        }
    }
    let assumes = match trusted.lets_lambda {
        Answer::Yes => Truth::True,
        Answer::No => Truth::False,
        Answer::Unknown => Truth::Unknown,
    };
    let answer = answer.min(assumes);
    let is_sure = |path: &&Vec<usize>| {
        let mut nodes = path.iter().filter_map(|number| drawing.nodes.get(*number));
        nodes.all(|node| node.state == ChainNodeState::Known)
    };
    let ways = [drawing.paths.len(), drawing.paths.iter().filter(is_sure).count()];
    let sentence = sentence(question, answer, &trusted, &role, ways, &limits);
    if answer != Truth::True
        && let Some(node) = drawing.nodes.get_mut(right)
    {
        node.state = if answer == Truth::False { ChainNodeState::Missing } else { ChainNodeState::Unknown };
    }
    let Drawing { nodes, edges, paths, .. } = drawing;
    Some(RoleChain {
        question: question.clone(),
        answer: answer.into(),
        sentence,
        nodes,
        edges,
        paths,
        limits,
    })
}

/// Whether the role may do it to the one resource; `is_closed` is whether that has surely no policy of its own.
fn decided(
    policies: &RolePolicies,
    question: &ChainQuestion,
    (target, is_closed): (&OpenText, bool),
    role: &str,
    asking: &mut Asking,
    workspace: &Workspace,
) -> Truth {
    let asked = target.text().and_then(|target| asking.decide(role, &question.action, target));
    match asked.map(|decided| (decided.decision, decided.possible.contains(&Decision::Allowed))) {
        Some((Decision::Allowed, _)) => Truth::True,
        Some((_, false)) => Truth::False,
        Some(_) => Truth::Unknown,
        None if is_closed && !has_organization(workspace) => policies.allows(&question.action, target),
        // The policy of the resource, or one of the organization, may say otherwise.
        None => Truth::Unknown,
    }
}

/// Whether there may be policies of an organization.
fn has_organization(workspace: &Workspace) -> bool {
    let is_plain = |account: &Account| {
        account.unit.is_none() && account.scps == Slot::default() && account.rcps == Slot::default()
    };
    workspace.organization.is_some() || !workspace.accounts.iter().all(is_plain)
}

fn sentence(
    question: &ChainQuestion,
    answer: Truth,
    trusted: &Trust,
    role: &RoleView,
    [ways, sure_ways]: [usize; 2],
    limits: &[usize],
) -> String {
    let (function, action) = (quoted(&question.function), quoted(&question.action));
    let on =
        question.resource.as_ref().map(|resource| format!(" on {}", quoted(resource))).unwrap_or_default();
    let reason = match (&role.unknown, trusted.lets_lambda) {
        (Some(unknown), _) => format!(": {unknown}"),
        (None, Answer::No) => format!(": {}", trusted.reason),
        (None, Answer::Unknown) => {
            format!(": whether Lambda may assume its role is not known, {}", trusted.reason)
        }
        (None, Answer::Yes) if ways == 0 => ": no policy of its role allows it".to_owned(),
        (None, Answer::Yes) if !limits.is_empty() && answer == Truth::False => {
            ": it is denied, or nothing lets it pass".to_owned()
        }
        (None, Answer::Yes) if !limits.is_empty() => ": something may take it away".to_owned(),
        (None, Answer::Yes) if answer == Truth::Unknown => {
            ": something that is not known decides, such as a policy, a condition or an ARN".to_owned()
        }
        (None, Answer::Yes) => String::new(),
    };
    match answer {
        Truth::True => {
            let ways = match sure_ways {
                0 => String::new(),
                1 => ", by one way".to_owned(),
                several => format!(", by {several} ways"),
            };
            format!("{function} may do {action}{on}{ways}")
        }
        Truth::False => format!("{function} may not do {action}{on}{reason}"),
        Truth::Unknown => format!("whether {function} may do {action}{on} is not known{reason}"),
    }
}
