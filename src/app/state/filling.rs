//! What a pasted text makes of the workspace.

use std::rc::Rc;

use super::{SharedCatalogue, State, Toast, beginning, with_editor_line_ends};
use crate::paste::{Filled, Kind, Pasted};
use crate::workspace::model::Workspace;

impl State {
    /// The workspace with what a pasted text says, for [`Action::FillIn`], and the report about it. A text that names
    /// its own callers does not go among those of an example that nobody has touched. A template takes the place of the
    /// same one, or, `beside` it, is another one.
    pub(crate) fn filled(&self, pasted: &Pasted, beside: bool) -> Filled {
        let catalogue = self.catalogue.catalogue().map(SharedCatalogue::get);
        if self.goes_into_present(pasted) {
            let fill = if beside { Pasted::fill_beside } else { Pasted::fill };
            return fill(pasted, &self.workspace, catalogue);
        }
        let mut filled = pasted.fill(&Workspace::default(), catalogue);
        filled.report.taken.push("put into a workspace of its own: Undo brings the example back".to_owned());
        filled
    }

    /// The number of the template that is the same as a pasted one.
    pub(crate) fn same_template(&self, pasted: &Pasted) -> Option<usize> {
        pasted.same_template(&self.workspace).filter(|_| self.goes_into_present(pasted))
    }

    fn goes_into_present(&self, pasted: &Pasted) -> bool {
        let is_about_present =
            matches!(pasted.kind, Kind::Policy(_) | Kind::PrincipalArn | Kind::ResourceArn);
        is_about_present || !beginning::is_untouched(&self.workspace)
    }

    pub(super) fn fill_in(&mut self, filled: Filled) {
        self.replace(Rc::new(with_editor_line_ends(filled.workspace)));
        self.is_own = true;
        self.is_edited = true;
        // A toast holds plain text.
        self.toast = Some(Toast::undoable(format!("Filled in {}", filled.report.kind.replace('`', ""))));
    }
}
