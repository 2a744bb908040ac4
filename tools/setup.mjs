/** Sets up what building and testing need, and skips what is there. */
import { ensureChromium } from "./chromium.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";
import { UserError } from "./process.mjs";
import { ensureRustTools } from "./rust-tools.mjs";

const OLDEST_NODE = 20;

/**
 * Sets up what `trunk` needs. Later child processes find the tools in PATH.
 *
 * @param {{ browser?: boolean }} [options] `browser`: also what the browser tests need
 * @throws {UserError} when something is missing that cannot be set up from here
 */
export async function setUp({ browser = false } = {}) {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    throw new UserError(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}`);
  }
  await ensureNpmPackages();
  await ensureRustTools();
  if (browser) await ensureChromium();
}
