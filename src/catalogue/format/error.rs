//! What can be wrong with a file of the catalogue.

use std::fmt;

/// Why a file of the catalogue cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// It does not begin like the file that was expected.
    OtherFile,
    /// It has a version of the format that this program does not know.
    OtherVersion(u8),
    /// It ends early.
    Truncated,
    /// It goes on after its end.
    TooLong,
    /// It says something that cannot be: what that is.
    Damaged(&'static str),
    /// The details belong to another core file.
    OtherCore,
    /// It is not compressed by gzip.
    NotGzip,
}

impl fmt::Display for FormatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherFile => formatter.write_str("this is no such file of the action catalogue"),
            Self::OtherVersion(version) => {
                write!(formatter, "the action catalogue has version {version}, which is not known here")
            }
            Self::Truncated => formatter.write_str("the action catalogue ends early"),
            Self::TooLong => formatter.write_str("the action catalogue goes on after its end"),
            Self::Damaged(what) => write!(formatter, "the action catalogue is damaged: {what}"),
            Self::OtherCore => {
                formatter.write_str("the two files of the action catalogue are not of the same date")
            }
            Self::NotGzip => formatter.write_str("the action catalogue cannot be unpacked"),
        }
    }
}

impl std::error::Error for FormatError {}
