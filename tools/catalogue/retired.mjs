/** The list of actions that AWS documents no more. */

/**
 * Adds to the list what an earlier catalogue had and the present one has not, and takes from it what is
 * documented again.
 *
 * @param {string} list the present file: comments, and lines of an action and when it was last documented
 * @param {import("./normalise.mjs").Document} document
 * @param {(import("./wheel.mjs").Package | { actions: string[], date: string } | undefined)[]} earlier
 * @returns {string} the new file
 */
export function retiredActions(list, document, earlier) {
  const lines = list.split("\n").filter((line) => line !== "");
  const comments = lines.filter((line) => line.startsWith("#"));
  const documented = new Set(
    document.services.flatMap(({ prefix, actions }) =>
      actions.map(({ name }) => `${prefix}:${name}`.toLowerCase()),
    ),
  );
  /** @type {Map<string, string>} */
  const retired = new Map();
  for (const { actions, date } of earlier.filter((catalogue) => catalogue !== undefined)) {
    for (const action of Array.isArray(actions) ? actions : namesOf(actions))
      retired.set(action, date);
  }
  for (const line of lines.filter((line) => !line.startsWith("#"))) {
    const [action = "", date = ""] = line.split(" ");
    retired.set(action, date);
  }
  const rows = [...retired].filter(([action]) => !documented.has(action.toLowerCase()));
  const order = (/** @type {[string, string]} */ [action]) => action.toLowerCase();
  rows.sort((left, right) => (order(left) < order(right) ? -1 : 1));
  return [...comments, ...rows.map((row) => row.join(" ")), ""].join("\n");
}

/**
 * @param {import("./wheel.mjs").Package["actions"]} actions
 * @returns {string[]}
 */
function namesOf(actions) {
  return [...actions].flatMap(([prefix, ofService]) =>
    Object.values(ofService).map(({ name }) => `${prefix}:${name}`),
  );
}
