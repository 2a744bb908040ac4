//! Callers of every kind.

use serde_json::{Value, json};

use super::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    User,
    Role,
    ServiceLinkedRole,
    FederatedUser,
    Root,
    Service,
    Provider,
    Anonymous,
}

/// A caller, and how policies can name it.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub(super) kind: Kind,
    /// The member `principal` of the scenario.
    pub(super) principal: Value,
    /// The ARNs of its chain, itself first, its account last.
    pub(super) chain: Vec<String>,
    /// What `aws:userid` says of it, where it has a unique id.
    pub(super) user_id: Option<&'static str>,
}

/// The account of every caller that has one.
pub(super) const HERE: &str = "111122223333";
/// Another account.
pub(super) const AWAY: &str = "444455556666";

pub(super) const SAML_PROVIDER: &str = "arn:aws:iam::111122223333:saml-provider/corp";
pub(super) const OIDC_PROVIDER: &str = "accounts.google.com";

impl Caller {
    pub(super) fn choose(random: &mut Random) -> Caller {
        match random.weighted(&[24, 10, 22, 5, 13, 8, 10, 4, 4]) {
            0 => user(random),
            1 => role(random),
            2 => named_session(random),
            3 => service_linked_role(random),
            4 => federated_user(random),
            5 => {
                let arn = format!("arn:aws:iam::{HERE}:root");
                with_arn(Kind::Root, json!({"arn": arn}), Vec::new(), None)
            }
            6 => {
                let name =
                    random.pick(&["s3.amazonaws.com", "s3.ap-east-1.amazonaws.com", "lambda.amazonaws.com"]);
                without_account(Kind::Service, json!({"service": name}))
            }
            7 => {
                let provider = random.pick(&[SAML_PROVIDER, OIDC_PROVIDER]);
                without_account(Kind::Provider, json!({"federated": provider}))
            }
            _ => without_account(Kind::Anonymous, json!("anonymous")),
        }
    }
}

fn user(random: &mut Random) -> Caller {
    let arn = format!("arn:aws:iam::{HERE}:user/{}", random.pick(&["Bob", "team/Eve"]));
    with_arn(Kind::User, json!({"arn": arn}), vec![arn], Some("AIDAEXAMPLE1"))
}

/// A session whose name is not given.
fn role(random: &mut Random) -> Caller {
    let arn = format!("arn:aws:iam::{HERE}:role/{}", random.pick(&["app", "path/app"]));
    with_arn(Kind::Role, json!({"arn": arn}), vec![arn], Some("AROAEXAMPLE1:s1"))
}

fn named_session(random: &mut Random) -> Caller {
    let arn = format!("arn:aws:sts::{HERE}:assumed-role/app/{}", random.pick(&["s1", "s2"]));
    let role = format!("arn:aws:iam::{HERE}:role/{}", random.pick(&["app", "path/app"]));
    let principal = match role.ends_with(":role/app") {
        true => json!({"arn": arn}),
        false => json!({"arn": arn, "role": role}),
    };
    with_arn(Kind::Role, principal, vec![arn, role], Some("AROAEXAMPLE1:s1"))
}

fn service_linked_role(random: &mut Random) -> Caller {
    let name = "AWSServiceRoleForAutoScaling";
    let role = format!("arn:aws:iam::{HERE}:role/aws-service-role/autoscaling.amazonaws.com/{name}");
    let session = format!("arn:aws:sts::{HERE}:assumed-role/{name}/s1");
    match random.chance(50) {
        true => with_arn(Kind::ServiceLinkedRole, json!({"arn": role}), vec![role], None),
        false => {
            let principal = json!({"arn": session, "role": role});
            with_arn(Kind::ServiceLinkedRole, principal, vec![session, role], None)
        }
    }
}

fn federated_user(random: &mut Random) -> Caller {
    let arn = format!("arn:aws:sts::{HERE}:federated-user/Carol");
    let user = format!("arn:aws:iam::{HERE}:user/Bob");
    match random.chance(80) {
        true => {
            let principal = json!({"arn": arn, "federated_by": user});
            with_arn(Kind::FederatedUser, principal, vec![arn, user], None)
        }
        false => with_arn(Kind::FederatedUser, json!({"arn": arn}), vec![arn], None),
    }
}

fn with_arn(kind: Kind, principal: Value, mut chain: Vec<String>, user_id: Option<&'static str>) -> Caller {
    chain.push(format!("arn:aws:iam::{HERE}:root"));
    Caller { kind, principal, chain, user_id }
}

fn without_account(kind: Kind, principal: Value) -> Caller {
    Caller { kind, principal, chain: Vec::new(), user_id: None }
}
