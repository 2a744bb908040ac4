//! Requests that a text tells of, and what has to hold their caller and their resource.

use super::Filler;
use crate::catalogue::{Action, Catalogue};
use crate::evaluation::Check;
use crate::matching::{service_of, split_arn};
use crate::paste::facts::{Call, Outcome};
use crate::paste::read::policy::UNNAMED_ENDPOINT;
use crate::policy::PolicyType;
use crate::scenario::{Principal, Slot};
use crate::text::quoted;
use crate::workspace::edit::{ensure_resource, ensure_target_role, is_about_trust, is_unknown};
use crate::workspace::model::{Account, AwsAnswer, ExpectedDecision, NamedRequest, Session, VpcEndpoint};
use crate::workspace::{Owners, account_of, resource_account};

/// Services whose resources carry no policies that are asked: those of IAM are trust policies of roles.
const WITHOUT_RESOURCE_POLICIES: &[&str] = &["ec2", "iam", "sts"];

/// So many context keys are listed in a report, one line each.
const MOST_LINES: usize = 40;

/// What of an answer is kept with the request; none where the text tells nothing of it.
fn answer_of(outcome: &Outcome) -> Option<AwsAnswer> {
    let answer = AwsAnswer {
        decision: outcome.decision,
        policy_type: outcome.policy_type,
        policy: outcome.policy_arn.clone(),
        encoded: outcome.encoded,
        ..AwsAnswer::default()
    };
    (answer != AwsAnswer::default()).then_some(answer)
}

impl Filler<'_> {
    pub(super) fn call(&mut self, call: &Call) {
        let action = self.action_of(call);
        let mut request = NamedRequest {
            principal: call.caller.clone().unwrap_or_default(),
            resource: call.resource.clone().unwrap_or_default(),
            resource_account: call.resource_account.clone(),
            vpc_endpoint: call.vpc_endpoint.clone(),
            context: call.context.clone(),
            expect: call.outcome.decision,
            aws_answer: answer_of(&call.outcome),
            action,
            ..NamedRequest::default()
        };
        if request.resource.is_empty() && self.has_no_resource(&request.action) {
            "*".clone_into(&mut request.resource);
        }
        let blames_endpoint = call.outcome.policy_type == Some(PolicyType::VpcEndpoint);
        if blames_endpoint && request.vpc_endpoint.is_none() {
            request.vpc_endpoint = Some(UNNAMED_ENDPOINT.to_owned());
        }
        self.report_call(&request, &call.outcome);
        self.uncover_account(&mut request);
        if [&request.principal, &request.action, &request.resource].iter().all(|field| field.is_empty()) {
            return;
        }
        self.select(request);
        self.has_made_request = true;
        self.caller_objects(call.issued_by.as_deref(), call.source_identity.as_deref());
        self.target_objects();
        self.endpoint_of_request();
        self.report_unknown_policies();
        self.mark_context(call);
    }

    /// The action, its service found where the text names an operation only.
    fn action_of(&mut self, call: &Call) -> String {
        let named =
            |catalogue: &Catalogue, text: &str| catalogue.action(text).map(|action| action.to_string());
        if let Some(action) = &call.action {
            let Some(catalogue) = self.catalogue else {
                return action.clone();
            };
            return named(catalogue, action).unwrap_or_else(|| {
                self.unknown(format!("what permission `{}` needs: no action is called so", quoted(action)));
                action.clone()
            });
        }
        let Some(operation) = &call.operation else {
            return String::new();
        };
        let services = |catalogue: &Catalogue| -> Vec<String> {
            let services = catalogue.services();
            let actions = services.filter_map(|service| service.action(operation));
            actions.map(|action: Action<'_>| action.to_string()).collect()
        };
        match self.catalogue.map(services).unwrap_or_default().as_slice() {
            [only] => only.clone(),
            several => {
                let named: Vec<String> = several.iter().take(5).map(|action| format!("`{action}`")).collect();
                let choice =
                    if named.is_empty() { String::new() } else { format!(", such as {}", named.join(", ")) };
                self.unknown(format!("which service's action the operation `{operation}` is{choice}"));
                String::new()
            }
        }
    }

    /// Whether the catalogue says that the action works on no kind of resource.
    fn has_no_resource(&self, action: &str) -> bool {
        let found =
            self.catalogue.and_then(|catalogue| Some((catalogue.detailed()?, catalogue.action(action)?)));
        found.is_some_and(|(details, action)| details.resource_types(action).len() == 0)
    }

    fn report_call(&mut self, request: &NamedRequest, outcome: &Outcome) {
        for (name, value, open) in [
            ("caller", &request.principal, "who made the request"),
            ("action", &request.action, "the action"),
            ("resource", &request.resource, "the resource: which ARN the request is about"),
        ] {
            match value.is_empty() {
                true => self.unknown(open),
                false => self.taken(format!("{name}: `{}`", quoted(value))),
            }
        }
        match (outcome.decision, outcome.policy_type) {
            (Some(decision), policy_type) => {
                let words = match decision {
                    ExpectedDecision::Allowed => "allowed",
                    ExpectedDecision::ExplicitlyDenied => "denied explicitly",
                    ExpectedDecision::ImplicitlyDenied => "denied because nothing allows it",
                };
                let by = policy_type.map(|policy_type| match decision {
                    ExpectedDecision::ImplicitlyDenied => format!(": no {} does", policy_type.name()),
                    _ => format!(" by {}", policy_type.name_with_article()),
                });
                self.taken(format!("answer of AWS: {words}{}", by.unwrap_or_default()));
            }
            (None, _) if outcome.reason.is_some() => {}
            (None, _) => self.unknown("which type of policy denied, and whether explicitly"),
        }
        if let Some(arn) = &outcome.policy_arn {
            self.taken(format!("policy that denied: `{}`", quoted(arn)));
        }
        if let Some(reason) = &outcome.reason {
            self.taken(format!("reason: `{}`", quoted(reason)));
        }
        for (key, values) in request.context.iter().take(MOST_LINES) {
            self.taken(format!("context: `{}` is `{}`", quoted(key), quoted(&values.join(", "))));
        }
        if let Some(endpoint) = request.vpc_endpoint.as_deref().filter(|id| *id != UNNAMED_ENDPOINT) {
            self.taken(format!("VPC endpoint: `{}`", quoted(endpoint)));
        }
        if let Some(account) = &request.resource_account {
            self.taken(format!("account of the resource: `{}`", quoted(account)));
        }
    }

    /// API Gateway masks the account in its messages but for the last four digits.
    fn uncover_account(&mut self, request: &mut NamedRequest) {
        let Some([_, _, _, _, account, _]) = split_arn(&request.resource) else {
            return;
        };
        let Some(digits) = account.strip_prefix("********").map(str::to_owned) else {
            return;
        };
        let known = self.workspace.accounts.iter().map(|account| &*account.id);
        let known =
            known.chain(self.workspace.principals.iter().filter_map(|principal| account_of(&principal.arn)));
        let known = known.chain(account_of(request.principal.trim()));
        let mut fitting: Vec<String> = known.filter(|id| id.ends_with(&digits)).map(str::to_owned).collect();
        fitting.sort_unstable();
        fitting.dedup();
        match fitting.as_slice() {
            [only] => request.resource = request.resource.replacen(account, only, 1),
            _ => self.unknown(format!(
                "the account of the resource: the text shows only that it ends in `{digits}`"
            )),
        }
    }

    /// Selects the request: one that is the same, else a blank one, else a new one.
    pub(super) fn select(&mut self, request: NamedRequest) {
        let is_same = |other: &NamedRequest| {
            other.principal == request.principal
                && other.action == request.action
                && other.resource == request.resource
                && other.vpc_endpoint == request.vpc_endpoint
                && other.context == request.context
                && other.expect == request.expect
        };
        let requests = &mut self.workspace.requests;
        let selected = self.workspace.selected_request;
        if let Some(index) = requests.iter().position(is_same) {
            if let (Some(same), Some(answer)) = (requests.get_mut(index), request.aws_answer) {
                same.aws_answer = Some(answer);
            }
            self.workspace.selected_request = index;
        } else if let Some(blank) =
            requests.get_mut(selected).filter(|found| **found == NamedRequest::default())
        {
            *blank = request;
        } else {
            requests.push(request);
            self.workspace.selected_request = requests.len() - 1;
        }
    }

    /// The session of the caller, whose policies no text tells, and the caller's account.
    pub(super) fn session(&mut self, issued_by: Option<&str>, source_identity: Option<&str>) {
        let caller = self.selected().map(|request| request.principal.trim().to_owned()).unwrap_or_default();
        if let Some(account) = account_of(&caller).map(str::to_owned) {
            self.account(&account);
        }
        let is_session = matches!(
            Principal::from_arn(&caller, None, None),
            Ok(Principal::RoleSession { .. } | Principal::FederatedUser { .. })
        );
        if !is_session {
            return;
        }
        if issued_by.is_none() && caller.contains(":federated-user/") {
            self.unknown(format!("the user whose session `{}` is: its policies count", quoted(&caller)));
        }
        let principal = self.caller_principal().and_then(|(index, _)| self.workspace.principals.get(index));
        let issuer = principal.map(|principal| principal.arn.clone());
        let sessions = &mut self.workspace.sessions;
        if !sessions.iter().any(|session| session.arn == caller) {
            sessions.push(Session {
                arn: caller.clone(),
                session_policies: Slot::Unknown,
                ..Session::default()
            });
        }
        if let Some(session) = sessions.iter_mut().find(|session| session.arn == caller) {
            if let Some(issuer) =
                issued_by.map(str::to_owned).or(issuer).filter(|_| session.issued_by.is_empty())
            {
                session.issued_by = issuer;
            }
            if let Some(identity) = source_identity {
                session.source_identity = Some(identity.to_owned());
            }
        }
    }

    /// The number of an account; one that is new may have any service and resource control policies.
    pub(super) fn account(&mut self, id: &str) -> usize {
        let accounts = &mut self.workspace.accounts;
        accounts.iter().position(|account| account.id == id).unwrap_or_else(|| {
            accounts.push(Account {
                id: id.to_owned(),
                scps: Slot::Unknown,
                rcps: Slot::Unknown,
                ..Account::default()
            });
            accounts.len() - 1
        })
    }

    /// Makes what has to hold the resource of the selected request, its policy unknown where it is new.
    pub(super) fn target_objects(&mut self) {
        let index = self.workspace.selected_request;
        let Some(request) = self.selected().cloned() else {
            return;
        };
        if !request.resource.starts_with("arn:") {
            return;
        }
        let owners = Owners::of(&self.workspace, &request);
        let account = resource_account(&self.workspace, &request).id.to_owned();
        if !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit()) {
            self.account(&account);
        }
        let has_own_account = account_of(&request.resource).is_some();
        let entry = owners.resource.and_then(|index| self.workspace.resources.get(index));
        let is_told =
            request.resource_account.is_some() || entry.is_some_and(|entry| entry.account.is_some());
        if !has_own_account && !is_told && self.has_made_request {
            self.unknown("which account owns the resource: it is taken for the caller's");
            let key = "aws:ResourceAccount".to_owned();
            self.change_request(|request| {
                if !request.unknown_context.contains(&key) && !request.context.contains_key(&key) {
                    request.unknown_context.push(key);
                }
            });
        }
        if is_about_trust(&request) {
            if owners.target_role.is_none()
                && let Some(role) = ensure_target_role(&mut self.workspace, index)
            {
                self.mark_new_principal(role);
            }
            return;
        }
        let is_without =
            service_of(&request.resource).is_none_or(|service| WITHOUT_RESOURCE_POLICIES.contains(&service));
        if owners.resource.is_none()
            && !is_without
            && let Some(resource) = ensure_resource(&mut self.workspace, index)
            && let Some(resource) = self.workspace.resources.get_mut(resource)
        {
            resource.policy = Slot::Unknown;
        }
    }

    fn endpoint_of_request(&mut self) {
        let Some(id) = self.selected().and_then(|request| request.vpc_endpoint.clone()) else {
            return;
        };
        let endpoints = &mut self.workspace.vpc_endpoints;
        if !endpoints.iter().any(|endpoint| endpoint.id == id) {
            endpoints.push(VpcEndpoint { id, policy: Slot::Unknown, ..VpcEndpoint::default() });
        }
    }

    fn report_unknown_policies(&mut self) {
        self.report_caller_policies();
        let index = self.workspace.selected_request;
        for (check, words) in [
            (Check::PermissionsBoundary, "the permissions boundary of the caller"),
            (Check::Session, "the session policies of the caller"),
            (Check::Resource, "the policy of the resource"),
            (Check::ServiceControlPolicy, "the service control policies of the caller's account"),
            (Check::ResourceControlPolicy, "the resource control policies of the resource's account"),
            (Check::VpcEndpoint, "the policy of the VPC endpoint"),
        ] {
            if is_unknown(&self.workspace, index, check) {
                self.unknown(words);
            }
        }
    }
}
