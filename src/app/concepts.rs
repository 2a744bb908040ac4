//! What the seven kinds of policy are, for people who meet one for the first time.

use crate::evaluation::Check;
use crate::workspace::examples::{self, Example};

/// A kind of policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Concept {
    /// The question that somebody asks: `What is a permissions boundary?`
    pub(super) question: &'static str,
    /// What it is, in a sentence or two.
    pub(super) answer: &'static str,
    /// Other words by which it is looked for.
    pub(super) synonyms: &'static str,
    example: Option<&'static str>,
}

impl Concept {
    /// The example that shows it.
    pub(super) fn example(self) -> Option<&'static Example> {
        self.example.and_then(examples::find)
    }
}

/// The kind of policy that a check asks.
pub(super) fn concept(check: Check) -> Concept {
    match check {
        Check::ResourceControlPolicy => Concept {
            question: "What is a resource control policy (RCP)?",
            answer: "A resource control policy limits what can be done to the resources of an organization’s accounts, \
                     whoever asks, also from outside. It gives nothing: another policy must allow the request too.",
            synonyms: "rcps organization guardrail data perimeter",
            example: None,
        },
        Check::ServiceControlPolicy => Concept {
            question: "What is a service control policy (SCP)?",
            answer: "A service control policy is the most that the users and roles of an organization’s account may \
                     do. It gives nothing: another policy must allow the request too.",
            synonyms: "scps organization guardrail",
            example: Some("region-guardrail"),
        },
        Check::VpcEndpoint => Concept {
            question: "What is a VPC endpoint policy?",
            answer: "An endpoint policy limits which requests may pass through a VPC endpoint. It gives nothing, and \
                     does not concern requests that travel another way.",
            synonyms: "vpce private link network",
            example: None,
        },
        Check::Resource => Concept {
            question: "What is a resource-based policy?",
            answer: "A resource-based policy is attached to a resource, such as a bucket, a key or a role, and says who \
                     may do what with it. Other accounts and the public are let in by it.",
            synonyms: "bucket key trust queue topic principal cross account",
            example: Some("cross-account-bucket"),
        },
        Check::Principal => Concept {
            question: "What is an identity-based policy?",
            answer: "Identity-based policies are attached to the user or role that makes the request, or to a user’s \
                     group, and say what it may do. What no statement allows is denied.",
            synonyms: "managed inline role user group permissions",
            example: Some("lambda-reads-bucket"),
        },
        Check::PermissionsBoundary => Concept {
            question: "What is a permissions boundary?",
            answer: "A permissions boundary is the most that the policies of a user or role can allow it. It gives \
                     nothing: its identity-based policies must allow the request too.",
            synonyms: "limit maximum delegation",
            example: Some("permissions-boundary"),
        },
        Check::Session => Concept {
            question: "What is a session policy?",
            answer: "A session policy is passed when somebody assumes a role or federates, and is the most that this \
                     one session may do with the role’s permissions. It gives nothing.",
            synonyms: "sessions assume role federation sts",
            example: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_policy_has_its_question_and_the_examples_are_there() {
        for check in Check::ALL {
            let concept = concept(check);
            assert!(concept.question.starts_with("What is a") && concept.question.ends_with('?'));
            assert!(concept.answer.ends_with('.'), "{check:?}");
            assert_eq!(concept.example().is_some(), concept.example.is_some(), "{check:?}");
        }
    }

    #[test]
    fn limits_say_that_they_give_nothing_and_grants_do_not() {
        for check in Check::ALL {
            let is_grant = matches!(check, Check::Resource | Check::Principal);
            assert_eq!(concept(check).answer.contains("gives nothing"), !is_grant, "{check:?}");
        }
    }
}
