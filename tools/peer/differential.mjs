/**
 * Decides the same scenarios by the peer and by our command line, and sorts the disagreements by cause:
 *
 *     node tools/peer/differential.mjs [--scenarios N] [--seed S] [--write] [--policyscope PROGRAM]
 *
 * The scenarios are N random ones, the same ones for the same seed, and `tests/vectors/documented.jsonl`.
 * The first disagreements without cause are printed, with a scenario made small, and the exit code is then 1.
 * `--write` writes what was found into `docs/peer-disagreements.md`; `--policyscope` names a built command line to use.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT, UserError, runMain, step } from "../process.mjs";
import { CAUSES } from "./causes.mjs";
import { agrees, comparing, disagrees } from "./comparing.mjs";
import { exampleOf, explain } from "./explaining.mjs";
import { loadPeer } from "./peer.mjs";
import { report } from "./report.mjs";
import { scenarios } from "./scenarios.mjs";
import { shrink } from "./shrinking.mjs";

const REPORT = path.join(ROOT, "docs", "peer-disagreements.md");
const VECTORS = path.join(ROOT, "tests", "vectors", "documented.jsonl");
const PRINTED = 10;

/**
 * @typedef {import("./causes.mjs").Cause} Cause
 * @typedef {import("./comparing.mjs").Comparison} Comparison
 * @typedef {import("./comparing.mjs").Compare} Compare
 * @typedef {import("./explaining.mjs").Disagreement} Disagreement
 */

/**
 * @param {Disagreement[]} unexplained
 * @param {Compare} compare
 */
async function print(unexplained, compare) {
  const stillUnexplained = async (/** @type {Comparison[]} */ candidates) => {
    const explained = await explain(candidates.filter(disagrees), compare);
    const open = new Set(explained.filter(({ isExplained }) => !isExplained).map(({ comparison }) => comparison));
    return candidates.map((candidate) => open.has(candidate));
  };
  for (const { comparison, causes } of unexplained.slice(0, PRINTED)) {
    const { scenario, ours, theirs } = await shrink(comparison, stillUnexplained, compare);
    console.log(`\nwithout cause: ours ${ours.decision ?? JSON.stringify(ours.error)}, the peer ${theirs.decision}`);
    console.log(`causes that are there but do not explain it: ${causes.map(({ name }) => name).join(", ") || "none"}`);
    console.log(JSON.stringify(comparison.scenario));
    console.log(`made small: ${JSON.stringify(scenario)}`);
  }
}

/**
 * @param {Disagreement[]} disagreements
 * @param {Compare} compare
 * @returns {Promise<Map<Cause, Comparison>>} one for each cause that was found
 */
async function examples(disagreements, compare) {
  const found = new Map();
  await step("make small examples", async () => {
    for (const cause of CAUSES) {
      const example = await exampleOf(cause, disagreements, compare);
      if (example) found.set(cause, example);
    }
  });
  return found;
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
  const compare = comparing(peer, options.policyscope);
  const vectors = readFileSync(VECTORS, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const lists = {
    generated: scenarios(seed, count),
    vectors: vectors.map(({ id, scenario }) => ({ id, ...scenario })),
  };
  /** @type {Record<string, { comparisons: Comparison[], disagreements: Disagreement[] }>} */
  const results = {};
  for (const [name, list] of Object.entries(lists)) {
    results[name] = await step(`compare ${list.length} scenarios: ${name}`, async () => {
      const comparisons = await compare(list);
      const differing = comparisons.filter((one) => one.theirs.decision && !agrees(one));
      return { comparisons, disagreements: await explain(differing, compare) };
    });
  }
  const disagreements = Object.values(results).flatMap((result) => result.disagreements);
  const unexplained = disagreements.filter(({ isExplained }) => !isExplained);
  for (const [name, { disagreements: found }] of Object.entries(results)) {
    const open = found.filter(({ isExplained }) => !isExplained).length;
    console.log(`${name}: ${found.length} disagreements, ${open} without a known cause`);
  }
  await print(unexplained, compare);
  if (options.write) {
    const text = report(results, { seed, count }, await examples(disagreements, compare));
    mkdirSync(path.dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, text);
  }
  if (unexplained.length > 0) throw new UserError(`${unexplained.length} disagreements have no known cause`);
});
