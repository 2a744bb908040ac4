//! The colours that the person chose.

use web_sys::window;

use super::storage;

const KEY: &str = "policyscope.theme";
const ATTRIBUTE: &str = "data-theme";

/// A choice of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As the system has it.
    System,
}

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::System => "system",
        }
    }
}

/// The choice of an earlier visit; the system's without one.
pub(crate) fn chosen() -> Theme {
    match storage::local().read(KEY).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Keeps the choice for later visits.
pub(crate) fn choose(theme: Theme) {
    // Without storage the choice holds until the page is left.
    let _ = storage::local().write(KEY, theme.name());
}

/// Shows the page in those colours.
pub(crate) fn apply(theme: Theme) {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        // An attribute of a fixed, valid name can always be set.
        let _ = root.set_attribute(ATTRIBUTE, theme.name());
    }
}
