/**
 * Measures the peer and our product on the same three scenarios and prints simulations per CPU-second and
 * their ratio:
 *
 *     node tools/peer/speed.mjs [--profile PROFILE]
 *
 * Both run in this one process, ours as WebAssembly built with the Cargo profile that is named, in turn, so
 * that what else runs on the machine disturbs them alike. The peer's core, on policies that it has parsed
 * before, is set beside our native evaluation of compiled policies, which `benches/cpu_time.rs` measures.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT, UserError, run, runMain, step } from "../process.mjs";
import { ensureRustTools } from "../rust-tools.mjs";
import { loadPeer } from "./peer.mjs";
import { simulationOf } from "./simulation.mjs";

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

/** @param {number} nanoseconds */
const perSecond = (nanoseconds) => Math.round(1e9 / nanoseconds).toLocaleString("en").padStart(11);

/**
 * @param {string} title
 * @param {number} theirs nanoseconds
 * @param {number} ours nanoseconds
 * @param {number} target
 */
function printRatio(title, theirs, ours, target) {
  const ratio = theirs / ours;
  const verdict = ratio >= target ? "reached" : "missed";
  console.log(
    `${title.padEnd(34)}${perSecond(theirs)}${perSecond(ours)}${ratio.toFixed(1).padStart(9)}   target ${target}: ${verdict}`,
  );
}

await runMain(async () => {
  const { values: options } = parseArgs({ options: { profile: { type: "string", default: "library" } } });
  const peer = await loadPeer();
  const product = await step("build the WebAssembly", () => loadProduct(options.profile));
  const native = await step("measure natively", measureNatively);

  console.log(`${"simulations per CPU-second".padEnd(34)}${"peer".padStart(11)}${"ours".padStart(11)}    ratio`);
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
      product: () => product.evaluate(text),
      productFromObject: () => product.evaluate(JSON.parse(text)),
    });
    const title = `${workload}, ${statements} statements`;
    printRatio(`${title}: text`, cpu.peer, cpu.product, TARGETS[workload].wasm);
    printRatio(`${title}: object`, cpu.peer, cpu.productFromObject, TARGETS[workload].wasm);
    printRatio(`${title}: compiled`, cpu.peerCore, times.compiled_to_decision, TARGETS[workload].compiled);
    const toSerde = times.text_to_decision / times.serde_json;
    console.log(`${"".padEnd(34)}native text to decision: ${toSerde.toFixed(2)} times serde_json`);
  }
});
