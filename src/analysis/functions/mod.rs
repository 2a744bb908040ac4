//! The functions of the templates of a workspace: what each can do, who may invoke it, and how it came to its rights.
//!
//! What a template leaves open stays so: texts of which parts are missing are compared part by part, and what depends on
//! the rest is *unknown*.

mod access;
mod asking;
mod chain;
mod chain_nodes;
mod chain_view;
mod invocation;
mod invokers;
mod notes;
mod open_text;
mod rights;
mod role_policies;
mod source_notes;
mod templates;
mod view;

pub use chain::role_chain;
pub use chain_view::{ChainEdge, ChainNode, ChainNodeKind, ChainNodeState, ChainQuestion, RoleChain};
pub use view::{
    Access, Answer, Caller, FunctionView, Functions, GrantView, Invocation, Invoker, InvokerKind,
    LevelAccess, Limit, Note, NoteKind, Remark, RoleView, ServiceAccess, StatementRef, TemplatePlace, Trust,
};

use crate::catalogue::Catalogue;
use crate::explanation::quoted;
use crate::template::import::{FunctionRole, TemplateFunction};
use crate::workspace::model::Workspace;
use asking::Asking;
use notes::Subject;
use open_text::{OpenText, Symbols};
use role_policies::RolePolicies;
use templates::{ReadTemplate, Templates};

/// What there is to say about the functions of the templates of `workspace`, as the workspace's documents are now.
/// Without a catalogue actions are not sorted by access.
#[must_use]
pub fn functions(workspace: &Workspace, catalogue: Option<&Catalogue>) -> Functions {
    let (templates, unreadable) = Templates::read(workspace);
    let mut found = Functions { is_sorted: catalogue.is_some(), ..Functions::default() };
    found.remarks.extend(unreadable.iter().map(|name| Remark {
        message: format!("the template {} cannot be read", quoted(name)),
        place: None,
    }));
    let mut asking = Asking::new(workspace);
    for template in &templates.read {
        // What is missing in one template is not what is missing in another.
        let mut symbols = Symbols::default();
        let shared = match template.functions.functions.as_slice() {
            [] => Shared::default(),
            _ => Shared {
                principals: RolePolicies::of_all(workspace, &mut symbols),
                targets: notes::targets(template, &mut symbols),
            },
        };
        for function in &template.functions.functions {
            let whole = Whole { workspace, templates: &templates, template, function, catalogue };
            found.functions.push(whole.view(&shared, &mut asking, &mut symbols));
        }
        found.remarks.extend(template.functions.hidden.map(|span| Remark {
            message: "what a macro or a loop of the template makes is not known: there may be more functions, policies and permissions".to_owned(),
            place: Some(template.place(span)),
        }));
        let unseen = template.functions.unseen.iter();
        found.remarks.extend(unseen.map(|remark| Remark {
            message: format!("{}: {}", quoted(&remark.logical_id), remark.message),
            place: Some(template.place(remark.place)),
        }));
        let elsewhere = template.functions.for_other_functions.iter();
        found.remarks.extend(elsewhere.map(|(name, span)| Remark {
            message: format!("{} is for a function that is not in the template or not known", quoted(name)),
            place: Some(template.place(*span)),
        }));
    }
    found
}

/// What is worked out once for all functions of a template.
#[derive(Default)]
struct Shared {
    /// The policies of each principal of the workspace.
    principals: Vec<RolePolicies>,
    /// The ARNs that stand for each resource of the template.
    targets: Vec<Vec<OpenText>>,
}

/// A function with all that is asked about it.
struct Whole<'w> {
    workspace: &'w Workspace,
    templates: &'w Templates,
    template: &'w ReadTemplate,
    function: &'w TemplateFunction,
    catalogue: Option<&'w Catalogue>,
}

impl Whole<'_> {
    fn view(&self, shared: &Shared, asking: &mut Asking, symbols: &mut Symbols) -> FunctionView {
        let (workspace, templates, function) = (self.workspace, self.templates, self.function);
        let arn = symbols.of_parts(&function.arn);
        let arn = arn.text().filter(|arn| arn.starts_with("arn:")).map(str::to_owned);
        let (role, principal) = role(workspace, templates, self.template, function);
        let policies = principal.and_then(|index| shared.principals.get(index));
        let unknown = role.what_is_unknown();
        let trust =
            invocation::trust(workspace, templates, principal.ok_or(unknown), (&mut *asking, &mut *symbols));
        let access = match (policies, &role.arn) {
            (Some(policies), Some(arn)) => {
                access::access(workspace, templates, arn, policies, self.catalogue)
            }
            _ => {
                let unknown = vec![Limit { message: unknown.to_owned(), statement: None }];
                Access { unknown, ..Access::default() }
            }
        };
        let both = (&mut *asking, &mut *symbols);
        let this = (self.template, function);
        let invocation =
            invocation::invocation(workspace, templates, this, arn.as_deref(), &shared.principals, both);
        let subject = Subject {
            workspace,
            templates,
            template: self.template,
            function,
            catalogue: self.catalogue,
            role: &role,
            policies,
            trust: &trust,
            targets: &shared.targets,
        };
        let notes = subject.notes(asking, symbols);
        FunctionView {
            place: self.template.place(function.span),
            logical_id: function.logical_id.clone(),
            arn,
            condition: function.condition.clone(),
            access,
            invocation,
            notes,
            role,
            trust,
        }
    }
}

/// The role of a function, and its number among the principals of the workspace.
fn role(
    workspace: &Workspace,
    templates: &Templates,
    template: &ReadTemplate,
    function: &TemplateFunction,
) -> (RoleView, Option<usize>) {
    let (arn, logical_id, place) = match &function.role {
        FunctionRole::OfTemplate { logical_id, span, arn } => {
            (arn, Some(logical_id.clone()), Some(template.place(*span)))
        }
        FunctionRole::Elsewhere(arn) => (arn, None, None),
        FunctionRole::Unknown(reason) => {
            let unknown = Some(format!("which role it has is not known: {reason}"));
            return (RoleView { unknown, ..RoleView::default() }, None);
        }
    };
    let principal = workspace.principals.iter().position(|principal| principal.arn == *arn);
    let unknown = principal.is_none().then(|| {
        format!("the role {} is not in the workspace, so that its policies are not known", quoted(arn))
    });
    let mut shared_with = Vec::new();
    for other in &templates.read {
        for candidate in &other.functions.functions {
            let is_own = other.number == template.number && candidate.logical_id == function.logical_id;
            if !is_own && has_same_role((template, function), (other, candidate)) {
                shared_with.push(candidate.logical_id.clone());
            }
        }
    }
    (RoleView { arn: Some(arn.clone()), logical_id, place, unknown, shared_with }, principal)
}

/// Whether both functions run with the same role. A role without a name of its own is another one in each stack.
fn has_same_role(
    (template, one): (&ReadTemplate, &TemplateFunction),
    (other_template, other): (&ReadTemplate, &TemplateFunction),
) -> bool {
    use FunctionRole::{Elsewhere, OfTemplate, Unknown};
    match (&one.role, &other.role) {
        (OfTemplate { logical_id, .. }, OfTemplate { logical_id: another, .. }) => {
            template.number == other_template.number && logical_id == another
        }
        (Elsewhere(arn) | OfTemplate { arn, .. }, Elsewhere(another) | OfTemplate { arn: another, .. }) => {
            arn == another
        }
        (Unknown(_), _) | (_, Unknown(_)) => false,
    }
}
