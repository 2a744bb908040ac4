/** Makes scenarios small, so that what they show can be seen. */

/**
 * @typedef {import("./comparing.mjs").Comparison} Comparison
 * @typedef {import("./comparing.mjs").Compare} Compare
 * @typedef {import("./simulation.mjs").Scenario} Scenario
 */

/**
 * Takes members and entries away as long as the scenario keeps what it is to show.
 *
 * @param {Comparison} comparison
 * @param {(comparisons: Comparison[]) => Promise<boolean[]>} keeps which ones still show it
 * @param {Compare} compare
 * @returns {Promise<Comparison>} a scenario from which nothing single can be taken away
 */
export async function shrink(comparison, keeps, compare) {
  let current = comparison;
  for (;;) {
    const candidates = smaller(current.scenario).sort((left, right) => sizeOf(left) - sizeOf(right));
    const next = await firstThatKeeps(candidates, keeps, compare);
    if (!next) return current;
    current = next;
  }
}

/** How many candidates are tried at once. */
const BATCH = 16;

/**
 * @param {Scenario[]} candidates
 * @param {(comparisons: Comparison[]) => Promise<boolean[]>} keeps
 * @param {Compare} compare
 */
async function firstThatKeeps(candidates, keeps, compare) {
  for (let start = 0; start < candidates.length; start += BATCH) {
    const compared = await compare(candidates.slice(start, start + BATCH));
    const found = (await keeps(compared)).indexOf(true);
    if (found >= 0) return compared[found];
  }
  return undefined;
}

/** @param {unknown} value */
const sizeOf = (value) => JSON.stringify(value).length;

/** What a scenario or a statement would mean another thing without. */
const KEPT = new Set([
  "principal", "arn", "role", "federated_by", "service", "federated",
  "request", "action", "resource", "resource_account", "context",
  "level", "policies", "name", "document", "Version", "Statement",
  "Effect", "Action", "NotAction", "Resource", "NotResource",
  "Principal", "NotPrincipal", "AWS", "Service", "Federated",
]);

/**
 * @param {any} value
 * @returns {any[]} the value with one thing less, in every way
 */
function smaller(value) {
  if (Array.isArray(value)) {
    const isLastText = value.length === 1 && typeof value[0] !== "object";
    const without = isLastText ? [] : value.map((_, index) => value.filter((_, other) => other !== index));
    return [...without, ...value.flatMap((entry, index) => smaller(entry).map((made) => value.with(index, made)))];
  }
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const { [name]: _, ...without } = value;
    return [
      ...(KEPT.has(name) ? [] : [without]),
      ...(name === "Resource" && member !== "*" ? [{ ...value, Resource: "*" }] : []),
      ...smaller(member).map((made) => ({ ...value, [name]: made })),
    ];
  });
}
