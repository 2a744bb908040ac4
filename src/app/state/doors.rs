//! What happens to the APIs of the workspace and to the requests to them.

use super::{FocusTarget, State};
use crate::analysis::door_request_title;
use crate::front_door::FrontDoor;
use crate::workspace::DocumentId;
use crate::workspace::edit::add_front_doors;
use crate::workspace::model::{DoorWithRequests, NamedDoorRequest, Workspace};

/// An API and a request to it, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ShownDoor {
    /// The number of the API.
    pub(crate) door: usize,
    /// The number of the request among those to the API.
    pub(crate) request: usize,
}

/// A part of a request to an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DoorField {
    /// What the page calls it.
    Name,
    /// The HTTP method.
    HttpMethod,
    /// The path.
    Path,
    /// The stage.
    Stage,
    /// The address it comes from.
    SourceIp,
    /// When it comes.
    Time,
    /// The header with the token.
    Token,
    /// The header with the API key.
    ApiKey,
    /// All headers.
    Headers,
    /// The parameters of the query.
    Query,
    /// One that is chosen.
    Chosen,
}

impl DoorField {
    /// Whether it is a text that is typed into.
    pub(super) fn is_typed(self) -> bool {
        self != DoorField::Chosen
    }
}

/// What can be done to APIs and the requests to them.
#[derive(Clone, Debug)]
pub(crate) enum DoorAction {
    /// Another one is shown.
    Show(ShownDoor),
    /// The APIs of another workspace are added, with the principals that sign the requests to them.
    Add(Box<Workspace>),
    /// The API goes, with its requests.
    Remove(ShownDoor),
    /// The API is another one; its requests stay.
    Define(ShownDoor, Box<FrontDoor>),
    /// A copy of the request is added after it; where there is none, a request to begin with.
    AddRequest(ShownDoor),
    /// The request goes.
    RemoveRequest(ShownDoor),
    /// A part of the request changes.
    EditRequest(ShownDoor, DoorField, Box<NamedDoorRequest>),
}

impl State {
    /// The API and the request that are shown. There may be none of these numbers.
    pub(crate) fn shown_door(&self) -> ShownDoor {
        let doors = &self.workspace.front_doors;
        let door = self.shown_door.door.min(doors.len().saturating_sub(1));
        let requests = doors.get(door).map_or(0, |door| door.requests.len());
        ShownDoor { door, request: self.shown_door.request.min(requests.saturating_sub(1)) }
    }

    pub(super) fn change_doors(&mut self, action: DoorAction) {
        match action {
            DoorAction::Show(shown) => self.shown_door = shown,
            DoorAction::Add(other) => self.add_doors(*other),
            DoorAction::Remove(shown) => self.remove_door(shown),
            DoorAction::Define(shown, definition) => self.change_door(shown, |door| door.door = *definition),
            DoorAction::AddRequest(shown) => self.add_door_request(shown),
            DoorAction::RemoveRequest(shown) => self.remove_door_request(shown),
            DoorAction::EditRequest(shown, _, edited) => self.change_door(shown, |door| {
                if let Some(request) = door.requests.get_mut(shown.request) {
                    *request = *edited;
                }
            }),
        }
    }

    fn change_door(&mut self, shown: ShownDoor, change: impl FnOnce(&mut DoorWithRequests)) {
        self.change(|workspace| {
            if let Some(door) = workspace.front_doors.get_mut(shown.door) {
                change(door);
            }
        });
    }

    fn add_doors(&mut self, other: Workspace) {
        let first = self.workspace.front_doors.len();
        let name = other.front_doors.first().map(|added| door_title(&added.door, first)).unwrap_or_default();
        self.change_undoably(format!("Added the API {name}"), |workspace| add_front_doors(workspace, other));
        self.shown_door = ShownDoor { door: first, request: 0 };
        self.order_focus(FocusTarget::DoorRequest(0));
    }

    fn remove_door(&mut self, shown: ShownDoor) {
        let Some(removed) = self.workspace.front_doors.get(shown.door) else {
            return;
        };
        let said = format!("Removed the API {}", door_title(&removed.door, shown.door));
        self.change_undoably(said, |workspace| {
            workspace.front_doors.remove(shown.door);
        });
        // The numbers of those after it change, and with them whose policy is shown.
        if matches!(self.document, Some(DocumentId::Api { .. })) {
            self.document = None;
        }
        self.generation += 1;
        self.shown_door = ShownDoor::default();
        self.order_focus(FocusTarget::DoorRequest(0));
    }

    fn add_door_request(&mut self, shown: ShownDoor) {
        let Some(door) = self.workspace.front_doors.get(shown.door) else {
            return;
        };
        let copy = door.requests.get(shown.request).cloned();
        let number = copy.as_ref().map_or(door.requests.len(), |_| shown.request + 1);
        let request = copy.map(|copied| NamedDoorRequest { name: None, ..copied });
        let request = request.unwrap_or_else(|| NamedDoorRequest::first_for(&door.door));
        self.change_door(shown, |door| door.requests.insert(number, request));
        self.shown_door = ShownDoor { request: number, ..shown };
        self.order_focus(FocusTarget::DoorRequest(number));
    }

    fn remove_door_request(&mut self, shown: ShownDoor) {
        let door = self.workspace.front_doors.get(shown.door);
        let Some(removed) = door.and_then(|door| door.requests.get(shown.request)) else {
            return;
        };
        let said = format!("Removed the request {}", door_request_title(removed, shown.request));
        self.change_undoably(said, |workspace| {
            if let Some(door) = workspace.front_doors.get_mut(shown.door) {
                door.requests.remove(shown.request);
            }
        });
        self.order_focus(FocusTarget::DoorRequest(self.shown_door().request));
    }
}

/// What an API is called, with or without a name.
pub(crate) fn door_title(door: &FrontDoor, number: usize) -> String {
    match door.name.as_str() {
        "" => format!("API {}", number + 1),
        name => name.to_owned(),
    }
}
