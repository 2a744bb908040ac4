/**
 * Runs every test of the repository, first setting up what is missing, and stops at the first
 * failure.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT, UserError, capture, run, runMain, step } from "./process.mjs";
import { setUp } from "./setup.mjs";

const WASM_TARGET = ["--target", "wasm32-unknown-unknown"];
const DENY_WARNINGS = ["--", "-D", "warnings"];

/** Crates that only the page and the JavaScript API may depend on. */
const BROWSER_CRATES = /^(?:yew|web-sys|js-sys|wasm-bindgen|gloo)(?:-\S+)? /;

/**
 * @param {string} folder
 * @param {RegExp} pattern
 * @returns {string[]} the matching files of a folder of the repository, with that folder
 */
function filesIn(folder, pattern) {
  const where = path.join(ROOT, folder);
  const names = existsSync(where) ? readdirSync(where) : [];
  return names.filter((name) => pattern.test(name)).map((name) => `${folder}/${name}`);
}

/** Fails when the command line or the library would bring a browser crate along. */
function checkNativeDependencies() {
  const tree = capture("cargo", ["tree", "--edges", "normal", "--prefix", "none"]);
  if (tree === undefined) throw new UserError("`cargo tree` failed");
  const found = tree.split("\n").filter((line) => BROWSER_CRATES.test(line));
  if (found.length > 0) throw new UserError(`the default features depend on ${found.join(", ")}`);
}

/**
 * Runs the tests of `tests/wasm_*.rs` as WebAssembly in Node.js. Such a file begins with
 * `#![cfg(target_arch = "wasm32")]`, so that it is empty among the native tests.
 */
async function runWasmTests() {
  const names = filesIn("tests", /^wasm_.*\.rs$/).map((file) => path.basename(file, ".rs"));
  if (names.length === 0) return;
  await step("WebAssembly tests", () =>
    run(
      "cargo",
      [
        ...["test", "--no-default-features", "--features", "bindings", ...WASM_TARGET],
        ...names.flatMap((name) => ["--test", name]),
      ],
      { env: { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner" } },
    ),
  );
}

/** Runs the browser tests on what `trunk build` made. */
async function runBrowserTests() {
  const files = filesIn("tests/browser", /\.test\.mjs$/);
  if (files.length === 0) throw new UserError("there are no browser tests in tests/browser");
  const reporter = process.stdout.isTTY ? "spec" : "tap";
  await run(process.execPath, ["--test", `--test-reporter=${reporter}`, ...files]);
}

/** @param {...string} args */
const cargo = (...args) => run("cargo", args);
/** @param {...string} args */
const node = (...args) => run(process.execPath, args);

async function runEverything() {
  await step("set up", () => setUp({ browser: true }));
  await step("format", () => cargo("fmt", "--check"));
  await step("lint: command line and tests", () =>
    cargo("clippy", "--all-targets", ...DENY_WARNINGS),
  );
  await step("bundle the editor", () => node("tools/bundle-editor.mjs"));
  for (const feature of ["app", "bindings"]) {
    await step(`lint: WebAssembly, feature ${feature}`, () =>
      cargo("clippy", "--no-default-features", "--features", feature, ...WASM_TARGET, ...DENY_WARNINGS),
    );
  }
  await step("build the library alone", () => cargo("build", "--no-default-features"));
  await step("no browser crates in the command line", checkNativeDependencies);
  await step("native tests", () => cargo("test"));
  await step("tests of the page's state", () =>
    cargo("test", "--lib", "--no-default-features", "--features", "app"),
  );
  await runWasmTests();
  await step("build the page", () => run("trunk", ["build", "--release"]));
  await step("transfer sizes", () => node("tools/sizes.mjs"));
  await step("browser tests", runBrowserTests);
}

await runMain(() => step("all tests", runEverything));
