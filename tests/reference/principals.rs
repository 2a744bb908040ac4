//! `Principal` and `NotPrincipal` (§3), and what kind of grant a principal entry makes (5D).

use serde_json::Value;

use super::caller::Caller;
use super::statements::{Request, list};

/// How an Allow in a resource-based policy reaches the caller (5D).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    /// It names the caller itself, or everyone: 5.60, 5.61, 5.63, 5.64, 5.67, 5.68, 5.69.
    Direct,
    /// It names the role or the user behind the session: 5.62, 5.65.
    Entity,
    /// It names the account: 5.66.
    Account,
}

/// The ways in which a statement's `Principal` reaches the caller; none when it does not.
pub(super) fn reached_by(principal: &Value, is_deny: bool, request: &Request) -> Vec<Grant> {
    // 3.2, 3.4: everyone.
    if principal == "*" {
        return vec![Grant::Direct];
    }
    // 1.42: an empty list or object reaches nobody. 3.1: entries are OR.
    let mut found = Vec::new();
    for (kind, values) in principal.as_object().into_iter().flatten() {
        for value in list(values) {
            let value = value.as_str().expect("principals are strings");
            found.extend(match kind.as_str() {
                "AWS" => reached_by_aws(value, is_deny, request),
                // 3.15, 3.16: exact names.
                "Service" => match &request.caller {
                    Caller::Service { name } if *name == value => Some(Grant::Direct),
                    _ => None,
                },
                // 3.14
                "Federated" => match &request.caller {
                    Caller::Provider { name } if *name == value => Some(Grant::Direct),
                    _ => None,
                },
                other => panic!("no such kind of principal: {other}"),
            });
        }
    }
    found
}

fn reached_by_aws(value: &str, is_deny: bool, request: &Request) -> Option<Grant> {
    let caller = &request.caller;
    if value == "*" {
        // 3.24: services in a Deny only.
        return match caller {
            Caller::Service { .. } if !is_deny => None,
            _ => Some(Grant::Direct),
        };
    }
    // 3.5, 3.6, 3.7: both forms of the account.
    if is_account(value, caller) {
        return Some(Grant::Account);
    }
    let user_id = request.context.single("aws:userid");
    match caller {
        // 3.8; 3.18 for the unique id.
        Caller::User { arn } => {
            let is_own_id = value.starts_with("AIDA") && user_id == Some(value.to_owned());
            (value == arn || is_own_id).then_some(Grant::Direct)
        }
        // 3.9, 3.10, 3.12: no pattern in it works.
        Caller::RoleSession { role, session } => {
            let has_id = |user_id: String| user_id.starts_with(&format!("{value}:"));
            let is_own_id = value.starts_with("AROA") && user_id.is_some_and(has_id);
            if session.as_deref() == Some(value) {
                Some(Grant::Direct)
            } else {
                (value == role || is_own_id).then_some(Grant::Entity)
            }
        }
        // 3.11, 5.64, 5.65
        Caller::FederatedUser { arn, user } => {
            if value == arn {
                Some(Grant::Direct)
            } else {
                (user.as_deref() == Some(value)).then_some(Grant::Entity)
            }
        }
        Caller::Root { .. } | Caller::Service { .. } | Caller::Provider { .. } | Caller::Anonymous => None,
    }
}

/// Whether `value` is the id of the caller's account, or the ARN that stands for the account.
fn is_account(value: &str, caller: &Caller) -> bool {
    let Some(account) = caller.account() else { return false };
    value == account || value == format!("arn:aws:iam::{account}:root")
}

/// 3.42: a Deny with `NotPrincipal` applies unless every identifier of the caller is listed.
/// 3.43: it always applies to a user or role with a permissions boundary.
pub(super) fn not_principal_applies(not_principal: &Value, request: &Request) -> bool {
    let is_user_or_role = matches!(request.caller, Caller::User { .. } | Caller::RoleSession { .. });
    if is_user_or_role && request.has_boundary {
        return true;
    }
    let listed = |kind: &str, wanted: &dyn Fn(&str) -> bool| {
        list(&not_principal[kind]).iter().any(|value| value.as_str().is_some_and(wanted))
    };
    let listed_arn = |arn: &str| listed("AWS", &|value| value == arn);
    let listed_account = listed("AWS", &|value| is_account(value, &request.caller));
    let all_listed = match &request.caller {
        Caller::User { arn } => listed_arn(arn) && listed_account,
        // A session whose name is not known is not listed.
        Caller::RoleSession { role, session } => {
            session.as_deref().is_some_and(listed_arn) && listed_arn(role) && listed_account
        }
        Caller::FederatedUser { arn, user } => {
            listed_arn(arn) && user.as_deref().is_none_or(listed_arn) && listed_account
        }
        Caller::Root { .. } => listed_account,
        Caller::Service { name } => listed("Service", &|value| value == name),
        Caller::Provider { name } => listed("Federated", &|value| value == name),
        Caller::Anonymous => false,
    };
    !all_listed
}
