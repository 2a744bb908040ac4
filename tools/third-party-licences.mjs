/** The licences of what the page is made of: the crates and data compiled into it, the packages bundled with it. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT, UserError, capture } from "./process.mjs";
import { SAM_DATA, SAM_PACKAGE, SAM_PIN } from "./sam-pin.mjs";

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;
const MIT_FILE = /mit/i;
/** Stands in for a package that may be had by the Apache licence and brings no text of its own. */
const APACHE_LICENCE = path.join(ROOT, "LICENSE-APACHE");

/** @typedef {{ name: string, version: string, licence: string, folder: string }} Package */

/** @type {Package[]} data compiled into the page that is not a crate's */
const DATA = [
  {
    name: SAM_PACKAGE,
    version: SAM_PIN.version,
    licence: "Apache-2.0",
    folder: path.join(ROOT, SAM_DATA),
  },
];

/** @returns {Package[]} the crates that the page is compiled from */
function crates() {
  const features = ["--no-default-features", "--features", "app"];
  const platform = ["--filter-platform", "wasm32-unknown-unknown"];
  const metadata = capture("cargo", ["metadata", "--format-version", "1", ...features, ...platform]);
  if (metadata === undefined) throw new UserError("`cargo metadata` failed");
  const { packages, resolve } = JSON.parse(metadata);
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
  const found = new Set();
  const open = [resolve.root];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (kinds.some((/** @type {any} */ { kind }) => kind === null)) open.push(pkg);
    }
  }
  found.delete(resolve.root);
  return packages
    .filter((/** @type {any} */ { id }) => found.has(id))
    .map((/** @type {any} */ { name, version, license, manifest_path: manifest }) => {
      return { name, version, licence: license, folder: path.dirname(manifest) };
    });
}

/**
 * @param {string} list a JSON file with the folders of the packages that the editor's bundle holds
 * @returns {Package[]}
 */
function npmPackages(list) {
  return JSON.parse(readFileSync(list, "utf8")).map((/** @type {string} */ relative) => {
    const folder = path.join(ROOT, relative);
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return { name, version, licence: license, folder };
  });
}

/**
 * @param {Package} one
 * @returns {string} its licence: of several to choose from the MIT licence
 */
function licenceText({ name, licence, folder }) {
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const isChoice = /\bOR\b|\//.test(licence) && !/\bAND\b/.test(licence);
  const chosen = isChoice ? files.filter((file) => MIT_FILE.test(file)) : [];
  const texts = (chosen.length > 0 ? chosen : files).map((file) => path.join(folder, file));
  if (texts.length === 0 && /Apache-2\.0/.test(licence)) texts.push(APACHE_LICENCE);
  if (texts.length === 0) throw new UserError(`${name} (${licence}) brings no licence text`);
  return texts.map((file) => readFileSync(file, "utf8").trim()).join("\n\n");
}

/**
 * @param {string} bundled see `npmPackages`
 * @returns {string} every licence text once, after the packages that it is for
 */
export function thirdPartyLicences(bundled) {
  /** @type {Map<string, string[]>} */
  const users = new Map();
  const packages = [...crates(), ...npmPackages(bundled), ...DATA].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  for (const one of packages) {
    const text = licenceText(one);
    users.set(text, [...(users.get(text) ?? []), `${one.name} ${one.version} (${one.licence})`]);
  }
  const line = "-".repeat(80);
  const parts = [...users].map(([text, names]) => `${line}\n${names.join("\n")}\n${line}\n\n${text}\n`);
  return `Policyscope's page contains the following software.\n\n${parts.join("\n")}`;
}
