//! PS336

use crate::lint::{
    AppliesTo, ArnFields, Check, Documentation, Example, Needs, Report, Rule, Safety, Severity,
    StatementFacts, Subject, edits,
};
use crate::matching::is_account_id;
use crate::policy::{PolicyType, PrincipalEntry, PrincipalKind};

pub(super) static RULE: Rule = Rule {
    code: "PS336",
    name: "impossible-principal",
    issue_code: None,
    severity: Severity::Error,
    applies_to: AppliesTo::RESOURCE.and(AppliesTo::TRUST),
    needs: Needs::Nothing,
    check: Check::Principal(check),
};

pub(super) static DOCUMENTATION: Documentation = Documentation {
    finds: "A value under `AWS` that cannot be a principal: an account that is not 12 digits, an ARN \
          with a Region, without an account or of something other than a user, a role, a session, \
          a federated user or `root`, and a `CanonicalUser` that is not a hexadecimal ID. Unique \
          IDs, wildcards and template placeholders are left to other rules.",
    matters: "AWS refuses the policy.",
    example: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": ⟦"arn:aws:iam::111122223333:group/Admins"⟧},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    instead: Example {
        policy_type: PolicyType::RoleTrust,
        resource_type: None,
        text: r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:role/Admin"},
    "Action": "sts:AssumeRole"
  }
}"#,
        also: &[],
    },
    fix: "Removes hyphens and spaces from an account. Unsafe: the account is allowed or denied \
          something then.",
    actions: &[],
    sources: &["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    NoPrincipal,
    Region,
    Account,
    Group,
    Kind,
    NotCanonical,
}

impl Fault {
    fn message(self, text: &str) -> String {
        match self {
            Self::NoPrincipal => format!("`{text}` is neither an account of 12 digits nor an ARN"),
            Self::Region => format!("the ARN of a principal has no Region: `{text}`"),
            Self::Account => format!("the account in `{text}` is not 12 digits"),
            Self::Group => format!("a group cannot be a principal: `{text}`"),
            Self::Kind => format!("`{text}` is not the ARN of a principal"),
            Self::NotCanonical => format!("`{text}` is no canonical user ID"),
        }
    }

    fn help(self, text: &str) -> &'static str {
        match self {
            _ if text.ends_with(".amazonaws.com") => "a service stands under `Service`",
            _ if text.contains(":saml-provider/") || text.contains(":oidc-provider/") => {
                "an identity provider stands under `Federated`"
            }
            Self::Group => "name the users of the group, or a role that they assume",
            Self::NotCanonical => "it has 64 hexadecimal digits",
            _ => "write `111122223333`, or an ARN such as `arn:aws:iam::111122223333:role/name`",
        }
    }
}

fn is_canonical(text: &str) -> bool {
    let is_open = text.contains(['*', '?']) || text.contains("${");
    is_open || text.len() >= 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn fault_of(text: &str) -> Option<Fault> {
    let is_unique_id = || {
        let starts = ["AIDA", "AROA", "AGPA", "ASIA", "AKIA", "ANPA"];
        starts.iter().any(|start| text.starts_with(start))
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if is_account_id(text) || text.contains(['*', '?']) || text.contains("${") || is_unique_id() {
        return None;
    }
    let Some(arn) = ArnFields::split(text) else { return Some(Fault::NoPrincipal) };
    let (Some(service), Some(account), Some(resource)) = (arn.service, arn.account, arn.resource) else {
        return Some(Fault::Kind);
    };
    let kinds: &[&str] = match service {
        "iam" => &["user/", "role/", "assumed-role/", "federated-user/"],
        "sts" => &["assumed-role/", "federated-user/"],
        _ => return Some(Fault::Kind),
    };
    // CloudFront's origin access identities are users of an account called `cloudfront`.
    if !is_account_id(account) && account != "cloudfront" {
        return Some(Fault::Account);
    }
    let is_named = |kind: &&str| resource.strip_prefix(*kind).is_some_and(|name| !name.is_empty());
    if resource.starts_with("group/") {
        return Some(Fault::Group);
    }
    if resource != "root" && !kinds.iter().any(is_named) {
        return Some(Fault::Kind);
    }
    (arn.region != Some("")).then_some(Fault::Region)
}

fn check(entry: &PrincipalEntry<'_>, _: &StatementFacts<'_>, _: &Subject<'_>, report: &mut Report) {
    let text: &str = &entry.value.text;
    let fault = match entry.kind {
        PrincipalKind::Aws => fault_of(text),
        PrincipalKind::CanonicalUser if !is_canonical(text) => Some(Fault::NotCanonical),
        _ => None,
    };
    let Some(fault) = fault else { return };
    let finding = report.at(entry.value.span, fault.message(text));
    finding.help(fault.help(text));
    let digits: String = text.chars().filter(|character| !matches!(character, '-' | ' ')).collect();
    if fault == Fault::NoPrincipal && digits != text && is_account_id(&digits) {
        let edit = edits::replace_string(entry.value.span, &digits);
        finding.fix(format!("write `{digits}`"), Safety::Unsafe, [edit]);
    }
}
