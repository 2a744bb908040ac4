//! What a name was probably meant to be.

use crate::text::Diagnostic;

/// How many letters a name may differ in to be taken for a slip.
const MAX_DISTANCE: usize = 3;

/// The finding with the nearest of `names` as its advice, if one is near.
pub(super) fn did_you_mean<'a>(
    finding: Diagnostic,
    name: &str,
    names: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let lowercase = name.to_lowercase();
    let nearest = names
        .map(|candidate| (strsim::damerau_levenshtein(&lowercase, &candidate.to_lowercase()), candidate))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((distance, candidate)) if distance <= MAX_DISTANCE => {
            finding.with_help(format!("did you mean `{candidate}`?"))
        }
        _ => finding,
    }
}
