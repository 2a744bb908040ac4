//! Who may invoke a function, and what the trust policy of its role lets in.

use super::asking::{Asking, OpenDecision};
use super::invokers::{Of, invokers};
use super::open_text::{OpenText, Symbols};
use super::role_policies::RolePolicies;
use super::templates::{ReadTemplate, Templates, title};
use super::view::{Answer, Caller, Invocation, InvokerKind, Remark, StatementRef, Trust};
use crate::evaluation::{Decision, Truth};
use crate::explanation::quoted;
use crate::policy::Effect;
use crate::scenario::Slot;
use crate::template::import::TemplateFunction;
use crate::text::Span;
use crate::workspace::DocumentId;
use crate::workspace::model::Workspace;

/// The actions by which functions are called.
const INVOKING: [&str; 2] = ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"];

/// Who may invoke `function`, whose ARN is `arn` where that is known; `principals` are the policies of each principal of
/// the workspace.
pub(super) fn invocation(
    workspace: &Workspace,
    templates: &Templates,
    (template, function): (&ReadTemplate, &TemplateFunction),
    arn: Option<&str>,
    principals: &[RolePolicies],
    (asking, symbols): (&mut Asking, &mut Symbols),
) -> Invocation {
    let mut found = Invocation::default();
    match arn {
        Some(arn) => {
            of_workspace(workspace, templates, arn, symbols, &mut found);
            found.callers = callers(workspace, templates, (arn, &found), principals, (asking, symbols));
        }
        None => {
            of_template(template, function, symbols, &mut found);
            found.callers = possible_callers(workspace, templates, function, principals, symbols);
            found.remarks.push(Remark {
                message: "its ARN is not known, so that no request can be decided; give its name a value"
                    .to_owned(),
                place: Some(template.place(function.span)),
            });
        }
    }
    for (permission, condition) in &function.conditional_permissions {
        let message = format!(
            "the permission {} is made only if {} holds, which is not known",
            quoted(permission),
            quoted(condition)
        );
        found.remarks.push(Remark { message, place: Some(template.place(function.span)) });
    }
    found
}

/// What the policies of the workspace say that are attached to the function or to one of its versions and aliases.
fn of_workspace(
    workspace: &Workspace,
    templates: &Templates,
    arn: &str,
    symbols: &mut Symbols,
    found: &mut Invocation,
) {
    for (resource, attached) in workspace.resources.iter().enumerate() {
        let rest = attached.arn.strip_prefix(arn);
        if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':')) {
            continue;
        }
        let id = DocumentId::Resource { resource };
        match &attached.policy {
            Slot::Unknown => found.remarks.push(Remark {
                message: format!("the policy of {} is not known", quoted(&attached.arn)),
                place: None,
            }),
            Slot::Known(document) => {
                let Some(document) = document.as_ref().filter(|found| !found.text.trim().is_empty()) else {
                    continue;
                };
                let reference = |named: (String, Span)| templates.statement(workspace, id, named);
                match invokers(&document.text, Of::Function, symbols, &reference) {
                    Ok(read) => found.by_policy.extend(read),
                    Err(reason) => found.remarks.push(Remark {
                        message: format!("the policy of {} is not known: {reason}", quoted(&attached.arn)),
                        place: None,
                    }),
                }
            }
        }
    }
}

/// What the permissions of the template say, where no policy of the workspace can.
fn of_template(
    template: &ReadTemplate,
    function: &TemplateFunction,
    symbols: &mut Symbols,
    found: &mut Invocation,
) {
    let Some(policy) = &function.policy else { return };
    let reference = |(title, span): (String, Span)| StatementRef {
        title,
        policy: "permissions of the template".to_owned(),
        place: None,
        template: policy.origin(span).map(|span| template.place(span)),
    };
    match invokers(&policy.text, Of::Function, symbols, &reference) {
        Ok(read) => found.by_policy.extend(read),
        Err(message) => found.remarks.push(Remark { message, place: Some(template.place(function.span)) }),
    }
}

/// The users and roles of the workspace that may invoke the function, as the ordinary evaluation decides.
fn callers(
    workspace: &Workspace,
    templates: &Templates,
    (arn, so_far): (&str, &Invocation),
    principals: &[RolePolicies],
    (asking, symbols): (&mut Asking, &mut Symbols),
) -> Vec<Caller> {
    // A statement that names services reaches nobody else, whatever else of it is not known.
    let is_of_services = so_far.remarks.is_empty()
        && so_far.by_policy.iter().all(|invoker| invoker.kind == InvokerKind::Service);
    let target = symbols.known(arn);
    let qualified = qualified(&target, symbols);
    let mut found = Vec::new();
    for (principal, policies) in workspace.principals.iter().zip(principals) {
        for action in INVOKING {
            let may_be_decided = !is_of_services || policies.identity.allows(action, &target) != Truth::False;
            let decided = may_be_decided.then(|| asking.decide(&principal.arn, action, arn)).flatten();
            match decided.filter(|decided| decided.possible.contains(&Decision::Allowed)) {
                Some(decided) => found.push(Caller {
                    principal: principal.arn.clone(),
                    action: action.to_owned(),
                    decision: Some(decided.decision),
                    statement: statement(workspace, templates, &decided),
                    depends_on: decided.depends_on,
                }),
                // What the role's own policies allow of the function itself was kept away by others.
                None if policies.allows(action, &target) != Truth::False => {}
                None => {
                    let on = "the version or alias by which it is called";
                    let whole = (workspace, templates, &*principal.arn);
                    found.extend(possible_caller(whole, policies, action, &[&qualified], on));
                }
            }
        }
    }
    found
}

/// The ARN of some version or alias of the function with the ARN `target`.
fn qualified(target: &OpenText, symbols: &mut Symbols) -> OpenText {
    target.followed_by(&symbols.known(":")).followed_by(&symbols.anything())
}

fn statement(workspace: &Workspace, templates: &Templates, decided: &OpenDecision) -> Option<StatementRef> {
    let (id, sid, index, span) = decided.statement.as_ref()?;
    Some(templates.statement(workspace, *id, (title(sid.as_deref(), *index), *span)))
}

/// Those whose own policies may allow it, where the ARN of the function is not known.
fn possible_callers(
    workspace: &Workspace,
    templates: &Templates,
    function: &TemplateFunction,
    principals: &[RolePolicies],
    symbols: &mut Symbols,
) -> Vec<Caller> {
    let target = symbols.of_parts(&function.arn);
    let qualified = qualified(&target, symbols);
    let mut found = Vec::new();
    for (principal, policies) in workspace.principals.iter().zip(principals) {
        for action in INVOKING {
            let on = "the ARN of the function, which is not known";
            let whole = (workspace, templates, &*principal.arn);
            found.extend(possible_caller(whole, policies, action, &[&target, &qualified], on));
        }
    }
    found
}

/// A principal whose own policies may allow `action` on one of `targets`, which depends on `on`.
fn possible_caller(
    (workspace, templates, principal): (&Workspace, &Templates, &str),
    policies: &RolePolicies,
    action: &str,
    targets: &[&OpenText],
    on: &str,
) -> Option<Caller> {
    let target = targets.iter().find(|target| policies.allows(action, target).is_possible())?;
    let mut granting =
        policies.identity.statements.iter().filter(|found| {
            found.effect != Some(Effect::Deny) && found.applies(action, target).is_possible()
        });
    let statement = granting
        .next()
        .map(|found| templates.statement(workspace, found.document, (found.title.clone(), found.span)));
    Some(Caller {
        principal: principal.to_owned(),
        action: action.to_owned(),
        decision: None,
        depends_on: vec![on.to_owned()],
        statement,
    })
}

/// What the trust policy of role number `role` lets in.
pub(super) fn trust(
    workspace: &Workspace,
    templates: &Templates,
    role: Result<usize, &str>,
    (asking, symbols): (&mut Asking, &mut Symbols),
) -> Trust {
    let unknown = |reason: &str| Trust {
        lets_lambda: Answer::Unknown,
        reason: reason.to_owned(),
        statements: Vec::new(),
    };
    let index = match role {
        Ok(index) => index,
        Err(reason) => return unknown(reason),
    };
    let Some(found) = workspace.principals.get(index) else { return unknown("the role is not known") };
    let id = DocumentId::Trust { principal: index };
    let document = match &found.trust_policy {
        Slot::Unknown => return unknown("the trust policy of the role is not known"),
        Slot::Known(document) => document.as_ref().filter(|found| !found.text.trim().is_empty()),
    };
    let Some(document) = document else {
        let reason = "the role has no trust policy".to_owned();
        return Trust { lets_lambda: Answer::No, reason, statements: Vec::new() };
    };
    let reference = |named: (String, Span)| templates.statement(workspace, id, named);
    let (statements, fault) = match invokers(&document.text, Of::Role, symbols, &reference) {
        Ok(statements) => (statements, String::new()),
        Err(reason) => (Vec::new(), reason),
    };
    let Some(decided) = asking.decide("lambda.amazonaws.com", "sts:AssumeRole", &found.arn) else {
        return Trust { statements, ..unknown("whether Lambda may assume the role cannot be decided") };
    };
    let (lets_lambda, reason) = match decided.decision {
        Decision::Allowed => (Answer::Yes, fault),
        Decision::Unknown if decided.possible.contains(&Decision::Allowed) => {
            (Answer::Unknown, format!("it depends on {}", decided.depends_on.join(", ")))
        }
        _ => (Answer::No, "no statement lets `lambda.amazonaws.com` assume it".to_owned()),
    };
    Trust { lets_lambda, reason, statements }
}
