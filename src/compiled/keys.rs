//! Context keys that the policies of a set mention, numbered.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// The number of a context key in its [`Keys`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyId(u32);

impl KeyId {
    /// The number, counted from zero.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The context keys of a set of policies. A request's context is laid out by these numbers once, so that
/// no condition searches for its key.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    ids: HashMap<Box<str>, KeyId, RandomState>,
    /// Kept from one key to the next, so that only new keys ask for memory.
    lowercase: String,
}

impl Keys {
    /// The number of `key`; a new one when it has none yet. Upper and lower case do not count.
    pub(super) fn intern(&mut self, key: &str) -> KeyId {
        self.lowercase.clear();
        self.lowercase.push_str(key);
        self.lowercase.make_ascii_lowercase();
        if let Some(id) = self.find(&self.lowercase) {
            return id;
        }
        let id = KeyId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        self.ids.insert(self.lowercase.as_str().into(), id);
        id
    }

    /// The number of a key in lower case, if some policy mentions it.
    #[must_use]
    pub fn find(&self, lowercase_key: &str) -> Option<KeyId> {
        self.ids.get(lowercase_key).copied()
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}
