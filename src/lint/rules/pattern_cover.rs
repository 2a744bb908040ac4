//! Whether one pattern covers everything that another covers.

/// Whether the pattern has a star at its end and is plain text otherwise.
pub(super) fn is_prefix_pattern(pattern: &str) -> bool {
    let is_special = |byte: u8| matches!(byte, b'*' | b'?' | b'$');
    pattern.strip_suffix('*').is_some_and(|start| !start.bytes().any(is_special))
}

/// Whether letters have to be the same in case too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Counts,
    Ignored,
}

/// Whether `outer` covers all that `inner` covers. `inner`'s wildcards and variables are taken for letters of their
/// own, of which only a star of `outer`, or the same variable, can make something.
pub(super) fn pattern_covers(outer: &str, inner: &str, case: Case) -> bool {
    if is_prefix_pattern(outer) {
        let start = outer.strip_suffix('*').unwrap_or(outer);
        return inner.get(..start.len()).is_some_and(|begin| match case {
            Case::Counts => begin == start,
            Case::Ignored => begin.eq_ignore_ascii_case(start),
        });
    }
    if outer == inner {
        return true;
    }
    if !outer.contains('$') && !inner.contains('$') {
        return text_covers(outer.as_bytes(), inner.as_bytes(), case);
    }
    let (mut outer, mut inner) = (outer, inner);
    let mut retry: Option<(&str, &str)> = None;
    loop {
        match (first_symbol(outer), first_symbol(inner)) {
            (Some((Symbol::Run, after)), _) => {
                retry = Some((after, inner));
                outer = after;
            }
            (None, None) => return true,
            (Some((wanted, after_wanted)), Some((found, after_found))) if fits(wanted, found, case) => {
                (outer, inner) = (after_wanted, after_found);
            }
            _ => {
                let Some((after_star, text)) = retry else { return false };
                let Some((_, shorter)) = first_symbol(text) else { return false };
                (outer, inner) = (after_star, shorter);
                retry = Some((after_star, shorter));
            }
        }
    }
}

/// As [`pattern_covers`], of patterns without variables.
fn text_covers(outer: &[u8], inner: &[u8], case: Case) -> bool {
    let (mut at_outer, mut at_inner) = (0, 0);
    // Where to go on after the last star takes one byte more.
    let mut retry = None;
    loop {
        match (outer.get(at_outer), inner.get(at_inner)) {
            (Some(b'*'), _) => {
                at_outer += 1;
                retry = Some((at_outer, at_inner));
            }
            (None, None) => return true,
            (Some(wanted), Some(found)) if byte_fits(*wanted, *found, case) => {
                at_outer += 1;
                at_inner += 1;
            }
            (_, found) => {
                let Some((after_star, start)) = retry.filter(|_| found.is_some()) else { return false };
                (at_outer, at_inner) = (after_star, start + 1);
                retry = Some((after_star, start + 1));
            }
        }
    }
}

fn byte_fits(wanted: u8, found: u8, case: Case) -> bool {
    match wanted {
        b'?' => found.is_ascii() && found != b'*',
        _ => wanted == found || (case == Case::Ignored && wanted.eq_ignore_ascii_case(&found)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Symbol<'t> {
    /// `*`
    Run,
    /// `?`
    One,
    /// `${…}`
    Variable(&'t str),
    Letter(char),
}

/// The first symbol of a pattern and what follows it.
fn first_symbol(text: &str) -> Option<(Symbol<'_>, &str)> {
    let mut letters = text.chars();
    let symbol = match letters.next()? {
        '*' => Symbol::Run,
        '?' => Symbol::One,
        '$' if text.starts_with("${") => {
            let end = text.find('}').map_or(text.len(), |end| end + 1);
            let (variable, rest) = text.split_at_checked(end)?;
            return Some((Symbol::Variable(variable), rest));
        }
        letter => Symbol::Letter(letter),
    };
    Some((symbol, letters.as_str()))
}

fn fits(wanted: Symbol<'_>, found: Symbol<'_>, case: Case) -> bool {
    match (wanted, found) {
        (Symbol::One, Symbol::One) => true,
        // Whether `?` is a character or a byte of it is not documented.
        (Symbol::One, Symbol::Letter(found)) => found.is_ascii(),
        (Symbol::Letter(wanted), Symbol::Letter(found)) => {
            wanted == found || (case == Case::Ignored && wanted.eq_ignore_ascii_case(&found))
        }
        (Symbol::Variable(wanted), Symbol::Variable(found)) => wanted == found,
        _ => false,
    }
}
