/** The comparison with the peer, as a page of the documentation. */
import { CAUSES } from "./causes.mjs";
import { PEER } from "./peer.mjs";

/**
 * @typedef {import("./differential.mjs").Comparison} Comparison
 * @typedef {import("./differential.mjs").Disagreement} Disagreement
 * @typedef {{ comparisons: Comparison[], disagreements: Disagreement[] }} Result
 */

/** @param {(string | number)[]} cells */
const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;

/** @param {Comparison[]} comparisons */
const refused = (comparisons) => comparisons.filter(({ theirs }) => theirs.refusal);

/**
 * @param {Record<"generated" | "vectors", Result>} results
 * @param {{ seed: number, count: number }} run
 * @returns {string} Markdown
 */
export function report({ generated, vectors }, { seed, count }) {
  return `${[
    "# Where a peer decides otherwise",
    "",
    `\`node tools/peer/differential.mjs --scenarios ${count} --seed ${seed} --write\` made this page. It decides`,
    `random scenarios and the documented vectors by ${PEER} and by \`policyscope evaluate\`.`,
    "Clauses are those of the semantics that the vectors name.",
    "",
    "A disagreement counts for a cause when rewriting the scenario without changing its meaning by that clause,",
    "so that the peer's way does not show, makes both agree on the answer that ours was before. Some need several",
    "causes rewritten at once.",
    "",
    ...summary("random scenarios", generated),
    ...summary("documented vectors", vectors),
    "",
    "## Causes",
    "",
    row(["cause", "clause", "random scenarios: alone", "with others", "vectors", "right by the clause", "the peer"]),
    row(["---", "---", "---:", "---:", "---", "---", "---"]),
    ...CAUSES.map((cause) => causeRow(cause, generated, vectors)).filter(Boolean),
    "",
    "*Recommended* stands where AWS's documents do not settle the question: ours is then the side that the",
    "semantics recommend, and the answer of `--explain` says that it rests on it.",
    "",
    "## Not compared",
    "",
    "What the peer does not take. The random scenarios keep to what it does.",
    "",
    row(["the peer", "random scenarios", "vectors"]),
    row(["---", "---:", "---"]),
    ...refusals(generated, vectors),
  ].join("\n")}\n`;
}

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

/**
 * @param {import("./causes.mjs").Cause} cause
 * @param {Result} generated
 * @param {Result} vectors
 */
function causeRow(cause, generated, vectors) {
  const of = ({ disagreements }) =>
    disagreements.filter(({ causes, isExplained }) => isExplained && causes.includes(cause));
  const found = of(generated);
  const alone = found.filter(({ causes }) => causes.length === 1).length;
  const ids = of(vectors).map(({ comparison }) => comparison.scenario.id);
  if (found.length + ids.length === 0) return undefined;
  return row([
    cause.name,
    cause.clause,
    alone,
    found.length - alone,
    ids.join(" "),
    cause.open ? "ours, recommended" : "ours",
    cause.why,
  ]);
}

/**
 * @param {Result} generated
 * @param {Result} vectors
 */
function refusals(generated, vectors) {
  const reasons = new Set([...refused(generated.comparisons), ...refused(vectors.comparisons)].map(({ theirs }) => theirs.refusal));
  return [...reasons].map((reason) => {
    const having = ({ comparisons }) => comparisons.filter(({ theirs }) => theirs.refusal === reason);
    return row([reason, having(generated).length, having(vectors).map(({ scenario }) => scenario.id).join(" ")]);
  });
}
