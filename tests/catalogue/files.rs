//! The two files: what they say is what they were made from, they are small, and damage is found.

use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use flate2::read::GzDecoder;
use policyscope::catalogue::format::{Document, EncodeError, encode};
use policyscope::catalogue::{Catalogue, FormatError, PrefixWildcards};
use proptest::prelude::*;
use serde_json::Value;

use super::detailed;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn packed(name: &str) -> Vec<u8> {
    fs::read(root().join("www/catalogue").join(name)).unwrap()
}

fn unpacked(name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(&*packed(name)).read_to_end(&mut bytes).unwrap();
    bytes
}

fn read(core: &[u8], details: &[u8]) -> Result<Catalogue, FormatError> {
    let mut catalogue = Catalogue::from_core_file(core)?;
    catalogue.load_details_file(details)?;
    Ok(catalogue)
}

/// Three services of the catalogue, without dependent actions of others.
fn small_document() -> Document {
    let mut document = Document::of(detailed());
    document.services.retain(|service| ["account", "dynamodb", "sts"].contains(&&*service.prefix));
    for action in document.services.iter_mut().flat_map(|service| &mut service.actions) {
        action.dependent_actions.iter_mut().for_each(|names| names.retain(|name| name.starts_with("sts:")));
    }
    document
}

#[test]
fn what_is_read_is_written_to_the_same_bytes() {
    let encoded = encode(&Document::of(detailed())).unwrap();
    assert!(encoded.core == unpacked("core.bin.gz"), "the core differs");
    assert!(encoded.details == unpacked("details.bin.gz"), "the details differ");
}

#[test]
fn every_record_survives_the_files() {
    let document = small_document();
    assert_eq!(document.services.len(), 3);
    let encoded = encode(&document).unwrap();
    let catalogue = read(&encoded.core, &encoded.details).unwrap();
    assert_eq!(Document::of(catalogue.detailed().unwrap()), document);
}

#[test]
fn the_packed_files_are_small() {
    let budgets: Value =
        serde_json::from_slice(&fs::read(root().join("tests/budgets.json")).unwrap()).unwrap();
    let size = packed("core.bin.gz").len() + packed("details.bin.gz").len();
    let budget = budgets["catalogueGzipBytes"].as_u64().unwrap();
    assert!(size as u64 <= budget, "{size} bytes, {budget} are allowed");
}

#[test]
fn a_document_that_contradicts_itself_is_not_written() {
    let mut document = small_document();
    document.services[1].actions[0].condition_keys.push("dynamodb:Missing".to_owned());
    assert_eq!(encode(&document).unwrap_err(), EncodeError::ConditionKey("dynamodb:Missing".to_owned()));
    let mut document = small_document();
    document.services[1].actions.swap(0, 1);
    let name = document.services[1].actions[1].name.clone();
    assert_eq!(encode(&document).unwrap_err(), EncodeError::Order(name));
    let mut document = small_document();
    document.services[1].actions[0].access_levels = vec!["Wipe".to_owned()];
    assert_eq!(encode(&document).unwrap_err(), EncodeError::AccessLevel("Wipe".to_owned()));
}

#[test]
fn the_core_works_without_the_details() {
    let catalogue = Catalogue::from_core_file(&unpacked("core.bin.gz")).unwrap();
    assert!(catalogue.detailed().is_none());
    assert_eq!(catalogue.action("SQS:sendmessage").unwrap().to_string(), "sqs:SendMessage");
    assert_eq!(catalogue.counts().details, None);
}

#[test]
fn files_that_do_not_belong_together_are_refused() {
    let encoded = encode(&small_document()).unwrap();
    let mut catalogue = Catalogue::from_core_file(&encoded.core).unwrap();
    let other = unpacked("details.bin.gz");
    assert_eq!(catalogue.load_details_file(&other), Err(FormatError::OtherCore));
    assert!(catalogue.detailed().is_none());
    assert_eq!(catalogue.load_details_file(&encoded.core), Err(FormatError::OtherFile));
    assert_eq!(Catalogue::from_core_file(&encoded.details).unwrap_err(), FormatError::OtherFile);
    let mut newer = encoded.core.clone();
    newer[4] = 9;
    assert_eq!(Catalogue::from_core_file(&newer).unwrap_err(), FormatError::OtherVersion(9));
}

#[test]
fn a_file_that_is_cut_or_goes_on_is_refused() {
    let encoded = encode(&small_document()).unwrap();
    for length in 0..encoded.core.len() {
        assert!(Catalogue::from_core_file(&encoded.core[..length]).is_err(), "{length} bytes");
    }
    for length in 0..encoded.details.len() {
        assert!(read(&encoded.core, &encoded.details[..length]).is_err(), "{length} bytes");
    }
    let longer = [&*encoded.core, b"\0"].concat();
    assert_eq!(Catalogue::from_core_file(&longer).unwrap_err(), FormatError::TooLong);
}

/// Where a file has the checksum of its content.
const CHECKSUM: Range<usize> = 5..9;

/// Where the content of a file begins: behind its length, the bytes of which but the last are 128 or more.
fn content(file: &[u8]) -> usize {
    file.iter().skip(CHECKSUM.end).position(|byte| *byte < 0x80).unwrap() + CHECKSUM.end + 1
}

/// Makes the checksum fit the content.
fn seal(file: &mut [u8]) {
    let checksum = crc32fast::hash(&file[content(file)..]).to_le_bytes();
    file[CHECKSUM].copy_from_slice(&checksum);
}

#[test]
fn a_file_of_which_any_byte_differs_is_refused() {
    let encoded = encode(&small_document()).unwrap();
    for file in [&encoded.core, &encoded.details] {
        for place in 0..file.len() {
            let mut damaged = file.clone();
            damaged[place] ^= 1;
            let is_core = std::ptr::eq(file, &encoded.core);
            let outcome =
                if is_core { read(&damaged, &encoded.details) } else { read(&encoded.core, &damaged) };
            assert!(outcome.is_err(), "byte {place} of the {}", if is_core { "core" } else { "details" });
        }
    }
}

/// Asks for everything that there is, so that a wrong number inside would be found.
fn walk(catalogue: &Catalogue) {
    let _ = catalogue.counts();
    let _ = catalogue.nearest_actions("dynamodb:GetItme", 3);
    let _ = catalogue.cover(&catalogue.expand("dynamodb:*Item", PrefixWildcards::Active));
    let _ = catalogue.detailed().map(Document::of);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn hostile_bytes_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        in_core in any::<bool>(),
    ) {
        static SMALL: std::sync::LazyLock<(Vec<u8>, Vec<u8>)> = std::sync::LazyLock::new(|| {
            let encoded = encode(&small_document()).unwrap();
            (encoded.core, encoded.details)
        });
        let (mut core, mut details) = SMALL.clone();
        let target = if in_core { &mut core } else { &mut details };
        let start = content(target);
        for (place, byte) in changes {
            let place = start + place.index(target.len() - start);
            target[place] = byte;
        }
        seal(&mut core);
        if let Ok(mut catalogue) = Catalogue::from_core_file(&core) {
            // The details begin with the core's checksum, so a changed core needs changed details.
            let start = content(&details);
            details[start..start + 4].copy_from_slice(&core[CHECKSUM]);
            seal(&mut details);
            let _ = catalogue.load_details_file(&details);
            walk(&catalogue);
        }
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..128)) {
        let _ = Catalogue::from_core_file(&bytes);
        let length = u8::try_from(bytes.len()).unwrap();
        let checksum = crc32fast::hash(&bytes).to_le_bytes();
        let framed = [b"PSCA\x02", &checksum[..], &[length], &*bytes].concat();
        let _ = Catalogue::from_core_file(&framed).map(|catalogue| walk(&catalogue));
    }
}
