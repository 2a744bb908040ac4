/** What a list of scenarios holds: a comparison proves nothing about what is not in it. */
import { changeConditions, hasVariables, isSameAccount, listOf, places, statements } from "./rewriting.mjs";
import { kindOf } from "./scenarios.mjs";

/**
 * @typedef {import("./simulation.mjs").Scenario} Scenario
 * @typedef {[string, (scenario: Scenario) => boolean]} Feature
 */

/** @param {Scenario} scenario */
const arnOf = ({ principal }) => (principal === "anonymous" ? "" : (principal.arn ?? ""));

/** @param {string} kind @returns {Feature[1]} */
const calledBy = (kind) => ({ principal }) => kindOf(principal) === kind;

/** @param {Scenario} scenario @param {RegExp} pattern */
const asks = ({ request }, pattern) => pattern.test(`${request.action} ${request.resource}`);

/** @param {string} member @returns {Feature[1]} */
const says = (member) => (scenario) =>
  statements(scenario).some(({ statement }) => statement[member] !== undefined);

/** @param {RegExp} pattern @returns {Feature[1]} */
const writes = (pattern) => (scenario) =>
  places(scenario).some(({ document }) => pattern.test(JSON.stringify(document)));

/** @type {Record<string, Feature[]>} */
const FEATURES = {
  "caller": [
    ["user", calledBy("user")],
    ["role", calledBy("role")],
    ["role session", calledBy("session")],
    ["service-linked role", (scenario) => arnOf(scenario).includes(":role/aws-service-role/")],
    ["session of GetFederationToken", calledBy("federated-user")],
    ["root user", calledBy("root")],
    ["AWS service", calledBy("service")],
    ["caller of an identity provider", calledBy("federated")],
    ["anonymous", calledBy("anonymous")],
    ["of another account than the resource", (scenario) => arnOf(scenario) !== "" && !isSameAccount(scenario)],
    ["of another partition", (scenario) => arnOf(scenario).startsWith("arn:aws-cn:")],
  ],
  "policies": [
    ["identity-based", ({ identity_policies: list }) => listOf(list).length > 0],
    ["permissions boundary", ({ permissions_boundary: boundary }) => Boolean(boundary)],
    ["session policy", ({ session_policies: list }) => listOf(list).length > 0],
    ["service control policies, one level", ({ scps }) => listOf(scps).length === 1],
    ["service control policies, more levels", ({ scps }) => listOf(scps).length > 1],
    ["resource control policies, one level", ({ rcps }) => listOf(rcps).length === 1],
    ["resource control policies, more levels", ({ rcps }) => listOf(rcps).length > 1],
    ["KMS key policy", (scenario) => Boolean(scenario.resource_policy) && asks(scenario, /^kms:.*:key\//i)],
    ["role trust policy", (scenario) => Boolean(scenario.resource_policy) && asks(scenario, /^sts:.*:role\//i)],
    [
      "other policy of the resource",
      (scenario) => Boolean(scenario.resource_policy) && !asks(scenario, /^(?:kms|sts):/i),
    ],
    ["VPC endpoint policy", ({ vpc_endpoint_policy: policy }) => Boolean(policy)],
  ],
  "elements": [
    ["`NotPrincipal`", says("NotPrincipal")],
    ["`NotAction`", says("NotAction")],
    ["`NotResource`", says("NotResource")],
    ["`Condition`", says("Condition")],
    ["variable", writes(/\$\{[^*?$]/)],
    ["variable with a default", writes(/\$\{[^}]*, '/)],
    ["escape such as `${*}`", writes(/\$\{[*?$]\}/)],
    ["version 2008-10-17 or none", (scenario) => !places(scenario).every(hasVariables)],
  ],
};

/**
 * @param {Scenario[]} list
 * @returns {Record<string, [string, number][]>} how many scenarios have each feature, by group
 */
export function featuresOf(list) {
  return Object.fromEntries(
    Object.entries(FEATURES).map(([group, features]) => [
      group,
      features.map(([name, has]) => [name, list.filter(has).length]),
    ]),
  );
}

/**
 * @param {Scenario[]} list
 * @returns {Map<string, number[]>} how many conditions there are with each operator: plain, with `IfExists`,
 *   with `ForAllValues`, with `ForAnyValue`, and with `IfExists` and one of those
 */
export function operatorsOf(list) {
  /** @type {Map<string, number[]>} */
  const counts = new Map();
  for (const scenario of list) {
    changeConditions(structuredClone(scenario), ({ operator: { set, base, ifExists } }) => {
      const row = counts.get(base) ?? [0, 0, 0, 0, 0];
      const column = set && ifExists ? 4 : ifExists ? 1 : ["", undefined, "ForAllValues", "ForAnyValue"].indexOf(set);
      row[column] += 1;
      counts.set(base, row);
    });
  }
  return new Map([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}
