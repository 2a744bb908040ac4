//! The browser's storage, which may be full or switched off.

use web_sys::{Storage, window};

/// The storage did not take a text: it is full, or switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused;

/// One of the browser's storages.
pub(crate) struct Store(Option<Storage>);

/// What all tabs share, and what stays when they are closed.
pub(crate) fn local() -> Store {
    Store(window().and_then(|window| window.local_storage().ok().flatten()))
}

/// What belongs to this tab.
pub(crate) fn of_tab() -> Store {
    Store(window().and_then(|window| window.session_storage().ok().flatten()))
}

impl Store {
    /// What is stored under `key`.
    pub(crate) fn read(&self, key: &str) -> Option<String> {
        self.0.as_ref()?.get_item(key).ok().flatten()
    }

    /// Stores `text` under `key`.
    ///
    /// # Errors
    ///
    /// [`Refused`] when the storage is full or switched off; what was there stays.
    pub(crate) fn write(&self, key: &str, text: &str) -> Result<(), Refused> {
        self.0.as_ref().ok_or(Refused)?.set_item(key, text).map_err(|_| Refused)
    }

    /// Forgets what is stored under `key`.
    pub(crate) fn remove(&self, key: &str) {
        if let Some(storage) = &self.0 {
            // Removing fails only where the storage is switched off.
            let _ = storage.remove_item(key);
        }
    }
}
