//! How long a policy may be (clause 1.12, with the figures of 2026).

use super::PolicyType;
use crate::text::{Diagnostic, Span};

/// What counts towards a limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Characters,
    CharactersWithoutSpace,
    Bytes,
}

/// The most that AWS takes in one document. Where services or attachments differ, the largest: an inline
/// policy of a role (a managed policy takes 6,144), the policy of an SNS topic.
fn limit(policy_type: PolicyType) -> (usize, Counted) {
    match policy_type {
        PolicyType::Identity => (10_240, Counted::CharactersWithoutSpace),
        PolicyType::PermissionsBoundary => (6_144, Counted::CharactersWithoutSpace),
        PolicyType::RoleTrust => (8_192, Counted::CharactersWithoutSpace),
        PolicyType::Session => (2_048, Counted::Characters),
        PolicyType::ServiceControl => (10_240, Counted::Characters),
        PolicyType::ResourceControl => (5_120, Counted::Characters),
        PolicyType::VpcEndpoint => (20_480, Counted::Characters),
        PolicyType::Resource => (30_720, Counted::Bytes),
        PolicyType::Key => (32_768, Counted::Bytes),
    }
}

/// Says when `text` is longer than AWS takes for a policy of that type; the whole document is the place.
#[must_use]
pub fn check_size(text: &str, policy_type: PolicyType) -> Option<Diagnostic> {
    let (limit, counted) = limit(policy_type);
    // Most documents are so short that nothing has to be counted.
    if text.len() <= limit {
        return None;
    }
    let (size, unit) = match counted {
        Counted::Bytes => (text.len(), "bytes"),
        Counted::Characters => (text.chars().count(), "characters"),
        Counted::CharactersWithoutSpace => (without_space(text), "characters besides white space"),
    };
    let whole = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
    (size > limit).then(|| {
        let name = policy_type.name_with_article();
        let message = format!("the document has {size} {unit}; AWS takes at most {limit} in {name}");
        Diagnostic::error("document-too-long", whole, message).with_help("split it, or name fewer things")
    })
}

/// How many characters are no white space.
fn without_space(text: &str) -> usize {
    if text.is_ascii() {
        let is_space = |byte: &u8| u8::from(matches!(byte, b' ' | b'\t'..=b'\r'));
        // As many bytes at a time as a byte can count.
        let spaces =
            text.as_bytes().chunks(255).map(|chunk| usize::from(chunk.iter().map(is_space).sum::<u8>()));
        return text.len() - spaces.sum::<usize>();
    }
    text.chars().filter(|character| !character.is_whitespace()).count()
}
