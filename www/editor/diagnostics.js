import * as lint from "@codemirror/lint";
import { clampRange } from "./positions.js";

/**
 * One finding to underline.
 *
 * @typedef {{
 *   from: number,
 *   to: number,
 *   severity: "error" | "warning" | "info",
 *   message: string,
 * }} Diagnostic
 */

/**
 * Replaces the findings that are underlined and marked in the gutter. Until the next call they move
 * along with edits.
 *
 * @param {import("./editor.js").Editor} editor
 * @param {Diagnostic[]} diagnostics messages are shown as text, never as HTML
 * @returns {void}
 */
export function setDiagnostics({ view }, diagnostics) {
  const placed = diagnostics.map((diagnostic) => ({
    ...diagnostic,
    ...clampRange(view.state.doc, diagnostic),
  }));
  view.dispatch(lint.setDiagnostics(view.state, placed));
}
