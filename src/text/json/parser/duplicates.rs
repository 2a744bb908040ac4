//! Members of one object that have the same name.

use std::collections::HashMap;

use crate::text::json::Member;

/// The members whose name an earlier member has, each after the first member of that name.
/// Takes time in proportion to the number of members.
pub(super) fn duplicate_members<'m, 't>(members: &'m [Member<'t>]) -> Vec<(&'m Member<'t>, &'m Member<'t>)> {
    /// Up to this many names comparing each with each is faster than hashing.
    const FEW: usize = 12;
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
