/** Finds the causes of disagreements, by rewriting scenarios. See `causes.mjs`. */
import { CAUSES } from "./causes.mjs";
import { agrees, disagrees } from "./comparing.mjs";
import { shrink } from "./shrinking.mjs";

/**
 * @typedef {import("./causes.mjs").Cause} Cause
 * @typedef {import("./comparing.mjs").Comparison} Comparison
 * @typedef {import("./comparing.mjs").Compare} Compare
 * @typedef {import("./simulation.mjs").Scenario} Scenario
 * @typedef {{ comparison: Comparison, causes: Cause[] }} Attempt
 * @typedef {Attempt & { isExplained: boolean, needed: Cause[] }} Disagreement
 * `causes` are as few as explain it; `needed` are those without which all other causes together do not.
 */

/**
 * @param {Comparison} comparison
 * @param {Cause[]} causes
 * @returns {{ scenario: Scenario, applied: Cause[] }} the scenario with these causes rewritten away, and which
 *   of them were there
 */
function rewrite({ scenario, theirs }, causes) {
  let current = scenario;
  const applied = causes.filter((cause) => {
    const changed = structuredClone(current);
    cause.rewrite(changed, theirs.ignoredKeys);
    if (JSON.stringify(changed) === JSON.stringify(current)) return false;
    current = changed;
    return true;
  });
  return { scenario: current, applied };
}

/**
 * @param {Attempt[]} attempts
 * @param {Compare} compare
 * @returns {Promise<boolean[]>} whether both agree, on our answer, when the causes of each are rewritten away
 */
async function areExplained(attempts, compare) {
  const results = await compare(attempts.map(({ comparison, causes }) => rewrite(comparison, causes).scenario));
  return results.map(
    (result, index) => agrees(result) && result.ours.decision === attempts[index].comparison.ours.decision,
  );
}

/**
 * Finds causes: first with every one rewritten away, then with as few as do.
 *
 * @param {Comparison[]} comparisons that disagree
 * @param {Compare} compare
 * @returns {Promise<Disagreement[]>}
 */
export async function explain(comparisons, compare) {
  const attempts = comparisons.map((comparison) => ({ comparison, causes: rewrite(comparison, CAUSES).applied }));
  const isExplained = await areExplained(attempts, compare);
  /** @type {Disagreement[]} */
  const found = attempts.map((attempt, index) => ({ ...attempt, isExplained: isExplained[index], needed: [] }));
  for (const cause of CAUSES) {
    const open = found.filter(({ causes, isExplained: is }) => is && causes.length > 1 && causes.includes(cause));
    const without = open.map(({ comparison, causes }) => ({
      comparison,
      causes: causes.filter((other) => other !== cause),
    }));
    for (const [index, suffices] of (await areExplained(without, compare)).entries()) {
      if (suffices) open[index].causes = without[index].causes;
    }
  }
  for (const cause of CAUSES) {
    const having = found.filter(({ causes, isExplained: is }) => is && causes.includes(cause));
    const others = CAUSES.filter((other) => other !== cause);
    const without = having.map(({ comparison }) => ({ comparison, causes: others }));
    for (const [index, suffices] of (await areExplained(without, compare)).entries()) {
      if (!suffices) having[index].needed.push(cause);
    }
  }
  return found;
}

/**
 * Makes a small scenario in which a cause shows.
 *
 * @param {Cause} cause
 * @param {Disagreement[]} disagreements
 * @param {Compare} compare
 * @returns {Promise<Comparison | undefined>} none when no disagreement has the cause
 */
export async function exampleOf(cause, disagreements, compare) {
  const isAboutAccess = (/** @type {Comparison} */ { ours, theirs }) =>
    [ours.decision, theirs.decision].includes("Allowed");
  const weight = (/** @type {Disagreement} */ { comparison, causes }) =>
    causes.length * 1e6 + (isAboutAccess(comparison) ? 0 : 1e5) + JSON.stringify(comparison.scenario).length;
  const [simplest] = disagreements
    .filter(({ causes, isExplained }) => isExplained && causes.includes(cause))
    .sort((left, right) => weight(left) - weight(right));
  if (!simplest) return undefined;
  const { comparison, causes } = simplest;
  const others = causes.filter((other) => other !== cause);
  return shrink(comparison, async (candidates) => {
    const attempts = (/** @type {Cause[]} */ list) =>
      areExplained(candidates.map((candidate) => ({ comparison: candidate, causes: list })), compare);
    const [withCause, without] = [await attempts(causes), await attempts(others)];
    return candidates.map(
      (candidate, index) =>
        disagrees(candidate) &&
        candidate.ours.decision === comparison.ours.decision &&
        candidate.theirs.decision === comparison.theirs.decision &&
        withCause[index] &&
        !without[index],
    );
  }, compare);
}
