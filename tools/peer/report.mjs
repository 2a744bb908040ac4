/** The comparison with the peer, as a page of the documentation. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../process.mjs";
import { CAUSES } from "./causes.mjs";
import { featuresOf, operatorsOf } from "./coverage.mjs";
import { json, table } from "./markdown.mjs";
import { PEER } from "./peer.mjs";

/**
 * @typedef {import("./causes.mjs").Cause} Cause
 * @typedef {import("./comparing.mjs").Comparison} Comparison
 * @typedef {import("./explaining.mjs").Disagreement} Disagreement
 * @typedef {{ comparisons: Comparison[], disagreements: Disagreement[] }} Result
 * @typedef {Record<"generated" | "vectors", Result>} Results
 */

const DECISIONS = ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied"];

/** What decides, by the names in the answers. */
const CHECKS = {
  RESOURCE_CONTROL_POLICY: "resource control policies",
  SERVICE_CONTROL_POLICY: "service control policies",
  VPC_ENDPOINT: "VPC endpoint policy",
  RESOURCE: "policy of the resource",
  PRINCIPAL: "identity-based policies",
  PERMISSIONS_BOUNDARY: "permissions boundary",
  SESSION: "session policy",
  NONE: "no policy: a call or a caller that needs none",
};

/** AWS's pages that no corner case cites. */
const MORE_PAGES = [
  {
    tag: "GST",
    title: "Permissions for GetSessionToken",
    address: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html",
  },
  {
    tag: "PASS",
    title: "Grant a user permissions to pass a role to an AWS service",
    address: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  },
];

/** @type {Record<Cause["standing"], [string, string]>} */
const STANDINGS = {
  documented: ["Against AWS's documents", "What AWS writes settles these: the peer is wrong."],
  open: [
    "Where AWS's documents are silent or at odds",
    "Neither side can be proved; Policyscope takes the one that its clause recommends.",
  ],
  input: [
    "Where the scenario is read in another way",
    "No rule of AWS is at stake: the two evaluators take the same input for different requests.",
  ],
};

/**
 * @param {Results} results
 * @param {{ seed: number, count: number }} run
 * @param {Map<Cause, Comparison>} examples
 * @returns {string} Markdown
 */
export function report(results, { seed, count }, examples) {
  const { generated, vectors } = results;
  const all = generated.comparisons.map(({ scenario }) => scenario);
  return `${[
    "# Where another evaluator decides otherwise",
    "",
    "Policyscope works without AWS, so its answers are held against others. Here they are held against those of a",
    `second, independent evaluator of IAM policies, ${PEER} from npm (below: the peer).`,
    "Both get the same scenarios: a request, and the policies that apply to it. Where they differ, this page says",
    "why, and who is right. The peer is only run for this; nothing of it is in Policyscope.",
    "",
    ...summary(`${count} random scenarios (seed ${seed})`, generated),
    ...summary("the scenarios of `tests/vectors/documented.jsonl`, written from AWS's documents", vectors),
    "",
    `\`node tools/peer/differential.mjs --scenarios ${count} --seed ${seed} --write\` made this page and ends with an`,
    "error when a difference stays unexplained.",
    "",
    "## What counts as an explanation",
    "",
    "A cause has to be shown, not only to be there. Each cause below comes with a rewriting: it turns a scenario into",
    "one that means the same by AWS's rules, but in which the peer's peculiarity cannot show. A difference has that",
    "cause only if, after the rewriting, the peer gives the answer that Policyscope gave before *and* Policyscope still",
    "gives it. A mistake of Policyscope would leave the two apart, or change its own answer. Some differences need",
    "several rewritings at once. *Only explanation* counts those that stay unexplained when every other cause is",
    "rewritten and this one is not.",
    "",
    "Clause numbers are those of [Corner cases](corner-cases.md), which explains them.",
    "",
    "## What the random scenarios hold",
    "",
    "How often each decision came out:",
    "",
    ...decisions(generated),
    "",
    "What decided, by Policyscope's account:",
    "",
    ...deciders(generated),
    "",
    "How many of the scenarios have",
    "",
    ...table(
      ["", "", "scenarios"],
      Object.entries(featuresOf(all)).flatMap(([group, features]) => features.map((feature) => [group, ...feature])),
    ),
    "",
    "How many conditions use each operator:",
    "",
    ...table(
      ["operator", "plain", "`IfExists`", "`ForAllValues`", "`ForAnyValue`", "set operator and `IfExists`"],
      [...operatorsOf(all)].map(([name, counts]) => [`\`${name}\``, ...counts]),
    ),
    "",
    "## Causes",
    "",
    ...table(
      [
        "cause", "alone", "with others", "only explanation", "the peer allows", "the peer denies", "denies otherwise",
        "vectors",
      ],
      CAUSES.filter((cause) => isFound(cause, results)).map((cause) => causeRow(cause, results)),
    ),
    "",
    "The first six numbers count random scenarios. *The peer allows* what Policyscope denies, *denies* what it",
    "allows, or *denies otherwise*: explicitly instead of implicitly, or the reverse.",
    ...Object.entries(STANDINGS).flatMap(([standing, [title, text]]) => [
      "",
      `### ${title}`,
      "",
      text,
      ...CAUSES.filter((cause) => cause.standing === standing && isFound(cause, results)).flatMap((cause) =>
        section(cause, examples.get(cause)),
      ),
    ]),
    "",
    "## Not compared",
    "",
    "Scenarios that the peer does not take:",
    "",
    ...refusals(results),
  ].join("\n")}\n`;
}

/** @param {Comparison[]} comparisons */
const refused = (comparisons) => comparisons.filter(({ theirs }) => theirs.refusal);

/**
 * @param {string} title
 * @param {Result} result
 */
function summary(title, { comparisons, disagreements }) {
  const compared = comparisons.length - refused(comparisons).length;
  const unexplained = disagreements.filter(({ isExplained }) => !isExplained).length;
  return [
    `- ${title}: ${compared} compared, ${compared - disagreements.length} with the same decision, ` +
      `${disagreements.length} with another, of which ${unexplained} without a known cause`,
  ];
}

/** @param {Result} generated */
function decisions({ comparisons }) {
  const row = (/** @type {string} */ ours) => {
    const having = comparisons.filter((one) => one.ours.decision === ours);
    const theirs = DECISIONS.map((name) => having.filter((one) => one.theirs.decision === name).length);
    return [ours, having.length, `${((100 * having.length) / comparisons.length).toFixed(1)} %`, ...theirs];
  };
  return table(
    ["Policyscope", "scenarios", "share", ...DECISIONS.map((name) => `peer: ${name}`)],
    DECISIONS.map(row),
  );
}

/** @param {Result} generated */
function deciders({ comparisons }) {
  const rows = Object.entries(CHECKS).map(([check, name]) => {
    const decided = comparisons.filter(({ ours }) => (ours.decided_by?.check ?? "NONE") === check);
    return [name, ...DECISIONS.map((decision) => decided.filter(({ ours }) => ours.decision === decision).length)];
  });
  return table(["", ...DECISIONS], rows);
}

/**
 * @param {Cause} cause
 * @param {Result} result
 */
const having = (cause, { disagreements }) =>
  disagreements.filter(({ causes, isExplained }) => isExplained && causes.includes(cause));

/**
 * @param {Cause} cause
 * @param {Results} results
 */
const isFound = (cause, results) => Object.values(results).some((result) => having(cause, result).length > 0);

/**
 * @param {Cause} cause
 * @param {Results} results
 */
function causeRow(cause, { generated, vectors }) {
  const found = having(cause, generated);
  const count = (/** @type {(one: Disagreement) => boolean} */ is) => found.filter(is).length;
  const allows = (/** @type {{ decision?: string }} */ { decision }) => decision === "Allowed";
  return [
    `[${cause.name}](#${cause.name})`,
    count(({ causes }) => causes.length === 1),
    count(({ causes }) => causes.length > 1),
    count(({ needed }) => needed.includes(cause)),
    count(({ comparison }) => allows(comparison.theirs)),
    count(({ comparison }) => allows(comparison.ours)),
    count(({ comparison }) => !allows(comparison.ours) && !allows(comparison.theirs)),
    having(cause, vectors).map(({ comparison }) => comparison.scenario.id).join(" "),
  ];
}

/**
 * @param {Cause} cause
 * @param {Comparison | undefined} example
 */
function section(cause, example) {
  const pages = readFileSync(path.join(ROOT, "tests", "corner_cases", "pages.jsonl"), "utf8");
  const known = [...pages.split("\n").filter(Boolean).map((line) => JSON.parse(line)), ...MORE_PAGES];
  const links = cause.pages.map((tag) => {
    const { title, address } = known.find((page) => page.tag === tag);
    return `[${title}](${address})`;
  });
  return [
    "",
    `#### ${cause.name}`,
    "",
    `The peer ${cause.why}.`,
    "",
    `${cause.clause.includes(",") ? "Clauses" : "Clause"} ${cause.clause}. AWS: ${links.join("; ")}.`,
    ...(example
      ? [
          "",
          `For example, where Policyscope answers ${example.ours.decision} and the peer ${example.theirs.decision}:`,
          "",
          "```json",
          json(example.scenario),
          "```",
        ]
      : []),
  ];
}

/** @param {Results} results */
function refusals({ generated, vectors }) {
  const reasons = new Set(
    [...refused(generated.comparisons), ...refused(vectors.comparisons)].map(({ theirs }) => theirs.refusal),
  );
  const rows = [...reasons].map((reason) => {
    const of = (/** @type {Result} */ { comparisons }) =>
      comparisons.filter(({ theirs }) => theirs.refusal === reason);
    return [reason ?? "", of(generated).length, of(vectors).map(({ scenario }) => scenario.id).join(" ")];
  });
  return table(["the peer", "random scenarios", "vectors"], rows);
}
