/** Causes of disagreement in conditions. See `causes.mjs`. */
import {
  NO_ARN,
  NO_TEXT,
  OTHER_ARN,
  changeConditions,
  contextValues,
  hasVariables,
  isList,
  isNegated,
  resolved,
} from "./rewriting.mjs";

/** @typedef {import("./causes.mjs").Cause} Cause */

/**
 * Rewrites the policy values of some operators, and the request's values of the keys that they compare.
 *
 * @param {import("./rewriting.mjs").Scenario} scenario
 * @param {RegExp} operators the base operators
 * @param {(value: string, isPolicy: boolean) => string | string[]} change
 */
function changeValues(scenario, operators, change) {
  /** @type {Set<string>} */
  const keys = new Set();
  changeConditions(scenario, (condition) => {
    if (!operators.test(condition.operator.base)) return;
    keys.add(condition.key.toLowerCase());
    condition.values = condition.values.flatMap((value) => {
      const changed = change(String(value), true);
      return changed === String(value) ? value : changed;
    });
  });
  const { context = {} } = scenario.request;
  for (const [key, values] of Object.entries(context)) {
    if (keys.has(key.toLowerCase())) context[key] = [values].flat().map((value) => change(String(value), false));
  }
}

/** @param {string} key a key of which no request has a value, one for each key */
const absentKey = (key) => `aws:PrincipalTag/${key.replace(/\W/g, "-")}-is-absent`;

/** @type {Cause[]} */
export const CONDITION_CAUSES = [
  {
    name: "context-key-outside-its-catalogue",
    clause: "4.14",
    pages: ["COND"],
    standing: "input",
    why: "drops context keys that its catalogue does not list for the action; the request has them all the same",
    rewrite: (scenario, ignoredKeys) => {
      const numbers = new Map(ignoredKeys.map((key, index) => [key.toLowerCase(), index]));
      const renamed = (/** @type {string} */ key) => {
        const number = numbers.get(key.toLowerCase());
        return number === undefined ? key : `aws:PrincipalTag/renamed-${number}`;
      };
      // In conditions, in variables and in the request alike.
      const inText = (/** @type {unknown} */ value) =>
        typeof value === "string"
          ? value.replace(/\$\{([^},]*)/g, (_, key) => `\${${renamed(key)}`)
          : value;
      const rename = (/** @type {any} */ value) => {
        if (Array.isArray(value)) return value.map(rename);
        if (value === null || typeof value !== "object") return inText(value);
        return Object.fromEntries(Object.entries(value).map(([name, member]) => [renamed(name), rename(member)]));
      };
      if (numbers.size > 0) Object.assign(scenario, rename(scenario));
    },
  },
  {
    name: "list-without-set-operator",
    clause: "4.74",
    pages: ["MULTI"],
    standing: "open",
    why: "never matches a key with a list of values under an operator without `ForAnyValue` or `ForAllValues`",
    rewrite: (scenario) =>
      changeConditions(scenario, ({ operator, key }) => {
        const applies = !operator.set && operator.base !== "Null" && isList(key);
        if (applies && contextValues(scenario, key)) operator.set = "ForAnyValue";
      }),
  },
  {
    name: "null-and-the-empty-string",
    clause: "4.11",
    pages: ["OPS", "MULTI"],
    standing: "open",
    why: "takes a key whose value is the empty string for present under `Null`",
    rewrite: (scenario) =>
      changeConditions(scenario, (condition) => {
        if (condition.operator.base !== "Null" || condition.operator.set) return;
        const isEmpty = contextValues(scenario, condition.key)?.every((value) => value === "");
        if (isEmpty) condition.key = absentKey(condition.key);
      }),
  },
  {
    name: "empty-list",
    clause: "4.11, 4.62, 4.64",
    pages: ["OPS", "MULTI"],
    standing: "open",
    why: "takes a key with an empty list of values for present",
    rewrite: ({ request }) => {
      for (const [key, values] of Object.entries(request.context)) {
        if (values.length === 0) delete request.context[key];
      }
    },
  },
  {
    name: "comparison-with-nothing",
    clause: "1.46, 1.47, 1.48",
    pages: ["CHECKS"],
    standing: "documented",
    why: "lets a negated operator with an empty list of policy values hold for every value of the request",
    rewrite: (scenario) =>
      changeConditions(scenario, (condition) => {
        const { operator, values } = condition;
        if (!operator.set || values.length > 0) return;
        operator.base = "StringEquals";
        condition.values = [NO_TEXT];
      }),
  },
  {
    name: "null-with-set-operator",
    clause: "4.72",
    pages: ["CHECKS"],
    standing: "documented",
    why: "ignores `ForAllValues` and `ForAnyValue` before `Null`, of which the first always holds and the second never",
    rewrite: (scenario) =>
      changeConditions(scenario, (condition) => {
        const { operator, key } = condition;
        if (operator.base !== "Null" || !operator.set) return;
        condition.key = absentKey(key);
        condition.values = [String(operator.set === "ForAllValues")];
        operator.set = "";
      }),
  },
  {
    name: "unresolved-variable-under-a-negated-operator",
    clause: "2.62",
    pages: ["VARS"],
    standing: "documented",
    why: "finds no match when a variable has no value, so a Deny with a negated operator fails open",
    rewrite: (scenario) =>
      changeConditions(scenario, ({ operator, values, place }) => {
        if (!isNegated(operator) || !/^(?:String|Arn)/.test(operator.base) || !hasVariables(place)) return;
        values.forEach((value, index) => {
          if (typeof value !== "string" || resolved(scenario, value) !== undefined) return;
          values[index] = operator.base.startsWith("Arn") ? NO_ARN : NO_TEXT;
        });
      }),
  },
  {
    name: "escape-under-equality",
    clause: "2.58",
    pages: ["VARS"],
    standing: "documented",
    why: "does not replace `${*}` and `${?}` under `StringEquals` and its kin",
    rewrite: (scenario) =>
      changeConditions(scenario, ({ operator, values, place }) => {
        if (!/^String(?:Not)?Equals/.test(operator.base) || !hasVariables(place)) return;
        values.forEach((value, index) => {
          if (typeof value === "string") values[index] = value.replace(/\$\{([*?])\}/g, "$1");
        });
      }),
  },
  {
    name: "malformed-arn-under-a-negated-operator",
    clause: "4.52",
    pages: ["OPS"],
    standing: "open",
    why: "finds no match when either value is no ARN, so a Deny with a negated operator fails open",
    rewrite: (scenario) =>
      changeValues(scenario, /^ArnNot/, (value, isPolicy) => {
        if (value.split(":").length >= 6) return value;
        return isPolicy ? NO_ARN : OTHER_ARN;
      }),
  },
  {
    name: "range-of-all-addresses",
    clause: "4.45",
    pages: ["OPS"],
    standing: "documented",
    why: "computes the mask of `0.0.0.0/0` as that of one address",
    rewrite: (scenario) =>
      changeValues(scenario, /IpAddress$/, (value, isPolicy) =>
        isPolicy && /^[\d.]+\/0$/.test(value) ? ["0.0.0.0/1", "128.0.0.0/1"] : value,
      ),
  },
  {
    name: "address-without-prefix-length",
    clause: "4.45, 4.47",
    pages: ["OPS"],
    standing: "documented",
    why: "compares an address without prefix length as text, and finds no match, negated or not, when the caller has one of the other family",
    rewrite: (scenario) =>
      changeValues(scenario, /IpAddress$/, (value, isPolicy) => {
        if (!isPolicy || value.includes("/")) return value;
        return `${value}/${value.includes(":") ? 128 : 32}`;
      }),
  },
  {
    name: "date-of-digits",
    clause: "4.35, 4.37",
    pages: ["OPS"],
    standing: "documented",
    why: "takes seconds since 1970 and a bare year for milliseconds when the other side is a written date",
    rewrite: (scenario) =>
      changeValues(scenario, /^Date/, (value) => {
        if (!/^\d+$/.test(value)) return value;
        return value.length === 4 ? `${value}-01-01T00:00:00Z` : new Date(Number(value) * 1000).toISOString();
      }),
  },
  {
    name: "number-with-a-tail",
    clause: "4.31",
    pages: ["OPS"],
    standing: "open",
    why: "reads `10abc` as 10",
    rewrite: (scenario) =>
      changeValues(scenario, /^Numeric/, (value) => (/^[-+]?\d+(?:\.\d+)?$/.test(value) ? value : NO_TEXT)),
  },
];
