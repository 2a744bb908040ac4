//! Three scenarios of growing size, the same on every machine: what the benches and the allocation budget
//! measure. In each the request is allowed, so nothing stops early.

use serde_json::{Value, json};

/// A scenario to measure with.
pub(crate) struct Workload {
    /// `small`, `medium` or `large`.
    pub(crate) name: &'static str,
    /// How many statements all its policies have together.
    pub(crate) statements: usize,
    /// The scenario as JSON without white space.
    pub(crate) scenario: String,
}

/// How many statements the parts of a workload have.
struct Shape {
    identity_policies: usize,
    statements_per_policy: usize,
    boundary: usize,
    /// For each level, beside the one of `FullAWSAccess`.
    service_control: &'static [usize],
    bucket_policy: usize,
}

/// All workloads, smallest first.
pub(crate) fn all() -> [Workload; 3] {
    [small(), medium(), large()]
}

/// One identity policy with 3 statements.
pub(crate) fn small() -> Workload {
    workload(
        "small",
        &Shape {
            identity_policies: 1,
            statements_per_policy: 3,
            boundary: 0,
            service_control: &[],
            bucket_policy: 0,
        },
    )
}

/// 83 statements, about 20 KB: identity policies, a boundary, three levels of service control policies and
/// a bucket policy.
pub(crate) fn medium() -> Workload {
    workload(
        "medium",
        &Shape {
            identity_policies: 5,
            statements_per_policy: 10,
            boundary: 10,
            service_control: &[5, 4, 4],
            bucket_policy: 7,
        },
    )
}

/// 457 statements, about 107 KB, in the same parts.
pub(crate) fn large() -> Workload {
    workload(
        "large",
        &Shape {
            identity_policies: 10,
            statements_per_policy: 36,
            boundary: 40,
            service_control: &[10, 10, 10],
            bucket_policy: 24,
        },
    )
}

const ACCOUNT: &str = "111122223333";

fn workload(name: &'static str, shape: &Shape) -> Workload {
    let mut statements = Statements::default();
    let identity: Vec<Value> = (0..shape.identity_policies)
        .map(|index| {
            let own = if index + 1 == shape.identity_policies {
                statements.take_and_allow(shape.statements_per_policy)
            } else {
                statements.take(shape.statements_per_policy)
            };
            policy(&format!("identity-{index}"), own)
        })
        .collect();
    let boundary =
        (shape.boundary > 0).then(|| policy("boundary", statements.take_and_allow(shape.boundary)));
    let levels: Vec<Value> = (0..)
        .zip(shape.service_control)
        .map(|(index, count)| {
            let full = policy("FullAWSAccess", vec![statements.full_access()]);
            let denies = policy(&format!("guardrails-{index}"), statements.denies(*count));
            json!({"level": format!("level-{index}"), "policies": [full, denies]})
        })
        .collect();
    let bucket =
        (shape.bucket_policy > 0).then(|| policy("bucket", statements.of_bucket(shape.bucket_policy)));
    let scenario = json!({
        "id": name,
        "principal": {"arn": format!("arn:aws:sts::{ACCOUNT}:assumed-role/reporting/nightly")},
        "identity_policies": identity,
        "permissions_boundary": boundary,
        "session_policies": [],
        "scps": levels,
        "rcps": [],
        "resource_policy": bucket,
        "vpc_endpoint_policy": null,
        "request": {
            "action": "s3:GetObject",
            "resource": "arn:aws:s3:::reports-data/2026/q3/summary.csv",
            "resource_account": ACCOUNT,
            "context": {
                "aws:PrincipalArn": [format!("arn:aws:iam::{ACCOUNT}:role/reporting")],
                "aws:PrincipalOrgID": ["o-a1b2c3d4e5"],
                "aws:PrincipalTag/team": ["reporting"],
                "aws:RequestedRegion": ["eu-west-1"],
                "aws:SecureTransport": ["true"],
                "aws:SourceIp": ["203.0.113.25"],
                "aws:CurrentTime": ["2026-09-26T12:00:00Z"],
            },
        },
    });
    Workload { name, statements: statements.made, scenario: scenario.to_string() }
}

fn policy(name: &str, statements: Vec<Value>) -> Value {
    json!({"name": name, "document": {"Version": "2012-10-17", "Statement": statements}})
}

/// A service, three of its actions and the shape of its resources, `#` standing for a number.
const SERVICES: [(&str, [&str; 3], &str); 8] = [
    ("s3", ["GetObject", "PutObject", "List*"], "arn:aws:s3:::team-#-data/*"),
    ("dynamodb", ["GetItem", "Query", "BatchGet*"], "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-#"),
    ("sqs", ["SendMessage", "ReceiveMessage", "GetQueue*"], "arn:aws:sqs:*:111122223333:jobs-#"),
    ("kms", ["Decrypt", "Encrypt", "GenerateDataKey*"], "arn:aws:kms:eu-west-1:111122223333:key/*"),
    ("logs", ["CreateLogStream", "PutLogEvents", "Describe*"], "arn:aws:logs:*:*:log-group:/app/service-#:*"),
    (
        "lambda",
        ["InvokeFunction", "GetFunction", "List*"],
        "arn:aws:lambda:eu-*:111122223333:function:worker-#",
    ),
    ("s3", ["GetObject*", "DeleteObject", "GetBucket*"], "arn:aws:s3:::${aws:PrincipalTag/team}-archive-#/*"),
    (
        "secretsmanager",
        ["GetSecretValue", "DescribeSecret", "List*"],
        "arn:aws:secretsmanager:*:*:secret:app-#-*",
    ),
];

/// Conditions, one for every other statement in turn.
fn condition(number: usize) -> Option<Value> {
    let condition = match number % 10 {
        0 => json!({"StringEquals": {"aws:PrincipalTag/team": ["reporting", "finance"]}}),
        2 => json!({"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"]}}),
        4 => json!({"Bool": {"aws:SecureTransport": "true"}}),
        6 => json!({"StringLike": {"aws:RequestedRegion": ["eu-*", "us-east-?"]}}),
        8 => json!({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/report*"},
                    "DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}),
        _ => return None,
    };
    Some(condition)
}

/// Makes statements, each different from those before.
#[derive(Default)]
struct Statements {
    made: usize,
}

impl Statements {
    fn statement(&mut self, effect: &str, actions: Value, resources: Value) -> Value {
        self.made += 1;
        let mut statement = json!({
            "Sid": format!("{effect}Number{}", self.made),
            "Effect": effect,
            "Action": actions,
            "Resource": resources,
        });
        if let (Some(condition), Some(members)) = (condition(self.made), statement.as_object_mut()) {
            members.insert("Condition".to_owned(), condition);
        }
        statement
    }

    /// Allows, every fifth one a Deny; none concerns the requested object.
    fn take(&mut self, count: usize) -> Vec<Value> {
        let make = |number| {
            let effect = if number % 5 == 4 { "Deny" } else { "Allow" };
            self.about_others(effect)
        };
        (0..count).map(make).collect()
    }

    /// The same, but for the last one: it allows the request.
    fn take_and_allow(&mut self, count: usize) -> Vec<Value> {
        let mut statements = self.take(count - 1);
        let resources = json!(["arn:aws:s3:::reports-data", "arn:aws:s3:::reports-data/*"]);
        statements.push(self.statement("Allow", json!(["s3:Get*", "s3:List*"]), resources));
        statements
    }

    fn denies(&mut self, count: usize) -> Vec<Value> {
        (0..count).map(|_| self.about_others("Deny")).collect()
    }

    fn about_others(&mut self, effect: &str) -> Value {
        let (service, names, resource) = SERVICES[self.made % SERVICES.len()];
        let actions: Vec<String> = names.iter().map(|name| format!("{service}:{name}")).collect();
        let resource = |suffix: &str| resource.replace('#', &format!("{}{suffix}", self.made));
        let resources = match self.made % 3 {
            0 => json!([resource(""), resource("-replica")]),
            _ => json!(resource("")),
        };
        self.statement(effect, json!(actions), resources)
    }

    fn full_access(&mut self) -> Value {
        self.made += 1;
        json!({"Effect": "Allow", "Action": "*", "Resource": "*"})
    }

    /// The statements of a bucket policy: they name principals.
    fn of_bucket(&mut self, count: usize) -> Vec<Value> {
        let make = |number: usize| {
            let resource = json!(format!("arn:aws:s3:::reports-data/team-{number}/*"));
            let mut statement = self.statement("Allow", json!("s3:*Object"), resource);
            if let Some(members) = statement.as_object_mut() {
                let principal = format!("arn:aws:iam::{ACCOUNT}:role/team-{number}");
                members.insert("Principal".to_owned(), json!({"AWS": principal}));
            }
            statement
        };
        (0..count).map(make).collect()
    }
}
