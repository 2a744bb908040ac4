//! What a person can have the page do, by name.

use yew::{AttrValue, Callback};

use super::Moment;
use super::concepts::concept;
use super::hooks::ShortcutCalls;
use super::opening;
use super::state::{Action, Bench, FocusTarget, Panel, State, Way, document_title, request_title};
use crate::evaluation::Check;
use crate::explanation::check_title;
use crate::workspace::document_list;
use crate::workspace::edit::{can_be_unknown, possible_additions, unknown_checks};
use crate::workspace::examples::EXAMPLES;

/// A command.
#[derive(Clone, PartialEq)]
pub(super) struct Command {
    /// What it does, as an order.
    pub(super) title: AttrValue,
    /// Other words by which it is looked for, in lower case; may be empty.
    pub(super) synonyms: AttrValue,
    /// The keys that do the same; may be empty.
    pub(super) keys: &'static str,
    /// Does it.
    pub(super) run: Callback<()>,
}

impl Command {
    /// Whether every word of `wanted` stands in its title or among its synonyms, whatever the case.
    pub(super) fn fits(&self, wanted: &str) -> bool {
        let title = self.title.to_lowercase();
        let is_there = |word: &str| title.contains(word) || self.synonyms.contains(word);
        let wanted = wanted.to_lowercase();
        let mut words = wanted.split_whitespace().map(|word| word.trim_end_matches(['?', '.', '!']));
        words.all(is_there)
    }

    /// The same command with other words by which it is looked for.
    fn known_as(self, synonyms: impl Into<AttrValue>) -> Self {
        Self { synonyms: synonyms.into(), ..self }
    }
}

/// Words by which people ask what something is.
const ASKING: &str = "what's a an the mean explain learn concept glossary help";

/// The keys of the checks, in their order.
const CHECK_KEYS: [&str; 7] = ["Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6", "Alt+7"];

/// All commands that make sense at present: the common ones first, then places to go to, then examples.
pub(super) fn commands(state: &Moment, calls: &ShortcutCalls) -> Vec<Command> {
    let act_all = |title: String, keys: &'static str, actions: Vec<Action>| {
        let dispatch = state.dispatcher();
        let run = Callback::from(move |()| {
            for action in &actions {
                dispatch.dispatch(action.clone());
            }
        });
        Command { title: title.into(), synonyms: AttrValue::default(), keys, run }
    };
    let act = |title: String, keys: &'static str, action: Action| act_all(title, keys, vec![action]);
    let call = |title: &'static str, keys: &'static str, run: &Callback<()>| Command {
        title: title.into(),
        synonyms: AttrValue::default(),
        keys,
        run: run.clone(),
    };
    let open = |run: fn(&Moment)| {
        let state = state.clone();
        Callback::from(move |()| run(&state))
    };
    let mut all = vec![
        call("Paste anything: an error, an event, a policy, an ARN", "Alt+P", &calls.paste),
        call("Share: copy a link to this workspace", "Ctrl/⌘+S", &calls.share),
    ];
    for (way, keys) in [(Way::Back, "Ctrl/⌘+Z"), (Way::Forth, "Ctrl/⌘+Shift+Z")] {
        if state.history.can_go(way) {
            all.push(act(way.name().to_owned(), keys, Action::Go(way)));
        }
    }
    all.extend([
        act("Add a request".to_owned(), "", Action::AddRequest),
        act("Duplicate this request".to_owned(), "", Action::DuplicateRequest),
        act("Remove this request".to_owned(), "", Action::RemoveRequest),
    ]);
    let additions = possible_additions(&state.workspace, state.selected());
    all.extend(
        additions
            .into_iter()
            .map(|addition| act(format!("Add: {}", addition.title()), "", Action::AddDocument(addition))),
    );
    let focus = |title: String, keys, target| act(title, keys, Action::MoveFocus(target));
    all.extend(
        Panel::ALL.map(|panel| focus(format!("Go to: {}", panel.name()), "F6", FocusTarget::Panel(panel))),
    );
    let checks = Check::ALL.into_iter().zip(CHECK_KEYS);
    all.extend(checks.map(|(check, keys)| {
        let go = focus(format!("Go to the check: {}", check_title(check)), keys, FocusTarget::Check(check));
        go.known_as(abbreviation(check))
    }));
    all.extend(Check::ALL.map(|check| {
        let concept = concept(check);
        let question = focus(concept.question.to_owned(), "", FocusTarget::Check(check));
        question.known_as(format!("{} {ASKING}", concept.synonyms))
    }));
    all.extend(Bench::ALL.map(|bench| {
        let synonyms = match bench {
            Bench::Tests => "expectations expected check coverage",
            Bench::Matrix => "who can access table grid overview many outside external accounts public",
            Bench::Compare => "difference diff versions before after",
            Bench::Template => {
                "cloudformation sam serverless stack parameters values region account id line remove"
            }
            Bench::Api => {
                "api gateway front door authorizer token jwt usage plan key quota throttle 401 403 429"
            }
            Bench::Functions => "lambda serverless template role chain privileges least",
        };
        focus(format!("Open the tool: {}", bench.name()), "", FocusTarget::Bench(bench)).known_as(synonyms)
    }));
    all.extend(unknowns(state, &act));
    let requests = state.workspace.requests.iter().enumerate();
    all.extend(requests.map(|(index, request)| {
        let actions = vec![Action::SelectRequest(index), Action::MoveFocus(FocusTarget::RequestTab)];
        act_all(format!("Open the request: {}", request_title(request, index)), "", actions)
    }));
    all.extend(document_list::all(&state.workspace).into_iter().map(|entry| {
        let name = document_title(&entry.name);
        let title = if entry.owner.is_empty() { name } else { format!("{name} ({})", entry.owner) };
        let show = Action::ShowDocument { document: entry.id, pinned: true };
        act_all(format!("Open the policy: {title}"), "", vec![show, Action::MoveFocus(FocusTarget::Editor)])
    }));
    all.extend([
        Command {
            title: "Export the workspace to a file".into(),
            synonyms: "save download json".into(),
            keys: "",
            run: open(opening::export),
        },
        Command {
            title: "New workspace".into(),
            synonyms: "blank empty".into(),
            keys: "",
            run: open(opening::blank),
        },
        call("Keyboard shortcuts and help", "?", &calls.help).known_as("keys"),
    ]);
    all.extend(EXAMPLES.iter().map(|example| {
        let state = state.clone();
        let run = Callback::from(move |()| opening::example(example, &state));
        let title = format!("Open the example: {}", example.title).into();
        Command { title, synonyms: "learn sample tour".into(), keys: "", run }
    }));
    all
}

/// Saying of the policies of a check that they are unknown, or that there are none.
fn unknowns(state: &State, act: &impl Fn(String, &'static str, Action) -> Command) -> Vec<Command> {
    let (workspace, selected) = (&state.workspace, state.selected());
    let unknown = unknown_checks(workspace, selected);
    let of_check = |check: Check| {
        let title = check_title(check);
        let said = match unknown.contains(&check) {
            true => act(format!("Nothing is attached: {title}"), "", Action::SetUnknown(check, false)),
            false if can_be_unknown(workspace, selected, check) => {
                act(format!("I don’t know: {title}"), "", Action::SetUnknown(check, true))
            }
            false => return None,
        };
        Some(said.known_as(format!("{} unknown none don't", abbreviation(check))))
    };
    let mut all: Vec<Command> = Check::ALL.into_iter().filter_map(of_check).collect();
    if !unknown.is_empty() {
        let assume = act("Assume the unknown ones don’t stop it".to_owned(), "", Action::AssumeNoMore);
        all.insert(0, assume.known_as("don't none nothing attached"));
    }
    all
}

/// What a check is called for short.
fn abbreviation(check: Check) -> &'static str {
    match check {
        Check::ResourceControlPolicy => "rcp",
        Check::ServiceControlPolicy => "scp",
        Check::VpcEndpoint => "vpce",
        Check::Resource => "bucket key trust",
        Check::Principal => "role user",
        Check::PermissionsBoundary => "boundaries",
        Check::Session => "sessions",
    }
}
