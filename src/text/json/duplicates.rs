//! Members of one object that have the same name.

use std::collections::HashMap;

use super::Member;

/// Up to this many names comparing each with each is faster than hashing.
const FEW: usize = 12;

/// The members whose name an earlier member has, each after the first member of that name.
/// Takes time in proportion to the number of members.
pub(super) fn duplicate_members<'m, 't>(members: &'m [Member<'t>]) -> Vec<(&'m Member<'t>, &'m Member<'t>)> {
    let mut duplicates = Vec::new();
    if members.len() <= FEW {
        for (index, member) in members.iter().enumerate() {
            let mut earlier = members.iter().take(index);
            if let Some(first) = earlier.find(|earlier| earlier.name == member.name) {
                duplicates.push((first, member));
            }
        }
    } else {
        let mut firsts = HashMap::with_capacity(members.len());
        for member in members {
            let first = *firsts.entry(&*member.name).or_insert(member);
            if !std::ptr::eq(first, member) {
                duplicates.push((first, member));
            }
        }
    }
    duplicates
}

/// Whether two members have the same name: quicker to tell than which.
pub(super) fn has_duplicates(members: &[Member<'_>]) -> bool {
    if members.len() > FEW {
        return !duplicate_members(members).is_empty();
    }
    // Names of which no earlier one has the length and the last byte need no comparing.
    let mut seen = 0_u64;
    members.iter().enumerate().any(|(index, member)| {
        let name = member.name.as_bytes();
        let bit = 1 << ((name.len() * 5 + usize::from(name.last().copied().unwrap_or_default())) % 64);
        let may_be_repeated = seen & bit != 0;
        seen |= bit;
        may_be_repeated && members.iter().take(index).any(|earlier| earlier.name.as_bytes() == name)
    })
}
