//! The two files of the catalogue, *core* and *details*.
//!
//! Both begin with four bytes that name the file, one byte with the version of the format, and the CRC-32 of the
//! content, which is a block. Numbers are unsigned LEB128 of at most 32 bits; a *block* is its length in bytes
//! and these bytes; a column is a block with one entry a row. Texts are written as numbers of words in a
//! dictionary, of which the 128 most frequent take one byte, and share their first words with the text before
//! them in their group, which is a service or the whole list: columns of how many bytes the numbers of each group
//! take, and for each text of how many words it shares, how many it adds (a byte each), and of their numbers.
//! Groups are read when they are first asked for. Lists of numbers are written once: rows that follow one another with the same list are one entry,
//! which says by how many other lists were used since which list it is, or brings a new one; further columns say
//! how often it is repeated, and what the new lists are.
//!
//! A reader finds what is damaged by the checksum, and what cannot be by looking at it; that names are in order,
//! on which searches rely, it leaves to the writer.
//!
//! The core file holds, in this order:
//!
//! - the dictionary,
//! - services: their number, prefixes, names, and a column of how many actions each has,
//! - the names of the actions,
//! - a column with a byte for each action: its access levels and whether it is permission-only.
//!
//! The details file holds:
//!
//! - the CRC-32 of the core file's content,
//! - the dictionary,
//! - condition keys: their number, names and a column of types,
//! - the condition keys of each service,
//! - resource types: a column of how many each service has, names, a column of how many ARN formats each has,
//!   and the formats,
//! - the resource types of each action: number within the service × 2, + 1 where it is required,
//! - condition keys of each resource type, then of each action, then of each resource type of each action,
//! - the dependent actions of each action.

mod columns;
#[cfg(feature = "cli")]
mod columns_encoder;
mod decode;
#[cfg(feature = "cli")]
mod document;
#[cfg(feature = "cli")]
mod encode;
mod error;
mod reader;
mod texts;

pub(super) use decode::{decode_core, decode_details};
#[cfg(feature = "cli")]
pub use document::{
    ActionRecord, ActionResourceRecord, ConditionKeyRecord, Document, ResourceTypeRecord, ServiceRecord,
};
#[cfg(feature = "cli")]
pub use encode::{EncodeError, Encoded, encode};
pub use error::FormatError;
pub(super) use texts::{TextGroup, Texts};

/// The first bytes of the core file, and its version.
const CORE_MAGIC: [u8; 5] = *b"PSCA\x02";
/// The first bytes of the details file, and its version.
const DETAILS_MAGIC: [u8; 5] = *b"PSCD\x02";

/// How many words of a dictionary have a number of one byte.
#[cfg(feature = "cli")]
const SHORT_WORDS: usize = 128;
