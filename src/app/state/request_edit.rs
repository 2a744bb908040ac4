//! Changes to the fields of a request.

use crate::matching::is_account_id;
use crate::workspace::model::{ExpectedDecision, NamedRequest};

/// A change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RequestEdit {
    /// What the page calls it; empty for none.
    Name(String),
    /// Who asks.
    Principal(String),
    /// For what.
    Action(String),
    /// On what.
    Resource(String),
    /// Whose it is; empty where it follows from the resource.
    ResourceAccount(String),
    /// The way; empty for the internet.
    VpcEndpoint(String),
    /// The decision that the person expects.
    Expect(Option<ExpectedDecision>),
}

impl RequestEdit {
    pub(super) fn apply(self, request: &mut NamedRequest) {
        let asked = |request: &NamedRequest| {
            [&request.principal, &request.action, &request.resource].map(|text| text.trim().to_owned())
        };
        let before = asked(request);
        self.write(request);
        // AWS answered another request than the one that stands there now.
        if asked(request) != before {
            request.aws_answer = None;
        }
    }

    fn write(self, request: &mut NamedRequest) {
        match self {
            RequestEdit::Name(name) => request.name = filled(name),
            RequestEdit::Principal(principal) => request.principal = principal,
            RequestEdit::Action(action) => request.action = action,
            RequestEdit::Resource(resource) => request.resource = resource,
            RequestEdit::ResourceAccount(account) => request.resource_account = filled(account),
            RequestEdit::VpcEndpoint(id) => request.vpc_endpoint = filled(id),
            RequestEdit::Expect(expected) => request.expect = expected,
        }
    }
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// What is wrong with the id of an account; an empty one is left to be derived.
pub(crate) fn account_problem(id: &str) -> Option<&'static str> {
    (!id.is_empty() && !is_account_id(id)).then_some("an account id has twelve digits")
}
