//! Opening other workspaces, and handing on the present one.

use gloo_file::File;
use gloo_file::futures::read_as_text;
use wasm_bindgen_futures::spawn_local;

use super::Moment;
use super::browser::{address, clipboard, drafts, files, focus};
use super::state::{Action, Banner, BannerOffer, Origin, TestAction, Toast, blank_workspace};
use super::words;
use crate::share;
use crate::workspace::examples::Example;
use crate::workspace::model::Workspace;
use crate::workspace::scenarios::{ScenarioLines, import_lines, scenario_lines};

/// The largest file that is read, in bytes: 4 MiB, as much as a link holds.
const MOST_FILE_BYTES: u64 = share::MAX_TEXT_BYTES as u64;

/// Links longer than this are cut by some chat programs, in characters.
const LONG_LINK: usize = 2_000;

/// Opens an example.
pub(crate) fn example(example: &Example, state: &Moment) {
    match example.workspace() {
        Ok(workspace) => open(workspace, format!("Opened the example {}", example.title), state),
        Err(error) => state.dispatch(Action::Announce(Banner::problem(format!("{error}."), ""))),
    }
}

/// Opens a workspace to begin with.
pub(crate) fn blank(state: &Moment) {
    open(blank_workspace(), "Started a new workspace".to_owned(), state);
}

/// Saves the workspace as a file.
pub(crate) fn export(state: &Moment) {
    let name = files::file_name(state.workspace.name.as_deref());
    if !files::save(&name, &state.workspace.to_json_pretty()) {
        state.dispatch(Action::Announce(Banner::problem(
            "This browser did not take the file.",
            "Share copies a link that holds the same.",
        )));
    }
}

/// Opens the workspace in a file.
pub(crate) fn import(file: File, state: Moment) {
    let name = file.name();
    if file.size() > MOST_FILE_BYTES {
        let text = format!("`{name}` is larger than {} MiB.", MOST_FILE_BYTES >> 20);
        state.dispatch(Action::Announce(Banner::problem(text, "Nothing was opened.")));
        return;
    }
    spawn_local(async move {
        let refusal = match read_as_text(&file).await {
            Ok(text) => match Workspace::from_json(&text) {
                Ok(workspace) => return open(workspace, format!("Opened {name}"), &state),
                Err(error) => {
                    let help = error.help.as_ref().map(|help| format!(" To do: {help}."));
                    Banner::problem(
                        format!("`{name}` could not be opened: {error}.{}", help.unwrap_or_default()),
                        "Nothing was changed.",
                    )
                }
            },
            Err(error) => {
                Banner::problem(format!("`{name}` could not be read: {error}."), "Nothing was changed.")
            }
        };
        state.dispatch(Action::Announce(refusal));
    });
}

/// Reads a file as text and hands it on, or a sentence on why it cannot be read.
pub(crate) fn read_file(file: File, done: impl FnOnce(Result<String, String>) + 'static) {
    let name = file.name();
    if file.size() > MOST_FILE_BYTES {
        return done(Err(format!("`{name}` is larger than {} MiB", MOST_FILE_BYTES >> 20)));
    }
    spawn_local(async move {
        let text = read_as_text(&file).await;
        done(text.map_err(|error| format!("`{name}` could not be read: {error}")));
    });
}

/// Opens the workspace that was made of lines of scenarios.
pub(crate) fn imported_lines(workspace: Workspace, state: &Moment) {
    let said =
        format!("Opened {} in a workspace of their own", words::count(workspace.requests.len(), "request"));
    open(workspace, said, state);
}

/// Adds the requests of pasted lines where all of them fit the workspace; else opens them in one of their own.
pub(crate) fn pasted_lines(text: &str, state: &Moment) {
    let import = import_lines(&state.workspace, text);
    match import.not_fitting.is_empty() {
        true => state.dispatch(Action::Test(TestAction::Add(import.fitting))),
        false => imported_lines(import.own, state),
    }
}

/// Copies all requests as JSON Lines, and says what was copied.
pub(crate) fn copy_lines(state: &Moment) {
    let lines = scenario_lines(&state.workspace);
    let said = said_of_lines("Copied", &lines);
    let dispatch = state.dispatcher();
    spawn_local(async move {
        let toast = match clipboard::copy(&lines.text).await {
            true => said,
            false => "The browser did not let the page use the clipboard: download the lines".to_owned(),
        };
        dispatch.dispatch(Action::Say(Toast::passing(toast)));
    });
}

/// Offers all requests as a file of JSON Lines, and says what is in it.
pub(crate) fn save_lines(state: &Moment) {
    let lines = scenario_lines(&state.workspace);
    let name = files::lines_file_name(state.workspace.name.as_deref());
    let said = match files::save(&name, &lines.text) {
        true => said_of_lines("Saved", &lines),
        false => "This browser did not take the file: copy the lines".to_owned(),
    };
    state.dispatch(Action::Say(Toast::passing(said)));
}

/// `Copied 3 lines; 1 request is left out, as it cannot be read`
fn said_of_lines(done: &str, lines: &ScenarioLines) -> String {
    let mut said = format!("{done} {}", words::count(lines.count, "line"));
    let (left_out, refused) = (lines.left_out.len(), lines.refused.len());
    if left_out > 0 {
        let verb = if left_out == 1 { "is" } else { "are" };
        said += &format!("; {} {verb} left out: not readable", words::count(left_out, "request"));
    }
    if refused > 0 {
        let verb = if refused == 1 { "has" } else { "have" };
        said += &format!("; {} {verb} a policy that the command line refuses", words::count(refused, "line"));
    }
    said
}

/// Opens the workspace of a file that was pasted as text.
pub(crate) fn pasted_file(workspace: Workspace, state: &Moment) {
    open(workspace, "Opened the pasted workspace".to_owned(), state);
}

fn open(workspace: Workspace, said: String, state: &Moment) {
    let is_lost = state.is_own && drafts::keep(&state.workspace.to_json()).is_err();
    let banner = is_lost.then(|| {
        Banner::problem(
            "This browser has no room to keep your former workspace.",
            "Undo brings it back as long as this page is open.",
        )
    });
    state.dispatch(Action::Open {
        workspace: Box::new(workspace),
        origin: Origin::Choice,
        toast: Some(Toast::undoable(said)),
        banner,
    });
}

/// Opens the workspace of a share link that was pasted as text, as if the link had been followed.
pub(crate) fn pasted_link(workspace: Workspace, state: &Moment) {
    // It came out of a link, so it fits into one.
    if let Ok(fragment) = share::encode(&workspace.to_json()) {
        address::set_fragment(&fragment);
    }
    linked(workspace, state);
}

/// Opens the workspace of a share link. The draft whose place it takes is kept.
pub(crate) fn linked(workspace: Workspace, state: &Moment) {
    let present = state.workspace.to_json();
    let is_replaced = state.is_own && workspace.to_json() != present;
    let banner = match is_replaced {
        true => opened_over(present),
        false => Banner::news("Opened a shared link."),
    };
    state.dispatch(Action::Open {
        workspace: Box::new(workspace),
        origin: Origin::Link,
        toast: None,
        banner: Some(banner),
    });
}

/// Keeps the draft whose place a linked workspace takes.
pub(crate) fn opened_over(draft_json: String) -> Banner {
    match drafts::keep(&draft_json) {
        Ok(()) => Banner::news("Opened a shared link. Your draft is kept.")
            .offering(BannerOffer::RestoreDraft(draft_json)),
        Err(_) => Banner::problem(
            "Opened a shared link. This browser has no room to keep your draft beside it.",
            "Restore the draft, or save it, before you edit.",
        )
        .offering(BannerOffer::RestoreDraft(draft_json)),
    }
}

/// Copies a link that holds the workspace, and says so once it is copied.
pub(crate) fn share_link(state: &Moment) {
    let link = match share::encode(&state.workspace.to_json()) {
        Ok(fragment) => address::link_to(&fragment).unwrap_or(fragment),
        Err(error) => {
            let text = format!("No link could be made: {error}.");
            let advice = format!("To do: {}.", error.help());
            return state.dispatch(Action::Announce(Banner::problem(text, advice)));
        }
    };
    let dispatch = state.dispatcher();
    spawn_local(async move {
        if clipboard::copy(&link).await {
            let length = link.chars().count();
            let warning = if length > LONG_LINK { "; some chat programs cut links that long" } else { "" };
            dispatch
                .dispatch(Action::Say(Toast::passing(format!(
                "Link copied: {length} characters{warning}. Whoever has it can read these policies and account numbers"
            ))));
        } else {
            let banner =
                Banner::news("The browser did not let the page use the clipboard. Copy the link here:");
            dispatch.dispatch(Action::Announce(banner.offering(BannerOffer::CopyByHand(link))));
            gloo_timers::future::TimeoutFuture::new(0).await;
            focus::focus("#link-to-copy");
        }
    });
}

/// Copies a text, and says so once it is copied.
pub(crate) fn copy_text(text: String, dispatch: super::Dispatch) {
    spawn_local(async move {
        let said = match clipboard::copy(&text).await {
            true => "Copied",
            false => "The browser did not let the page use the clipboard: select the text and copy it",
        };
        dispatch.dispatch(Action::Say(Toast::passing(said)));
    });
}
