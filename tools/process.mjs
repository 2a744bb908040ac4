/** Running other programs, and telling the user about steps that take time. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** How much a program may print whose output is captured. */
const MAX_OUTPUT_BYTES = 16 << 20;

/** A failure that the user can do something about: its message says what, so no stack is shown. */
export class UserError extends Error {}

/**
 * @param {unknown} error what was thrown
 * @returns {string}
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Puts folders before those in which programs are looked for, for this process and its children.
 *
 * @param {...string} folders
 */
export function prependToPath(...folders) {
  process.env.PATH = [...folders, process.env.PATH].filter(Boolean).join(path.delimiter);
}

/**
 * Runs a program in the repository's folder and returns what it printed.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {string | undefined} the standard output, or nothing when the program is missing, cannot
 *   be run or ends with a failure
 */
export function capture(program, args) {
  const { status, stdout } = spawnSync(program, args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return status === 0 ? stdout : undefined;
}

/**
 * Runs a program in the repository's folder; it shares this process's terminal. A request to end
 * this process is passed on to it.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, shell?: boolean, input?: string }} [options] `env` is
 *   added to the environment; `input` is a file for the standard input
 * @returns {Promise<void>}
 * @throws {UserError} when the program is missing or ends with a failure
 */
export async function run(program, args, { env = {}, shell = false, input } = {}) {
  const command = [program, ...args].join(" ");
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    shell,
    stdio: [input === undefined ? "inherit" : openSync(input, "r"), "inherit", "inherit"],
  });
  const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.on(signal, passOn);
  try {
    const [status, signal] = await once(child, "close");
    if (status !== 0) throw new UserError(`\`${command}\` failed (${signal ?? `exit code ${status}`})`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`\`${command}\` could not be run: ${messageOf(error)}`);
  } finally {
    for (const signal of signals) process.off(signal, passOn);
  }
}

/**
 * Runs npm, as the same program that started this script where there is one.
 *
 * @param {string[]} args
 * @returns {Promise<void>}
 * @throws {UserError} when npm is missing or fails
 */
export function runNpm(args) {
  const npmScript = process.env.npm_execpath;
  if (npmScript?.endsWith("npm-cli.js")) return run(process.execPath, [npmScript, ...args]);
  // On Windows npm is a batch file, which only a shell can run.
  return run("npm", args, { shell: process.platform === "win32" });
}

/**
 * Does one step and tells how long it took.
 *
 * @template T
 * @param {string} title what the step does
 * @param {() => T | Promise<T>} work
 * @param {string} [expected] how long it is expected to take, for the long ones
 * @returns {Promise<T>} what `work` returned
 */
export async function step(title, work, expected) {
  console.log(`==> ${title}${expected ? ` (expect ${expected})` : ""}`);
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    console.log(`    done in ${seconds()}: ${title}`);
    return result;
  } catch (error) {
    console.log(`    FAILED after ${seconds()}: ${title}`);
    throw error;
  }
}

/**
 * Runs a script's main function: failures end the process with exit code 1.
 *
 * @param {() => void | Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof UserError ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
