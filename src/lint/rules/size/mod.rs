//! How long a document may be.

/// A literal eight times over: for the examples, which have to be long.
macro_rules! times_eight {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text, $text, $text, $text)
    };
}

/// Twenty characters of a name.
macro_rules! long_name {
    () => {
        "ThisNameIsFarTooLong"
    };
}

/// A statement of a topic's policy, and a comma.
macro_rules! statement {
    () => {
        r#"{ "Effect": "Deny", "Principal": "*", "Action": "sns:Publish", "Resource": "arn:aws:sns:us-east-1:111122223333:orders", "Condition": { "Bool": { "aws:SecureTransport": "false" } } },"#
    };
}

mod limits;
mod permissions_boundary_too_long;
mod policy_size_exceeds_identity_policy_quota;
mod policy_size_exceeds_rcp_quota;
mod policy_size_exceeds_resource_policy_quota;
mod policy_size_exceeds_role_trust_policy_quota;
mod policy_size_exceeds_scp_quota;
mod queue_policy_limits;
mod session_policy_too_long;
mod topic_policy_statements;

group! {
    policy_size_exceeds_scp_quota,
    policy_size_exceeds_rcp_quota,
    policy_size_exceeds_identity_policy_quota,
    policy_size_exceeds_resource_policy_quota,
    policy_size_exceeds_role_trust_policy_quota,
    permissions_boundary_too_long,
    session_policy_too_long,
    queue_policy_limits,
    topic_policy_statements,
}
