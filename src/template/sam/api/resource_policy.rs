//! The resource policy of a REST API, from the lists of `Auth.ResourcePolicy`.

use crate::template::tree::Node;

use super::super::expansion::Expansion;
use super::super::node::{At, Reading, listed, same};
use super::{Method, parameters_as_wildcards};

/// A resource policy on its way.
#[derive(Default)]
pub(super) struct ResourcePolicy {
    statements: Vec<Node>,
    version: Option<Node>,
    /// A policy that is made by a function.
    unknown: Option<Node>,
}

impl ResourcePolicy {
    /// Takes over the policy of a definition.
    pub(super) fn take_over(&mut self, policy: &Node) {
        if policy.intrinsic().is_some() {
            self.unknown = Some(policy.clone());
            return;
        }
        self.version = policy.get("Version").cloned();
        self.statements.extend(policy.get("Statement").map(listed).unwrap_or_default().iter().cloned());
    }

    /// The policy document, if there is any statement.
    pub(super) fn into_document(self, at: At) -> Option<Node> {
        if let Some(unknown) = self.unknown {
            return Some(if self.statements.is_empty() { unknown } else { unknown.at().unknown() });
        }
        if self.statements.is_empty() {
            return None;
        }
        let at = self.statements.first().map_or(at, Reading::at);
        Some(at.given([("Version", self.version), ("Statement", Some(at.list(self.statements)))]))
    }

    /// Adds what the lists say for one path.
    pub(super) fn add_lists(
        &mut self,
        lists: &Node,
        path: &str,
        stage: &Node,
        methods: &[Method],
        expansion: &mut Expansion<'_>,
    ) {
        let resources = |at: At| -> Node {
            let path_part = parameters_as_wildcards(path, |_| true);
            let of_path = methods.iter().filter(|method| method.path == path);
            let resources = of_path.map(|method| {
                let verb = if method.verb == "ANY" { "*" } else { &method.verb };
                let pattern = format!("execute-api:/${{__Stage__}}/{verb}{path_part}");
                at.substitute_with(&pattern, [("__Stage__", stage.clone())])
            });
            at.list(resources.collect())
        };
        for (name, effect) in [("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny")] {
            if let Some(accounts) = lists.set(name) {
                let at = accounts.at();
                let principal = at.map([("AWS", at.list(listed(accounts).to_vec()))]);
                self.push(statement(at, effect, resources(at), principal, None));
            }
        }
        for (name, operator) in [("IpRangeWhitelist", "NotIpAddress"), ("IpRangeBlacklist", "IpAddress")] {
            if let Some(ranges) = lists.set(name) {
                let at = ranges.at();
                let keys = at.map([("aws:SourceIp", at.list(listed(ranges).to_vec()))]);
                self.allow_but(at, &resources(at), operator, keys);
            }
        }
        for (name, operator) in [("Blacklist", "StringEquals"), ("Whitelist", "StringNotEquals")] {
            if let Some((at, keys)) = endpoints(lists, name, expansion) {
                self.allow_but(at, &resources(at), operator, keys);
            }
        }
    }

    /// Adds the statements that are written out.
    pub(super) fn add_custom(&mut self, lists: &Node) {
        for one in lists.set("CustomStatements").map(listed).unwrap_or_default() {
            self.push_new(one.clone());
        }
    }

    /// Allows everybody and denies those for whom the condition holds.
    fn allow_but(&mut self, at: At, resources: &Node, operator: &str, keys: Node) {
        let condition = at.map([(operator, keys)]);
        self.push_new(statement(at, "Allow", resources.clone(), at.text("*"), None));
        self.push_new(statement(at, "Deny", resources.clone(), at.text("*"), Some(condition)));
    }

    fn push_new(&mut self, statement: Node) {
        if !self.statements.iter().any(|one| same(one, &statement)) {
            self.push(statement);
        }
    }

    fn push(&mut self, statement: Node) {
        self.version = Some(statement.at().text("2012-10-17"));
        self.statements.push(statement);
    }
}

fn statement(at: At, effect: &str, resources: Node, principal: Node, condition: Option<Node>) -> Node {
    at.given([
        ("Effect", Some(at.text(effect))),
        ("Action", Some(at.text("execute-api:Invoke"))),
        ("Resource", Some(resources)),
        ("Principal", Some(principal)),
        ("Condition", condition),
    ])
}

/// The VPCs and VPC endpoints of `SourceVpc…`, `IntrinsicVpc…` and `IntrinsicVpce…`.
fn endpoints(lists: &Node, kind: &str, expansion: &mut Expansion<'_>) -> Option<(At, Node)> {
    let (mut networks, mut endpoints) = (Vec::new(), Vec::new());
    let (mut place, mut unknown) = (None, None);
    if let Some(list) = lists.set(&format!("SourceVpc{kind}")) {
        place = Some(list.at());
        for item in listed(list) {
            match item.as_text() {
                Some(text) if text.starts_with("vpce-") => endpoints.push(item.clone()),
                Some(text) if text.starts_with("vpc-") => networks.push(item.clone()),
                Some(_) => {
                    expansion.leave(item.at(), "this is neither a VPC nor a VPC endpoint, and has no effect")
                }
                None => {
                    let message = "whether this is a VPC or a VPC endpoint is not known here";
                    expansion.leave(item.at(), message);
                    unknown = Some(item.at());
                }
            }
        }
    }
    for (name, list) in [("Vpc", &mut networks), ("Vpce", &mut endpoints)] {
        if let Some(given) = lists.set(&format!("Intrinsic{name}{kind}")) {
            place.get_or_insert(given.at());
            list.extend(listed(given).iter().cloned());
        }
    }
    let at = place?;
    if let Some(unknown) = unknown {
        return Some((at, unknown.unknown()));
    }
    let list = |items: Vec<Node>| (!items.is_empty()).then(|| at.list(items));
    let keys = at.given([("aws:SourceVpc", list(networks)), ("aws:SourceVpce", list(endpoints))]);
    (!keys.is_blank()).then_some((at, keys))
}
