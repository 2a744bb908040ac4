/** The same scenarios decided by the peer and by our command line. */
import { evaluateAll } from "./command-line.mjs";
import { simulationOf } from "./simulation.mjs";

/**
 * @typedef {import("./simulation.mjs").Scenario} Scenario
 * @typedef {{ scenario: Scenario, ours: any, theirs: Answer }} Comparison
 * @typedef {{ decision?: string, refusal?: string, ignoredKeys: string[] }} Answer
 * @typedef {(list: Scenario[]) => Promise<Comparison[]>} Compare
 */

/**
 * @param {any} peer what `loadPeer` promises
 * @param {string} [program] a built `policyscope` to run
 * @returns {Compare}
 */
export function comparing(peer, program) {
  return async (list) => {
    const ours = evaluateAll(list, program);
    const compared = [];
    for (const [index, scenario] of list.entries()) {
      compared.push({ scenario, ours: ours[index], theirs: await askPeer(peer, scenario, ours[index].decision) });
    }
    return compared;
  };
}

/** @param {Comparison} comparison */
export const agrees = ({ ours, theirs }) => ours.decision === theirs.decision;

/** @param {Comparison} comparison whether both decide, and otherwise than each other */
export const disagrees = (comparison) =>
  Boolean(comparison.ours.decision && comparison.theirs.decision) && !agrees(comparison);

/**
 * @param {any} peer
 * @param {Scenario} scenario
 * @param {string | undefined} expected the decision after which nobody asks for the keys that the peer ignored
 * @returns {Promise<Answer>}
 */
async function askPeer(peer, scenario, expected) {
  if ((scenario.session_policies ?? []).length > 1) {
    return { refusal: "takes one session policy only", ignoredKeys: [] };
  }
  try {
    const simulation = simulationOf(scenario);
    const answer = await peer.evaluate(simulation);
    if (answer.resultType === "error") return { refusal: refusalOf(answer.errors), ignoredKeys: [] };
    const decision = answer.overallResult;
    if (decision === expected) return { decision, ignoredKeys: [] };
    const { ignoredContextKeys: ignoredKeys } = await peer.contextOf(simulation);
    return { decision, ignoredKeys };
  } catch (error) {
    return { refusal: `throws: ${error instanceof Error ? error.message : error}`, ignoredKeys: [] };
  }
}

/** @param {any} errors what the peer has against a scenario */
function refusalOf(errors) {
  if (errors.message !== "policy.errors") return `answers \`${errors.message}\``;
  const messages = Object.entries(errors)
    .filter(([member]) => member !== "message")
    .flatMap(([, found]) => (Array.isArray(found) ? found : Object.values(found).flat()));
  return `refuses a policy: ${messages[0].message}`;
}
