//! A caller without a request.

use std::borrow::Cow;

use super::{ContextEntry, PolicySet, Principal};

/// Who calls, with the policies that apply whatever is asked.
#[derive(Clone, Debug)]
pub struct Caller<'t> {
    /// The principal.
    pub principal: Principal,
    /// Its policies and those of its organization.
    pub policies: PolicySet<'t>,
    /// What is known of it beyond its ARN: `aws:PrincipalOrgID`, `aws:PrincipalTag/…`.
    pub context: Vec<ContextEntry<'t>>,
    /// Context keys of which nobody knows whether it has them.
    pub unknown_context: Vec<Cow<'t, str>>,
}
