//! The page's glyphs: lines on a grid of 16 by 16.

use yew::{Html, html};

/// A glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A tick on a full disc.
    Allow,
    /// A cross on a full octagon.
    ExplicitDeny,
    /// An empty circle with a bar through it.
    ImplicitDeny,
    /// A short line.
    NoImpact,
    /// A question mark in a dashed circle.
    Unknown,
    /// A small empty circle.
    NotSupplied,
    /// An arrow that passes by.
    Exempt,
    /// A triangle with an exclamation mark.
    Problem,
    /// A tick.
    Tick,
    /// A cross.
    Cross,
    /// A question mark.
    Question,
    /// An arrow that points at something.
    Deciding,
    /// A plus.
    Plus,
    /// Two sheets.
    Copy,
    /// A clipboard.
    Paste,
    /// A bin.
    Bin,
    /// A small arrow downwards.
    Open,
    /// A sun.
    Sun,
    /// A moon.
    Moon,
    /// A screen.
    Screen,
    /// A link.
    Link,
    /// Lines of a list.
    List,
    /// A cross in a circle.
    Fault,
    /// A shield.
    Shield,
    /// A lamp.
    Lamp,
    /// An open book.
    Book,
    /// An arrow that turns back.
    Undo,
    /// An arrow that turns forth.
    Redo,
    /// A prompt.
    Command,
}

impl Icon {
    /// The sign that stands for it where only a character fits.
    pub(crate) fn character(self) -> &'static str {
        match self {
            Icon::Tick | Icon::Allow => "✓",
            Icon::Deciding => "!",
            Icon::Question | Icon::Unknown => "?",
            _ => "✕",
        }
    }
}

/// The glyph, which assistive technology passes over: a word always stands beside it.
pub(crate) fn icon(icon: Icon) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{ drawing(icon) }</svg>
    }
}

/// The glyph within a drawing, its upper left corner at these pixels.
pub(crate) fn icon_at(icon: Icon, x: u32, y: u32) -> Html {
    let (x, y) = (x.to_string(), y.to_string());
    html! {
        <svg class="icon" {x} {y} width="16" height="16" viewBox="0 0 16 16">{ drawing(icon) }</svg>
    }
}

fn drawing(icon: Icon) -> Html {
    match icon {
        Icon::Allow => {
            html! { <><circle class="full" cx="8" cy="8" r="7" /><path class="on-full" d="M4.8 8.3l2.2 2.2 4.3-4.7" /></> }
        }
        Icon::ExplicitDeny => html! {
            <><path class="full" d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" /><path class="on-full" d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" /></>
        },
        Icon::ImplicitDeny => {
            html! { <><circle cx="8" cy="8" r="6.2" /><path d="M3.7 12.3l8.6-8.6" /></> }
        }
        Icon::NoImpact => lines("M4 8h8"),
        Icon::Unknown => html! {
            <><circle class="dashed" cx="8" cy="8" r="6.2" />{ question() }</>
        },
        Icon::NotSupplied => html! { <circle cx="8" cy="8" r="3.2" /> },
        Icon::Exempt => lines("M2 11c0-4 2.5-6 6-6h5m-3-3l3 3-3 3"),
        Icon::Problem => lines("M8 2l6.5 11.5h-13zM8 6.5v3.2m0 2v.1"),
        Icon::Tick => lines("M3 8.5l3.3 3.3L13 4.5"),
        Icon::Cross => lines("M4 4l8 8m0-8l-8 8"),
        Icon::Question => question(),
        Icon::Deciding => lines("M2 8h10m-4-4l4 4-4 4"),
        Icon::Plus => lines("M8 3v10M3 8h10"),
        Icon::Copy => lines("M6 5.5V2.5h7.5V10h-3M2.5 6H10v7.5H2.5z"),
        Icon::Paste => lines("M5.5 3.5h-2v10h9v-10h-2M5.5 2.2h5v2.6h-5zM8 6.8v4.4m-2-2l2 2 2-2"),
        Icon::Bin => lines("M2.5 4.5h11M6 4V2.5h4V4m-6 .5l.7 9h6.6l.7-9M6.7 7v4m2.6-4v4"),
        Icon::Open => lines("M4.5 6.5L8 10l3.5-3.5"),
        Icon::Sun => html! {
            <><circle cx="8" cy="8" r="3" /><path d="M8 1v1.6m0 10.8V15M1 8h1.6m10.8 0H15M3 3l1.2 1.2m7.6 7.6L13 13m0-10l-1.2 1.2M4.2 11.8L3 13" /></>
        },
        Icon::Moon => lines("M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2z"),
        Icon::Screen => lines("M2 3h12v8H2zM5.5 13.5h5M8 11v2.5"),
        Icon::List => lines("M6 4h8M6 8h8M6 12h8M2.5 4h.1m-.1 4h.1m-.1 4h.1"),
        Icon::Fault => html! {
            <><circle cx="8" cy="8" r="6.2" /><path d="M5.8 5.8l4.4 4.4m0-4.4l-4.4 4.4" /></>
        },
        Icon::Shield => {
            lines("M8 1.8l5.5 2v4.1c0 3-2.2 5.2-5.5 6.4-3.3-1.2-5.5-3.4-5.5-6.4V3.8zM8 5v3.4m0 2v.1")
        }
        Icon::Lamp => lines("M6 11.2c-.2-1.2-2-2.2-2-4.7a4 4 0 0 1 8 0c0 2.5-1.8 3.5-2 4.7zM6.3 13.7h3.4"),
        Icon::Book => lines(
            "M8 3.8C6.5 2.7 4.5 2.3 2 2.5v10c2.5-.2 4.5.2 6 1.3 1.5-1.1 3.5-1.5 6-1.3v-10c-2.5-.2-4.5.2-6 1.3zm0 0v10",
        ),
        Icon::Undo => lines("M6 3L2.5 6.5 6 10M2.5 6.5h7a4 4 0 0 1 0 8H7"),
        Icon::Redo => lines("M10 3l3.5 3.5L10 10m3.5-3.5h-7a4 4 0 0 0 0 8H9"),
        Icon::Command => lines("M2 3.5h12v9H2zM4.5 6l2 2-2 2M8 10h3.5"),
        Icon::Link => lines(
            "M6.7 9.3l2.6-2.6M7.3 4.7l1.4-1.4a2.8 2.8 0 0 1 4 4l-1.4 1.4m-2.6 2.6l-1.4 1.4a2.8 2.8 0 0 1-4-4l1.4-1.4",
        ),
    }
}

fn lines(path: &'static str) -> Html {
    html! { <path d={path} /> }
}

fn question() -> Html {
    lines("M5.9 6.3a2.1 2.1 0 1 1 3.2 1.8c-.7.4-1.1.8-1.1 1.5m0 2v.1")
}
