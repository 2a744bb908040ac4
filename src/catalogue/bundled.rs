//! The catalogue that the command line carries along.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Catalogue, FormatError};

const CORE: &[u8] = include_bytes!("../../www/catalogue/core.bin.gz");
const DETAILS: &[u8] = include_bytes!("../../www/catalogue/details.bin.gz");

/// The window of gzip: 2¹⁵ bytes.
const WINDOW_BITS: u8 = 15;
/// Room that is made at once for what is unpacked, in bytes.
const ROOM: usize = 64 << 10;
/// How much a file may unpack to, in bytes.
const MAX_BYTES: usize = 4 << 20;

/// The whole catalogue, unpacked and read anew: keep it.
///
/// # Errors
///
/// [`FormatError`] when the program was built with files that do not belong together.
pub fn bundled() -> Result<Catalogue, FormatError> {
    let mut catalogue = Catalogue::from_core_file(&unpack(CORE)?)?;
    catalogue.load_details_file(&unpack(DETAILS)?)?;
    Ok(catalogue)
}

/// What a gzip file holds.
fn unpack(file: &[u8]) -> Result<Vec<u8>, FormatError> {
    let mut stream = Decompress::new_gzip(WINDOW_BITS);
    let mut unpacked = Vec::new();
    loop {
        unpacked.reserve(ROOM);
        let (read, length) = (stream.total_in(), unpacked.len());
        let rest = usize::try_from(read).ok().and_then(|read| file.get(read..)).unwrap_or_default();
        let status = stream.decompress_vec(rest, &mut unpacked, FlushDecompress::None);
        let stuck = stream.total_in() == read && unpacked.len() == length;
        match status {
            Ok(Status::StreamEnd) => return Ok(unpacked),
            Ok(Status::Ok | Status::BufError) if !stuck && unpacked.len() <= MAX_BYTES => {}
            _ => return Err(FormatError::NotGzip),
        }
    }
}
