/**
 * Bundles `www/editor` and the parts of CodeMirror it uses into `www/generated/editor.js`, the module
 * that the Rust code binds, and makes the font of icons. Trunk runs this before each build.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeIcons } from "./icons.mjs";
import { ROOT, runMain } from "./process.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";

const GENERATED = path.join(ROOT, "www", "generated");
const BUNDLE = path.join(GENERATED, "editor.js");
/** The folders of the packages in the bundle, for the page's list of licences. */
const PACKAGES = path.join(GENERATED, "packages.json");

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

/**
 * @param {string} file
 * @param {string} text
 */
function writeIfNew(file, text) {
  // A new time stamp alone would make Cargo compile the page again.
  if (readIfThere(file) === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function main() {
  await ensureNpmPackages();
  await makeIcons();
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["www/editor/index.js"],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    write: false,
    metafile: true,
    logLevel: "warning",
  });
  const folders = Object.keys(metafile.inputs).flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [],
  );
  writeIfNew(BUNDLE, outputFiles[0].text);
  writeIfNew(PACKAGES, `${JSON.stringify([...new Set(folders)].sort(), null, 2)}\n`);
}

await runMain(main);
