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

/// The tools at the foot of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bench {
    /// The table of the requests with what is expected of them.
    Tests,
    /// Many requests at once.
    Matrix,
    /// Two versions side by side.
    Compare,
    /// The templates, what can be given for them, and what was taken from them.
    Template,
    /// Requests at the front doors of APIs.
    Api,
    /// The functions of templates.
    Functions,
}

impl Bench {
    /// All of them, in the order of their tabs.
    pub(crate) const ALL: [Bench; 6] =
        [Bench::Tests, Bench::Matrix, Bench::Compare, Bench::Template, Bench::Functions, Bench::Api];

    /// The name in the ids of its elements.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Bench::Tests => "tests",
            Bench::Matrix => "matrix",
            Bench::Compare => "compare",
            Bench::Template => "template",
            Bench::Api => "api",
            Bench::Functions => "functions",
        }
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Bench::Tests => "Tests",
            Bench::Matrix => "Matrix",
            Bench::Compare => "Compare",
            Bench::Template => "Template",
            Bench::Api => "API",
            Bench::Functions => "Functions",
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

impl FocusTarget {
    /// The tool that is opened for it.
    pub(crate) fn bench(self) -> Option<Bench> {
        match self {
            FocusTarget::Bench(bench) => Some(bench),
            FocusTarget::TemplateLine(..) => Some(Bench::Template),
            _ => None,
        }
    }
}

/// Where the keyboard focus can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FocusTarget {
    /// A panel as a whole.
    Panel(Panel),
    /// The button of a check.
    Check(Check),
    /// The tab of a tool, which is opened.
    Bench(Bench),
    /// The tab of the document that is shown, where the focus would else be nowhere.
    DocumentTab,
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
    /// A line of a template, which is shown; both numbers, that of the line from 1.
    TemplateLine(usize, u32),
    /// A request to the API that is shown; where there is none, the tab of the APIs.
    DoorRequest(usize),
    /// The key in that row of the context table; where there are no rows, the button that adds one.
    ContextKey(usize),
    /// A value in the context table, by row and number.
    ContextValue(usize, usize),
}
