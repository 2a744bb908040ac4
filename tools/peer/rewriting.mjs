/** Changing scenarios: what the causes of `causes.mjs` are written with. */
import { kindOf } from "./scenarios.mjs";

/**
 * @typedef {import("./simulation.mjs").Scenario} Scenario
 * @typedef {{ kind: "identity" | "boundary" | "session" | "scp" | "rcp" | "resource" | "endpoint", document: any }} Place
 * @typedef {{ set: string, base: string, ifExists: boolean }} Operator
 * @typedef {{ operator: Operator, key: string, values: any[], place: Place, statement: any }} Condition
 */

/** Stands where nothing is to match. */
export const NO_ARN = "arn:aws:none:::none";
export const OTHER_ARN = "arn:none:none:::other";
export const NO_TEXT = "(nothing is called this)";

/**
 * @template T
 * @param {T | T[] | undefined} value
 * @returns {T[]}
 */
export const listOf = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/**
 * @param {Scenario} scenario
 * @returns {Place[]} every policy, with the kind of place where it stands
 */
export function places(scenario) {
  const many = (/** @type {Place["kind"]} */ kind, /** @type {any[]} */ policies) =>
    listOf(policies).map(({ document }) => ({ kind, document }));
  const one = (/** @type {Place["kind"]} */ kind, /** @type {any} */ policy) =>
    policy ? many(kind, [policy]) : [];
  const levels = (/** @type {Place["kind"]} */ kind, /** @type {any[]} */ list) =>
    listOf(list).flatMap((level) => many(kind, level.policies));
  return [
    ...many("identity", scenario.identity_policies),
    ...one("boundary", scenario.permissions_boundary),
    ...many("session", scenario.session_policies),
    ...levels("scp", scenario.scps),
    ...levels("rcp", scenario.rcps),
    ...one("resource", scenario.resource_policy),
    ...one("endpoint", scenario.vpc_endpoint_policy),
  ];
}

/**
 * @param {Scenario} scenario
 * @param {Place["kind"][]} [kinds] all of them when left out
 * @returns {{ statement: any, place: Place }[]}
 */
export function statements(scenario, kinds) {
  return places(scenario)
    .filter(({ kind }) => !kinds || kinds.includes(kind))
    .flatMap((place) => listOf(place.document.Statement).map((statement) => ({ statement, place })));
}

/**
 * Leaves a statement in its place, but about an action that nobody asks for.
 *
 * @param {any} statement
 */
export function silence(statement) {
  delete statement.NotAction;
  statement.Action = "none:Nothing";
}

/**
 * @param {string} text as in `ForAnyValue:StringLikeIfExists`
 * @returns {Operator}
 */
function operatorOf(text) {
  const [, set, base, ifExists] = /^(?:(\w+):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  return { set: set ?? "", base: base ?? text, ifExists: Boolean(ifExists) };
}

/** @param {Operator} operator */
const textOf = ({ set, base, ifExists }) => `${set ? `${set}:` : ""}${base}${ifExists ? "IfExists" : ""}`;

/** @param {Operator} operator */
export const isNegated = ({ base }) => base.includes("Not");

/**
 * Calls `change` with every key under every operator; it may change the operator, the key and the values.
 *
 * @param {Scenario} scenario
 * @param {(condition: Condition) => void} change
 */
export function changeConditions(scenario, change) {
  for (const { statement, place } of statements(scenario)) {
    if (!statement.Condition) continue;
    /** @type {Record<string, Record<string, unknown>>} */
    const block = {};
    for (const [name, keys] of Object.entries(statement.Condition)) {
      for (const [key, value] of Object.entries(keys)) {
        const condition = { operator: operatorOf(name), key, values: listOf(value), place, statement };
        const before = JSON.stringify(condition.values);
        change(condition);
        const changed = textOf(condition.operator);
        const values = JSON.stringify(condition.values) === before ? value : condition.values;
        if (block[changed]?.[condition.key] !== undefined) {
          throw new Error(`the rewritten statement has ${changed} ${condition.key} twice`);
        }
        block[changed] = { ...block[changed], [condition.key]: values };
      }
    }
    statement.Condition = block;
  }
}

/**
 * Calls `change` with every entry of `Resource` and `NotResource`, for another text in its place.
 *
 * @param {Scenario} scenario
 * @param {(entry: string, negated: boolean, place: Place) => string} change
 */
export function changeResources(scenario, change) {
  for (const { statement, place } of statements(scenario)) {
    for (const member of ["Resource", "NotResource"]) {
      if (statement[member] === undefined) continue;
      const before = listOf(statement[member]);
      const after = before.map((entry) => change(entry, member === "NotResource", place));
      if (after.some((entry, index) => entry !== before[index])) statement[member] = after;
    }
  }
}

/** @param {Place} place */
export const hasVariables = ({ document }) => document.Version === "2012-10-17";

/**
 * @param {Scenario} scenario
 * @param {string} key in any case
 * @returns {string[] | undefined} its values in the request
 */
export function contextValues({ request }, key) {
  const found = Object.entries(request.context ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase());
  const values = found && listOf(found[1]).map(String);
  return values?.length ? values : undefined;
}

/** The global keys with lists of values (clause 7.20). */
const LISTS =
  /^(?:aws:(?:PrincipalOrgPaths|PrincipalServiceNamesList|ResourceOrgPaths|SourceOrgPaths|VpceOrgPaths|CalledVia|TagKeys)|sts:TransitiveTagKeys)$/i;

/** @param {string} key */
export const isList = (key) => LISTS.test(key);

/**
 * Puts values for the variables of a text, but not for escapes (clauses 2.50 to 2.61).
 *
 * @param {Scenario} scenario
 * @param {string} text
 * @returns {string | undefined} nothing when a variable has no value
 */
export function resolved(scenario, text) {
  let isResolved = true;
  const result = text.replace(/\$\{([^}]*)\}/g, (whole, inside) => {
    if (["*", "?", "$"].includes(inside)) return whole;
    const [, key, fallback] = /^([^,]*?)(?:, '(.*)')?$/.exec(inside) ?? [];
    const values = contextValues(scenario, key ?? inside);
    const value = values?.length === 1 && !isList(key) ? values[0] : fallback;
    if (value === undefined) isResolved = false;
    // What a value holds is no wildcard (clause 2.64).
    return value?.replace(/[*?]/g, "${$&}") ?? whole;
  });
  return isResolved ? result : undefined;
}

/**
 * @param {Scenario} scenario
 * @returns {string | undefined} the account of the caller, which services and anonymous callers have none of
 */
export function accountOf({ principal }) {
  return principal === "anonymous" ? undefined : principal.arn?.split(":")[4];
}

/** @param {Scenario} scenario */
export const isSameAccount = (scenario) => accountOf(scenario) === scenario.request.resource_account;

/**
 * @param {Scenario} scenario
 * @returns {string | undefined} the role behind a session
 */
export function roleOf({ principal }) {
  if (kindOf(principal) !== "session") return undefined;
  const [, partition, , , account, resource] = principal.arn.split(":");
  return principal.role ?? `arn:${partition}:iam::${account}:role/${resource.split("/")[1]}`;
}

/**
 * @param {any} principal the value of `Principal` or `NotPrincipal`
 * @returns {string[]} what it names, accounts as their number and services with their prefix
 */
export function namesOf(principal) {
  if (typeof principal === "string") return [principal];
  return Object.values(principal)
    .flatMap(listOf)
    .map((name) => /^arn:[^:]*:iam::(\d+):root$/.exec(name)?.[1] ?? name);
}

/**
 * Changes the `AWS` member of a `Principal`; the statement falls silent when nobody is left.
 *
 * @param {any} statement
 * @param {(names: string[]) => string[]} change
 */
export function changePrincipals(statement, change) {
  if (statement.Principal === undefined) return;
  if (typeof statement.Principal === "string") {
    const names = change([statement.Principal]);
    if (names.length === 0) silence(statement);
    else if (names[0] !== statement.Principal) statement.Principal = { AWS: names };
    return;
  }
  if (statement.Principal.AWS === undefined) return;
  const before = listOf(statement.Principal.AWS);
  const after = change(before);
  if (after.length > 0) {
    if (JSON.stringify(after) !== JSON.stringify(before)) statement.Principal.AWS = after;
    return;
  }
  delete statement.Principal.AWS;
  if (Object.keys(statement.Principal).length === 0) {
    statement.Principal = "*";
    silence(statement);
  }
}
