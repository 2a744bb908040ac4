/** What generated scenarios are made of: calls, callers and context keys that the peer knows too. */

export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";

const KEY = "key/1234abcd-12ab-34cd-56ef-1234567890ab";

/**
 * Actions and a resource that each is done to; `ACCOUNT` in it stands for the owner.
 *
 * @type {[string, string][]}
 */
export const CALLS = [
  ["s3:GetObject", "arn:aws:s3:::reports/2026/q1.csv"],
  ["s3:GetObject", "arn:aws:s3:::reports/finance/a*b"],
  ["s3:PutObject", "arn:aws:s3:::reports/finance/q1.csv"],
  ["s3:ListBucket", "arn:aws:s3:::reports"],
  ["s3:PutBucketPolicy", "arn:aws:s3:::reports"],
  ["s3:GetBucketPolicy", "arn:aws:s3:::reports"],
  ["s3:ListAllMyBuckets", "*"],
  ["dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:ACCOUNT:table/orders"],
  ["dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:ACCOUNT:table/finance"],
  ["sqs:SendMessage", "arn:aws:sqs:eu-west-1:ACCOUNT:finance-jobs"],
  ["sns:Publish", "arn:aws:sns:eu-west-1:ACCOUNT:alerts"],
  ["kms:Decrypt", `arn:aws:kms:eu-west-1:ACCOUNT:${KEY}`],
  ["kms:ScheduleKeyDeletion", `arn:aws:kms:eu-west-1:ACCOUNT:${KEY}`],
  ["kms:RetireGrant", `arn:aws:kms:eu-west-1:ACCOUNT:${KEY}`],
  ["lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:ACCOUNT:function:worker"],
  ["ec2:StopInstances", "arn:aws:ec2:eu-west-1:ACCOUNT:instance/i-0abc1234"],
  ["ec2:DescribeInstances", "*"],
  ["iam:GetUser", "arn:aws:iam::ACCOUNT:user/bob"],
  ["iam:PassRole", "arn:aws:iam::ACCOUNT:role/app"],
  ["iam:ListUsers", "*"],
  ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:ACCOUNT:secret:db-AbCdEf"],
  ["sts:AssumeRole", "arn:aws:iam::ACCOUNT:role/app"],
  ["sts:AssumeRole", "arn:aws:iam::ACCOUNT:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"],
  ["sts:TagSession", "arn:aws:iam::ACCOUNT:role/app"],
  ["sts:SetSourceIdentity", "arn:aws:iam::ACCOUNT:role/app"],
];

/** Calls that nobody needs a permission for. */
export const FREE_CALLS = [
  ["sts:GetCallerIdentity", "*"],
  ["sts:GetSessionToken", "*"],
];

/** Calls of identities that have no AWS credentials yet. */
export const FEDERATED_CALLS = [
  ["sts:AssumeRoleWithSAML", "arn:aws:iam::ACCOUNT:role/app"],
  ["sts:AssumeRoleWithWebIdentity", "arn:aws:iam::ACCOUNT:role/app"],
];

/** Callers in `ACCOUNT`, those that are met often more than once; the last one has no account. */
export const CALLERS = [
  { arn: "arn:aws:iam::ACCOUNT:user/bob" },
  { arn: "arn:aws:iam::ACCOUNT:user/team/alice" },
  { arn: "arn:aws:iam::ACCOUNT:role/app" },
  { arn: "arn:aws:iam::ACCOUNT:role/app" },
  { arn: "arn:aws:sts::ACCOUNT:assumed-role/app/session-1" },
  { arn: "arn:aws:sts::ACCOUNT:assumed-role/app/session-1" },
  {
    arn: "arn:aws:sts::ACCOUNT:assumed-role/deploy/session-2",
    role: "arn:aws:iam::ACCOUNT:role/ci/deploy",
  },
  {
    arn: "arn:aws:sts::ACCOUNT:federated-user/bob",
    federated_by: "arn:aws:iam::ACCOUNT:user/bob",
  },
  {
    arn: "arn:aws:sts::ACCOUNT:federated-user/guest",
    federated_by: "arn:aws:iam::ACCOUNT:user/bob",
  },
  { arn: "arn:aws:iam::ACCOUNT:root" },
  { arn: "arn:aws:iam::ACCOUNT:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS" },
  { service: "cloudtrail.amazonaws.com" },
];

export const PROVIDERS = [
  "arn:aws:iam::ACCOUNT:saml-provider/corporate",
  "arn:aws:iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com",
  "accounts.google.com",
];

/**
 * Context keys: what policies compare them with, and what requests bring.
 *
 * @typedef {{
 *   key: string,
 *   type: "string" | "bool" | "number" | "date" | "address" | "arn" | "binary" | "list",
 *   policy: (string | number | boolean)[],
 *   request: string[],
 * }} ContextKey
 * @type {ContextKey[]}
 */
export const CONTEXT_KEYS = [
  {
    key: "aws:PrincipalTag/team",
    type: "string",
    policy: ["finance", "FINANCE", "fin*", "fin?nce", "${aws:ResourceTag/team}", "fin${*}", "${aws:username}", "${aws:TagKeys}", "${aws:ResourceTag/team, 'finance'}"],
    request: ["finance", "Finance", "fin*", ""],
  },
  {
    key: "aws:ResourceTag/team",
    type: "string",
    policy: ["finance", "${aws:PrincipalTag/team}", "*", "legal"],
    request: ["finance", "legal", ""],
  },
  {
    key: "aws:PrincipalOrgID",
    type: "string",
    policy: ["o-a1b2c3d4e5", "o-*", "o-other12345"],
    request: ["o-a1b2c3d4e5", "o-other12345"],
  },
  {
    key: "aws:RequestedRegion",
    type: "string",
    policy: ["eu-west-1", "eu-*", "us-east-?", "${aws:PrincipalTag/region, 'eu-west-1'}"],
    request: ["eu-west-1", "us-east-1"],
  },
  {
    key: "aws:username",
    type: "string",
    policy: ["bob", "b*", "${aws:PrincipalTag/team}", "${aws:PrincipalTag/nickname, 'bob'}"],
    request: ["bob", "alice", "b*"],
  },
  {
    key: "aws:SourceVpce",
    type: "string",
    policy: ["vpce-0abc1234", "vpce-0def5678"],
    request: ["vpce-0abc1234", "vpce-0def5678"],
  },
  {
    key: "aws:SecureTransport",
    type: "bool",
    policy: ["true", "false", true, false, "True", "${aws:ViaAWSService}"],
    request: ["true", "false"],
  },
  { key: "aws:ViaAWSService", type: "bool", policy: ["true", "false"], request: ["true", "false"] },
  { key: "aws:MultiFactorAuthPresent", type: "bool", policy: ["true", "false"], request: ["true", "false"] },
  {
    key: "aws:MultiFactorAuthAge",
    type: "number",
    policy: ["3600", 300, "10", "10.5", "many"],
    request: ["300", "3600", "10.0", "10abc"],
  },
  {
    key: "aws:CurrentTime",
    type: "date",
    policy: ["2026-09-26T12:00:00Z", "2026-09-26", "2026", "1790424000", "2026-09-26T14:00:00+02:00", "2030-01-01T00:00Z", "2026-09", "soon"],
    request: ["2026-09-26T12:00:00Z", "2026-09-26T11:59:59Z", "2026-09-26T12:00:00.5Z"],
  },
  {
    key: "aws:EpochTime",
    type: "date",
    policy: ["1790424000", "1790424001", "2026-09-26T12:00:00Z"],
    request: ["1790424000"],
  },
  {
    key: "aws:SourceIp",
    type: "address",
    policy: ["203.0.113.0/24", "203.0.113.25", "0.0.0.0/0", "2001:db8::/32", "2001:DB8:0:0::7", "::/0", "203.0.113.77/25"],
    request: ["203.0.113.25", "198.51.100.7", "2001:db8::7", "::ffff:203.0.113.25"],
  },
  {
    key: "aws:PrincipalArn",
    type: "arn",
    policy: ["arn:aws:iam::*:role/app", "arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:user/${aws:username}", "arn:aws:iam::?11122223333:*", "role/app"],
    request: ["arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:user/bob"],
  },
  {
    key: "aws:SourceArn",
    type: "arn",
    policy: ["arn:aws:sns:*:111122223333:t*", "arn:aws:sns:eu-west-1:111122223333:topic"],
    request: ["arn:aws:sns:eu-west-1:111122223333:topic", "arn:aws:sns:eu-west-1:111122223333:other:topic", "nonsense"],
  },
  { key: "aws:PrincipalTag/blob", type: "binary", policy: ["QUJD", "QUJE"], request: ["QUJD", "QUJE"] },
  {
    key: "aws:TagKeys",
    type: "list",
    policy: ["team", "cost-*", "owner", "Team"],
    request: ["team", "owner", "cost-center"],
  },
  {
    key: "aws:CalledVia",
    type: "list",
    policy: ["athena.amazonaws.com", "*.amazonaws.com", "glue.amazonaws.com"],
    request: ["athena.amazonaws.com", "cloudformation.amazonaws.com"],
  },
  {
    key: "aws:PrincipalOrgPaths",
    type: "list",
    policy: ["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/", "o-a1b2c3d4e5/*", "o-other12345/*"],
    request: ["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/", "o-other12345/r-cd34/"],
  },
  // The peer's catalogue knows these for other actions only.
  { key: "s3:prefix", type: "string", policy: ["home/", "home/*"], request: ["home/", "home/bob"] },
  { key: "sts:ExternalId", type: "string", policy: ["unique-1"], request: ["unique-1", "unique-2"] },
];

/** The operators for each type of key, without set operators and `IfExists`. */
export const OPERATORS = {
  string: ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"],
  bool: ["Bool"],
  number: ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"],
  date: ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
  address: ["IpAddress", "NotIpAddress"],
  arn: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "StringLike", "StringNotLike"],
  binary: ["BinaryEquals"],
  list: ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"],
};
