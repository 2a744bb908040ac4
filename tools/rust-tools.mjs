/** The programs that build the page: Rust's WebAssembly target, wasm-bindgen and Trunk. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT, UserError, capture, messageOf, prependToPath, run, step } from "./process.mjs";

const WASM_TARGET = "wasm32-unknown-unknown";

/** How long a release server may take to begin its answer. */
const CONNECT_TIMEOUT_MS = 5_000;
/** How long one archive may take to arrive. */
const DOWNLOAD_TIMEOUT_MS = 120_000;

/**
 * A program that Cargo can install and whose project also publishes archives.
 *
 * @typedef {{
 *   name: string,
 *   version: string,
 *   binaries: string[],
 *   versionOutput: RegExp,
 *   archive: { url: string, checksumSuffix: string },
 *   cargoInstall: { args: string[], env?: Record<string, string>, expected: string },
 * }} RustTool
 * `versionOutput` finds the version in what `--version` prints. The checksum file of the archive has
 * the archive's address and a suffix, and starts with the SHA-256 in hexadecimal digits.
 */

/**
 * This machine's part of the archives' names. The musl builds depend on no library of the system.
 * Elsewhere, as on Windows, the tools are compiled.
 *
 * @type {string | undefined}
 */
const ARCHIVE_TARGET = new Map([
  ["linux x64", "x86_64-unknown-linux-musl"],
  ["linux arm64", "aarch64-unknown-linux-musl"],
  ["darwin x64", "x86_64-apple-darwin"],
  ["darwin arm64", "aarch64-apple-darwin"],
]).get(`${process.platform} ${process.arch}`);

/**
 * @param {string} file a file of this repository
 * @param {RegExp} pattern whose first group is the version
 * @returns {string}
 */
function versionIn(file, pattern) {
  const version = pattern.exec(readFileSync(path.join(ROOT, file), "utf8"))?.[1];
  if (!version) throw new UserError(`no version found in ${file}`);
  return version;
}

/** @returns {RustTool} in the version of the `wasm-bindgen` library that Cargo.lock names */
function wasmBindgen() {
  const version = versionIn("Cargo.lock", /name = "wasm-bindgen"\r?\nversion = "([^"]+)"/);
  const release = `https://github.com/wasm-bindgen/wasm-bindgen/releases/download/${version}`;
  return {
    name: "wasm-bindgen",
    version,
    binaries: ["wasm-bindgen", "wasm-bindgen-test-runner"],
    versionOutput: /^wasm-bindgen(?:-test-runner)? (\S+)/,
    archive: {
      url: `${release}/wasm-bindgen-${version}-${ARCHIVE_TARGET}.tar.gz`,
      checksumSuffix: ".sha256sum",
    },
    cargoInstall: { args: [`wasm-bindgen-cli@${version}`], expected: "3 min on two cores" },
  };
}

/** @returns {RustTool} in the version that Trunk.toml names */
function trunk() {
  const version = versionIn("Trunk.toml", /^trunk-version = "([^"]+)"/m);
  const release = `https://github.com/trunk-rs/trunk/releases/download/v${version}`;
  return {
    name: "trunk",
    version,
    binaries: ["trunk"],
    versionOutput: /^trunk (\S+)/,
    archive: {
      url: `${release}/trunk-${ARCHIVE_TARGET}.tar.gz`,
      checksumSuffix: ".sha256",
    },
    cargoInstall: {
      // Without TLS and the search for updates, and without optimizing: a third of the time.
      args: [`trunk@${version}`, "--no-default-features"],
      env: {
        CARGO_PROFILE_RELEASE_LTO: "off",
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
        CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
      },
      expected: "3 min on two cores",
    },
  };
}

/** @returns {string} the folder that keeps the tools of all checkouts of this user */
function toolCache() {
  const { POLICYSCOPE_TOOLS, XDG_CACHE_HOME } = process.env;
  const caches = XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  return POLICYSCOPE_TOOLS || path.join(caches, "policyscope", "tools");
}

/**
 * @param {RustTool} tool
 * @param {string} [folder] where its binaries are; without it they are looked for in PATH
 * @returns {boolean} whether every binary runs and is of the right version
 */
function works(tool, folder = "") {
  return tool.binaries.every((binary) => {
    const output = capture(path.join(folder, binary), ["--version"]);
    return output !== undefined && tool.versionOutput.exec(output)?.[1] === tool.version;
  });
}

/** Whether the release server answers; after one failed connection nobody waits for it again. */
let releasesReachable = true;

/**
 * @param {string} url
 * @returns {Promise<Buffer>}
 * @throws {Error} when the server does not answer soon, or with anything but the file
 */
async function download(url) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(new Error("no answer")), CONNECT_TIMEOUT_MS);
  try {
    const response = await fetch(url, { signal: abort.signal }).catch((error) => {
      releasesReachable = false;
      // `fetch` keeps the reason, such as an unknown host, in the cause.
      throw error.cause ?? error;
    });
    if (!response.ok) throw new Error(`${url}: status ${response.status}`);
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(new Error("too slow")), DOWNLOAD_TIMEOUT_MS);
    return Buffer.from(await response.arrayBuffer());
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Downloads a tool's archive and puts its binaries into a folder.
 *
 * @param {RustTool} tool
 * @param {string} folder is made anew
 * @throws {Error} when the download fails, its checksum differs or the binaries do not run
 */
async function unpackArchive(tool, folder) {
  const { url, checksumSuffix } = tool.archive;
  const archive = await download(url);
  const published = /^[0-9a-f]{64}\b/i.exec((await download(url + checksumSuffix)).toString())?.[0];
  const actual = createHash("sha256").update(archive).digest("hex");
  if (published?.toLowerCase() !== actual) throw new Error(`${url}: the checksum differs`);

  const unpacked = `${folder}.unpacked`;
  for (const used of [folder, unpacked]) rmSync(used, { recursive: true, force: true });
  mkdirSync(unpacked, { recursive: true });
  try {
    const archiveFile = path.join(unpacked, "archive.tar.gz");
    writeFileSync(archiveFile, archive);
    await run("tar", ["-xzf", archiveFile, "-C", unpacked]);
    mkdirSync(folder, { recursive: true });
    const files = readdirSync(unpacked, { recursive: true, encoding: "utf8" });
    for (const binary of tool.binaries) {
      const file = files.find((name) => path.basename(name) === binary);
      if (!file) throw new Error(`${url}: no ${binary} inside`);
      renameSync(path.join(unpacked, file), path.join(folder, binary));
    }
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
  if (!works(tool, folder)) throw new Error(`${url}: what is inside does not run here`);
}

/**
 * Makes a tool available in PATH: as it is there already, from the tool cache, from a published
 * archive or compiled from source.
 *
 * @param {RustTool} tool
 * @throws {UserError} when none of these works
 */
async function ensureTool(tool) {
  if (works(tool)) return;
  const root = path.join(toolCache(), `${tool.name}-${tool.version}`);
  const bin = path.join(root, "bin");
  if (!works(tool, bin)) {
    if (existsSync(bin)) console.log(`${bin} does not work: setting it up again`);
    if (!(await downloadTool(tool, bin))) await compileTool(tool, root);
    if (!works(tool, bin)) throw new UserError(`${tool.name} in ${bin} does not run`);
  }
  prependToPath(bin);
}

/**
 * @param {RustTool} tool
 * @param {string} bin
 * @returns {Promise<boolean>} whether the tool is now in that folder; if not, it was said why
 */
async function downloadTool(tool, bin) {
  if (!ARCHIVE_TARGET || !releasesReachable) return false;
  return step(
    `look for a published archive of ${tool.name} ${tool.version}`,
    async () => {
      try {
        await unpackArchive(tool, bin);
        return true;
      } catch (error) {
        console.log(`    cannot be used: ${messageOf(error)}`);
        return false;
      }
    },
    "a few seconds",
  );
}

/**
 * @param {RustTool} tool
 * @param {string} root Cargo puts the binaries into its folder `bin`
 */
async function compileTool(tool, root) {
  const { args, env, expected } = tool.cargoInstall;
  const quiet = process.env.CI ? ["--quiet"] : [];
  await step(
    `compile ${tool.name} ${tool.version} into ${root}`,
    () => run("cargo", ["install", "--locked", "--force", ...quiet, "--root", root, ...args], { env }),
    expected,
  );
}

/** Adds the WebAssembly target to the Rust toolchain in use. */
async function ensureWasmTarget() {
  const sysroot = capture("rustc", ["--print", "sysroot"])?.trim();
  if (sysroot === undefined) {
    throw new UserError("Rust is missing: install it by rustup (https://rustup.rs), then run this again");
  }
  if (existsSync(path.join(sysroot, "lib", "rustlib", WASM_TARGET))) return;
  await step(
    `add Rust's ${WASM_TARGET} target`,
    () => run("rustup", ["target", "add", WASM_TARGET]),
    "10 s",
  );
}

/**
 * Sets up everything that compiles the page, and changes PATH so that it is found.
 *
 * @throws {UserError} when something cannot be set up
 */
export async function ensureRustTools() {
  // A shell that is older than the Rust installation does not know this folder yet.
  const cargoHome = process.env.CARGO_HOME || path.join(os.homedir(), ".cargo");
  process.env.PATH += path.delimiter + path.join(cargoHome, "bin");
  await ensureWasmTarget();
  await ensureTool(wasmBindgen());
  await ensureTool(trunk());
}
