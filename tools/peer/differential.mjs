/**
 * Decides the same scenarios by the peer and by our command line, and sorts the disagreements by cause:
 *
 *     node tools/peer/differential.mjs [--scenarios N] [--seed S] [--write] [--policyscope PROGRAM]
 *
 * The scenarios are N random ones, the same ones for the same seed, and `tests/vectors/documented.jsonl`.
 * A disagreement without cause is printed, and the exit code is then 1. `--write` writes what was found into
 * `docs/peer-disagreements.md`; `--policyscope` names a built command line to use.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT, UserError, runMain, step } from "../process.mjs";
import { CAUSES } from "./causes.mjs";
import { evaluateAll } from "./command-line.mjs";
import { loadPeer } from "./peer.mjs";
import { report } from "./report.mjs";
import { scenarios } from "./scenarios.mjs";
import { simulationOf } from "./simulation.mjs";

const REPORT = path.join(ROOT, "docs", "peer-disagreements.md");
const VECTORS = path.join(ROOT, "tests", "vectors", "documented.jsonl");
const PRINTED = 10;

/**
 * @typedef {import("./causes.mjs").Cause} Cause
 * @typedef {import("./simulation.mjs").Scenario} Scenario
 * @typedef {{ scenario: Scenario, ours: any, theirs: { decision?: string, refusal?: string, ignoredKeys: string[] } }} Comparison
 * @typedef {{ comparison: Comparison, causes: Cause[], isExplained: boolean }} Disagreement
 */

/**
 * @param {any} peer
 * @param {Scenario} scenario
 * @returns {Promise<Comparison["theirs"]>}
 */
async function askPeer(peer, scenario) {
  if ((scenario.session_policies ?? []).length > 1) {
    return { refusal: "takes one session policy only", ignoredKeys: [] };
  }
  try {
    const simulation = simulationOf(scenario);
    const answer = await peer.evaluate(simulation);
    if (answer.resultType === "error") return { refusal: refusalOf(answer.errors), ignoredKeys: [] };
    const { ignoredContextKeys: ignoredKeys } = await peer.contextOf(simulation);
    return { decision: answer.overallResult, ignoredKeys };
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

/**
 * @param {any} peer
 * @param {Scenario[]} list
 * @param {string | undefined} program
 * @returns {Promise<Comparison[]>}
 */
async function compare(peer, list, program) {
  const ours = evaluateAll(list, program);
  const compared = [];
  for (const [index, scenario] of list.entries()) {
    compared.push({ scenario, ours: ours[index], theirs: await askPeer(peer, scenario) });
  }
  return compared;
}

/** @param {Comparison} comparison */
const agrees = ({ ours, theirs }) => ours.decision === theirs.decision;

/**
 * @param {Comparison} comparison
 * @param {Cause[]} causes
 * @returns {{ scenario: Scenario, applied: Cause[] }} the scenario with these causes rewritten away, and which
 *   of them were there
 */
function rewrite({ scenario, ours, theirs }, causes) {
  const answers = { ours, ignoredKeys: theirs.ignoredKeys };
  let current = scenario;
  const applied = causes.filter((cause) => {
    const changed = structuredClone(current);
    cause.rewrite(changed, answers);
    if (JSON.stringify(changed) === JSON.stringify(current)) return false;
    current = changed;
    return true;
  });
  return { scenario: current, applied };
}

/**
 * Finds the causes of disagreements: first with every cause rewritten away, then with as few as do.
 *
 * @param {Comparison[]} comparisons
 * @param {(list: Scenario[]) => Promise<Comparison[]>} compareAll
 * @returns {Promise<Disagreement[]>}
 */
async function explain(comparisons, compareAll) {
  /** @param {{ comparison: Comparison, causes: Cause[] }[]} attempts */
  const explained = async (attempts) => {
    const results = await compareAll(
      attempts.map(({ comparison, causes }) => rewrite(comparison, causes).scenario),
    );
    return results.map(
      (result, index) => agrees(result) && result.ours.decision === attempts[index].comparison.ours.decision,
    );
  };
  const attempts = comparisons.map((comparison) => ({ comparison, causes: rewrite(comparison, CAUSES).applied }));
  const isExplained = await explained(attempts);
  const found = attempts.map((attempt, index) => ({ ...attempt, isExplained: isExplained[index] }));
  for (const cause of CAUSES) {
    const open = found.filter(({ causes, isExplained: is }) => is && causes.length > 1 && causes.includes(cause));
    const without = open.map(({ comparison, causes }) => ({
      comparison,
      causes: causes.filter((other) => other !== cause),
    }));
    for (const [index, suffices] of (await explained(without)).entries()) {
      if (suffices) open[index].causes = without[index].causes;
    }
  }
  return found;
}

/** @param {Disagreement[]} unexplained */
function print(unexplained) {
  for (const { comparison, causes } of unexplained.slice(0, PRINTED)) {
    const { scenario, ours, theirs } = comparison;
    console.log(`\nwithout cause: ours ${ours.decision ?? JSON.stringify(ours.error)}, the peer ${theirs.decision}`);
    console.log(`decided by ${JSON.stringify(ours.decided_by)}; causes that are there but do not explain it: ${causes.map(({ name }) => name).join(", ") || "none"}`);
    console.log(JSON.stringify(scenario));
  }
}

await runMain(async () => {
  const { values: options } = parseArgs({
    options: {
      scenarios: { type: "string", default: "20000" },
      seed: { type: "string", default: "1" },
      write: { type: "boolean", default: false },
      policyscope: { type: "string" },
    },
  });
  const [count, seed] = [Number(options.scenarios), Number(options.seed)];
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
    throw new UserError("--scenarios and --seed take whole numbers");
  }
  const peer = await loadPeer();
  const compareAll = (/** @type {Scenario[]} */ list) => compare(peer, list, options.policyscope);
  const vectors = readFileSync(VECTORS, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const lists = {
    generated: scenarios(seed, count),
    vectors: vectors.map(({ id, scenario }) => ({ id, ...scenario })),
  };
  /** @type {Record<string, { comparisons: Comparison[], disagreements: Disagreement[] }>} */
  const results = {};
  for (const [name, list] of Object.entries(lists)) {
    results[name] = await step(`compare ${list.length} scenarios: ${name}`, async () => {
      const comparisons = await compareAll(list);
      const differing = comparisons.filter((one) => one.theirs.decision && !agrees(one));
      return { comparisons, disagreements: await explain(differing, compareAll) };
    });
  }
  const text = report(results, { seed, count });
  console.log(text);
  const unexplained = Object.values(results)
    .flatMap(({ disagreements }) => disagreements)
    .filter(({ isExplained }) => !isExplained);
  print(unexplained);
  if (options.write) {
    mkdirSync(path.dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, text);
  }
  if (unexplained.length > 0) throw new UserError(`${unexplained.length} disagreements have no known cause`);
});
