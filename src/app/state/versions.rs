//! Former versions of the workspace, to compare the present one with.

use std::rc::Rc;

use super::{State, Toast};
use crate::workspace::model::Workspace;

/// Former versions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Versions {
    /// The workspace as it was opened.
    pub(crate) opened: Rc<Workspace>,
    /// The one that the person asked to remember last.
    pub(crate) remembered: Option<Rc<Workspace>>,
}

impl Versions {
    /// Of a workspace that has just been opened.
    pub(super) fn of(opened: &Rc<Workspace>) -> Self {
        Self { opened: Rc::clone(opened), remembered: None }
    }
}

impl State {
    pub(super) fn remember_version(&mut self) {
        self.versions.remembered = Some(Rc::clone(&self.workspace));
        self.toast = Some(Toast::passing("Remembered this version, to compare with"));
    }
}
