//! Who asks for what.

use super::callers::{AWAY, Caller, HERE, Kind, OIDC_PROVIDER};
use super::policies::PolicyKind;
use super::random::Random;

/// A request without its context.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) caller: Caller,
    pub(super) action: String,
    pub(super) resource: String,
    pub(super) resource_account: &'static str,
    /// The kind of policy that the resource can have.
    pub(super) resource_policy: Option<PolicyKind>,
}

/// Actions, and the resources on which they are done, `ACCOUNT` standing for the owner.
type Service = (&'static [&'static str], &'static [&'static str], Option<PolicyKind>);

const OBJECTS: Service = (
    &["s3:GetObject", "s3:PutObject", "s3:GetObjectTagging"],
    &[
        "arn:aws:s3:::b/x",
        "arn:aws:s3:::b/Bob/x",
        "arn:aws:s3:::b/red/a*b",
        "arn:aws:s3:::bb//x",
        "arn:aws:s3:::b/${aws:username}",
        "arn:aws:s3:::b/price$",
    ],
    Some(PolicyKind::Resource),
);
const BUCKETS: Service = (
    &["s3:ListBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"],
    &["arn:aws:s3:::b", "arn:aws:s3:::b-red"],
    Some(PolicyKind::Resource),
);
const QUEUES: Service = (
    &["sqs:SendMessage", "sqs:ReceiveMessage"],
    &["arn:aws:sqs:us-east-1:ACCOUNT:q", "arn:aws:sqs:eu-west-1:ACCOUNT:q-Bob"],
    Some(PolicyKind::Resource),
);
const TOPICS: Service = (&["sns:Publish"], &["arn:aws:sns:us-east-1:ACCOUNT:t"], Some(PolicyKind::Resource));
const FUNCTIONS: Service = (
    &["lambda:InvokeFunction", "lambda:GetFunction"],
    &["arn:aws:lambda:us-east-1:ACCOUNT:function:f", "arn:aws:lambda:us-east-1:ACCOUNT:function:f:red"],
    Some(PolicyKind::Resource),
);
const LOGS: Service = (
    &["logs:GetLogEvents"],
    &["arn:aws:logs:us-east-1:ACCOUNT:log-group:g:log-stream:s"],
    Some(PolicyKind::Resource),
);
const KEYS: Service = (
    &[
        "kms:Decrypt",
        "kms:Sign",
        "kms:DescribeKey",
        "kms:RetireGrant",
        "kms:ScheduleKeyDeletion",
        "kms:PutKeyPolicy",
    ],
    &["arn:aws:kms:us-east-1:ACCOUNT:key/k1", "arn:aws:kms:us-east-1:ACCOUNT:key/k2"],
    Some(PolicyKind::Key),
);
const ROLES: Service = (
    &["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    &[
        "arn:aws:iam::ACCOUNT:role/Target",
        "arn:aws:iam::ACCOUNT:role/app",
        "arn:aws:iam::ACCOUNT:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
    ],
    Some(PolicyKind::Trust),
);
const IDENTITIES: Service = (
    &["iam:GetUser", "iam:ListAccessKeys"],
    &["arn:aws:iam::ACCOUNT:user/Bob", "arn:aws:iam::ACCOUNT:user/team/Eve"],
    None,
);
const PASSED_ROLES: Service = (&["iam:PassRole"], &["arn:aws:iam::ACCOUNT:role/app"], None);
const INSTANCES: Service = (&["ec2:RunInstances"], &["arn:aws:ec2:us-east-1:ACCOUNT:instance/i-1"], None);
const NO_RESOURCE: Service =
    (&["ec2:DescribeInstances", "s3:ListAllMyBuckets", "iam:ListUsers"], &["*"], None);
const FREE_CALLS: Service = (&["sts:GetCallerIdentity", "sts:GetSessionToken"], &["*"], None);

impl Scene {
    pub(super) fn choose(random: &mut Random) -> Scene {
        let caller = Caller::choose(random);
        let with_policy = [&OBJECTS, &OBJECTS, &BUCKETS, &QUEUES, &TOPICS, &FUNCTIONS, &LOGS, &KEYS, &KEYS];
        let (actions, resources, resource_policy) = match caller.kind {
            Kind::Provider => &ROLES,
            Kind::Anonymous => random.pick(&[&OBJECTS, &QUEUES, &TOPICS]),
            Kind::Service => random.pick(&[&OBJECTS, &QUEUES, &TOPICS, &FUNCTIONS, &KEYS, &ROLES]),
            // A federated user's session cannot call IAM and STS (5.142).
            Kind::FederatedUser => {
                random.pick(&[&with_policy[..], &[&INSTANCES, &NO_RESOURCE_OF_EC2]].concat())
            }
            _ => {
                let others = [&ROLES, &ROLES, &IDENTITIES, &PASSED_ROLES, &INSTANCES, &NO_RESOURCE];
                match random.chance(1) {
                    true => &FREE_CALLS,
                    false => random.pick(&[&with_policy[..], &others].concat()),
                }
            }
        };
        let resource_account = if random.chance(62) { HERE } else { AWAY };
        let action = match (caller.kind, caller.principal["federated"].as_str()) {
            // 3.14: each sort of provider has its own call.
            (Kind::Provider, Some(OIDC_PROVIDER)) => "sts:AssumeRoleWithWebIdentity",
            (Kind::Provider, _) => "sts:AssumeRoleWithSAML",
            _ => random.pick(actions),
        };
        Scene {
            action: action.to_owned(),
            resource: random.pick(resources).replace("ACCOUNT", resource_account),
            resource_account: if *resources == ["*"] { HERE } else { resource_account },
            resource_policy: *resource_policy,
            caller,
        }
    }

    /// The pieces of the resource's name: what a variable could stand for.
    pub(super) fn name_pieces(&self) -> Vec<&str> {
        let name = self.resource.splitn(6, ':').nth(5).unwrap_or_default();
        name.split(['/', ':', '-'])
            .filter(|piece| !piece.is_empty() && !piece.contains(['$', '{', '}']))
            .collect()
    }
}

const NO_RESOURCE_OF_EC2: Service = (&["ec2:DescribeInstances"], &["*"], None);
