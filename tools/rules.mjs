/**
 * Writes what there is to read about the rules of the linter into `www/lint/rules.json`, which the
 * page loads when somebody wants to read it. To be run after a rule has changed.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, UserError, capture, runMain } from "./process.mjs";

const FILE = path.join(ROOT, "www", "lint", "rules.json");

await runMain(() => {
  const printed = capture("cargo", ["run", "--quiet", "--bin", "policyscope", "--", "rules", "--format", "json"]);
  if (printed === undefined) throw new UserError("`policyscope rules` failed");
  const rules = JSON.parse(printed);
  // One rule a line, so that a change shows as one.
  const lines = rules.map((/** @type {unknown} */ rule) => JSON.stringify(rule));
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, `[\n${lines.join(",\n")}\n]\n`);
  console.log(`${rules.length} rules`);
});
