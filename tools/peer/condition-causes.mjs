/** Causes of disagreement in conditions. See `causes.mjs`. */
import {
  NO_ARN,
  NO_TEXT,
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

/** @type {Cause[]} */
export const CONDITION_CAUSES = [
  {
    name: "context-key-outside-its-catalogue",
    clause: "4.14",
    why: "drops context keys that its catalogue does not list for the action; the request has them all the same",
    rewrite: (scenario, { ignoredKeys }) => {
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
    open: true,
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
    open: true,
    why: "takes a key whose value is the empty string for present under `Null`",
    rewrite: (scenario) =>
      changeConditions(scenario, (condition) => {
        if (condition.operator.base !== "Null" || condition.operator.set) return;
        const isEmpty = contextValues(scenario, condition.key)?.every((value) => value === "");
        if (isEmpty) condition.key = `aws:PrincipalTag/${condition.key.replace(/\W/g, "-")}-is-absent`;
      }),
  },
  {
    name: "unresolved-variable-under-a-negated-operator",
    clause: "2.62",
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
    open: true,
    why: "finds no match when the policy's value is no ARN, so a Deny with a negated operator fails open",
    rewrite: (scenario) =>
      changeConditions(scenario, ({ operator, values }) => {
        if (!operator.base.startsWith("ArnNot")) return;
        values.forEach((value, index) => {
          if (String(value).split(":").length < 6) values[index] = NO_ARN;
        });
      }),
  },
  {
    name: "range-of-all-addresses",
    clause: "4.45",
    why: "computes the mask of `0.0.0.0/0` as that of one address",
    rewrite: (scenario) =>
      changeValues(scenario, /IpAddress$/, (value, isPolicy) =>
        isPolicy && /^[\d.]+\/0$/.test(value) ? ["0.0.0.0/1", "128.0.0.0/1"] : value,
      ),
  },
  {
    name: "address-without-prefix-length",
    clause: "4.45, 4.47",
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
    open: true,
    why: "reads `10abc` as 10",
    rewrite: (scenario) =>
      changeValues(scenario, /^Numeric/, (value) => (/^[-+]?\d+(?:\.\d+)?$/.test(value) ? value : NO_TEXT)),
  },
];
