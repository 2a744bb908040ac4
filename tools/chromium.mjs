/** The Chromium that the browser tests run in. */
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { UserError, capture, messageOf, run, step } from "./process.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];

const CHROMIUM_MISSING =
  "the browser tests need Chromium: install Chromium, Chrome or Edge, or set POLICYSCOPE_CHROMIUM to the program's path";

/** Where installers put it without adding it to PATH. */
const PLACES = [
  ...["", os.homedir()].flatMap((home) => [
    path.join(home, "/Applications/Chromium.app/Contents/MacOS/Chromium"),
    path.join(home, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    path.join(home, "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
  ]),
  "/snap/bin/chromium",
  ...[process.env.ProgramFiles, process.env["ProgramFiles(x86)"]].flatMap((programs) =>
    programs
      ? [
          path.join(programs, "Google", "Chrome", "Application", "chrome.exe"),
          path.join(programs, "Microsoft", "Edge", "Application", "msedge.exe"),
        ]
      : [],
  ),
];

/**
 * @param {string} file
 * @returns {boolean} whether that program is there and can be run
 */
function runs(file) {
  if (!existsSync(file)) return false;
  // On Windows `--version` opens a window.
  return process.platform === "win32" || capture(file, ["--version"]) !== undefined;
}

/**
 * Looks for an installed Chromium or a browser made from it.
 *
 * @returns {string | undefined} the program's path: that of `POLICYSCOPE_CHROMIUM` if it is set, else
 *   the first one found in PATH or in the usual places
 * @throws {UserError} when `POLICYSCOPE_CHROMIUM` names no program that runs
 */
export function findChromium() {
  const chosen = process.env.POLICYSCOPE_CHROMIUM;
  if (chosen) {
    if (!runs(chosen)) throw new UserError(`POLICYSCOPE_CHROMIUM does not run: ${chosen}`);
    return chosen;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const inPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix)));
  return [...inPath, ...PLACES].find(runs);
}

/**
 * Sees to it that there is a Chromium, by apt-get where that works without a question.
 *
 * @throws {UserError} when there is none and it cannot be installed
 */
export async function ensureChromium() {
  if (findChromium()) return;
  await step("install Chromium by apt-get, for the browser tests", installChromium, "1 min");
  if (!findChromium()) throw new UserError(CHROMIUM_MISSING);
}

async function installChromium() {
  const isRoot = process.getuid?.() === 0;
  const canInstall =
    capture("apt-get", ["--version"]) !== undefined &&
    (isRoot || capture("sudo", ["-n", "true"]) !== undefined);
  if (!canInstall) throw new UserError(CHROMIUM_MISSING);

  const sudo = isRoot ? [] : ["sudo", "-n"];
  const [program, ...args] = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"];
  const packages = ["chromium", "fonts-liberation"];
  try {
    await run(program, [...args, "update"]);
    await run(program, [...args, "install", "--no-install-recommends", ...packages]);
  } catch (error) {
    throw new UserError(`${messageOf(error)}; ${CHROMIUM_MISSING}`);
  }
}
