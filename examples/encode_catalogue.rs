//! Writes the files of the action catalogue: reads the document from standard input as JSON, and puts `core.bin`
//! and `details.bin` into the folder that is named. Run by `npm run catalogue`.

use std::env;
use std::error::Error;
use std::fs;
use std::io;
use std::path::PathBuf;

use policyscope::catalogue::Catalogue;
use policyscope::catalogue::format::{Document, encode};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("no folder is named")?);
    let document: Document = serde_json::from_reader(io::stdin().lock())?;
    let document = document.in_order();
    let encoded = encode(&document)?;

    let mut catalogue = Catalogue::from_core_file(&encoded.core)?;
    catalogue.load_details_file(&encoded.details)?;
    if catalogue.detailed().map(Document::of).as_ref() != Some(&document) {
        return Err("the files do not say what the document says".into());
    }
    fs::write(folder.join("core.bin"), &encoded.core)?;
    fs::write(folder.join("details.bin"), &encoded.details)?;
    Ok(())
}
