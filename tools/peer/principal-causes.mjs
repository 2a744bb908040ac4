/** Causes of disagreement that lie in who calls, and what that caller is subject to. See `causes.mjs`. */
import {
  accountOf,
  changePrincipals,
  hasVariables,
  isSameAccount,
  listOf,
  namesOf,
  roleOf,
  silence,
  statements,
} from "./rewriting.mjs";
import { kindOf } from "./scenarios.mjs";

/**
 * @typedef {import("./causes.mjs").Cause} Cause
 * @typedef {import("./rewriting.mjs").Scenario} Scenario
 */

const ALLOW_EVERYTHING = { Effect: "Allow", Action: "*", Resource: "*" };
const NOBODY = "arn:aws:iam::777788889999:user/nobody";

/** @param {Scenario} scenario */
const serviceOf = ({ request }) => request.action.split(":")[0].toLowerCase();

/** @param {Scenario} scenario */
const isServiceLinkedRole = (scenario) =>
  /:role\/aws-service-role\//.test(scenario.principal.arn ?? "") ||
  /:role\/aws-service-role\//.test(roleOf(scenario) ?? "");

/** @param {Scenario} scenario */
const isTrust = ({ request }) =>
  /^sts:(?:assumerole|tagsession|setsourceidentity)/i.test(request.action) &&
  /^arn:[^:]*:iam::\d+:role\//.test(request.resource);

/** @param {Scenario} scenario */
const allowsOfResource = (scenario) =>
  statements(scenario, ["resource"])
    .map(({ statement }) => statement)
    .filter(({ Effect }) => Effect === "Allow");

/**
 * @param {Scenario} scenario
 * @param {string} name
 * @returns {string} a user of the caller's account
 */
const userNamed = ({ principal }, name) => {
  const [, partition, , , account] = principal.arn.split(":");
  return `arn:${partition}:iam::${account}:user/${name}`;
};

/** @param {Scenario} scenario */
function allowIdentityEverything(scenario) {
  const document = { Version: "2012-10-17", Statement: [ALLOW_EVERYTHING] };
  scenario.identity_policies = [...listOf(scenario.identity_policies), { name: "everything", document }];
}

/**
 * Repeats in the session policy what the policy of a resource in the caller's account grants to somebody: the
 * session policy then lets that through, and no more.
 *
 * @param {Scenario} scenario
 * @param {string | undefined} name
 */
function grantInSession(scenario, name) {
  const [session] = listOf(scenario.session_policies);
  if (!session || !name || !isSameAccount(scenario)) return;
  const { document } = session;
  for (const { statement, place } of statements(scenario, ["resource"])) {
    const { Effect, Principal, ...rest } = statement;
    if (Effect !== "Allow" || !namesOf(Principal).includes(name)) continue;
    if (hasVariables(place) !== hasVariables({ document })) {
      // Old documents with texts like variables are no more: see `version-2008`.
      if (JSON.stringify(hasVariables(place) ? document : rest).includes("${")) continue;
      document.Version = "2012-10-17";
    }
    const resource = rest.Resource ?? rest.NotResource ? {} : { Resource: "*" };
    document.Statement = [...listOf(document.Statement), { Effect, ...rest, ...resource }];
  }
}

/** The services of the calls in use that resource control policies do not support (clause 5.53). */
const WITHOUT_RESOURCE_CONTROL = ["ec2", "execute-api", "iam", "lambda", "sns"];

/** The KMS actions in use that work across accounts (clause 5.97). */
const KMS_ACROSS_ACCOUNTS = ["kms:decrypt", "kms:describekey", "kms:encrypt", "kms:retiregrant", "kms:sign"];

/** @param {Scenario} scenario */
function neverCrossesAccounts({ request }) {
  const action = request.action.toLowerCase();
  if (action.startsWith("kms:")) return /:key\//.test(request.resource) && !KMS_ACROSS_ACCOUNTS.includes(action);
  return action === "iam:passrole" || action === "s3:putbucketpolicy";
}

/** @type {Cause[]} */
export const PRINCIPAL_CAUSES = [
  {
    name: "call-without-permission",
    clause: "5.141",
    pages: ["GST"],
    standing: "documented",
    why: "asks for a permission to call `sts:GetSessionToken`",
    rewrite: ({ request }) => {
      if (/^sts:GetSessionToken$/i.test(request.action)) request.action = "sts:GetCallerIdentity";
    },
  },
  {
    name: "identity-of-a-provider",
    clause: "3.14, 5.110",
    pages: ["PRIN"],
    standing: "documented",
    why: "asks for identity policies of a caller who has no AWS identity yet, when the provider is not of the role's account",
    rewrite: (scenario) => {
      if (kindOf(scenario.principal) !== "federated") return;
      const before = scenario.principal.federated;
      const after = `arn:aws:iam::${scenario.request.resource_account}:oidc-provider/provider.example`;
      scenario.principal.federated = after;
      scenario.scps = [];
      for (const { statement } of statements(scenario, ["resource"])) {
        if (statement.Principal?.Federated === undefined) continue;
        const names = listOf(statement.Principal.Federated);
        statement.Principal.Federated = names.map((name) => (name === before ? after : name));
      }
    },
  },
  {
    name: "service-control-policy-on-services",
    clause: "5.45, 5.47",
    pages: ["SCP"],
    standing: "documented",
    why: "applies service control policies to service principals and service-linked roles",
    rewrite: (scenario) => {
      if (kindOf(scenario.principal) === "service" || isServiceLinkedRole(scenario)) scenario.scps = [];
    },
  },
  {
    name: "resource-control-policy-out-of-reach",
    clause: "5.52, 5.53",
    pages: ["RCP"],
    standing: "documented",
    why: "applies resource control policies to services that do not support them, to service-linked roles, to calls that assume one and to `kms:RetireGrant`",
    rewrite: (scenario) => {
      const isExempt =
        WITHOUT_RESOURCE_CONTROL.includes(serviceOf(scenario)) ||
        /^kms:RetireGrant$/i.test(scenario.request.action) ||
        isServiceLinkedRole(scenario) ||
        (isTrust(scenario) && /:role\/aws-service-role\//.test(scenario.request.resource));
      if (isExempt) scenario.rcps = [];
    },
  },
  {
    name: "other-partition",
    clause: "3.23",
    pages: ["XRES"],
    standing: "documented",
    why: "lets the policy of a resource grant access to callers of another partition",
    rewrite: (scenario) => {
      const { arn } = scenario.principal;
      const partition = scenario.request.resource.split(":")[1];
      if (arn && partition && arn.split(":")[1] !== partition) allowsOfResource(scenario).forEach(silence);
    },
  },
  {
    name: "call-inside-one-account",
    clause: "5.97, 5.139, 5.144",
    pages: ["KX", "PASS", "S3PBP"],
    standing: "documented",
    why: "lets calls through that fail across accounts whatever the policies say",
    rewrite: (scenario) => {
      if (!isSameAccount(scenario) && accountOf(scenario) && neverCrossesAccounts(scenario)) {
        allowsOfResource(scenario).forEach(silence);
      }
    },
  },
  {
    name: "bucket-policy-of-the-owner",
    clause: "5.143",
    pages: ["S3PBP"],
    standing: "documented",
    why: "lets a bucket policy shut out the owner's root user from the bucket policy",
    rewrite: (scenario) => {
      const isOwner = kindOf(scenario.principal) === "root" && isSameAccount(scenario);
      if (!isOwner || !/^s3:(?:Get|Put|Delete)BucketPolicy$/i.test(scenario.request.action)) return;
      for (const { statement } of statements(scenario, ["resource"])) {
        if (statement.Effect === "Deny") silence(statement);
      }
    },
  },
  {
    name: "root-user",
    clause: "5.70, 5.87, 5.130",
    pages: ["DENYALLOW", "XRES", "POL"],
    standing: "documented",
    why: "asks for identity policies of the root user, who has none",
    rewrite: (scenario) => {
      if (kindOf(scenario.principal) !== "root") return;
      const account = accountOf(scenario);
      const standIn = userNamed(scenario, "root-stand-in");
      scenario.principal = { arn: standIn };
      scenario.permissions_boundary = null;
      allowIdentityEverything(scenario);
      for (const { statement } of statements(scenario, ["resource"])) {
        if (statement.NotPrincipal === undefined || !namesOf(statement.NotPrincipal).includes(account)) continue;
        statement.NotPrincipal.AWS = [...listOf(statement.NotPrincipal.AWS), standIn];
      }
    },
  },
  {
    name: "not-principal",
    clause: "3.42",
    pages: ["NPRIN"],
    standing: "open",
    why: "exempts a caller from `NotPrincipal` as soon as its account, role or user is listed; every one of them has to be",
    rewrite: (scenario) => {
      const kind = kindOf(scenario.principal);
      const { arn, federated_by: user, service } = scenario.principal;
      const chain = {
        user: [arn, accountOf(scenario)],
        session: [arn, roleOf(scenario), accountOf(scenario)],
        "federated-user": [arn, ...(user ? [user] : []), accountOf(scenario)],
        root: [accountOf(scenario)],
        service: [service],
      }[kind];
      const hasBoundary = scenario.permissions_boundary && ["user", "role", "session"].includes(kind);
      for (const { statement } of statements(scenario, ["resource"])) {
        if (statement.NotPrincipal === undefined || statement.Effect !== "Deny") continue;
        const names = namesOf(statement.NotPrincipal);
        const isExempt = names.includes("*") || chain?.every((name) => names.includes(name));
        delete statement.NotPrincipal;
        statement.Principal = "*";
        if (isExempt && !hasBoundary) silence(statement);
      }
    },
  },
  {
    name: "aws-everyone-and-services",
    clause: "3.24",
    pages: ["PRIN"],
    standing: "open",
    why: "lets `{\"AWS\": \"*\"}` in an Allow cover service principals",
    rewrite: (scenario) => {
      if (kindOf(scenario.principal) !== "service") return;
      for (const statement of allowsOfResource(scenario)) {
        if (typeof statement.Principal !== "string") {
          changePrincipals(statement, (names) => names.filter((name) => name !== "*"));
        }
      }
    },
  },
  {
    name: "federated-user-and-iam",
    clause: "5.142",
    pages: ["A-GFT"],
    standing: "documented",
    why: "lets sessions of GetFederationToken call IAM and STS",
    rewrite: (scenario) => {
      if (kindOf(scenario.principal) !== "federated-user" || !/^(?:iam|sts):/i.test(scenario.request.action)) return;
      if (/^sts:Get(?:CallerIdentity|SessionToken)$/i.test(scenario.request.action)) return;
      for (const { statement } of statements(scenario, ["identity", "resource"])) {
        if (statement.Effect === "Allow") silence(statement);
      }
    },
  },
  {
    name: "federated-user-without-session-policy",
    clause: "5.30",
    pages: ["A-GFT", "DENYALLOW"],
    standing: "open",
    why: "gives a session of GetFederationToken without session policy all permissions of the user",
    rewrite: (scenario) => {
      const { principal, session_policies: session } = scenario;
      if (kindOf(principal) !== "federated-user" || listOf(session).length > 0) return;
      for (const { statement } of statements(scenario, ["identity"])) {
        if (statement.Effect === "Allow") silence(statement);
      }
      for (const statement of allowsOfResource(scenario)) {
        changePrincipals(statement, (names) =>
          isSameAccount(scenario) ? names.filter((name) => name === "*" || name === principal.arn) : [],
        );
      }
    },
  },
  {
    name: "user-behind-a-federated-user",
    clause: "5.65",
    pages: ["A-GFT", "DENYALLOW"],
    standing: "documented",
    why: "takes the name of the session for that of the user who made it",
    rewrite: (scenario) => {
      const { principal } = scenario;
      if (kindOf(principal) !== "federated-user") return;
      const guess = userNamed(scenario, principal.arn.split("/").slice(1).join("/"));
      if (principal.federated_by === guess) return;
      const swap = (/** @type {string} */ name) =>
        name === principal.federated_by ? guess : name === guess ? NOBODY : name;
      for (const { statement } of statements(scenario, ["resource"])) {
        changePrincipals(statement, (names) => names.map(swap));
      }
      principal.federated_by = guess;
    },
  },
  {
    name: "grant-to-the-session",
    clause: "5.61, 5.64",
    pages: ["DENYALLOW"],
    standing: "documented",
    why: "lets a silent session policy cut what the resource's policy grants to the session itself",
    rewrite: (scenario) => {
      // The name of a role stands for no session of it.
      if (kindOf(scenario.principal) !== "role") grantInSession(scenario, scenario.principal.arn);
    },
  },
  {
    name: "grant-to-everyone",
    clause: "5.63, 5.67",
    pages: ["DENYALLOW", "PRIN"],
    standing: "open",
    why: "lets a silent session policy cut what the resource's policy grants to everyone",
    rewrite: (scenario) => grantInSession(scenario, "*"),
  },
  {
    name: "trusted-user-with-boundary",
    clause: "5.108",
    pages: ["TRUST", "DENYALLOW"],
    standing: "open",
    why: "does not ask the boundary of a user whom the role's trust policy names",
    rewrite: (scenario) => {
      const applies = kindOf(scenario.principal) === "user" && isTrust(scenario) && isSameAccount(scenario);
      if (!applies || !scenario.permissions_boundary) return;
      const before = JSON.stringify(scenario.resource_policy);
      for (const statement of allowsOfResource(scenario)) {
        changePrincipals(statement, (names) =>
          names.map((name) => (name === "*" || name === scenario.principal.arn ? accountOf(scenario) : name)),
        );
      }
      if (JSON.stringify(scenario.resource_policy) !== before) allowIdentityEverything(scenario);
    },
  },
];
