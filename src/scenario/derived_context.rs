//! Context keys that follow from the rest of a request (§7 of the semantics).

use std::borrow::Cow;

use super::{ContextEntry, Principal, Request};
use crate::matching::split_arn;

impl<'t> Request<'t> {
    /// Adds the keys that follow from caller, resource and other keys, each marked as derived. A key that is
    /// there already, or said to be unknown, stays as it is.
    ///
    /// What cannot be known from these is left out: the unique id in a user's or role's `aws:userid`, the
    /// account behind a service.
    pub fn derive_context(&mut self) {
        let mut derived = self.keys_of_caller();
        derived.extend(self.keys_of_resource());
        derived.extend(self.keys_of_forwarding());
        for (key, values) in derived {
            self.add_derived(key, values);
        }
        if self.is_unknown("aws:CalledVia") {
            // They follow from it.
            for key in ["aws:CalledViaFirst", "aws:CalledViaLast", "aws:ViaAWSService"] {
                let is_given = self.context.iter().any(|entry| entry.key.eq_ignore_ascii_case(key));
                if !is_given && !self.is_unknown(key) {
                    self.unknown_context.push(Cow::Borrowed(key));
                }
            }
        }
    }

    fn is_unknown(&self, key: &str) -> bool {
        self.unknown_context.iter().any(|unknown| unknown.eq_ignore_ascii_case(key))
    }

    /// Adds one derived key, unless the request has it or it is said to be unknown.
    pub fn add_derived(&mut self, key: impl Into<Cow<'t, str>>, values: Vec<Cow<'t, str>>) {
        let key = key.into();
        let is_given =
            self.context.iter().any(|entry| entry.key.eq_ignore_ascii_case(&key)) || self.is_unknown(&key);
        if !is_given && !values.is_empty() {
            self.context.push(ContextEntry { key, values, derived: true });
        }
    }

    fn keys_of_caller(&self) -> Vec<Derived<'t>> {
        let mut keys = Vec::new();
        let mut add = |key: &'static str, value: &str| keys.push((key, vec![Cow::Owned(value.to_owned())]));
        let principal = &self.principal;
        if let Some(account) = principal.account() {
            add("aws:PrincipalAccount", account);
        }
        if !matches!(principal, Principal::Anonymous | Principal::Federated { .. }) {
            let is_service = matches!(principal, Principal::Service { .. });
            add("aws:PrincipalIsAWSService", if is_service { "true" } else { "false" });
        }
        // For a session it is the role's ARN, never the session's own.
        if let Some(arn) = principal.role_arn().or(principal.arn()) {
            add("aws:PrincipalArn", arn);
        }
        match principal {
            Principal::User { arn } => {
                add("aws:PrincipalType", "User");
                add("aws:username", arn.rsplit('/').next().unwrap_or_default());
            }
            Principal::Role { .. } | Principal::RoleSession { .. } => add("aws:PrincipalType", "AssumedRole"),
            Principal::FederatedUser { arn, .. } => {
                add("aws:PrincipalType", "FederatedUser");
                let name = arn.split_once('/').map_or("", |(_, name)| name);
                add("aws:userid", &format!("{}:{name}", principal.account().unwrap_or_default()));
            }
            Principal::Root { .. } => {
                add("aws:PrincipalType", "Account");
                add("aws:userid", principal.account().unwrap_or_default());
            }
            Principal::Service { name } => add("aws:PrincipalServiceName", name),
            Principal::Federated { provider } if !provider.contains(":saml-provider/") => {
                add("aws:FederatedProvider", provider);
            }
            Principal::Federated { .. } => {}
            Principal::Anonymous => {
                add("aws:PrincipalType", "Anonymous");
                add("aws:PrincipalAccount", "anonymous");
                add("aws:userid", "anonymous");
            }
        }
        keys
    }

    fn keys_of_resource(&self) -> Vec<Derived<'t>> {
        let mut keys = Vec::new();
        if !self.resource_account.is_empty() && has_resource_account(&self.action) {
            keys.push(("aws:ResourceAccount", vec![self.resource_account.clone()]));
        }
        let region = match (split_arn(&self.resource), self.action.split_once(':')) {
            // IAM has one endpoint for all Regions.
            (_, Some((service, _))) if service.eq_ignore_ascii_case("iam") => "us-east-1",
            (Some([_, _, _, region, ..]), _) => region,
            _ => "",
        };
        if !region.is_empty() {
            keys.push(("aws:RequestedRegion", vec![Cow::Owned(region.to_owned())]));
        }
        keys
    }

    /// In a forward access session `aws:CalledVia` lists the services in order (clause 7.30).
    fn keys_of_forwarding(&self) -> Vec<Derived<'t>> {
        let called_via = self.context.iter().find(|entry| entry.key.eq_ignore_ascii_case("aws:CalledVia"));
        match called_via.map(|entry| entry.values.as_slice()) {
            Some([first, .., last]) => via(first.clone(), last.clone()),
            Some([only]) => via(only.clone(), only.clone()),
            _ if self.is_unknown("aws:CalledVia") => Vec::new(),
            _ => vec![("aws:ViaAWSService", vec![Cow::Borrowed("false")])],
        }
    }
}

/// A key and its values.
type Derived<'t> = (&'static str, Vec<Cow<'t, str>>);

fn via<'t>(first: Cow<'t, str>, last: Cow<'t, str>) -> Vec<Derived<'t>> {
    vec![
        ("aws:CalledViaFirst", vec![first]),
        ("aws:CalledViaLast", vec![last]),
        ("aws:ViaAWSService", vec![Cow::Borrowed("true")]),
    ]
}

/// Whether requests for `action` carry `aws:ResourceAccount` (clause 7.3).
fn has_resource_account(action: &str) -> bool {
    const WITHOUT: &[&str] = &[
        "auditmanager:UpdateAssessmentFrameworkShare",
        "detective:AcceptInvitation",
        "ds:AcceptSharedDirectory",
        "ec2:AcceptTransitGatewayPeeringAttachment",
        "ec2:AcceptVpcEndpointConnections",
        "ec2:AcceptVpcPeeringConnection",
        "ec2:CopySnapshot",
        "ec2:CreateTransitGatewayPeeringAttachment",
        "ec2:CreateVpcEndpoint",
        "ec2:CreateVpcPeeringConnection",
        "es:AcceptInboundConnection",
        "events:PutEvents",
        "guardduty:AcceptAdministratorInvitation",
        "macie2:AcceptInvitation",
        "route53:AssociateVpcWithHostedZone",
        "route53:CreateVPCAssociationAuthorization",
        "securityhub:AcceptAdministratorInvitation",
    ];
    let is_ebs = action.split_once(':').is_some_and(|(service, _)| service.eq_ignore_ascii_case("ebs"));
    !is_ebs && !WITHOUT.iter().any(|without| without.eq_ignore_ascii_case(action))
}
