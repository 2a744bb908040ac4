//! The page's icons: characters of a font that `tools/icons.mjs` makes of the drawings in `www/icons.json`.

use yew::{Html, html};

/// Makes [`Icon`] of a table of icons, each with what it shows and its character.
macro_rules! icons {
    ($($(#[$shows:meta])* $icon:ident = $character:literal,)*) => {
        /// An icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Icon {
            $($(#[$shows])* $icon,)*
        }

        impl Icon {
            #[cfg(test)]
            const ALL: &[Icon] = &[$(Icon::$icon,)*];

            /// The character that stands for it in text, and in the font of icons.
            pub(crate) fn character(self) -> &'static str {
                match self {
                    $(Icon::$icon => $character,)*
                }
            }
        }
    };
}

icons! {
    /// A tick on a full disc.
    Allow = "✔",
    /// A cross on a full octagon.
    ExplicitDeny = "✖",
    /// An empty circle with a bar through it.
    ImplicitDeny = "⊘",
    /// A short line.
    NoImpact = "–",
    /// A question mark in a dashed circle.
    Unknown = "⁇",
    /// A small empty circle.
    NotSupplied = "○",
    /// An arrow that passes by.
    Exempt = "↝",
    /// A triangle with an exclamation mark.
    Problem = "⚠",
    /// A tick.
    Tick = "✓",
    /// A cross.
    Cross = "✕",
    /// A question mark.
    Question = "?",
    /// An arrow that points at something.
    Deciding = "→",
    /// A plus.
    Plus = "+",
    /// Two sheets.
    Copy = "❐",
    /// A clipboard.
    Paste = "▣",
    /// A bin.
    Bin = "⌫",
    /// A small arrow downwards.
    Open = "▾",
    /// A sun.
    Sun = "☀",
    /// A moon.
    Moon = "☾",
    /// A screen.
    Screen = "▭",
    /// A link.
    Link = "∞",
    /// Lines of a list.
    List = "☰",
    /// A cross in a circle.
    Fault = "⊗",
    /// A shield.
    Shield = "◈",
    /// A lamp.
    Lamp = "✧",
    /// An open book.
    Book = "▤",
    /// An arrow that turns back.
    Undo = "↶",
    /// An arrow that turns forth.
    Redo = "↷",
    /// A prompt.
    Command = "❯",
}

/// The icon, which assistive technology passes over: a word always stands beside it. Its character is no text of the page,
/// which would be copied and searched.
pub(crate) fn icon(icon: Icon) -> Html {
    html! { <span class="icon" aria-hidden="true" data-character={icon.character()} /> }
}

/// The icon within a drawing, its middle at these pixels.
pub(crate) fn icon_at(icon: Icon, x: u32, y: u32) -> Html {
    // The base line of the font is the foot of its icons, which are 16 pixels high.
    html! { <text class="icon" x={(x - 8).to_string()} y={(y + 8).to_string()}>{ icon.character() }</text> }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Drawing {
        name: String,
        character: String,
    }

    #[test]
    fn each_icon_is_drawn_in_the_font() {
        let drawings: Vec<Drawing> = serde_json::from_str(include_str!("../../www/icons.json")).unwrap();
        let drawn: BTreeMap<String, String> =
            drawings.into_iter().map(|drawing| (drawing.character, drawing.name)).collect();
        let used = Icon::ALL.iter().map(|icon| (icon.character().to_owned(), format!("{icon:?}"))).collect();
        assert_eq!(drawn, used);
    }
}
