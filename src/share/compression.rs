//! The DEFLATE stream of a link, with its preset dictionary.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::{MAX_TEXT_BYTES, ShareError};

/// The preset dictionary of version 1: what workspaces are likely to hold, the likeliest last. Frozen.
pub const V1_DICTIONARY: &[u8] = include_bytes!("v1_dictionary.txt");

/// Room that is made at once for what a stream gives, in bytes.
const ROOM: usize = 4 << 10;

/// The compressed form of `text`.
///
/// # Errors
///
/// [`ShareError::TooLarge`] when `text` is longer than [`MAX_TEXT_BYTES`].
pub(super) fn compress(text: &[u8]) -> Result<Vec<u8>, ShareError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(ShareError::TooLarge);
    }
    let mut stream = Compress::new(Compression::best(), false);
    stream.set_dictionary(V1_DICTIONARY).map_err(|_| ShareError::NotCompressed)?;
    let mut compressed = Vec::new();
    loop {
        compressed.reserve(ROOM);
        let rest = after(text, stream.total_in());
        match stream.compress_vec(rest, &mut compressed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => return Ok(compressed),
            Ok(Status::Ok | Status::BufError) => {}
            Err(_) => return Err(ShareError::NotCompressed),
        }
    }
}

/// The text whose compressed form is `compressed`, to its last byte.
///
/// # Errors
///
/// [`ShareError::TooLarge`] when the text would be longer than [`MAX_TEXT_BYTES`], found before it takes
/// up twice that; [`ShareError::Damaged`] when `compressed` is no such stream, ends early or goes on
/// after its end.
pub(super) fn decompress(compressed: &[u8]) -> Result<Vec<u8>, ShareError> {
    let mut stream = Decompress::new(false);
    stream.set_dictionary(V1_DICTIONARY).map_err(|_| ShareError::Damaged)?;
    let mut text = Vec::new();
    loop {
        text.reserve(ROOM);
        let (read, length) = (stream.total_in(), text.len());
        let status = stream
            .decompress_vec(after(compressed, read), &mut text, FlushDecompress::None)
            .map_err(|_| ShareError::Damaged)?;
        if text.len() > MAX_TEXT_BYTES {
            return Err(ShareError::TooLarge);
        }
        let rest = after(compressed, stream.total_in());
        let stuck = stream.total_in() == read && text.len() == length;
        match status {
            Status::StreamEnd if rest.is_empty() => return Ok(text),
            Status::Ok | Status::BufError if !stuck => {}
            _ => return Err(ShareError::Damaged),
        }
    }
}

/// What of `input` comes after the first `read` bytes.
fn after(input: &[u8], read: u64) -> &[u8] {
    usize::try_from(read).ok().and_then(|read| input.get(read..)).unwrap_or_default()
}
