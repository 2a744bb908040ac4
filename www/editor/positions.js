/**
 * A stretch of the text, in UTF-16 offsets; `to` is exclusive.
 *
 * @typedef {{ from: number, to: number }} TextRange
 */

/**
 * Moves a position into the text.
 *
 * @param {import("@codemirror/state").Text} doc
 * @param {number} position any number
 * @returns {number} the nearest whole offset from 0 to the length of `doc`
 */
export function clampPosition(doc, position) {
  return Math.max(0, Math.min(doc.length, Math.trunc(position)));
}

/**
 * Moves a range into the text.
 *
 * @param {import("@codemirror/state").Text} doc
 * @param {TextRange} range
 * @returns {TextRange} the range with both ends in `doc`, and `to` not before `from`
 */
export function clampRange(doc, { from, to }) {
  const start = clampPosition(doc, from);
  return { from: start, to: Math.max(start, clampPosition(doc, to)) };
}
