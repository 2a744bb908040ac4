//! Who makes a request (§3 of the semantics).

use crate::matching::split_arn;

/// The caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// An IAM user.
    User {
        /// `arn:aws:iam::111122223333:user/path/name`
        arn: String,
    },
    /// A session of a role, its name unspecified (§10): a grant to a named session does not reach it.
    Role {
        /// `arn:aws:iam::111122223333:role/path/name`
        arn: String,
    },
    /// A named session of a role.
    RoleSession {
        /// `arn:aws:sts::111122223333:assumed-role/name/session`
        arn: String,
        /// The role's ARN, with its path.
        role_arn: String,
    },
    /// A session made by `GetFederationToken`.
    FederatedUser {
        /// `arn:aws:sts::111122223333:federated-user/name`
        arn: String,
        /// ARN of the user who made the session, where it is known.
        federated_by: Option<String>,
    },
    /// The root user of an account.
    Root {
        /// `arn:aws:iam::111122223333:root`
        arn: String,
    },
    /// An identity of a SAML or OIDC provider that has no AWS credentials yet.
    Federated {
        /// ARN or name of the provider.
        provider: String,
    },
    /// An AWS service that calls on its own behalf.
    Service {
        /// `lambda.amazonaws.com`
        name: String,
    },
    /// Nobody: an unsigned request.
    Anonymous,
}

/// Why a text names no principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalError {
    /// What is wrong, in the style of [`Diagnostic`](crate::text::Diagnostic) messages.
    pub message: String,
}

impl Principal {
    /// The principal that an ARN names. A session's role has no path unless `role_arn` says so.
    ///
    /// # Errors
    /// When `arn` has fewer than six fields, has no account, or names no user, role, session, federated user or root user.
    pub fn from_arn(
        arn: &str,
        role_arn: Option<&str>,
        federated_by: Option<&str>,
    ) -> Result<Principal, PrincipalError> {
        let error = |message: String| Err(PrincipalError { message });
        let Some([_, partition, service, _, account, resource]) = split_arn(arn) else {
            return error(format!(
                "`{arn}` is no ARN: it needs six fields, as in arn:aws:iam::111122223333:role/name"
            ));
        };
        if account.is_empty() {
            return error(format!("`{arn}` names no account"));
        }
        let (kind, name) = resource.split_once('/').unwrap_or((resource, ""));
        let arn = arn.to_owned();
        match (service, kind) {
            ("iam", "root") if name.is_empty() => Ok(Principal::Root { arn }),
            ("iam", "user") if !name.is_empty() => Ok(Principal::User { arn }),
            ("iam", "role") if !name.is_empty() => Ok(Principal::Role { arn }),
            ("sts", "federated-user") if !name.is_empty() => {
                Ok(Principal::FederatedUser { arn, federated_by: federated_by.map(str::to_owned) })
            }
            ("sts", "assumed-role") => match name.split_once('/') {
                Some((role, session)) if !role.is_empty() && !session.is_empty() => {
                    let role_arn = role_arn.map_or_else(
                        || ["arn:", partition, ":iam::", account, ":role/", role].concat(),
                        str::to_owned,
                    );
                    Ok(Principal::RoleSession { arn, role_arn })
                }
                _ => error(format!("`{arn}` does not name a session: write assumed-role/role/session")),
            },
            _ => error(format!("`{arn}` names no user, role, session, federated user or root user")),
        }
    }

    /// The ARN of the caller itself, where it has one.
    #[must_use]
    pub fn arn(&self) -> Option<&str> {
        match self {
            Principal::User { arn }
            | Principal::Role { arn }
            | Principal::RoleSession { arn, .. }
            | Principal::FederatedUser { arn, .. }
            | Principal::Root { arn } => Some(arn),
            Principal::Federated { .. } | Principal::Service { .. } | Principal::Anonymous => None,
        }
    }

    /// The ARN of the role of a session.
    #[must_use]
    pub fn role_arn(&self) -> Option<&str> {
        match self {
            Principal::Role { arn } => Some(arn),
            Principal::RoleSession { role_arn, .. } => Some(role_arn),
            _ => None,
        }
    }

    /// The account it belongs to; services, identities of providers and anonymous callers have none.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        let [_, _, _, _, account, _] = split_arn(self.arn()?)?;
        Some(account)
    }

    /// Whether it is a session of a service-linked role (clause 5.133).
    #[must_use]
    pub fn is_service_linked_role(&self) -> bool {
        let role = self.role_arn().and_then(split_arn);
        role.is_some_and(|[.., resource]| resource.starts_with("role/aws-service-role/"))
    }

    /// How AWS names it in messages: the ARN, the service, or `anonymous`.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Principal::Service { name } => name,
            Principal::Federated { provider } => provider,
            _ => self.arn().unwrap_or("anonymous"),
        }
    }
}
