//! The action catalogue: what AWS's documentation lists of services, actions, resource types and condition
//! keys. It holds names and how they belong together, and no text of AWS's.
//!
//! It comes in three parts. A small one is part of the program: [`embedded`]. A [`Catalogue`] is made from
//! the core file and knows every action with its access levels; the details file adds to it what a
//! [`DetailedCatalogue`] knows. Searches find names whatever their case, and take a logarithmic time.
//!
//! A catalogue that is loaded lies in few long arrays; what it gives out are small handles that borrow from
//! it.

mod access_level;
mod arn_format;
mod arn_index;
#[cfg(feature = "cli")]
mod bundled;
mod condition_key_type;
mod core_data;
mod counts;
mod cover;
mod detailed;
mod details_data;
pub mod embedded;
mod expand;
pub mod format;
mod lists;
mod nearest;
mod resource_part;
mod selection;
mod service;
mod strings;
mod variable_name;

use std::sync::Arc;

use core_data::Core;
use details_data::Details;

pub use access_level::{AccessLevel, AccessLevels};
pub use arn_format::ResourceEntry;
#[cfg(feature = "cli")]
pub use bundled::bundled;
pub use condition_key_type::{ConditionKeyType, UnknownType, ValueType};
pub use counts::{Counts, DetailCounts};
pub use detailed::{ActionResource, ConditionKey, DetailedCatalogue, ResourceType};
pub use expand::PrefixWildcards;
pub use format::FormatError;
pub use nearest::{nearest_of, nearest_service_prefix};
pub use selection::ActionSelection;
pub use service::{Action, Service};
pub use variable_name::{NamePart, name_parts};

/// The services and actions of AWS and, once they are loaded, the details of them. A clone shares what is loaded.
#[derive(Clone, Debug)]
pub struct Catalogue {
    core: Arc<Core>,
    details: Option<Arc<Details>>,
}

impl Catalogue {
    /// Reads the core file, unpacked.
    ///
    /// # Errors
    ///
    /// [`FormatError`] when `file` is not a core file of this version, or is damaged.
    pub fn from_core_file(file: &[u8]) -> Result<Self, FormatError> {
        Ok(Self { core: Arc::new(format::decode_core(file)?), details: None })
    }

    /// Adds the details file, unpacked.
    ///
    /// # Errors
    ///
    /// [`FormatError`] when `file` is not a details file of this version, is damaged, or belongs to another
    /// core file; the catalogue stays as it was.
    pub fn load_details_file(&mut self, file: &[u8]) -> Result<(), FormatError> {
        self.details = Some(Arc::new(format::decode_details(file, &self.core)?));
        Ok(())
    }

    /// What needs the details; `None` until they are loaded.
    #[must_use]
    pub fn detailed(&self) -> Option<DetailedCatalogue<'_>> {
        self.details.as_ref().map(|details| DetailedCatalogue { catalogue: self, details })
    }

    /// All services, ascending by prefix.
    pub fn services(&self) -> impl ExactSizeIterator<Item = Service<'_>> {
        (0..self.core.services()).map(|index| Service { core: &self.core, index })
    }

    /// The service of this prefix, whatever the case: `s3`.
    #[must_use]
    pub fn service(&self, prefix: &str) -> Option<Service<'_>> {
        self.core.find_service(prefix).map(|index| Service { core: &self.core, index })
    }

    /// All actions, ascending by service prefix and name.
    pub fn actions(&self) -> impl ExactSizeIterator<Item = Action<'_>> {
        (0..self.core.actions()).map(|index| Action { core: &self.core, index })
    }

    /// The action that `text`, such as `s3:GetObject`, names, whatever the case. Wildcards are no wildcards
    /// here.
    #[must_use]
    pub fn action(&self, text: &str) -> Option<Action<'_>> {
        let (prefix, name) = text.split_once(':')?;
        self.service(prefix)?.action(name)
    }

    /// The actions that `pattern`, an entry of an `Action` element, stands for: `*` all of them, `s3:Get*`
    /// those of one service whose whole names match, whatever the case; anything else none.
    #[must_use]
    pub fn expand(&self, pattern: &str, prefix_wildcards: PrefixWildcards) -> ActionSelection {
        expand::expand(&self.core, pattern, prefix_wildcards)
    }

    /// The actions that `entries`, the list of an `Action` element, stand for together; `negated`, as in `NotAction`, all
    /// others. `*:*` stands for what `*` does.
    pub fn expand_list<'e>(
        &self,
        entries: impl IntoIterator<Item = &'e str>,
        negated: bool,
    ) -> ActionSelection {
        let expand = |entry| self.expand(if entry == "*:*" { "*" } else { entry }, PrefixWildcards::Literal);
        let all = entries.into_iter().map(expand);
        let listed = all.reduce(|all, more| all.union(&more)).unwrap_or_default();
        if negated { expand("*").difference(&listed) } else { listed }
    }

    /// The actions of a selection that was made by this catalogue, ascending.
    pub fn selected(&self, selection: &ActionSelection) -> impl Iterator<Item = Action<'_>> {
        selection.actions(&self.core)
    }

    /// Few patterns that together stand for the actions of `selection` and for no other action of the
    /// catalogue, ascending: `*`, `service:*`, names with one run of wildcards at a word's border, and whole
    /// names. They are chosen by what covers most, which does not always give the smallest number there is.
    #[must_use]
    pub fn cover(&self, selection: &ActionSelection) -> Vec<String> {
        cover::cover(&self.core, selection)
    }

    /// The actions that `text` may have been meant to be, the likeliest first and at most `limit`: a similar
    /// name in the same service, in one with a similar prefix, or the same name in another service. With
    /// `text` that has no colon, the services in which it is an action.
    #[must_use]
    pub fn nearest_actions(&self, text: &str, limit: usize) -> Vec<Action<'_>> {
        nearest::nearest_actions(&self.core, text, limit)
    }

    /// How much there is in the catalogue.
    #[must_use]
    pub fn counts(&self) -> Counts {
        counts::count(self)
    }
}
