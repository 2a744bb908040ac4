//! What a role lacks for Lambda to read from the event sources of its function.

use super::asking::Asking;
use super::notes::Subject;
use super::open_text::{OpenText, Symbols};
use super::rights::{AskedOf, NeededAction, SECRET, needed};
use super::role_policies::RolePolicies;
use super::view::{Note, NoteKind};
use crate::evaluation::{Decision, Truth};
use crate::explanation::quoted;
use crate::template::import::EventSource;

/// What an action is asked of.
#[derive(Default)]
struct Target {
    /// The ARN in its forms, or `*`.
    arns: Vec<OpenText>,
    /// One of the resources that `*` stands for: a right on some of them may be enough.
    some: Option<OpenText>,
    /// Whether something of that ARN may have a policy of its own.
    has_policy: bool,
}

impl Subject<'_> {
    /// What Lambda needs to read from a source.
    pub(super) fn event_source(
        &self,
        source: &EventSource,
        policies: &RolePolicies,
        asking: &mut Asking,
        symbols: &mut Symbols,
        notes: &mut Vec<Note>,
    ) {
        let name = quoted(&source.logical_id);
        let mut unsure_of = |message: String| {
            notes.push(self.note(NoteKind::Unsure, message, source.span));
        };
        let Some(of_service) = source.service.as_deref().and_then(|one| needed(one, source.is_in_vpc)) else {
            return unsure_of(match &source.service {
                Some(service) => format!(
                    "what Lambda needs to read for the event source {name} ({}) is not looked at",
                    quoted(service)
                ),
                None => format!("from what Lambda reads for the event source {name} is not known"),
            });
        };
        if source.is_access_open {
            unsure_of(format!(
                "how Lambda gets at the event source {name} is not known, and what that takes"
            ));
        }
        let arn = match source.arn.is_empty() {
            true => symbols.anything(),
            false => symbols.of_parts(&source.arn),
        };
        let mut needs: Vec<(&NeededAction, Target)> =
            of_service.map(|action| (action, self.target(action.of, source, &arn, symbols))).collect();
        for secret in &source.secrets {
            let secret = symbols.of_parts(secret);
            let has_policy = self.has_policy(None, &secret) || self.has_open_secret(&secret);
            needs.push((&SECRET, Target { arns: vec![secret], has_policy, ..Target::default() }));
        }
        let (mut missing, mut unsure): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for (action, target) in needs {
            let granted = action.actions.iter().map(|name| self.granted(policies, name, &target, asking));
            let list = match granted.max() {
                Some(Truth::True) => continue,
                Some(Truth::False) => &mut missing,
                _ => &mut unsure,
            };
            list.extend(action.actions.first().filter(|first| !list.contains(first)));
        }
        let listed =
            |actions: &[&str]| actions.iter().map(|action| quoted(action)).collect::<Vec<_>>().join(", ");
        let shown = match (&source.names, source.arn.is_empty()) {
            (Some(name), _) => format!("{} ", quoted(name)),
            (None, false) => format!("{} ", quoted(&arn.shown)),
            (None, true) => String::new(),
        };
        let mut say = |kind: NoteKind, end: String| {
            let message = format!("Lambda reads {shown}for it with its role (event source {name}){end}");
            notes.push(self.note(kind, message, source.span));
        };
        if !missing.is_empty() {
            say(NoteKind::Missing, format!(", which lacks {}", listed(&missing)));
        }
        if !unsure.is_empty() {
            say(NoteKind::Unsure, format!("; whether that has {} is not known", listed(&unsure)));
        }
    }

    fn target(&self, of: AskedOf, source: &EventSource, arn: &OpenText, symbols: &mut Symbols) -> Target {
        match of {
            AskedOf::Source => {
                let resource = source.names.as_deref().and_then(|name| self.resource(name));
                let below_table =
                    (!source.below_table.is_empty()).then(|| symbols.of_parts(&source.below_table));
                let has_policy = self.has_policy(resource, arn);
                Target {
                    arns: std::iter::once(arn.clone()).chain(below_table).collect(),
                    has_policy,
                    ..Target::default()
                }
            }
            AskedOf::Beside(kind) => {
                let beside = match arn.before(":cluster:") {
                    Some(start) => start
                        .followed_by(&symbols.known(&format!(":{kind}:")))
                        .followed_by(&symbols.anything()),
                    None => symbols.anything(),
                };
                Target { arns: vec![beside], ..Target::default() }
            }
            AskedOf::Nothing => Target { arns: vec![symbols.known("*")], ..Target::default() },
            AskedOf::Anything => Target {
                some: Some(symbols.anything()),
                ..self.target(AskedOf::Nothing, source, arn, symbols)
            },
        }
    }

    /// Whether a secret that may be this one has a policy of which the template does not tell the ARN.
    fn has_open_secret(&self, secret: &OpenText) -> bool {
        let functions = &self.template.functions;
        secret.is_open()
            && functions.resources.iter().any(|found| {
                found.service == "secretsmanager" && functions.policies_elsewhere.contains(&found.logical_id)
            })
    }

    /// Whether the role may do `action` on a target: by the ordinary evaluation where its ARN is known, else as far as
    /// the role's own policies tell.
    fn granted(&self, policies: &RolePolicies, action: &str, target: &Target, asking: &mut Asking) -> Truth {
        let each = target.arns.iter().map(|arn| {
            let by_role = policies.allows(action, arn);
            let mut some = target.some.iter();
            if by_role == Truth::False && some.any(|some| policies.allows(action, some).is_possible()) {
                return Truth::Unknown;
            }
            let by_role = if by_role == Truth::False && target.has_policy { Truth::Unknown } else { by_role };
            let role = self.role.arn.as_deref();
            let decided = role.zip(arn.text()).and_then(|(role, arn)| asking.decide(role, action, arn));
            match decided.map(|decided| decided.decision) {
                Some(Decision::Allowed) => Truth::True,
                Some(Decision::ExplicitlyDenied | Decision::ImplicitlyDenied) => Truth::False,
                // The role's own policies may tell more of what a template leaves open.
                Some(Decision::Unknown) if by_role == Truth::True => Truth::Unknown,
                Some(Decision::Unknown) | None => by_role,
            }
        });
        let each: Vec<Truth> = each.collect();
        // All are the ARN of one resource, so what is sure of one form of it is sure.
        let sure = [Truth::True, Truth::False].into_iter().find(|sure| each.contains(sure));
        sure.unwrap_or(Truth::Unknown)
    }
}
