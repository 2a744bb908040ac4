//! What the page holds at one moment.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use yew::{Reducible, UseReducerDispatcher, UseReducerHandle};

use super::state::{Action, State};

/// Where actions go.
pub(super) type Dispatch = UseReducerDispatcher<Latest>;

/// The latest state, which Yew keeps.
#[derive(Clone)]
pub(super) struct Latest(Rc<State>);

impl From<State> for Latest {
    fn from(state: State) -> Self {
        Self(Rc::new(state))
    }
}

impl Reducible for Latest {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let Self(state) = Rc::unwrap_or_clone(self);
        Rc::new(Rc::unwrap_or_clone(state).after(action).into())
    }
}

/// The state of one moment, and where actions go. A handle of Yew always leads to the latest state, so that nobody who
/// kept one could tell what has changed since, nor show what was.
#[derive(Clone)]
pub(super) struct Moment {
    state: Rc<State>,
    dispatch: Dispatch,
}

impl Moment {
    /// The present one.
    pub(super) fn now(latest: &UseReducerHandle<Latest>) -> Self {
        Self { state: Rc::clone(&latest.0), dispatch: latest.dispatcher() }
    }

    /// Where actions go.
    pub(super) fn dispatcher(&self) -> Dispatch {
        self.dispatch.clone()
    }

    /// Does something to the page, as it is by then.
    pub(super) fn dispatch(&self, action: Action) {
        self.dispatch.dispatch(action);
    }
}

impl Deref for Moment {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

/// The present moment whenever it is asked for: for what is done at a click, so that nothing is drawn anew for it before.
#[derive(Clone)]
pub(super) struct Present(Rc<RefCell<Moment>>);

impl Present {
    /// It begins with that moment.
    pub(super) fn starting(moment: &Moment) -> Self {
        Self(Rc::new(RefCell::new(moment.clone())))
    }

    /// What it is from now on.
    pub(super) fn becomes(&self, moment: &Moment) {
        self.0.replace(moment.clone());
    }

    /// What it is now.
    pub(super) fn moment(&self) -> Moment {
        self.0.borrow().clone()
    }
}

impl PartialEq for Present {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
