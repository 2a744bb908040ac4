//! Where a function has more or less than it seems to need, as its environment and its event sources tell.

use super::asking::Asking;
use super::open_text::{OpenText, Symbols};
use super::rights::{KINDS, Kind, LOGS};
use super::role_policies::{PolicyGroup, RolePolicies, RoleStatement};
use super::templates::{ReadTemplate, Templates};
use super::view::{Answer, Note, NoteKind, RoleView, Trust};
use crate::catalogue::{AccessLevel, Catalogue};
use crate::evaluation::Truth;
use crate::explanation::quoted;
use crate::matching::split_at_colon;
use crate::policy::Effect;
use crate::scenario::Slot;
use crate::template::import::{TemplateFunction, UsableResource};
use crate::text::Span;
use crate::workspace::model::Workspace;

/// What notes are made of.
pub(super) struct Subject<'s> {
    pub(super) workspace: &'s Workspace,
    pub(super) templates: &'s Templates,
    pub(super) template: &'s ReadTemplate,
    pub(super) function: &'s TemplateFunction,
    pub(super) catalogue: Option<&'s Catalogue>,
    pub(super) role: &'s RoleView,
    pub(super) policies: Option<&'s RolePolicies>,
    pub(super) trust: &'s Trust,
    /// The ARNs that stand for each resource of the template, see [`targets`].
    pub(super) targets: &'s [Vec<OpenText>],
}

/// The ARN of each resource that functions of a template may use, and that of anything in it.
pub(super) fn targets(template: &ReadTemplate, symbols: &mut Symbols) -> Vec<Vec<OpenText>> {
    let of_resource = |found: &UsableResource| {
        let kind = KINDS.iter().find(|kind| kind.service == found.service)?;
        let arn = symbols.of_parts(&found.arn);
        Some(kind.targets(&arn, symbols))
    };
    template.functions.resources.iter().map(of_resource).map(Option::unwrap_or_default).collect()
}

impl Subject<'_> {
    /// The notes, missing rights first.
    pub(super) fn notes(&self, asking: &mut Asking, symbols: &mut Symbols) -> Vec<Note> {
        let mut notes = Vec::new();
        if !self.role.shared_with.is_empty() {
            let others: Vec<String> = self.role.shared_with.iter().map(|name| quoted(name)).collect();
            let message =
                format!("its role is also that of {}: each of them has the rights of all", others.join(", "));
            let note = self.note(NoteKind::Shared, message, self.function.span);
            notes.push(Note { place: self.role.place.clone().or(note.place.clone()), ..note });
        }
        let Some(policies) = self.policies else {
            let message = format!("nothing is known of its rights: {}", self.role.what_is_unknown());
            notes.push(self.note(NoteKind::Unsure, message, self.function.span));
            return notes;
        };
        match self.trust.lets_lambda {
            Answer::Yes => {}
            Answer::No => {
                let message = format!("Lambda cannot run it with this role: {}", self.trust.reason);
                notes.push(self.note(NoteKind::Missing, message, self.function.span));
            }
            Answer::Unknown => {
                let message =
                    format!("whether Lambda may assume its role is not known: {}", self.trust.reason);
                notes.push(self.note(NoteKind::Unsure, message, self.function.span));
            }
        }
        self.environment(policies, symbols, &mut notes);
        for source in &self.function.event_sources {
            self.event_source(source, policies, asking, symbols, &mut notes);
        }
        self.logs(policies, symbols, &mut notes);
        for statement in &policies.identity.statements {
            self.excess(statement, symbols, &mut notes);
        }
        notes.sort_by_key(|note| note.kind);
        notes
    }

    pub(super) fn note(&self, kind: NoteKind, message: String, span: Span) -> Note {
        Note { kind, message, place: Some(self.template.place(span)), statement: None }
    }

    pub(super) fn resource(&self, logical_id: &str) -> Option<&UsableResource> {
        self.template.functions.resources.iter().find(|found| found.logical_id == logical_id)
    }

    /// Variables that name a resource on which the role has no right.
    fn environment(&self, policies: &RolePolicies, symbols: &mut Symbols, notes: &mut Vec<Note>) {
        if !self.function.open_environment.is_empty() {
            let message =
                "some of its environment is not known, so that these notes may lack something".to_owned();
            notes.push(self.note(NoteKind::Unsure, message, self.function.span));
        }
        for variable in &self.function.environment {
            let named = variable.names.as_deref().and_then(|name| self.resource(name));
            let kind = named.and_then(|found| KINDS.iter().find(|kind| kind.service == found.service));
            let (Some(resource), Some(kind)) = (named, kind) else { continue };
            let arn = symbols.of_parts(&resource.arn);
            let targets = kind.targets(&arn, symbols);
            let boundary = policies.boundary.as_ref();
            let boundary = boundary.map_or(Truth::True, |group| self.touches(group, kind, &targets));
            let touches = self.touches(&policies.identity, kind, &targets).min(boundary);
            let subject = format!(
                "the variable {} names the {} {}",
                quoted(&variable.name),
                kind.names[0],
                quoted(&resource.logical_id)
            );
            let has_policy = self.has_policy(Some(resource), &arn);
            if touches == Truth::False {
                let message = match has_policy {
                    false => format!("{subject}, on which its role has no right to read or write"),
                    true => format!(
                        "{subject}, on which the policies of its role give no right; whether the policy of the {} does is not looked at",
                        kind.names[0]
                    ),
                };
                let kind = if has_policy { NoteKind::Unsure } else { NoteKind::Missing };
                notes.push(self.note(kind, message, variable.span));
            } else if self.is_open_only(policies, kind, &targets) {
                let message = format!(
                    "{subject}; whether its role has a right on it depends on policies that are not known"
                );
                notes.push(self.note(NoteKind::Unsure, message, variable.span));
            }
        }
    }

    /// Whether what has that ARN, perhaps a resource of the template, has a policy of its own.
    pub(super) fn has_policy(&self, resource: Option<&UsableResource>, arn: &OpenText) -> bool {
        let is_attached = |arn: &str| {
            let mut resources = self.workspace.resources.iter().filter(|found| found.arn == arn);
            resources.any(|found| !matches!(found.policy, Slot::Known(None)))
        };
        let elsewhere = &self.template.functions.policies_elsewhere;
        resource.is_some_and(|found| elsewhere.contains(&found.logical_id))
            || arn.text().is_some_and(is_attached)
    }

    /// Whether policies allow reading or writing one of `targets`, some action of the kind's service being enough.
    fn touches(&self, group: &PolicyGroup, kind: &Kind, targets: &[OpenText]) -> Truth {
        let allowing = group.statements.iter().filter(|found| found.effect != Some(Effect::Deny));
        let of_statement = |found: &RoleStatement| {
            let resource = targets.iter().map(|target| found.covers_resource(target)).max();
            self.uses(found, kind).min(resource.unwrap_or(Truth::Unknown))
        };
        let open = if group.unknown.is_empty() { Truth::False } else { Truth::Unknown };
        allowing.map(of_statement).max().unwrap_or(Truth::False).max(open)
    }

    /// Whether only policies of which nothing is known may give the right.
    fn is_open_only(&self, policies: &RolePolicies, kind: &Kind, targets: &[OpenText]) -> bool {
        let by_statements = policies.identity.statements.iter().any(|found| {
            found.effect != Some(Effect::Deny)
                && self.uses(found, kind).is_possible()
                && targets.iter().any(|target| found.covers_resource(target).is_possible())
        });
        !policies.identity.unknown.is_empty() && !by_statements
    }

    /// Whether a statement has an action of that service that reads or writes.
    fn uses(&self, statement: &RoleStatement, kind: &Kind) -> Truth {
        if !statement.has_known_actions() {
            return Truth::Unknown;
        }
        let Some(catalogue) = self.catalogue else {
            let is_of_service = |entry: &String| match split_at_colon(entry) {
                Some((service, _)) => service.eq_ignore_ascii_case(kind.service),
                None => entry == "*",
            };
            let found = statement.has_not_action || statement.actions.iter().any(is_of_service);
            return if found { Truth::Unknown } else { Truth::False };
        };
        let entries = statement.actions.iter().map(String::as_str);
        let selection = catalogue.expand_list(entries, statement.has_not_action);
        let mut actions = catalogue.selected(&selection);
        let uses = actions.any(|action| {
            let levels = action.access_levels();
            action.service().prefix() == kind.service
                && (levels.contains(AccessLevel::Read) || levels.contains(AccessLevel::Write))
        });
        // A name that the catalogue does not list may be an action all the same.
        let mut entries = statement.actions.iter();
        let is_new = entries.any(|entry| {
            split_at_colon(entry).is_some_and(|(service, _)| service.eq_ignore_ascii_case(kind.service))
                && catalogue.expand_list([entry.as_str()], false).is_empty()
        });
        if uses { Truth::True } else { Truth::from(is_new).min(Truth::Unknown) }
    }

    /// The rights to write logs.
    fn logs(&self, policies: &RolePolicies, symbols: &mut Symbols, notes: &mut Vec<Note>) {
        let group = symbols.of_parts(&self.function.log_group);
        let within = group.followed_by(&symbols.known(":")).followed_by(&symbols.anything());
        let needed = LOGS.iter().skip(usize::from(self.function.has_log_group));
        let (mut missing, mut unsure) = (Vec::new(), Vec::new());
        for action in needed {
            match policies.allows(action, &group).max(policies.allows(action, &within)) {
                Truth::True => {}
                Truth::False => missing.push(quoted(action)),
                Truth::Unknown => unsure.push(quoted(action)),
            }
        }
        if !missing.is_empty() {
            let message = format!("it cannot write all its logs: its role lacks {}", missing.join(", "));
            notes.push(self.note(NoteKind::Missing, message, self.function.span));
        }
        if !unsure.is_empty() {
            let message = format!("whether its role may write logs is not known: {}", unsure.join(", "));
            notes.push(self.note(NoteKind::Unsure, message, self.function.span));
        }
    }

    /// A statement that allows more than what the function names.
    fn excess(&self, statement: &RoleStatement, symbols: &mut Symbols, notes: &mut Vec<Note>) {
        if statement.effect != Some(Effect::Allow) || statement.has_not_resource {
            return;
        }
        for kind in KINDS {
            if !self.uses(statement, kind).is_possible() {
                continue;
            }
            let of_kind =
                || self.template.functions.resources.iter().filter(|found| found.service == kind.service);
            let used: Vec<&UsableResource> =
                of_kind().filter(|found| self.function.names.contains(&found.logical_id)).collect();
            let any = kind.any(symbols);
            let covers_all = any.iter().any(|target| statement.surely_covers_resource(target));
            let title = format!("{} of {}", quoted(&statement.title), quoted(&self.policy_name(statement)));
            let message = if covers_all && self.works_on_resources(statement, kind) {
                match used.as_slice() {
                    [] => format!(
                        "{title} is about all {}, but the function names no {} of the template",
                        kind.names[1], kind.names[0]
                    ),
                    [only] => format!(
                        "{title} is about all {}, but of the template's the function names {} alone",
                        kind.names[1],
                        quoted(&only.logical_id)
                    ),
                    several => format!(
                        "{title} is about all {}, but of the template's the function names {}",
                        kind.names[1],
                        several.iter().map(|found| quoted(&found.logical_id)).collect::<Vec<_>>().join(", ")
                    ),
                }
            } else {
                let mut others = Vec::new();
                let all = self.template.functions.resources.iter().zip(self.targets);
                for (found, targets) in all.filter(|(found, _)| !covers_all && found.service == kind.service)
                {
                    let is_used = self.function.names.contains(&found.logical_id)
                        || found.logical_id == self.function.logical_id;
                    let covers = targets.iter().any(|target| statement.surely_covers_resource(target));
                    if covers && !is_used {
                        others.push(quoted(&found.logical_id));
                    }
                }
                if others.is_empty() {
                    continue;
                }
                format!(
                    "{title} is about {}, which neither an environment variable nor an event source of the function names",
                    others.join(", ")
                )
            };
            let named = (statement.title.clone(), statement.span);
            let reference = self.templates.statement(self.workspace, statement.document, named);
            let place = reference.template.clone();
            notes.push(Note { kind: NoteKind::Excess, message, place, statement: Some(reference) });
        }
    }

    fn policy_name(&self, statement: &RoleStatement) -> String {
        let found = crate::workspace::edit::document(self.workspace, statement.document);
        found.map(|found| found.name.clone()).unwrap_or_default()
    }

    /// Whether a statement has an action of that service that can be limited to resources.
    fn works_on_resources(&self, statement: &RoleStatement, kind: &Kind) -> bool {
        let Some(detailed) = self.catalogue.and_then(Catalogue::detailed) else { return true };
        let entries = statement.actions.iter().map(String::as_str);
        let selection = detailed.catalogue().expand_list(entries, statement.has_not_action);
        let mut actions = detailed.catalogue().selected(&selection);
        actions.any(|action| {
            action.service().prefix() == kind.service && detailed.resource_types(action).len() > 0
        })
    }
}
