//! Statements with the same name.

use std::collections::HashSet;

use crate::lint::{Report, Safety, Subject, edits};
use crate::policy::Text;

/// Reports each `Sid` that an earlier statement has; `what` is the message up to the `Sid`. Empty ones are for
/// another rule.
pub(super) fn report_repeated_sids(subject: &Subject<'_>, report: &mut Report, what: &str) {
    let sids = || {
        let statements = subject.policy.statements.iter();
        statements.filter_map(|statement| statement.sid.as_ref()).filter(|sid| !sid.text.is_empty())
    };
    let mut repeated = repeated(sids).into_iter().peekable();
    if repeated.peek().is_none() {
        return;
    }
    let mut taken: HashSet<String> = sids().map(|sid| sid.text.to_string()).collect();
    for sid in repeated {
        let numbered = (2_usize..).map(|number| format!("{}{number}", sid.text));
        let finding = report.at(sid.span, format!("{what} `{}`", sid.text));
        if let Some(free) = numbered.into_iter().find(|name| !taken.contains(name)) {
            finding.fix(format!("write `{free}`"), Safety::Safe, [edits::replace_string(sid.span, &free)]);
            taken.insert(free);
        }
    }
}

fn repeated<'s, I: Iterator<Item = &'s Text<'s>>>(sids: impl Fn() -> I) -> Vec<&'s Text<'s>> {
    /// Up to this many, comparing each with each is faster than hashing.
    const FEW: usize = 12;
    if sids().nth(FEW).is_some() {
        let mut seen = HashSet::new();
        return sids().filter(|sid| !seen.insert(&*sid.text)).collect();
    }
    let is_repeated =
        |(index, sid): &(usize, &Text<'_>)| sids().take(*index).any(|earlier| earlier.text == sid.text);
    sids().enumerate().filter(is_repeated).map(|(_, sid)| sid).collect()
}
