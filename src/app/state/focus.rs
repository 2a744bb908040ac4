//! The panels, and where the keyboard focus can be sent.

use crate::analysis::Place;
use crate::evaluation::Check;

/// The parts of the page that F6 goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Panel {
    /// The request.
    Request,
    /// The answer.
    Verdict,
    /// The seven checks.
    Checks,
    /// The documents and their editor.
    Documents,
    /// The statements.
    Why,
    /// The tests, and what else looks at all requests at once.
    Workbench,
}

impl Panel {
    /// All of them, in reading order.
    pub(crate) const ALL: [Panel; 6] =
        [Panel::Request, Panel::Verdict, Panel::Checks, Panel::Documents, Panel::Why, Panel::Workbench];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Panel::Request => "Request",
            Panel::Verdict => "Verdict",
            Panel::Checks => "Checks",
            Panel::Documents => "Documents",
            Panel::Why => "Why",
            Panel::Workbench => "Workbench",
        }
    }

    /// The id of its element.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Panel::Request => "request",
            Panel::Verdict => "verdict",
            Panel::Checks => "checks",
            Panel::Documents => "documents",
            Panel::Why => "why",
            Panel::Workbench => "workbench",
        }
    }
}

/// An order to move the keyboard focus. The number tells two like orders apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Focus {
    /// Rises with each order.
    pub(crate) serial: u64,
    /// Where to.
    pub(crate) target: FocusTarget,
}

/// Where the keyboard focus can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FocusTarget {
    /// A panel as a whole.
    Panel(Panel),
    /// The button of a check.
    Check(Check),
    /// A stretch of a document, to be selected in the editor.
    Place(Place),
    /// The editor, wherever its cursor is.
    Editor,
    /// The list of findings.
    Findings,
    /// The tab of the selected request.
    RequestTab,
    /// The name of a request in the table of tests; where there is none, the table's panel.
    Test(usize),
    /// The key in that row of the context table; where there are no rows, the button that adds one.
    ContextKey(usize),
    /// A value in the context table, by row and number.
    ContextValue(usize, usize),
}
