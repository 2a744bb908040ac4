//! Share links: what was shared comes back, for ever, and nothing else ever does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::io::Write as _;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use flate2::write::DeflateEncoder;
use flate2::{Compress, Compression, FlushCompress};
use policyscope::share::{MAX_TEXT_BYTES, ShareError, V1_DICTIONARY, decode, encode};
use policyscope::workspace::examples::EXAMPLES;
use proptest::prelude::*;

const SIX_DOCUMENTS: &str = include_str!("share/six_documents.json");
const V1_LINKS: &str = include_str!("share/v1_links.jsonl");

/// A link of version 1 with a right check around any payload.
fn link_of(payload: &str) -> String {
    let checked = format!("1.{payload}");
    let check = BASE64URL.encode(crc32fast::hash(checked.as_bytes()).to_be_bytes());
    format!("{checked}.{check}")
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn example_links() -> Vec<String> {
    EXAMPLES.iter().map(|example| encode(&example.workspace().unwrap().to_json()).unwrap()).collect()
}

#[test]
fn the_dictionary_of_version_1_never_changes() {
    assert_eq!(V1_DICTIONARY.len(), 16_361);
    assert_eq!(crc32fast::hash(V1_DICTIONARY), 0x4839_5dd4);
}

#[test]
fn links_of_version_1_open_for_ever() {
    assert!(V1_LINKS.lines().count() >= 10);
    for line in V1_LINKS.lines() {
        let link: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            decode(link["link"].as_str().unwrap()).as_deref(),
            Ok(link["text"].as_str().unwrap()),
            "{line}"
        );
    }
}

#[test]
fn a_link_is_made_of_characters_that_need_no_escape() {
    for link in example_links() {
        assert!(
            link.chars().all(|character| character.is_ascii_alphanumeric() || "-_.".contains(character)),
            "{link}"
        );
        assert!(link.starts_with("1."));
    }
}

#[test]
fn links_are_short() {
    let six_documents = encode(SIX_DOCUMENTS.trim_end()).unwrap();
    assert!(six_documents.len() <= 614, "{}", six_documents.len());
    for (example, link) in EXAMPLES.iter().zip(example_links()) {
        // A template comes along as it was written; such a link still fits where addresses may have 2,000 characters.
        let most = if example.workspace().unwrap().templates.is_empty() { 614 } else { 1_900 };
        assert!(link.len() <= most, "{}: {}", example.id, link.len());
    }
}

#[test]
fn the_way_of_pasting_does_not_matter() {
    let text = r#"{"policyscope":1,"name":"ä-_."}"#;
    let link = encode(text).unwrap();
    let encoded: String = link.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let dots = link.replace('.', "%2E").replace('_', "%5F").replace('-', "%2d");
    for pasted in [
        link.clone(),
        format!("#{link}"),
        format!("https://example.com/play/?theme=dark#{link}"),
        format!("  \r\n{link}\t\n"),
        format!("\u{a0}https://example.com/#{link}\u{2003}"),
        encoded.clone(),
        encoded.replace('%', "%25"),
        dots.clone(),
        format!("https://example.com/play/#{dots}"),
        format!("https://example.com/play/%23{dots}"),
        format!("https%3A%2F%2Fexample.com%2F%2523{}", dots.replace('%', "%25")),
        format!("%20{link}%0A"),
    ] {
        assert_eq!(decode(&pasted).as_deref(), Ok(text), "{pasted}");
    }
}

#[test]
fn each_kind_of_bad_link_has_its_error() {
    let link = encode("{\"policyscope\":1}").unwrap();
    let (checked, check) = link.rsplit_once('.').unwrap();
    let cases = [
        (String::new(), ShareError::Empty),
        (" \n".to_owned(), ShareError::Empty),
        ("#".to_owned(), ShareError::Empty),
        ("https://example.com/play/#".to_owned(), ShareError::Empty),
        ("https://example.com/play/".to_owned(), ShareError::NotALink),
        ("{\"policyscope\":1}".to_owned(), ShareError::NotALink),
        ("eJyrVkrOT0lVslIyMjAwBAAhSwP9".to_owned(), ShareError::NotALink),
        (format!("0{}", &link[1..]), ShareError::NotALink),
        (format!("01{}", &link[1..]), ShareError::NotALink),
        (format!("v{link}"), ShareError::NotALink),
        (format!("2{}", &link[1..]), ShareError::NewerVersion(2)),
        (format!("9{}", &link[1..]), ShareError::NewerVersion(9)),
        ("1".to_owned(), ShareError::Truncated),
        ("1.".to_owned(), ShareError::Truncated),
        (checked.to_owned(), ShareError::Truncated),
        (format!("{checked}."), ShareError::Truncated),
        (format!("{checked}.{}", &check[..5]), ShareError::Truncated),
        (format!("{link}."), ShareError::Damaged),
        (format!("{link}A"), ShareError::Damaged),
        (format!("{checked}.AAAAAA"), ShareError::Damaged),
        (format!("{checked}=.{check}"), ShareError::Damaged),
        (link_of("%%%%"), ShareError::Damaged),
        (link_of(""), ShareError::Damaged),
        (link_of(&BASE64URL.encode(&deflated(b"text")[..3])), ShareError::Damaged),
        (link_of(&BASE64URL.encode([deflated(b"text"), vec![0]].concat())), ShareError::Damaged),
        (link_of(&BASE64URL.encode([0x07])), ShareError::Damaged),
        (link_of(&BASE64URL.encode(deflated(&[b'a', 0xff]))), ShareError::NotUtf8),
    ];
    for (pasted, error) in cases {
        assert_eq!(decode(&pasted), Err(error), "{pasted}");
        assert!(!error.to_string().is_empty() && !error.help().is_empty() && !error.code().is_empty());
    }
    // `03 00` is the empty stream. The last character of `AwA` has two bits that no byte takes up.
    assert_eq!(decode(&link_of("AwA")).as_deref(), Ok(""));
    assert_eq!(decode(&link_of("AwB")), Err(ShareError::Damaged));
}

#[test]
fn the_error_for_a_newer_link_says_that_the_page_is_older() {
    let error = decode("3.abc.def").unwrap_err();
    assert!(error.to_string().contains("older than the link"), "{error}");
    assert!(error.help().contains("reload"), "{}", error.help());
}

#[test]
fn a_link_with_any_one_character_changed_is_refused() {
    let replacements =
        ['A', 'Q', 'z', '0', '1', '9', '-', '_', '.', '%', '#', '=', '/', ' ', '\n', 'é', '\0'];
    for link in example_links() {
        for (position, original) in link.char_indices() {
            for replacement in replacements {
                if replacement != original {
                    let damaged = format!("{}{replacement}{}", &link[..position], &link[position + 1..]);
                    assert!(decode(&damaged).is_err(), "{replacement:?} at {position} of {link}");
                }
            }
        }
    }
}

#[test]
fn a_link_with_any_one_character_lost_doubled_or_swapped_is_refused() {
    for link in example_links() {
        for position in 0..link.len() {
            let (before, rest) = link.split_at(position);
            let (one, after) = rest.split_at(1);
            let lost = format!("{before}{after}");
            let doubled = format!("{before}{one}{one}{after}");
            for damaged in [lost, doubled] {
                assert!(decode(&damaged).is_err(), "{damaged}");
            }
            if let Some(next) = after.get(..1).filter(|next| *next != one) {
                let swapped = format!("{before}{next}{one}{}", &after[1..]);
                assert!(decode(&swapped).is_err(), "{swapped}");
            }
        }
    }
}

#[test]
fn a_link_cut_anywhere_is_called_truncated() {
    for link in example_links() {
        for length in 1..link.len() {
            assert_eq!(decode(&link[..length]), Err(ShareError::Truncated), "{length} of {link}");
        }
    }
}

#[test]
fn a_text_of_the_full_size_comes_back_and_a_longer_one_is_refused() {
    let full = " ".repeat(MAX_TEXT_BYTES);
    assert!(decode(&encode(&full).unwrap()).unwrap() == full);
    let longer = full + " ";
    assert_eq!(encode(&longer), Err(ShareError::TooLarge));
    let link = link_of(&BASE64URL.encode(deflated(longer.as_bytes())));
    assert_eq!(decode(&link), Err(ShareError::TooLarge));
}

#[test]
fn a_link_that_would_become_200_mib_is_refused_at_once() {
    let mebibyte = vec![b' '; 1 << 20];
    // A full flush ends on a byte and forgets what was before, so that the piece can be repeated.
    let mut piece = Vec::with_capacity(1 << 20);
    let mut compress = Compress::new(Compression::best(), false);
    compress.compress_vec(&mebibyte, &mut piece, FlushCompress::Full).unwrap();
    assert_eq!(compress.total_in(), 1 << 20);
    let mut bomb = piece.repeat(200);
    bomb.extend([0x03, 0x00]);
    let link = link_of(&BASE64URL.encode(&bomb));
    let start = Instant::now();
    assert_eq!(decode(&link), Err(ShareError::TooLarge));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_long_text_comes_back(mut seed in any::<u64>(), words in 0..30_000_usize) {
        let vocabulary = ["{\"Effect\":\"Allow\",", "s3:Get", "arn:aws:iam::", "é", "\u{1f5dd}", "\0", "z", "0", "q"];
        let text: String = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            vocabulary[(seed >> 33) as usize % vocabulary.len()]
        })
        .take(words)
        .collect();
        prop_assert_eq!(decode(&encode(&text).unwrap()).unwrap(), text);
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(text in any::<String>()) {
        let link = encode(&text).unwrap();
        prop_assert_eq!(decode(&link).unwrap(), text);
    }

    #[test]
    fn no_text_makes_the_decoder_panic(text in any::<String>()) {
        prop_assert!(decode(&text).is_err());
    }

    #[test]
    fn no_text_like_a_link_makes_the_decoder_panic(text in "#?[0-3%]{1,2}\\.[A-Za-z0-9_%=-]{0,40}\\.?[A-Za-z0-9_%-]{0,8}") {
        prop_assert!(decode(&text).is_err());
    }

    #[test]
    fn no_payload_makes_the_decoder_panic(payload in prop::collection::vec(any::<u8>(), 0..200)) {
        // Some bytes are a stream; whatever that holds is then the text, since the check is right.
        let _ = decode(&link_of(&BASE64URL.encode(payload)));
    }

    #[test]
    fn no_damage_within_a_stream_makes_the_decoder_panic(
        position in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let link = encode(SIX_DOCUMENTS).unwrap();
        let mut payload = BASE64URL.decode(link.split('.').nth(1).unwrap()).unwrap();
        let position = position.index(payload.len());
        payload[position] = byte;
        let _ = decode(&link_of(&BASE64URL.encode(payload)));
    }
}
