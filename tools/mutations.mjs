/**
 * Breaks the evaluator on purpose, once for each entry of `mutations.json`, and writes down in
 * `docs/mutations.md` which test noticed. Works on a copy of the repository in a temporary folder. With names
 * of mutations as arguments it tries those only and writes nothing. Fails when no test notices one.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT, UserError, capture, runMain, step } from "./process.mjs";

/**
 * A text of a file, which stands there once, and what takes its place.
 *
 * @typedef {{ name: string, clause: string, file: string, find: string, replace: string }} Mutation
 */

/** @typedef {{ target: string, test: string, example: string }} Notice who noticed, and its first wrong case */

/** @type {{ targets: string[], mutations: Mutation[] }} */
const { targets: TARGETS, mutations: MUTATIONS } = JSON.parse(
  readFileSync(new URL("mutations.json", import.meta.url), "utf8"),
);

/** How the tests name the cases of their data files. */
const EXAMPLES = [
  /\b(?<example>[a-z]-\d{3})\b/,
  /"(?<example>\w+:\d+ \(8\.\d+\))/,
  /"(?<example>cases\.jsonl:\d+) \(/,
  /"(?<example>[A-Z]\w+): \w+ as Allow/,
  /"(?<example>[a-z]+(?:-[a-z]+)+) \(/,
];

/** @returns {string} a folder with the repository's files, ignored ones left out */
function copyOfRepository() {
  const listed = capture("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
  if (listed === undefined) throw new UserError("`git ls-files` failed");
  const copy = mkdtempSync(path.join(tmpdir(), "policyscope-mutations-"));
  for (const file of listed.split("\0").filter((name) => name !== "")) {
    // A file may be listed and deleted.
    if (existsSync(path.join(ROOT, file))) cpSync(path.join(ROOT, file), path.join(copy, file));
  }
  return copy;
}

/**
 * @param {string} copy the folder of the copy
 * @param {string} target one of the test targets
 * @returns {Notice | undefined} the test that failed first, if one did
 */
function failureOf(copy, target) {
  const { status, stdout, stderr, error } = spawnSync(
    "cargo",
    ["test", "--no-default-features", "--test", target],
    {
      cwd: copy,
      encoding: "utf8",
      maxBuffer: 1 << 30,
      // A folder of its own: in a shared one, cargo would take a mutated build for one of the repository.
      env: { ...process.env, CARGO_TARGET_DIR: path.join(copy, "target"), RUST_BACKTRACE: "0" },
    },
  );
  if (error) throw new UserError(`cargo could not be run: ${error.message}`);
  if (status === 0) return undefined;
  const test = /^test (?<name>\S+) \.\.\. FAILED$/m.exec(stdout)?.groups?.["name"];
  if (test === undefined) throw new UserError(`the tests could not be run:\n${stderr}`);
  const found = EXAMPLES.map((pattern) => pattern.exec(stdout + stderr)).find((match) => match !== null);
  return { target, test, example: found?.groups?.["example"] ?? "" };
}

/**
 * @param {string} copy the folder of the copy
 * @returns {Notice | undefined} the test that failed first, if one did
 */
function firstFailure(copy) {
  for (const target of TARGETS) {
    const failure = failureOf(copy, target);
    if (failure) return failure;
  }
  return undefined;
}

/**
 * @param {string} text
 * @param {Mutation} mutation
 * @returns {string} the text with the mutation
 */
function mutated(text, { name, file, find, replace }) {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UserError(`${file} does not have the text of the mutation "${name}" exactly once`);
  }
  return before + replace + after;
}

/**
 * @param {string} copy the folder of the copy
 * @param {Mutation} mutation
 * @returns {Notice | undefined} the test that noticed, if one did
 */
function tryOut(copy, mutation) {
  const file = path.join(copy, mutation.file);
  const original = readFileSync(file, "utf8");
  writeFileSync(file, mutated(original, mutation));
  try {
    const notice = firstFailure(copy);
    console.log(notice ? `    ${notice.target}::${notice.test} ${notice.example}` : "    NOT NOTICED");
    return notice;
  } finally {
    writeFileSync(file, original);
  }
}

const INTRODUCTION = `# Mutations

Each row is a mistake that was put into the evaluator on purpose, and the first test that noticed it. The tests were run
in the order ${TARGETS.map((target) => `\`${target}\``).join(", ")} until one failed. \`node tools/mutations.mjs\` writes
this page from \`tools/mutations.json\`, and fails when no test notices a mistake.

The clauses are those of [corner-cases.md](corner-cases.md). A case is a line of \`tests/vectors/documented.jsonl\`, of
\`tests/corner_cases\` or of the test's own data files.

| mistake | clause | place | noticed by | first wrong case |
|---|---|---|---|---|
`;

/**
 * @param {Mutation} mutation
 * @param {Notice | undefined} notice
 * @returns {string}
 */
function row({ name, clause, file }, notice) {
  const noticed = notice ? `\`${notice.target}::${notice.test}\`` : "**no test**";
  return `| ${name} | ${clause} | \`${file}\` | ${noticed} | ${notice?.example ?? ""} |\n`;
}

await runMain(async () => {
  const chosen = process.argv.slice(2);
  const mutations = MUTATIONS.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  if (mutations.length === 0) throw new UserError("there is no mutation of that name");
  // Sooner than after an hour of builds.
  for (const mutation of MUTATIONS) {
    mutated(readFileSync(path.join(ROOT, mutation.file), "utf8"), mutation);
  }
  const copy = copyOfRepository();
  try {
    await step("tests without any mutation", () => {
      const failure = firstFailure(copy);
      if (failure) throw new UserError(`${failure.target}::${failure.test} fails without any mutation`);
    });
    const notices = [];
    for (const mutation of mutations) {
      notices.push(await step(mutation.name, () => tryOut(copy, mutation)));
    }
    const unnoticed = mutations.filter((_, index) => notices[index] === undefined);
    if (chosen.length === 0) {
      const rows = mutations.map((mutation, index) => row(mutation, notices[index]));
      writeFileSync(path.join(ROOT, "docs", "mutations.md"), INTRODUCTION + rows.join(""));
    }
    console.log(`${mutations.length - unnoticed.length} of ${mutations.length} mutations were noticed`);
    if (unnoticed.length > 0) {
      throw new UserError(`no test notices: ${unnoticed.map(({ name }) => name).join("; ")}`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
