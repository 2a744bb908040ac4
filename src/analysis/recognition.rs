//! What the page says of a pasted text before anything is done with it.

use crate::paste::{Call, Facts, Kind, NotRecognised, NotRecognisedKind, Owner, Pasted, recognise};
use crate::share;
use crate::text::quoted;
use crate::workspace::model::{ExpectedDecision, Workspace};
use crate::workspace::scenarios::{import_lines, looks_like_lines};

/// What a pasted text is.
#[derive(Clone, Debug, PartialEq)]
pub enum Recognition {
    /// There is no text yet.
    Nothing,
    /// A text that a workspace can be filled with.
    Facts {
        /// What it is, in one line; names in backticks.
        line: String,
        /// What it says.
        pasted: Box<Pasted>,
    },
    /// A workspace, which takes the place of the present one.
    Workspace {
        /// What it is, in one line.
        line: String,
        /// The workspace.
        workspace: Box<Workspace>,
        /// Whether it came as a share link, not as a file.
        is_link: bool,
    },
    /// Lines of scenarios, which become requests of the present workspace or a workspace of their own.
    Scenarios {
        /// What they are, in one line.
        line: String,
    },
    /// A text that nothing can be done with.
    Refused {
        /// Why not, in one line; with line and column, from 1, of a mistake in JSON.
        line: String,
        /// What to do about it.
        help: Option<String>,
    },
}

/// Says what `text` is. A workspace or a share link that cannot be opened is refused like any other text.
///
/// Takes time and memory in proportion to the length of `text`.
#[must_use]
pub fn recognition(text: &str) -> Recognition {
    if looks_like_lines(text) {
        return scenarios(text);
    }
    match recognise(text) {
        Ok(pasted) => match pasted.kind {
            Kind::Workspace => opened(bare(text).to_owned(), &pasted.kind, false),
            Kind::ShareLink => match share::decode(bare(text)) {
                Ok(json) => opened(json, &pasted.kind, true),
                Err(error) => refused(error.to_string(), Some(error.help().to_owned())),
            },
            _ => Recognition::Facts { line: line(&pasted), pasted: Box::new(pasted) },
        },
        Err(NotRecognised { kind: NotRecognisedKind::Empty, .. }) => Recognition::Nothing,
        Err(found) => {
            let place =
                found.position.map(|place| format!(" (line {}, column {})", place.line, place.column + 1));
            refused(format!("{}{}", found.message, place.unwrap_or_default()), found.help)
        }
    }
}

/// What `text` is, as the line of a [`Recognition`] says it, where it belongs into no policy: a message, an event, output
/// of a command, a template, scenarios or a workspace. None for a policy and for ARNs, which stand in policies, and for
/// what nobody recognises, such as a part of a policy.
#[must_use]
pub fn foreign_to_policies(text: &str) -> Option<String> {
    match recognition(text) {
        Recognition::Facts { pasted, .. }
            if matches!(
                pasted.kind,
                Kind::Policy(_) | Kind::PrincipalArn | Kind::ResourceArn | Kind::Several
            ) =>
        {
            None
        }
        Recognition::Facts { line, .. }
        | Recognition::Workspace { line, .. }
        | Recognition::Scenarios { line } => Some(line),
        Recognition::Nothing | Recognition::Refused { .. } => None,
    }
}

fn scenarios(text: &str) -> Recognition {
    let import = import_lines(&Workspace::default(), text);
    let taken = import.lines - import.unreadable.len();
    let problem = import.unreadable.first().map(|problem| {
        let column = problem.column.map(|column| format!(", column {column}")).unwrap_or_default();
        format!("{} (line {}{column})", problem.message, problem.line)
    });
    match (taken, problem) {
        (0, Some(problem)) => refused(format!("a scenario that cannot be read: {problem}"), None),
        (_, problem) => {
            let bad = problem.map(|problem| format!("; a line is left out: {problem}")).unwrap_or_default();
            let line = format!("{} with all policies that apply{bad}", counted(taken, "request"));
            Recognition::Scenarios { line }
        }
    }
}

fn refused(line: String, help: Option<String>) -> Recognition {
    Recognition::Refused { line, help }
}

fn opened(json: String, kind: &Kind, is_link: bool) -> Recognition {
    match Workspace::from_json(&json) {
        Ok(workspace) => {
            let name = workspace.name.as_deref().map(|name| format!(": `{}`", quoted(name)));
            let line = format!("{kind}{}", name.unwrap_or_default());
            Recognition::Workspace { line, workspace: Box::new(workspace), is_link }
        }
        Err(error) => refused(format!("{kind} that cannot be opened: {error}"), error.help),
    }
}

/// The text without what programs put around it.
fn bare(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim().trim_matches(['"', '\'', '`', ',', ';'])
}

/// What a text is and whom or what it is about.
fn line(pasted: &Pasted) -> String {
    let about = about(&pasted.facts);
    let about = about.map(|about| format!(": {about}")).unwrap_or_default();
    format!("{}{about}", pasted.kind)
}

fn about(facts: &Facts) -> Option<String> {
    if let Some(arn) = &facts.alone {
        return Some(format!("`{}`", quoted(arn)));
    }
    if let [call] = facts.calls.as_slice() {
        return sentence(call);
    }
    let arn = |owner: &Owner| match owner {
        Owner::Arn(arn) => Some(format!("`{}`", quoted(arn))),
        Owner::Named(_, name) => Some(format!("`{}`", quoted(name))),
        Owner::Caller | Owner::Target(_) => None,
    };
    let counts = [
        (facts.calls.len(), "request"),
        (facts.principals.len(), "principal"),
        (facts.groups.len(), "group"),
        (facts.resources.len(), "resource"),
        (facts.vpc_endpoints.len(), "VPC endpoint"),
        (facts.control_policies.len(), "organization policy"),
    ];
    let there: Vec<(usize, &str)> = counts.into_iter().filter(|(count, _)| *count > 0).collect();
    match (there.as_slice(), facts.principals.first(), facts.resources.first()) {
        ([(1, "principal")], Some(principal), _) => arn(&principal.owner),
        ([(1, "resource")], _, Some(resource)) => arn(&resource.owner),
        ([] | [(1, _)], _, _) => None,
        (there, _, _) => {
            let counted: Vec<String> = there.iter().map(|(count, what)| counted(*count, what)).collect();
            Some(counted.join(", "))
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        _ => format!("{count} {what}s"),
    }
}

/// `role/app` may not `s3:GetObject` on `arn:aws:s3:::reports/a.csv`.
fn sentence(call: &Call) -> Option<String> {
    let action = call.action.as_ref().or(call.operation.as_ref())?;
    let caller = call.caller.as_deref().map(|caller| format!("`{}`", quoted(short(caller))));
    let verb = match call.outcome.decision {
        Some(ExpectedDecision::Allowed) => "may",
        Some(_) => "may not",
        None => "asks for",
    };
    let resource = call.resource.as_deref().map(|resource| format!(" on `{}`", quoted(resource)));
    let caller = caller.unwrap_or_else(|| "somebody".to_owned());
    Some(format!("{caller} {verb} `{}`{}", quoted(action), resource.unwrap_or_default()))
}

/// The name of a caller without its partition and account.
fn short(arn: &str) -> &str {
    arn.splitn(6, ':').nth(5).unwrap_or(arn)
}
