/** Random scenarios within what the peer supports: valid policies, known actions, one session policy. */
import { random } from "./random.mjs";
import {
  ACCOUNT,
  CALLERS,
  CALLS,
  CONTEXT_KEYS,
  FEDERATED_CALLS,
  FREE_CALLS,
  OPERATORS,
  OTHER_ACCOUNT,
  PROVIDERS,
} from "./vocabulary.mjs";

/**
 * @typedef {import("./simulation.mjs").Scenario} Scenario
 * @typedef {import("./random.mjs").Random} Random
 * @typedef {{ random: Random, action: string, resource: string, caller: object, account: string, owner: string }} Setting
 * What is asked for: the policies of a scenario are made around it, else few would have anything to say.
 */

/**
 * @param {number} seed
 * @param {number} count
 * @returns {Scenario[]} the same ones for the same seed; more of them begin with the same ones
 */
export function scenarios(seed, count) {
  // Each has a seed of its own, so that one can be made again alone.
  return Array.from({ length: count }, (_, index) => scenario(random(seed * 1_000_003 + index), index));
}

/**
 * @param {Random} random
 * @param {number} index
 * @returns {Scenario}
 */
function scenario(random, index) {
  const federated = random.chance(0.03);
  const [action, resource] = random.one(federated ? FEDERATED_CALLS : random.chance(0.02) ? FREE_CALLS : CALLS);
  const owner = ACCOUNT;
  const account = random.chance(0.7) ? owner : OTHER_ACCOUNT;
  // Few services answer unsigned requests (clause 5.138).
  const callers = /^(?:s3|sns|sqs):/.test(action) ? [...CALLERS, "anonymous"] : CALLERS;
  const caller = federated
    ? { federated: inAccount(random.one(PROVIDERS), account) }
    : callerIn(random.one(callers), account, random.chance(0.01) ? "aws-cn" : "aws");
  const setting = { random, action, resource: inAccount(resource, owner), caller, account, owner };
  const kind = kindOf(caller);
  const isSession = kind === "session" || kind === "role" || kind === "federated-user";
  const isEntity = isSession || kind === "user";
  // Such a role cannot have a boundary (clause 1.53).
  const canHaveBoundary = isEntity && !caller.arn.includes("role/aws-service-role/");
  const assumesRole = action.startsWith("sts:") && resource !== "*";
  const hasResourcePolicy =
    resource !== "*" && (assumesRole || action.startsWith("kms:") || random.chance(0.6));
  return {
    id: `generated-${index}`,
    principal: caller,
    identity_policies: isEntity ? policies(setting, "identity", 3) : [],
    permissions_boundary: canHaveBoundary && random.chance(0.3) ? policy(setting, "boundary", 0) : null,
    session_policies: isSession && random.chance(0.3) ? [policy(setting, "session", 0)] : [],
    scps: caller !== "anonymous" && random.chance(0.3) ? levels(setting, "scp") : [],
    rcps: random.chance(0.25) ? levels(setting, "rcp") : [],
    resource_policy: hasResourcePolicy
      ? policy(setting, assumesRole ? "trust" : action.startsWith("kms:") ? "key" : "resource", 0)
      : null,
    vpc_endpoint_policy: random.chance(0.1) ? policy(setting, "endpoint", 0) : null,
    request: {
      // Action names ignore case.
      action: random.chance(0.02) ? action.toLowerCase() : action,
      resource: setting.resource,
      resource_account: owner,
      context: context(setting),
    },
  };
}

/**
 * @param {string} text
 * @param {string} account
 */
const inAccount = (text, account) => text.replaceAll("ACCOUNT", account);

/**
 * @param {object | string} caller
 * @param {string} account
 * @param {string} partition
 */
function callerIn(caller, account, partition) {
  return JSON.parse(inAccount(JSON.stringify(caller), account).replaceAll("arn:aws:", `arn:${partition}:`));
}

/**
 * @param {Scenario["principal"]} caller
 * @returns {"anonymous" | "service" | "federated" | "root" | "user" | "role" | "session" | "federated-user"}
 */
export function kindOf(caller) {
  if (caller === "anonymous") return caller;
  if (caller.service) return "service";
  if (caller.federated) return "federated";
  const resource = caller.arn.split(":").slice(5).join(":");
  const kind = resource.split("/")[0];
  return kind === "assumed-role" ? "session" : kind;
}

/**
 * @param {Setting} setting
 * @param {string} kind
 * @param {number} least
 */
function policies(setting, kind, most) {
  const count = setting.random.below(most + 1);
  return Array.from({ length: count }, (_, index) => policy(setting, kind, index));
}

/**
 * @param {Setting} setting
 * @param {"scp" | "rcp"} kind
 */
function levels(setting, kind) {
  const { random } = setting;
  const full = { Effect: "Allow", Action: "*", Resource: "*" };
  const managed =
    kind === "scp"
      ? { name: "FullAWSAccess", document: document([full]) }
      : { name: "RCPFullAWSAccess", document: document([{ ...full, Principal: "*" }]) };
  const names = ["root", "unit", "account"].slice(0, 1 + random.below(3));
  return names.map((level) => ({
    level,
    policies: [
      ...(kind === "rcp" || random.chance(0.85) ? [managed] : []),
      ...(random.chance(0.4) ? [policy(setting, kind, level)] : []),
    ],
  }));
}

/** @param {object[]} statements */
const document = (statements) => ({ Version: "2012-10-17", Statement: statements });

/**
 * @param {Setting} setting
 * @param {string} kind
 * @param {number | string} index
 */
function policy(setting, kind, index) {
  const { random } = setting;
  const count = 1 + random.below(3);
  const statements = Array.from({ length: count }, () => statement(setting, kind));
  const made = document(random.chance(0.2) && count === 1 ? statements[0] : statements);
  // Control policies have to be of the new version.
  if (kind !== "scp" && kind !== "rcp" && random.chance(0.08)) {
    if (random.chance(0.7)) made.Version = "2008-10-17";
    else delete made.Version;
  }
  return { name: `${kind}-${index}`, document: made };
}

/** How many of the statements of a policy are denies, by the kind of policy. */
const DENIALS = { rcp: 1, scp: 0.5, resource: 0.25, key: 0.25 };

/**
 * @param {Setting} setting
 * @param {string} kind
 */
function statement(setting, kind) {
  const { random } = setting;
  const Effect = random.chance(DENIALS[kind] ?? 0.15) ? "Deny" : "Allow";
  const hasPrincipal = ["resource", "trust", "key"].includes(kind);
  const notPrincipal = ["resource", "key"].includes(kind) && Effect === "Deny" && random.chance(0.25);
  // Denies without conditions would decide most scenarios alone.
  const conditions = random.chance(Effect === "Deny" ? 0.8 : 0.45) ? condition(setting) : undefined;
  const made = {
    ...(random.chance(0.3) && { Sid: `Statement${random.below(1000)}` }),
    Effect,
    ...(hasPrincipal && { [notPrincipal ? "NotPrincipal" : "Principal"]: principal(setting, notPrincipal) }),
    ...((kind === "rcp" || kind === "endpoint") && { Principal: "*" }),
    ...actions(setting, kind),
    ...(kind === "key" && random.chance(0.95) && { Resource: "*" }),
    ...(kind !== "key" && kind !== "trust" && resources(setting, kind, Effect)),
    ...(conditions && { Condition: conditions }),
  };
  if (["identity", "boundary", "resource"].includes(kind) && random.chance(0.02)) empty(random, made);
  return made;
}

/**
 * Leaves a statement without an action, a resource or a condition: it stays valid.
 *
 * @param {Random} random
 * @param {any} statement
 */
function empty(random, statement) {
  const member = random.one(["Action", "Resource", "Condition"]);
  if (member === "Condition") statement.Condition = {};
  else if (statement[member] !== undefined) statement[member] = [];
}

/**
 * @template T
 * @param {Random} random
 * @param {T[]} list
 * @returns {T | T[]} now and then the only entry itself
 */
const listOrOne = (random, list) => (list.length === 1 && random.chance(0.6) ? list[0] : list);

/**
 * @param {Setting} setting
 * @param {string} kind
 */
function actions({ random, action }, kind) {
  const [service, name] = action.split(":");
  const start = /^[A-Z][a-z]+/.exec(name)?.[0] ?? name;
  if (kind === "trust") {
    const Action = listOrOne(random, random.several([action, action, "sts:*", "sts:TagSession"], 2));
    return random.chance(0.05) ? { NotAction: Action } : { Action };
  }
  const patterns = [
    action, action, `${service}:*`, `${service}:*`, `${service}:${start}*`, `${service}:*${name.slice(-4)}`,
    `${service}:?${name.slice(1)}`, `${service}:${name.toUpperCase()}`, `${service}:Tag*`, "sqs:Purge*", "s3:Get*",
  ];
  const everywhere = kind === "rcp" ? [] : ["*"];
  const Action = listOrOne(random, random.several([...patterns, ...everywhere], 3));
  return kind !== "rcp" && random.chance(0.08) ? { NotAction: Action } : { Action };
}

/**
 * @param {Setting} setting
 * @param {string} kind
 * @param {"Allow" | "Deny"} effect
 */
function resources({ random, resource }, kind, effect) {
  if (kind === "scp" && effect === "Allow") return { Resource: "*" };
  if (resource === "*") {
    const choices = ["*", "*", "*", "arn:aws:s3:::reports"];
    return { Resource: listOrOne(random, random.several(choices, 1)) };
  }
  const fields = resource.split(":");
  const [head, name] = [fields.slice(0, 5).join(":"), fields.slice(5).join(":")];
  const cut = Math.max(name.lastIndexOf("/"), name.lastIndexOf(":")) + 1;
  const ends = name.slice(cut);
  const patterns = [
    "*", "*", resource, `${head}:${name.slice(0, cut)}*`, `${head}:*`,
    `${head}:${name.slice(0, cut)}${ends.slice(0, -1)}?`, `${head}:${name.slice(0, cut)}*${ends.slice(-2)}`,
    `${head}:${name.replace("finance", "${aws:PrincipalTag/team}")}`,
    `${head}:${name.slice(0, cut)}\${aws:username}*`, `${head}:${name}-other`, "arn:aws:s3:::reports/*",
    `${head}:${name.replace("a*b", "a${*}b")}`, `${head}:${name.slice(0, cut)}\${aws:PrincipalTag/none, '${ends}'}`,
    `${fields.slice(0, 3).join(":")}:*:*:${name}`, `${head}:${name.slice(0, cut)}\${aws:TagKeys}`,
    // Fields that are missing are completed here only (clauses 2.28 and 2.29).
    ...(kind === "identity" || kind === "boundary" ? [fields.slice(0, 3).join(":")] : []),
  ];
  const list = listOrOne(random, random.several(patterns, 2));
  return random.chance(0.1) ? { NotResource: list } : { Resource: list };
}

/**
 * @param {Setting} setting
 * @param {boolean} negated
 */
function principal({ random, caller, account }, negated) {
  if (!negated && random.chance(0.2)) return "*";
  const kind = kindOf(caller);
  const own = caller === "anonymous" ? [] : [caller.arn, caller.role, caller.federated_by].filter(Boolean);
  if (kind === "session" && !caller.role) {
    own.push(`arn:aws:iam::${account}:role/${caller.arn.split("/")[1]}`);
  }
  const aws = [
    ...own, ...own, account, `arn:aws:iam::${account}:root`, "arn:aws:iam::777788889999:user/nobody",
    `arn:aws:iam::${account}:role/app`, `arn:aws:iam::${account}:role/*`, ...(negated ? [] : ["*"]),
    "AIDACKCEVSQ6C2EXAMPLE",
  ];
  const map = { AWS: listOrOne(random, random.several(aws, negated ? 4 : 2)) };
  if (kind === "service" || random.chance(0.1)) {
    map.Service = random.one(["cloudtrail.amazonaws.com", "cloudtrail.amazonaws.com", "sns.amazonaws.com"]);
  }
  if (kind === "federated") return { Federated: random.chance(0.8) ? caller.federated : PROVIDERS[2] };
  if (kind === "service" && random.chance(0.7)) delete map.AWS;
  return map;
}

/** @param {Setting} setting */
function condition({ random }) {
  /** @type {Record<string, Record<string, unknown>>} */
  const block = {};
  for (const key of random.several(CONTEXT_KEYS, 2)) {
    const isNull = random.chance(0.07);
    let operator = isNull ? "Null" : random.one(OPERATORS[key.type]);
    if (random.chance(key.type === "list" && !isNull ? 0.9 : 0.15)) {
      operator = `${random.one(["ForAllValues", "ForAnyValue"])}:${operator}`;
    }
    if (!isNull && random.chance(0.2)) operator += "IfExists";
    let values = isNull ? [random.one(["true", "false"])] : random.several(key.policy, key.type === "bool" ? 1 : 2);
    // All values of one key have the same JSON type.
    values = values.filter((value) => typeof value === typeof values[0]);
    if (!isNull && operator.startsWith("For") && random.chance(0.03)) values = [];
    const name = random.chance(0.05) ? key.key.toUpperCase() : key.key;
    block[operator] = { ...block[operator], [name]: listOrOne(random, values) };
  }
  return block;
}

/** @param {Setting} setting */
function context({ random }) {
  /** @type {Record<string, string[]>} */
  const made = {};
  for (const key of CONTEXT_KEYS) {
    if (random.chance(0.35)) continue;
    const isEmpty = key.type === "list" && random.chance(0.05);
    made[key.key] = isEmpty ? [] : random.several(key.request, key.type === "list" ? 2 : 1);
  }
  return made;
}
