/**
 * Measures the peer and our product on the same three scenarios and prints simulations per CPU-second and
 * their ratio:
 *
 *     node tools/peer/speed.mjs [--profile PROFILE] [--write]
 *
 * `--write` writes what was found into `docs/speed.md`.
 *
 * Both run in this one process, ours as WebAssembly built with the Cargo profile that is named, in turn, so
 * that what else runs on the machine disturbs them alike. The peer's core, on policies that it has parsed
 * before, is set beside our native evaluation of compiled policies, which `benches/cpu_time.rs` measures.
 */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT, UserError, run, runMain, step } from "../process.mjs";
import { ensureRustTools } from "../rust-tools.mjs";
import { PEER, loadPeer } from "./peer.mjs";
import { simulationOf } from "./simulation.mjs";

const REPORT = path.join(ROOT, "docs", "speed.md");
const WASM_TARGET = "wasm32-unknown-unknown";
const ROUNDS = 7;
const ROUND_MS = 400;
const WARM_UP_CALLS = 20;

/**
 * The ratios that are to be reached, by workload: ours through WebAssembly to the peer, and our evaluation
 * of compiled policies to the peer's core.
 *
 * @type {Record<string, { wasm: number, compiled: number }>}
 */
const TARGETS = {
  small: { wasm: 100, compiled: 100 },
  medium: { wasm: 20, compiled: 500 },
  large: { wasm: 20, compiled: 500 },
};

/**
 * The parsed policies are those of a workload; the times are nanoseconds of CPU time for one decision.
 *
 * @typedef {{
 *   workload: string, statements: number, scenario: string,
 *   text_to_decision: number, compiled_to_decision: number, serde_json: number,
 * }} NativeTimes
 */

/** @returns {string} Cargo's folder for what it builds */
function targetFolder() {
  const { stdout, status } = spawnSync("cargo", ["metadata", "--no-deps", "--format-version", "1"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new UserError("`cargo metadata` failed");
  return JSON.parse(stdout).target_directory;
}

/**
 * Builds the JavaScript API for Node.js and loads it.
 *
 * @param {string} profile
 * @returns {Promise<{ evaluate: (scenario: object | string) => { decision: string } }>}
 */
async function loadProduct(profile) {
  await ensureRustTools();
  const features = ["--no-default-features", "--features", "bindings", "--target", WASM_TARGET];
  await run("cargo", ["rustc", "--lib", "--crate-type", "cdylib", "--profile", profile, ...features]);
  const target = targetFolder();
  const folder = path.join(target, "speed", profile);
  rmSync(folder, { recursive: true, force: true });
  const module = path.join(target, WASM_TARGET, profile, "policyscope.wasm");
  await run("wasm-bindgen", ["--target", "nodejs", "--out-dir", folder, module]);
  return createRequire(import.meta.url)(path.join(folder, "policyscope.js"));
}

/**
 * @returns {NativeTimes[]} one for each workload
 */
function measureNatively() {
  const { stdout, status } = spawnSync("cargo", ["bench", "--quiet", "--bench", "cpu_time"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new UserError("`cargo bench --bench cpu_time` failed");
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

/**
 * @param {() => unknown} work
 * @returns {Promise<number>} the CPU time of one call in nanoseconds, averaged over a round
 */
async function nanosecondsEach(work) {
  const [cpu, end] = [process.cpuUsage(), performance.now() + ROUND_MS];
  let calls = 0;
  while (performance.now() < end) {
    await work();
    calls += 1;
  }
  const { user, system } = process.cpuUsage(cpu);
  return ((user + system) * 1000) / calls;
}

/**
 * @template {string} Name
 * @param {Record<Name, () => unknown>} works
 * @returns {Promise<Record<Name, number>>} the median time of each over rounds in turn
 */
async function measure(works) {
  const entries = /** @type {[Name, () => unknown][]} */ (Object.entries(works));
  const times = new Map(entries.map(([name]) => [name, /** @type {number[]} */ ([])]));
  for (const [, work] of entries) for (let call = 0; call < WARM_UP_CALLS; call += 1) await work();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, work] of entries) times.get(name)?.push(await nanosecondsEach(work));
  }
  const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
  return /** @type {Record<Name, number>} */ (
    Object.fromEntries([...times].map(([name, values]) => [name, median(values)]))
  );
}

/**
 * What a workload gave: decisions per second of CPU time, and our native time from text to decision in times
 * of what `serde_json` needs to read the text.
 *
 * @typedef {{ way: string, theirs: number, ours: number, target: number | undefined }} Comparison
 * @typedef {{ title: string, comparisons: Comparison[], toSerde: number }} Result
 */

/** @param {number} nanoseconds */
const perSecond = (nanoseconds) => 1e9 / nanoseconds;
/** @param {number} count */
const whole = (count) => Math.round(count).toLocaleString("en");
/** @param {Comparison} comparison */
const ratio = ({ theirs, ours }) => (ours / theirs).toFixed(1);
/** @param {Comparison} comparison */
const verdict = ({ theirs, ours, target }) =>
  target === undefined ? "" : `target ${target}: ${ours / theirs >= target ? "reached" : "missed"}`;

/** @param {Result} result */
function print({ title, comparisons, toSerde }) {
  for (const one of comparisons) {
    const counts = [whole(one.theirs), whole(one.ours), ratio(one)].map((text) => text.padStart(11));
    console.log(`${title}: ${one.way}`.padEnd(34) + `${counts.join("")}   ${verdict(one)}`);
  }
  console.log(`${"".padEnd(34)}native text to decision: ${toSerde.toFixed(2)} times serde_json`);
}

/**
 * @param {Result[]} results
 * @returns {string} Markdown
 */
function report(results) {
  const rows = results.flatMap(({ title, comparisons }) =>
    comparisons.map((one) => `| ${title} | ${one.way} | ${whole(one.theirs)} | ${whole(one.ours)} | ${ratio(one)} | ${verdict(one)} |`),
  );
  const native = results.map(({ title, toSerde }) => `| ${title} | ${toSerde.toFixed(2)} |`);
  return `${[
    "# Speed",
    "",
    "`node tools/peer/speed.mjs --write` made this page. Decisions per second of CPU time, by Policyscope and by",
    `${PEER} (the peer), on the same scenarios in one run. Numbers change from machine to machine; the ratio`,
    "less so.",
    "",
    "*Text* and *object* go through the JavaScript API in Node.js, from a scenario's JSON text or from the object that",
    "`JSON.parse` made of it; the peer takes objects, so its time always contains `JSON.parse`. *Compiled* sets our native",
    "evaluation of compiled policies beside the peer's core on policies that it has parsed before.",
    "",
    "| scenario | from | peer | Policyscope | ratio | |",
    "|---|---|---:|---:|---:|---|",
    ...rows,
    "",
    "Native, from a scenario's text to the decision, in times of what `serde_json` needs to read the same text into a",
    "`Value` (the target is 3 at most):",
    "",
    "| scenario | times |",
    "|---|---:|",
    ...native,
  ].join("\n")}\n`;
}

await runMain(async () => {
  const { values: options } = parseArgs({
    options: {
      profile: { type: "string", default: "library" },
      write: { type: "boolean", default: false },
    },
  });
  const peer = await loadPeer();
  const product = await step("build the WebAssembly", () => loadProduct(options.profile));
  const native = await step("measure natively", measureNatively);

  console.log(`${"decisions per CPU-second".padEnd(34)}${"peer".padStart(11)}${"ours".padStart(11)}${"ratio".padStart(11)}`);
  /** @type {Result[]} */
  const results = [];
  for (const times of native) {
    const { workload, scenario: text, statements } = times;
    const simulation = simulationOf(JSON.parse(text));
    const prepared = await peer.prepare(simulation);
    const decisions = [
      (await peer.evaluate(simulation)).overallResult,
      peer.evaluatePrepared(prepared).result,
      product.evaluate(text).decision,
    ];
    if (decisions.some((decision) => decision !== "Allowed")) {
      throw new UserError(`${workload}: the decisions are ${decisions.join(", ")}`);
    }
    const cpu = await measure({
      peer: () => peer.evaluate(simulationOf(JSON.parse(text))),
      peerCore: () => peer.evaluatePrepared(prepared),
      text: () => product.evaluate(text),
      object: () => product.evaluate(JSON.parse(text)),
    });
    const targets = TARGETS[workload];
    /** @type {(way: string, theirs: number, ours: number, target?: number) => Comparison} */
    const comparison = (way, theirs, ours, target) => {
      return { way, theirs: perSecond(theirs), ours: perSecond(ours), target };
    };
    const result = {
      title: `${workload}, ${statements} statements`,
      comparisons: [
        comparison("text", cpu.peer, cpu.text, targets.wasm),
        comparison("object", cpu.peer, cpu.object),
        comparison("compiled", cpu.peerCore, times.compiled_to_decision, targets.compiled),
      ],
      toSerde: times.text_to_decision / times.serde_json,
    };
    print(result);
    results.push(result);
  }
  if (options.write) writeFileSync(REPORT, report(results));
});
