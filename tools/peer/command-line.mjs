/** Our own command line, as the comparisons run it. */
import { spawnSync } from "node:child_process";
import { ROOT, UserError } from "../process.mjs";

const MAX_OUTPUT = 1 << 30;

/**
 * Evaluates scenarios by `policyscope evaluate -`, built first where that is needed.
 *
 * @param {object[]} scenarios
 * @param {string} [program] a built `policyscope` to run instead
 * @returns {any[]} the answers in the same order
 * @throws {UserError} when it cannot be built or run, or answers otherwise than line by line
 */
export function evaluateAll(scenarios, program) {
  if (scenarios.length === 0) return [];
  const [command, args] = program
    ? [program, []]
    : ["cargo", ["run", "--quiet", "--release", "--bin", "policyscope", "--"]];
  const { error, status, stdout } = spawnSync(command, [...args, "evaluate", "-"], {
    cwd: ROOT,
    input: scenarios.map((scenario) => `${JSON.stringify(scenario)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: MAX_OUTPUT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (error) throw new UserError(`\`${command}\` could not be run: ${error.message}`);
  const answers = stdout.split("\n").filter(Boolean);
  if (answers.length !== scenarios.length) {
    throw new UserError(
      `\`policyscope evaluate\` gave ${answers.length} answers to ${scenarios.length} scenarios (exit code ${status})`,
    );
  }
  return answers.map((answer) => JSON.parse(answer));
}
