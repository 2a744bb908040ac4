//! Whether one pattern covers everything that another covers.

/// A piece of a pattern.
#[derive(PartialEq, Eq)]
enum Piece<'t> {
    Run,
    One,
    Variable(&'t str),
    Byte(u8),
}

/// Whether the whole pattern `wide` covers whatever `narrow` covers, for sure; `false` leaves it open.
pub(super) fn covers(wide: &str, narrow: &str, case: Case) -> bool {
    if !wide.is_ascii() || !narrow.is_ascii() {
        return false;
    }
    let (mut at_wide, mut at_narrow) = (0, 0);
    // Where to go on after the last run takes one piece more.
    let mut retry = None;
    while let Some((found, after_found)) = piece(narrow, at_narrow) {
        let wanted = piece(wide, at_wide);
        match wanted {
            Some((Piece::Run, after)) => {
                retry = Some((after, at_narrow));
                at_wide = after;
            }
            Some((wanted, after)) if meets(&wanted, &found, case) => {
                (at_wide, at_narrow) = (after, after_found)
            }
            _ => {
                let Some((wide_place, narrow_place)) = retry else { return false };
                let Some((_, after)) = piece(narrow, narrow_place) else { return false };
                retry = Some((wide_place, after));
                (at_wide, at_narrow) = (wide_place, after);
            }
        }
    }
    wide.bytes().skip(at_wide).all(|byte| byte == b'*')
}

/// Whether letters have to be the same in case too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Counts,
    Ignored,
}

fn meets(wanted: &Piece<'_>, found: &Piece<'_>, case: Case) -> bool {
    match (wanted, found) {
        (Piece::One, Piece::One | Piece::Byte(_)) => true,
        (Piece::Byte(wanted), Piece::Byte(found)) if case == Case::Ignored => {
            wanted.eq_ignore_ascii_case(found)
        }
        (wanted, found) => wanted == found && *found != Piece::Run,
    }
}

/// The piece that begins at `at`, and where it ends.
fn piece(text: &str, at: usize) -> Option<(Piece<'_>, usize)> {
    let rest = text.get(at..)?;
    let byte = rest.bytes().next()?;
    if rest.starts_with("${")
        && let Some(end) = rest.find('}')
    {
        return Some((Piece::Variable(rest.get(..=end)?), at + end + 1));
    }
    let piece = match byte {
        b'*' => Piece::Run,
        b'?' => Piece::One,
        _ => Piece::Byte(byte),
    };
    Some((piece, at + 1))
}
