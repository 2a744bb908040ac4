//! Linting, a moment after the workspace or the catalogue changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::analysis::{DocumentFindings, WorkspaceFindings, WorkspaceLinter};
use crate::app::Dispatch;
use crate::app::state::{Action, SharedCatalogue, State};

/// How long typing may rest before the documents are linted anew, in milliseconds.
const REST: u32 = 120;

/// The findings that the page shows, and what can be done with all of a document at once.
#[derive(Clone, PartialEq)]
pub(crate) struct Findings {
    /// The findings of all documents.
    pub(crate) all: Rc<WorkspaceFindings>,
    /// Applies every safe fix of a document.
    pub(crate) fix_all: Callback<Rc<DocumentFindings>>,
}

/// The linter with the catalogue that it was made with.
type MadeLinter = Rc<RefCell<Option<(Option<SharedCatalogue>, WorkspaceLinter)>>>;

/// The findings, which come a moment after what they are about.
#[hook]
pub(crate) fn use_findings(state: &State, dispatch: &Dispatch) -> Findings {
    let linter: MadeLinter = use_mut_ref(|| None);
    let all = use_state_eq(Rc::<WorkspaceFindings>::default);
    let latest = use_memo((), |()| Cell::new(0_u64));
    {
        let (linter, all) = (Rc::clone(&linter), all.clone());
        let workspace = Rc::clone(&state.workspace);
        let catalogue = state.catalogue.catalogue().cloned();
        use_effect_with((state.revision, catalogue), move |(_, catalogue)| {
            let catalogue = catalogue.clone();
            let own = latest.get() + 1;
            latest.set(own);
            spawn_local(async move {
                TimeoutFuture::new(REST).await;
                // Something changed meanwhile, after which another one waits.
                if latest.get() != own {
                    return;
                }
                let mut linter = linter.borrow_mut();
                let made = linter.take().filter(|(of, _)| *of == catalogue);
                let (_, linter) = linter.insert(made.unwrap_or_else(|| {
                    let linter = WorkspaceLinter::new(catalogue.as_ref().map(|shared| shared.get().clone()));
                    (catalogue, linter)
                }));
                all.set(Rc::new(linter.lint(&workspace)));
            });
        });
    }
    let fix_all = use_callback(dispatch.clone(), move |findings: Rc<DocumentFindings>, dispatch| {
        let after = linter.borrow().as_ref().and_then(|(_, linter)| linter.fix_all(&findings));
        if let Some(after) = after {
            let (document, before) = (findings.document, findings.text.clone());
            dispatch.dispatch(Action::ReplaceText { document, before, after });
        }
    });
    Findings { all: Rc::clone(&all), fix_all }
}
