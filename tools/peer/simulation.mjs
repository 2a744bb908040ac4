/** Our scenarios in the peer's form. */

/**
 * @typedef {{ name: string, document: object }} Policy
 * @typedef {{ level?: string, policies: Policy[] }} Level
 * @typedef {{
 *   principal: "anonymous" | { arn?: string, role?: string, federated_by?: string, service?: string, federated?: string },
 *   identity_policies?: Policy[], permissions_boundary?: Policy | null, session_policies?: Policy[],
 *   scps?: Level[], rcps?: Level[], resource_policy?: Policy | null, vpc_endpoint_policy?: Policy | null,
 *   request: { action: string, resource: string, resource_account: string, context: Record<string, string[]> },
 * }} Scenario
 */

/** The peer adds this one itself at every level. */
const MANAGED_RESOURCE_CONTROL_POLICY = "RCPFullAWSAccess";

/**
 * @param {Scenario} scenario
 * @returns {object} the peer's `Simulation`
 */
export function simulationOf(scenario) {
  const { request, session_policies: session = [] } = scenario;
  const policies = (/** @type {Policy[]} */ list = []) =>
    list.map(({ name, document }) => ({ name, policy: document }));
  const single = (/** @type {Policy | null | undefined} */ policy) =>
    policy ? policies([policy]) : undefined;
  const levels = (/** @type {Level[]} */ list = []) =>
    list.map((level, index) => ({
      orgIdentifier: level.level ?? `level-${index}`,
      policies: policies(level.policies).filter(({ name }) => name !== MANAGED_RESOURCE_CONTROL_POLICY),
    }));
  return {
    request: {
      principal: principalOf(scenario.principal),
      action: request.action,
      resource: { resource: request.resource, accountId: request.resource_account },
      contextVariables: request.context,
    },
    identityPolicies: policies(scenario.identity_policies),
    serviceControlPolicies: levels(scenario.scps),
    resourceControlPolicies: levels(scenario.rcps),
    ...(scenario.resource_policy && { resourcePolicy: scenario.resource_policy.document }),
    ...(scenario.permissions_boundary && {
      permissionBoundaryPolicies: single(scenario.permissions_boundary),
    }),
    ...(scenario.vpc_endpoint_policy && { vpcEndpointPolicies: single(scenario.vpc_endpoint_policy) }),
    ...(session.length > 0 && { sessionPolicy: session[0].document }),
    // The request has the tags of buckets and objects that it lists.
    additionalSettings: { s3: { bucketAbacEnabled: true } },
  };
}

/** @param {Scenario["principal"]} principal */
function principalOf(principal) {
  if (principal === "anonymous") return { type: "Anonymous" };
  return principal.arn ?? principal.service ?? principal.federated;
}
