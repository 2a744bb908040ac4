//! The accounts that principals belong to.

use crate::lint::ArnFields;
use crate::matching::is_account_id;
use crate::policy::{PrincipalEntry, PrincipalKind};

/// The account that an entry stands for as a whole: by its number, or as its `root`.
pub(super) fn whole_account<'p>(entry: &'p PrincipalEntry<'_>) -> Option<&'p str> {
    let text: &str = &entry.value.text;
    if entry.kind != PrincipalKind::Aws {
        return None;
    }
    if is_account_id(text) {
        return Some(text);
    }
    let root =
        ArnFields::split(text).filter(|arn| arn.service == Some("iam") && arn.resource == Some("root"));
    root?.account.filter(|account| is_account_id(account))
}

/// The account that an entry is of: a whole one, a principal of it, or an identity provider in it.
pub(super) fn account_of<'p>(entry: &'p PrincipalEntry<'_>) -> Option<&'p str> {
    let of_arn = || ArnFields::split(&entry.value.text)?.account.filter(|account| is_account_id(account));
    whole_account(entry).or_else(of_arn)
}
