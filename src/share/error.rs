//! What can be wrong with a share link.

use std::fmt;

use super::MAX_TEXT_BYTES;

/// Why a link cannot be made, or cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareError {
    /// There is no text.
    Empty,
    /// The text is no share link.
    NotALink,
    /// The link has a version that this program does not know.
    NewerVersion(u8),
    /// The end of the link is missing.
    Truncated,
    /// Some character of the link is not what it was, or the link was made by something else.
    Damaged,
    /// The workspace is longer than [`MAX_TEXT_BYTES`].
    TooLarge,
    /// The link is whole, but what it holds is no text.
    NotUtf8,
    /// The workspace could not be compressed.
    NotCompressed,
}

impl ShareError {
    /// Its stable name, in kebab case.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "share-link-empty",
            Self::NotALink => "not-a-share-link",
            Self::NewerVersion(_) => "share-link-newer",
            Self::Truncated => "share-link-truncated",
            Self::Damaged => "share-link-damaged",
            Self::TooLarge => "share-link-too-large",
            Self::NotUtf8 => "share-link-not-utf8",
            Self::NotCompressed => "share-link-not-made",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Empty => "paste the whole link, with everything after the `#`",
            Self::NotALink => "paste a link made with Share: the part after the `#` begins with `1.`",
            Self::NewerVersion(_) => {
                "reload the page, or install a newer version of the program, and open it again"
            }
            Self::Truncated => {
                "copy the whole link again; some chat programs cut long ones, so have it sent as a file or by mail"
            }
            Self::Damaged => "copy the link again from where it was made; it must not be changed on the way",
            Self::TooLarge => "export the workspace as a file and send that instead",
            Self::NotUtf8 => "ask for a new link, or for the workspace as a file",
            Self::NotCompressed => "export the workspace as a file instead, and report this as a fault",
        }
    }
}

impl fmt::Display for ShareError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("there is no link"),
            Self::NotALink => formatter.write_str("this is not a share link"),
            Self::NewerVersion(version) => {
                write!(formatter, "this program is older than the link, which has version {version}")
            }
            Self::Truncated => formatter.write_str("the end of the link is missing"),
            Self::Damaged => formatter.write_str("the link is damaged"),
            Self::TooLarge => {
                write!(
                    formatter,
                    "the workspace is larger than a link may hold, {} MiB",
                    MAX_TEXT_BYTES >> 20
                )
            }
            Self::NotUtf8 => formatter.write_str("the link does not hold text"),
            Self::NotCompressed => formatter.write_str("the workspace could not be compressed"),
        }
    }
}

impl std::error::Error for ShareError {}
