//! The page as a whole.

use std::rc::Rc;

use yew::prelude::*;

use super::browser::drafts;
use super::components::{
    BannerBar, CheckRail, CommandPalette, DocumentPanel, ExpansionDialog, Header, HelpDialog, PasteDialog,
    PasteOrder, RequestPanel, RuleDialog, Tab, Tabs, ToastBar, VerdictBar, WhyPanel, Workbench,
};
use super::hooks::{
    ShortcutCalls, first_state, use_catalogue, use_coverage, use_draft, use_findings, use_focus, use_link,
    use_media, use_outcomes, use_pasted_text, use_readable, use_settled, use_shortcuts, use_template_links,
};
use super::opening;
use super::state::{Action, FocusTarget, Panel, State, Way, document_title};
use super::{Dispatch, Latest, Moment, PanelFrame, Present};
use crate::analysis::templates::TemplateLinks;
use crate::analysis::{Analysis, DocumentView, Explained, analyse_with, aws_answer, verdict};
use crate::workspace::edit;
use crate::workspace::{DocumentId, KeptPolicies};

/// Windows that have room for one panel.
const NARROW: &str = "(max-width: 640px)";

/// The panels that share that room, with their names.
const NARROW_PANELS: [(Panel, &str); 5] = [
    (Panel::Request, "Request"),
    (Panel::Documents, "Documents"),
    (Panel::Why, "Why"),
    (Panel::Checks, "Checks"),
    (Panel::Workbench, "Workbench"),
];

/// The page.
#[component]
pub(super) fn Page() -> Html {
    let latest = use_reducer(|| Latest::from(first_state()));
    let state = Moment::now(&latest);
    let dispatch: Dispatch = state.dispatcher();
    let present = (*use_memo((), |()| Present::starting(&state))).clone();
    present.becomes(&state);
    let is_narrow = use_media(NARROW);
    let is_help_open = use_state_eq(|| false);
    let settled = use_settled(&state);
    let policies = use_mut_ref(KeptPolicies::default);
    let explains_all = use_state_eq(|| false);
    let explained = if *explains_all { Explained::All } else { Explained::Shown(settled.document) };
    let analysis = {
        let (settled, policies) = (settled.clone(), Rc::clone(&policies));
        use_memo((settled.revision, explained), move |_| {
            analyse_with(&mut policies.borrow_mut(), &settled.workspace, settled.selected(), explained)
        })
    };
    let verdict = {
        let (state, analysis, policies) = (state.clone(), Rc::clone(&analysis), Rc::clone(&policies));
        let is_known = settled.revision == state.revision;
        use_memo((state.revision, settled.revision), move |_| match is_known {
            true => analysis.verdict.clone(),
            false => verdict(&mut policies.borrow_mut(), &state.workspace, state.selected()),
        })
    };
    let shown = use_readable(&settled, &analysis);
    let is_stale = !Rc::ptr_eq(&shown, &analysis);
    let coverage = use_coverage(&settled).map(|overview| overview.found);
    let outcomes = use_outcomes(&state, &verdict, policies);
    let document = shown_document(&state, &shown);
    {
        let (dispatch, is_pinned) = (dispatch.clone(), state.is_pinned);
        // The document stays while the person types, also when another one comes to decide.
        use_effect_with((document, state.document), move |(shown, chosen)| {
            if let Some(document) = shown.filter(|_| shown != chosen) {
                dispatch.dispatch(Action::ShowDocument { document, pinned: is_pinned });
            }
        });
    }
    // Callbacks are made once: what gets a new one is drawn anew.
    let onshare = use_callback(present.clone(), |(), present| opening::share_link(&present.moment()));
    let onhelp = use_callback(is_help_open.setter(), |(), is_open| is_open.set(true));
    let close_help = use_callback(is_help_open.setter(), |(), is_open| is_open.set(false));
    let pasting = use_state_eq(|| None::<PasteOrder>);
    let orders = use_mut_ref(|| 0_u64);
    let onpaste = use_callback(pasting.setter(), move |text: AttrValue, pasting| {
        *orders.borrow_mut() += 1;
        pasting.set(Some(PasteOrder { serial: *orders.borrow(), text }));
    });
    let open_paste = use_callback(onpaste.clone(), |(), onpaste| onpaste.emit(AttrValue::default()));
    let close_paste = use_callback(pasting.setter(), |(), pasting| pasting.set(None));
    let expanded = use_state_eq(|| None::<AttrValue>);
    let onexpand =
        use_callback(expanded.setter(), |pattern: String, expanded| expanded.set(Some(pattern.into())));
    let close_expansion = use_callback(expanded.setter(), |(), expanded| expanded.set(None));
    let is_palette_open = use_state_eq(|| false);
    let open_palette = use_callback(is_palette_open.setter(), |(), is_open| is_open.set(true));
    let close_palette = use_callback(is_palette_open.setter(), |(), is_open| is_open.set(false));
    let rule = use_state_eq(|| None::<AttrValue>);
    let onrule = use_callback(rule.setter(), |code: AttrValue, rule| rule.set(Some(code)));
    let close_rules = use_callback(rule.setter(), |(), rule| rule.set(None));
    use_catalogue(&state, &dispatch);
    let findings = use_findings(&settled, &dispatch);
    let template_links = use_template_links(&settled);
    use_draft(&state, &dispatch);
    use_link(&state);
    use_focus(&state);
    let calls = ShortcutCalls {
        share: onshare.clone(),
        paste: open_paste.clone(),
        help: onhelp.clone(),
        palette: open_palette.clone(),
    };
    use_shortcuts(&state, calls.clone());
    use_pasted_text(onpaste.clone());
    use_effect_with((), |()| drafts::started());

    let frame =
        |panel: Panel| PanelFrame { is_shared: is_narrow, is_hidden: is_narrow && state.panel != panel };
    let answer_of_aws = state.request().and_then(|request| aws_answer(request, verdict.decision));
    let stopped_by = deciding_document(&shown).filter(|_| !is_stale && verdict.decided_by.is_none());
    let stopped_by = stopped_by.map(|view| (view.id, document_title(&view.name).into()));
    let verdict_bar = html! {
        <VerdictBar key="verdict" verdict={Rc::clone(&verdict)} aws_answer={answer_of_aws} deciding_document={stopped_by} dispatch={dispatch.clone()} />
    };
    let request = html! {
        <RequestPanel key="request" state={state.clone()} present={present.clone()} verdict={Rc::clone(&verdict)} outcomes={Rc::clone(&outcomes)} analysis={Rc::clone(&shown)} frame={frame(Panel::Request)} />
    };
    html! {
        <>
            <a class="skip-link" href="#verdict" onclick={skip(&dispatch)}>{ "Skip to the verdict" }</a>
            <Header present={present.clone()} name={state.workspace.name.clone()} can_undo={state.history.can_go(Way::Back)} can_redo={state.history.can_go(Way::Forth)} onpaste={open_paste.clone()} {onshare} onexpand={onexpand.clone()} onrule={onrule.clone()} onpalette={open_palette} {onhelp} />
            <BannerBar banner={state.banner.clone()} dispatch={dispatch.clone()} {onpaste} />
            <ContextProvider<Moment> context={state.clone()}>
                <ContextProvider<TemplateLinks> context={template_links}>
                    <main class={classes!("main", is_narrow.then_some("narrow"))}>
                        if is_narrow {
                            <div key="top" class="narrow-top">{ verdict_bar }{ panel_tabs(state.panel, &dispatch) }</div>
                            { request }
                        } else {
                            { request }
                            { verdict_bar }
                        }
                        <div key="columns" class="columns">
                            <CheckRail state={settled.clone()} analysis={Rc::clone(&shown)} {is_stale} frame={frame(Panel::Checks)} />
                            <DocumentPanel state={settled.clone()} analysis={Rc::clone(&shown)} {findings} coverage={coverage.clone()} {document} {onexpand} {onrule} onpaste={open_paste.clone()} frame={frame(Panel::Documents)} />
                            <WhyPanel state={settled.clone()} analysis={Rc::clone(&shown)} {coverage} {document} {explains_all} {is_stale} frame={frame(Panel::Why)} />
                        </div>
                        <Workbench key="workbench" state={settled.clone()} {outcomes} {document} frame={frame(Panel::Workbench)} onpaste={open_paste} />
                    </main>
                </ContextProvider<TemplateLinks>>
            </ContextProvider<Moment>>
            <ToastBar toast={state.toast.clone()} dispatch={dispatch.clone()} />
            <PasteDialog {present} order={(*pasting).clone()} onclose={close_paste} />
            <ExpansionDialog pattern={(*expanded).clone()} load={state.catalogue.clone()} {dispatch} onclose={close_expansion} />
            <RuleDialog opened={(*rule).clone()} onclose={close_rules} />
            <CommandPalette opened={is_palette_open.then_some(state)} {calls} onclose={close_palette} />
            <HelpDialog is_open={*is_help_open} onclose={close_help} />
        </>
    }
}

/// The document to show: the chosen one while the request asks it or the person insists on it, else the one that
/// decided, else the first.
fn shown_document(state: &State, analysis: &Analysis) -> Option<DocumentId> {
    let is_asked = |id: &DocumentId| analysis.documents.iter().any(|view| view.id == *id);
    let is_kept = |id: &DocumentId| {
        let stays = is_asked(id) || state.is_pinned || analysis.verdict.decision.is_none();
        stays && edit::document(&state.workspace, *id).is_some()
    };
    let deciding = || {
        let by_statement = analysis.verdict.decided_by.map(|place| place.document);
        by_statement.or_else(|| deciding_document(analysis).map(|view| view.id))
    };
    let first = || analysis.documents.first().map(|view| view.id);
    state.document.filter(is_kept).or_else(deciding).or_else(first)
}

/// The first document of the check that decided; none where nothing is attached there.
fn deciding_document(analysis: &Analysis) -> Option<&DocumentView> {
    let check = analysis.checks.iter().find(|check| check.decides)?.check;
    analysis.documents.iter().find(|view| view.check == check).map(|view| &**view)
}

/// The tabs by which the panels share one place.
fn panel_tabs(shown: Panel, dispatch: &Dispatch) -> Html {
    let tab = |(panel, name): &(Panel, &'static str)| Tab {
        id: format!("panel-tab-{}", panel.id()).into(),
        controls: panel.id().into(),
        content: html! { { *name } },
    };
    let tabs: Vec<Tab> = NARROW_PANELS.iter().map(tab).collect();
    let selected = NARROW_PANELS.iter().position(|(panel, _)| *panel == shown).unwrap_or(0);
    let dispatch = dispatch.clone();
    let onselect = Callback::from(move |index: usize| {
        if let Some((panel, _)) = NARROW_PANELS.get(index) {
            dispatch.dispatch(Action::ShowPanel(*panel));
        }
    });
    html! { <Tabs label="Panels" class="panel-tabs" {tabs} {selected} {onselect} /> }
}

fn skip(dispatch: &Dispatch) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        // The fragment of the address is for links.
        event.prevent_default();
        dispatch.dispatch(Action::MoveFocus(FocusTarget::Panel(Panel::Verdict)));
    })
}
