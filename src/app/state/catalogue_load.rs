//! How far the action catalogue is loaded: it is large, so it comes when it is first of use.

use std::rc::Rc;

use crate::catalogue::Catalogue;

/// A part of the catalogue. The details need the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CataloguePart {
    /// Services, actions and access levels.
    Core,
    /// Resource types and condition keys.
    Details,
}

/// A catalogue that many parts of the page look into.
#[derive(Clone, Debug)]
pub(crate) struct SharedCatalogue(Rc<Catalogue>);

impl SharedCatalogue {
    /// Shares a catalogue.
    pub(crate) fn new(catalogue: Catalogue) -> Self {
        Self(Rc::new(catalogue))
    }

    /// The catalogue.
    pub(crate) fn get(&self) -> &Catalogue {
        &self.0
    }

    /// Whether it has its details.
    pub(crate) fn is_detailed(&self) -> bool {
        self.0.detailed().is_some()
    }
}

impl PartialEq for SharedCatalogue {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// How far the catalogue is loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CatalogueLoad {
    loaded: Option<SharedCatalogue>,
    needed: Option<CataloguePart>,
    failure: Option<String>,
}

/// What happens to the catalogue.
#[derive(Clone, Debug)]
pub(crate) enum CatalogueEvent {
    /// The person turns to something that uses it, or wants a load that failed to be tried again.
    Approached,
    /// Something is asked that the details answer.
    DetailsNeeded,
    /// A part has come.
    Loaded(SharedCatalogue),
    /// A part could not be loaded; with the reason.
    Failed(String),
}

impl CatalogueLoad {
    /// The catalogue, as far as it is loaded.
    pub(crate) fn catalogue(&self) -> Option<&SharedCatalogue> {
        self.loaded.as_ref()
    }

    /// Why the last load failed; none once another one is tried.
    pub(crate) fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    /// The part that is to be loaded now.
    pub(crate) fn next_part(&self) -> Option<CataloguePart> {
        let needed = self.needed.filter(|_| self.failure.is_none())?;
        match &self.loaded {
            None => Some(CataloguePart::Core),
            Some(catalogue) => {
                (needed == CataloguePart::Details && !catalogue.is_detailed()).then_some(needed)
            }
        }
    }

    pub(super) fn after(mut self, event: CatalogueEvent) -> Self {
        match event {
            CatalogueEvent::Approached => {
                self.needed = self.needed.max(Some(CataloguePart::Core));
                self.failure = None;
            }
            CatalogueEvent::DetailsNeeded => self.needed = Some(CataloguePart::Details),
            CatalogueEvent::Loaded(catalogue) => self.loaded = Some(catalogue),
            CatalogueEvent::Failed(reason) => self.failure = Some(reason),
        }
        self
    }
}
