//! Who calls (§3 and §10).

use serde_json::Value;

/// The caller and the identifiers by which policies can name it.
#[derive(Clone, Debug)]
pub(super) enum Caller {
    User {
        arn: String,
    },
    /// 3.9, 3.10: a session of `role`; `session` is its ARN where the scenario names one.
    RoleSession {
        role: String,
        session: Option<String>,
    },
    FederatedUser {
        arn: String,
        user: Option<String>,
    },
    Root {
        arn: String,
    },
    Service {
        name: String,
    },
    /// An identity of a SAML or OIDC provider that assumes a role (5.110).
    Provider {
        name: String,
    },
    Anonymous,
}

impl Caller {
    pub(super) fn read(principal: &Value) -> Caller {
        let text = |member: &str| principal[member].as_str().map(str::to_owned);
        if principal == "anonymous" {
            return Caller::Anonymous;
        }
        if let Some(name) = text("service") {
            return Caller::Service { name };
        }
        if let Some(name) = text("federated") {
            return Caller::Provider { name };
        }
        let arn = text("arn").expect("a principal has an ARN");
        let fields: Vec<&str> = arn.splitn(6, ':').collect();
        let path: Vec<&str> = fields[5].split('/').collect();
        match path[0] {
            "root" => Caller::Root { arn },
            "user" => Caller::User { arn },
            "role" => Caller::RoleSession { role: arn, session: None },
            "federated-user" => Caller::FederatedUser { arn, user: text("federated_by") },
            // §10: a session ARN stands for a role without path, unless the role is given.
            "assumed-role" => {
                let role = format!("arn:{}:iam::{}:role/{}", fields[1], fields[4], path[1]);
                Caller::RoleSession { role: text("role").unwrap_or(role), session: Some(arn) }
            }
            other => panic!("no principal: {other}"),
        }
    }

    /// The ARN that belongs to the caller alone, or to its role.
    fn arn(&self) -> Option<&str> {
        match self {
            Caller::User { arn } | Caller::FederatedUser { arn, .. } | Caller::Root { arn } => Some(arn),
            Caller::RoleSession { role, .. } => Some(role),
            Caller::Service { .. } | Caller::Provider { .. } | Caller::Anonymous => None,
        }
    }

    /// 5.161: services, providers' identities and anonymous callers have none.
    pub(super) fn account(&self) -> Option<String> {
        self.arn()?.split(':').nth(4).map(str::to_owned)
    }

    /// 5.133
    pub(super) fn is_service_linked_role(&self) -> bool {
        matches!(self, Caller::RoleSession { role, .. } if role.contains(":role/aws-service-role/"))
    }
}
