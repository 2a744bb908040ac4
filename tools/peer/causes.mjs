/**
 * Why the peer decides otherwise. Each cause rewrites a scenario into one that means the same by the clause
 * that it names, and in which the peer's way does not show. A disagreement has that cause when the two agree
 * on the rewritten scenario and our own answer is as before: so a cause explains nothing by its mere
 * presence, and a fault of ours stays without one.
 */
import { CONDITION_CAUSES } from "./condition-causes.mjs";
import { PRINCIPAL_CAUSES } from "./principal-causes.mjs";
import {
  NO_ARN,
  NO_TEXT,
  changeConditions,
  changeResources,
  contextValues,
  hasVariables,
  resolved,
  silence,
  statements,
} from "./rewriting.mjs";

/**
 * @typedef {import("./rewriting.mjs").Scenario} Scenario
 * @typedef {{
 *   name: string,
 *   clause: string,
 *   pages: string[],
 *   standing: "documented" | "open" | "input",
 *   why: string,
 *   rewrite: (scenario: Scenario, ignoredKeys: string[]) => void,
 * }} Cause
 * `pages` are the tags of AWS's pages behind the clause. `standing` says whether they settle the question
 * against the peer, leave it open, or have no part in it because the peer takes the scenario for another
 * request. `why` says what the peer does. `rewrite` changes the scenario in place, or leaves it as it is when
 * the cause is not there; it may ask which keys of the request the peer drops.
 */

/** @type {Cause} */
const VERSION_2008 = {
  name: "version-2008",
  clause: "1.5",
  pages: ["VER", "VARS"],
  standing: "documented",
  why: "expands variables in policies of version 2008-10-17, where `${…}` is ordinary text",
  rewrite: (scenario) => {
    const isOldText = (/** @type {any} */ place, /** @type {unknown} */ text) =>
      !hasVariables(place) && typeof text === "string" && text.includes("${");
    const inRequest = Object.values(scenario.request.context ?? {}).flat();
    /** @type {Set<any>} */
    const changed = new Set();
    changeResources(scenario, (entry, _, place) => {
      if (!isOldText(place, entry)) return entry;
      changed.add(place.document);
      return entry.replaceAll("${", "${$}{");
    });
    changeConditions(scenario, ({ operator, values, place }) => {
      values.forEach((value, index) => {
        if (!isOldText(place, value) || inRequest.some((given) => String(given).includes("${"))) return;
        changed.add(place.document);
        // The peer refuses other texts than variables there.
        values[index] = operator.base === "Bool" ? "${aws:PrincipalTag/nothing-is-called-this}" : NO_TEXT;
      });
    });
    for (const document of changed) document.Version = "2012-10-17";
  },
};

/** @type {Cause[]} */
const POLICY_CAUSES = [
  {
    name: "empty-value-of-a-variable",
    clause: "2.50, 2.56",
    pages: ["VARS"],
    standing: "documented",
    why: "treats a variable whose value is the empty string as one without a value",
    rewrite: (scenario) => {
      const emptied = (/** @type {string} */ text) =>
        text.replace(/\$\{([^},]*)(?:, '[^']*')?\}/g, (whole, key) =>
          contextValues(scenario, key)?.every((value) => value === "") ? "" : whole,
        );
      changeResources(scenario, (entry, _, place) => (hasVariables(place) ? emptied(entry) : entry));
      changeConditions(scenario, ({ values, place }) => {
        values.forEach((value, index) => {
          if (hasVariables(place) && typeof value === "string") values[index] = emptied(value);
        });
      });
    },
  },
  {
    name: "wildcard-in-the-name-of-a-resource",
    clause: "2.23",
    pages: ["RES"],
    standing: "input",
    why: "takes a `*` in the name of the requested resource for a pattern, and asks about all that it covers",
    rewrite: (scenario) => {
      const { request } = scenario;
      if (request.resource === "*" || !request.resource.includes("*")) return;
      request.resource = request.resource.replaceAll("*", "+");
      changeResources(scenario, (entry, _, place) =>
        hasVariables(place)
          ? entry.replaceAll("${*}", "+").replace(/\$\{[^}]*\}/g, (variable) => variable.replaceAll("*", "+"))
          : entry,
      );
    },
  },
  {
    name: "key-policy-statement-without-resource",
    clause: "1.56",
    pages: ["KOV"],
    standing: "documented",
    why: "lets a statement of a key policy without `Resource` grant",
    rewrite: (scenario) => {
      if (!/^arn:[^:]*:kms:.*:key\//.test(scenario.request.resource)) return;
      for (const { statement } of statements(scenario, ["resource"])) {
        if (statement.Resource === undefined && statement.NotResource === undefined) silence(statement);
      }
    },
  },
  {
    name: "unresolved-variable-in-not-resource",
    clause: "2.60",
    pages: ["VARS"],
    standing: "open",
    why: "lets a `NotResource` entry whose variable has no value void the statement, so a Deny fails open",
    rewrite: (scenario) =>
      changeResources(scenario, (entry, negated, place) =>
        negated && hasVariables(place) && resolved(scenario, entry) === undefined ? NO_ARN : entry,
      ),
  },
  {
    name: "variable-at-the-start-of-a-resource",
    clause: "2.51",
    pages: ["VARS"],
    standing: "documented",
    why: "takes a variable before the first `/` or `:` of a resource's name for plain text",
    rewrite: (scenario) =>
      changeResources(scenario, (entry, _, place) => {
        const fields = entry.split(":");
        const name = fields.slice(5).join(":");
        const type = name.slice(0, name.search(/[/:]/) + 1);
        if (fields[2] === "s3" || !type.includes("${") || !hasVariables(place)) return entry;
        const text = resolved(scenario, entry);
        const isPlain = text !== undefined && !text.includes("${");
        // The requested resources have no `*` and `?` that an escaped one could match.
        return isPlain ? text : NO_ARN;
      }),
  },
];

/**
 * In the order in which they are rewritten: after the first one all that looks like a variable is one.
 *
 * @type {Cause[]}
 */
export const CAUSES = [VERSION_2008, ...PRINCIPAL_CAUSES, ...POLICY_CAUSES, ...CONDITION_CAUSES];
