/**
 * Prints the sizes of what a visitor downloads from `dist`, and fails when WebAssembly, scripts and
 * styles together are larger than `tests/budgets.json` allows. With `--update` it writes a new
 * budget instead: the present size and 5 % more.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gunzipSync, gzipSync } from "node:zlib";
import { ROOT, UserError, runMain } from "./process.mjs";

const DIST = path.join(ROOT, "dist");
const BUDGETS = path.join(ROOT, "tests", "budgets.json");
const MEASURED = [".wasm", ".js", ".css", ".ttf", ".html"];
const BUDGETED = [".wasm", ".js", ".css", ".ttf"];
const SLACK = 1.05;
/** The action catalogue, which the page loads when it is needed. */
const CATALOGUE = path.join(ROOT, "www", "catalogue");

/**
 * @typedef {{ name: string, raw: number, gzip: number, brotli: number }} Sizes in bytes
 */

/**
 * @param {string} name a file in `dist`
 * @returns {Sizes}
 */
function sizesOf(name) {
  const content = readFileSync(path.join(DIST, name));
  return {
    name,
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content).length,
  };
}

/**
 * @param {string} name
 * @param {Sizes[]} parts
 * @returns {Sizes}
 */
function sum(name, parts) {
  const add = (/** @type {"raw" | "gzip" | "brotli"} */ key) =>
    parts.reduce((total, part) => total + part[key], 0);
  return { name, raw: add("raw"), gzip: add("gzip"), brotli: add("brotli") };
}

/** @param {Sizes[]} rows */
function printTable(rows) {
  const bytes = (/** @type {number} */ value) => value.toLocaleString("en").padStart(11);
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`${"bytes".padEnd(width)}${["raw", "gzip", "brotli"].map((s) => s.padStart(11)).join("")}`);
  for (const { name, raw, gzip, brotli } of rows) {
    console.log(`${name.padEnd(width)}${bytes(raw)}${bytes(gzip)}${bytes(brotli)}`);
  }
}

/**
 * Prints the sizes of the catalogue's files, unpacked and packed.
 *
 * @param {number} budget for both, unpacked and then compressed by brotli
 */
function checkCatalogue(budget) {
  const files = readdirSync(CATALOGUE).filter((name) => name.endsWith(".bin.gz"));
  const rows = files.map((name) => {
    const packed = readFileSync(path.join(CATALOGUE, name));
    const content = gunzipSync(packed);
    return { name, raw: content.length, gzip: packed.length, brotli: brotliCompressSync(content).length };
  });
  const total = sum("action catalogue", rows);
  printTable([...rows, total]);
  if (total.brotli > budget) {
    throw new UserError(`the action catalogue takes ${total.brotli} bytes in brotli; the budget is ${budget}`);
  }
}

await runMain(() => {
  const files = readdirSync(DIST, { recursive: true, encoding: "utf8" })
    .filter((name) => MEASURED.includes(path.extname(name)))
    .sort()
    .map(sizesOf);
  const transfer = sum(
    "WebAssembly, scripts and styles",
    files.filter(({ name }) => BUDGETED.includes(path.extname(name))),
  );
  printTable([...files, transfer]);

  const budgets = JSON.parse(readFileSync(BUDGETS, "utf8"));
  checkCatalogue(budgets.catalogueBrotliBytes);

  if (process.argv.includes("--update")) {
    const brotliBytes = Math.ceil(transfer.brotli * SLACK);
    writeFileSync(BUDGETS, `${JSON.stringify({ ...budgets, brotliBytes }, null, 2)}\n`);
    console.log(`budget set to ${brotliBytes} bytes`);
    return;
  }
  const { brotliBytes } = budgets;
  if (transfer.brotli > brotliBytes) {
    throw new UserError(
      `the page grew to ${transfer.brotli} bytes in brotli; the budget is ${brotliBytes}. If that is meant, run \`npm run sizes -- --update\` and commit tests/budgets.json`,
    );
  }
  console.log(`within the budget of ${brotliBytes} bytes in brotli`);
});
