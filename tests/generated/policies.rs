//! Policies of each kind, with statements that may or may not apply to the request.

use serde_json::{Map, Value, json};

use super::conditions::{self, Context};
use super::patterns::{action_pattern, resource_pattern};
use super::principals::{not_principal, principal, scalar_or_list};
use super::random::Random;
use super::scenes::Scene;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PolicyKind {
    Identity,
    Boundary,
    Session,
    Scp,
    Rcp,
    Endpoint,
    Resource,
    Trust,
    Key,
}

impl PolicyKind {
    fn has_principals(self) -> bool {
        use PolicyKind::{Endpoint, Key, Rcp, Resource, Trust};
        matches!(self, Endpoint | Key | Rcp | Resource | Trust)
    }
}

/// Writes the policies of one scenario.
pub(super) struct Writer<'s> {
    scene: &'s Scene,
    context: &'s Context,
    random: Random,
    /// How many of 100 policies have a statement that allows all.
    generous: usize,
    /// How many of 100 statements deny.
    denying: usize,
}

impl<'s> Writer<'s> {
    pub(super) fn new(scene: &'s Scene, context: &'s Context, mut random: Random) -> Writer<'s> {
        let generous = [15, 50, 85][random.below(3)];
        let denying = [0, 6, 25][random.weighted(&[30, 45, 25])];
        Writer { scene, context, random, generous, denying }
    }

    /// As many policies as `weights` say: the first weight is for none.
    pub(super) fn policies(&mut self, kind: PolicyKind, weights: &[usize]) -> Vec<Value> {
        (0..self.random.weighted(weights)).map(|_| self.policy(kind)).collect()
    }

    /// A policy in `percent` of 100 cases, else `null`.
    pub(super) fn one_of_100(&mut self, percent: usize, kind: PolicyKind) -> Value {
        if self.random.chance(percent) { self.policy(kind) } else { Value::Null }
    }

    /// The levels of an organization, or none.
    pub(super) fn levels(&mut self, kind: PolicyKind) -> Vec<Value> {
        let levels = self.random.weighted(&[55, 15, 20, 10]);
        (0..levels).map(|number| self.level(kind, number)).collect()
    }

    fn level(&mut self, kind: PolicyKind, number: usize) -> Value {
        let mut policies = Vec::new();
        if self.random.chance(88) {
            let mut statement = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
            let name = if kind == PolicyKind::Rcp { "RCPFullAWSAccess" } else { "FullAWSAccess" };
            if kind == PolicyKind::Rcp {
                statement["Principal"] = json!("*");
            }
            policies
                .push(json!({"name": name, "document": {"Version": "2012-10-17", "Statement": [statement]}}));
        }
        policies.extend(self.policies(kind, &[50, 40, 10]));
        json!({"level": format!("level-{number}"), "policies": policies})
    }

    fn policy(&mut self, kind: PolicyKind) -> Value {
        let statements = 1 + self.random.weighted(&[50, 30, 20]);
        let mut statements: Vec<Value> = (0..statements).map(|_| self.statement(kind)).collect();
        if self.random.chance(self.generous) && !matches!(kind, PolicyKind::Rcp) {
            let place = self.random.below(statements.len() + 1);
            statements.insert(place, self.broad_statement(kind));
        }
        let mut document = Map::new();
        // 1.50: these three need the newer version.
        let newer = matches!(kind, PolicyKind::Key | PolicyKind::Scp | PolicyKind::Rcp);
        match self.random.weighted(&[75, 15, 10]) {
            1 if !newer => drop(document.insert("Version".to_owned(), json!("2008-10-17"))),
            2 if !newer => {}
            _ => drop(document.insert("Version".to_owned(), json!("2012-10-17"))),
        }
        if matches!(kind, PolicyKind::Resource | PolicyKind::Key) && self.random.chance(10) {
            document.insert("Id".to_owned(), json!("made by chance"));
        }
        let statement = match statements.as_slice() {
            [only] if self.random.chance(40) => only.clone(),
            _ => Value::Array(statements),
        };
        document.insert("Statement".to_owned(), statement);
        json!({"name": "p", "document": document})
    }

    fn broad_statement(&mut self, kind: PolicyKind) -> Value {
        let (service, _) = self.scene.action.split_once(':').expect("actions have a colon");
        let mut statement = json!({"Effect": "Allow", "Action": format!("{service}:*")});
        if kind != PolicyKind::Trust {
            statement["Resource"] = json!("*");
        }
        if kind.has_principals() {
            statement["Principal"] = principal(self.scene, kind, &mut self.random);
        }
        statement
    }

    fn statement(&mut self, kind: PolicyKind) -> Value {
        let mut statement = Map::new();
        if self.random.chance(8) {
            statement.insert("Sid".to_owned(), json!(format!("Sid{}", self.random.below(10_000))));
        }
        // 1.52: a customer's RCP only denies.
        let denies = kind == PolicyKind::Rcp || self.random.chance(self.denying);
        statement.insert("Effect".to_owned(), json!(if denies { "Deny" } else { "Allow" }));
        if kind.has_principals() {
            self.add_principal(kind, denies, &mut statement);
        }
        self.add_actions(kind, &mut statement);
        self.add_resources(kind, denies, &mut statement);
        let rate = if denies { 65 } else { 40 };
        if self.random.chance(rate) {
            let condition = conditions::condition(self.scene, self.context, &mut self.random);
            statement.insert("Condition".to_owned(), condition);
        }
        Value::Object(statement)
    }

    fn add_principal(&mut self, kind: PolicyKind, denies: bool, statement: &mut Map<String, Value>) {
        let takes_not_principal =
            matches!(kind, PolicyKind::Resource | PolicyKind::Key | PolicyKind::Endpoint);
        if denies && takes_not_principal && self.random.chance(30) {
            statement.insert("NotPrincipal".to_owned(), not_principal(self.scene, &mut self.random));
        } else {
            statement.insert("Principal".to_owned(), principal(self.scene, kind, &mut self.random));
        }
    }

    fn add_actions(&mut self, kind: PolicyKind, statement: &mut Map<String, Value>) {
        // 1.50: an RCP has no `NotAction`.
        let negated = kind != PolicyKind::Rcp && self.random.chance(12);
        // 1.56: a key policy statement without actions has no effect.
        if kind == PolicyKind::Key && self.random.chance(2) {
            return;
        }
        if !negated && self.random.chance(2) {
            statement.insert("Action".to_owned(), json!([]));
            return;
        }
        let count = 1 + self.random.weighted(&[60, 30, 10]);
        let patterns = (0..count).map(|_| action_pattern(self.scene, kind, &mut self.random)).collect();
        let name = if negated { "NotAction" } else { "Action" };
        statement.insert(name.to_owned(), scalar_or_list(patterns, &mut self.random));
    }

    fn add_resources(&mut self, kind: PolicyKind, denies: bool, statement: &mut Map<String, Value>) {
        let may_lack = match kind {
            PolicyKind::Trust => 100,
            PolicyKind::Resource => 8,
            PolicyKind::Key => 2,
            _ => 0,
        };
        if self.random.chance(may_lack) {
            return;
        }
        let negated = kind != PolicyKind::Key && self.random.chance(12);
        // 1.50: a key policy names `*`. 1.51: so does an SCP that allows.
        if kind == PolicyKind::Key || (kind == PolicyKind::Scp && !denies && !negated) {
            statement.insert("Resource".to_owned(), json!("*"));
            return;
        }
        if !negated && self.random.chance(2) {
            statement.insert("Resource".to_owned(), json!([]));
            return;
        }
        let count = 1 + self.random.weighted(&[60, 30, 10]);
        let patterns = (0..count).map(|_| resource_pattern(self.scene, kind, &mut self.random)).collect();
        let name = if negated { "NotResource" } else { "Resource" };
        statement.insert(name.to_owned(), scalar_or_list(patterns, &mut self.random));
    }
}
