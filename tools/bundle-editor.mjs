/**
 * Bundles `www/editor` and the parts of CodeMirror it uses into `www/generated/editor.js`, the module
 * that the Rust code binds. Trunk runs this before each build.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, runMain } from "./process.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";

const BUNDLE = path.join(ROOT, "www", "generated", "editor.js");

/**
 * @param {string} file
 * @returns {string | undefined} the text of a file, or nothing when it cannot be read
 */
function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

async function main() {
  await ensureNpmPackages();
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["www/editor/index.js"],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    write: false,
    logLevel: "warning",
  });
  const [{ text }] = outputFiles;
  // A new time stamp alone would make Cargo compile the page again.
  if (readIfThere(BUNDLE) === text) return;
  mkdirSync(path.dirname(BUNDLE), { recursive: true });
  writeFileSync(BUNDLE, text);
}

await runMain(main);
