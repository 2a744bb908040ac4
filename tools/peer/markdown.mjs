/** Parts of Markdown pages. */

const WIDTH = 118;

/**
 * @param {(string | number)[]} head
 * @param {(string | number)[][]} rows numbers stand to the right
 * @returns {string[]} the lines of a table
 */
export function table(head, rows) {
  const line = (/** @type {(string | number)[]} */ cells) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = head.map((_, index) => (rows.every((row) => typeof row[index] === "number") ? "---:" : "---"));
  return [line(head), line(rule), ...rows.map(line)];
}

/**
 * @param {any} value
 * @param {string} [indent]
 * @returns {string} JSON over as few lines as stay readable
 */
export function json(value, indent = "") {
  const flat = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, " ") ?? "null";
  if (value === null || typeof value !== "object" || indent.length + flat.length <= WIDTH) return flat;
  const deeper = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((entry) => deeper + json(entry, deeper))
    : Object.entries(value).map(([name, member]) => `${deeper}${JSON.stringify(name)}: ${json(member, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${members.join(",\n")}\n${indent}${close}`;
}
