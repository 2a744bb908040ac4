/** The npm packages of `package-lock.json`, in `node_modules`. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, runNpm, step } from "./process.mjs";

const LOCK = path.join(ROOT, "package-lock.json");
/** Inside `node_modules`, so that it goes away with it. */
const INSTALLED_LOCK_HASH = path.join(ROOT, "node_modules", ".installed-lock-hash");

/**
 * Installs the locked npm packages, unless they are what is installed already.
 *
 * @throws {UserError} when npm fails
 */
export async function ensureNpmPackages() {
  const wanted = createHash("sha256").update(readFileSync(LOCK)).digest("hex");
  if (existsSync(INSTALLED_LOCK_HASH) && readFileSync(INSTALLED_LOCK_HASH, "utf8") === wanted) {
    return;
  }
  await step(
    "install the npm packages of package-lock.json",
    async () => {
      // No package here needs its install script.
      await runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
      writeFileSync(INSTALLED_LOCK_HASH, wanted);
    },
    "5 s",
  );
}
