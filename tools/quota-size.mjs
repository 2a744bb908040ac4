/** A workspace whose documents are about as large as AWS takes them. */

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const BUCKET = "reports";

/** Most characters of a document, by kind. What lays a document out counts in all but managed policies. */
const QUOTAS = { managed: 6_144, organization: 10_240, resource: 20_480 };

const REGIONS = ["eu-north-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-central-2", "eu-south-1", "eu-south-2"];

/**
 * @param {number} characters most
 * @param {(number: number) => Record<string, unknown>} statement
 * @param {number} [indent] by which the characters are counted
 * @returns {Record<string, unknown>} a document with as many statements as fit
 */
function filled(characters, statement, indent) {
  const document = { Version: "2012-10-17", Statement: /** @type {unknown[]} */ ([]) };
  for (let number = 0; ; number += 1) {
    document.Statement.push(statement(number));
    if (JSON.stringify(document, undefined, indent).length <= characters) continue;
    document.Statement.pop();
    return document;
  }
}

const SERVICES = ["s3:Get", "dynamodb:Query", "sqs:Send", "sns:Publish", "kms:Decrypt", "lambda:Invoke", "logs:Put"];

/** @param {number} number */
const allow = (number) => ({
  Sid: `Allow${number}`,
  Effect: "Allow",
  Action: [`${SERVICES[number % SERVICES.length]}*`, "s3:PutObject"],
  Resource: [`arn:aws:s3:::${BUCKET}-${number}/*`, `arn:aws:s3:::${BUCKET}-${number}`],
  Condition: { StringEquals: { [`aws:PrincipalTag/team${number % 5}`]: "reports" } },
});

/** @param {number} number */
const guard = (number) => ({
  Sid: `Guard${number}`,
  Effect: "Deny",
  NotAction: ["iam:*", "s3:*", "sts:*"],
  Resource: "*",
  Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", REGIONS[number % REGIONS.length]] } },
});

/**
 * @returns {Record<string, unknown>} a role with ten managed policies and a boundary, five service control policies on each
 *   of three levels, and a bucket with a policy, for an object of which the role asks
 */
export function quotaSizeWorkspace() {
  const several = (/** @type {string} */ name, /** @type {number} */ count, /** @type {() => unknown} */ make) =>
    Array.from({ length: count }, (_, index) => ({ name: `${name}${index + 1}`, document: make() }));
  const everything = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
  const limits = (/** @type {string} */ name) => [
    { name: "FullAWSAccess", document: everything },
    ...several(name, 4, () => filled(QUOTAS.organization, guard, 2)),
  ];
  const ofUnit = (/** @type {string} */ id, /** @type {string | undefined} */ parent) => ({ id, parent, scps: limits("Region") });
  return {
    policyscope: 1,
    name: "As large as AWS takes it",
    organization: { id: "o-exampleorgid", units: [ofUnit("r-exam"), ofUnit("ou-exam-workload", "r-exam")] },
    accounts: [{ id: ACCOUNT, unit: "ou-exam-workload", scps: limits("Account") }],
    principals: [
      {
        arn: ROLE,
        identity_policies: several("Managed", 10, () => filled(QUOTAS.managed, allow)),
        permissions_boundary: { name: "Boundary", document: filled(QUOTAS.managed, allow) },
      },
    ],
    resources: [
      {
        arn: `arn:aws:s3:::${BUCKET}-3`,
        account: ACCOUNT,
        policy: {
          name: "Bucket",
          document: filled(QUOTAS.resource, (number) => ({ ...allow(number), Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/r${number}` } }), 2),
        },
      },
    ],
    requests: [
      {
        name: "Read a report",
        principal: ROLE,
        action: "s3:PutObject",
        resource: `arn:aws:s3:::${BUCKET}-3/2026/may.csv`,
        context: { "aws:PrincipalTag/team3": ["reports"], "aws:RequestedRegion": ["eu-west-1"] },
      },
    ],
  };
}
