import * as lint from "@codemirror/lint";
import { EditorView, closeHoverTooltips } from "@codemirror/view";
import { clampRange } from "./positions.js";

/**
 * One finding to underline. What stands in backticks in its texts is shown as code. `actions` are
 * the names of the buttons that are offered with it.
 *
 * @typedef {{
 *   from: number,
 *   to: number,
 *   severity: "error" | "security" | "warning" | "suggestion",
 *   message: string,
 *   help?: string,
 *   rule: string,
 *   actions?: string[],
 * }} Diagnostic
 */

/** CodeMirror has four severities too, with other names. The theme goes by these. */
const SEVERITIES = /** @type {const} */ ({
  error: "error",
  security: "warning",
  warning: "info",
  suggestion: "hint",
});

/**
 * @param {string} name
 * @param {string} className
 * @param {(Node | string)[]} children
 */
function element(name, className, children) {
  const made = Object.assign(document.createElement(name), { className });
  made.append(...children);
  return made;
}

/**
 * @param {string} text
 * @returns {(Node | string)[]} the text with each stretch between backticks as code
 */
function prose(text) {
  const pieces = text.split("`");
  if (pieces.length % 2 === 0) return [text];
  return pieces.map((piece, index) => (index % 2 === 0 ? piece : element("code", "", [piece])));
}

/**
 * @param {Diagnostic} diagnostic
 * @returns {Node}
 */
function rendered({ severity, message, help, rule }) {
  const origin = `${severity}, ${rule}`;
  return element("span", "cm-finding", [
    element("span", "cm-finding-message", prose(message)),
    ...(help === undefined ? [] : [element("span", "cm-finding-help", prose(help))]),
    element("span", "cm-finding-origin", [origin]),
  ]);
}

/**
 * A finding about a whole statement or document is underlined in its first line only.
 *
 * @param {import("@codemirror/state").Text} doc
 * @param {{ from: number, to: number }} range
 */
function firstLine(doc, { from, to }) {
  return { from, to: Math.min(to, Math.max(doc.lineAt(from).to, from + 1)) };
}

/**
 * Replaces the findings that are underlined and marked in the gutter. Until the next call they move
 * along with edits.
 *
 * @param {import("./editor.js").Editor} editor
 * @param {Diagnostic[]} diagnostics texts are shown as text, never as HTML
 * @returns {void}
 */
export function setDiagnostics({ view, onAct }, diagnostics) {
  const placed = diagnostics.map((diagnostic, index) => ({
    ...firstLine(view.state.doc, clampRange(view.state.doc, diagnostic)),
    severity: SEVERITIES[diagnostic.severity],
    message: diagnostic.message,
    renderMessage: () => rendered(diagnostic),
    actions: (diagnostic.actions ?? []).map((name, action) => ({
      name,
      /** @param {EditorView} view */
      apply(view) {
        view.dispatch({ effects: closeHoverTooltips });
        // What is shown next gives the focus back to where it was.
        view.focus();
        onAct(index, action);
      },
    })),
  }));
  view.dispatch(lint.setDiagnostics(view.state, placed));
}

/**
 * The findings of some kind that touch what is selected; where there are none, those in its lines.
 *
 * @param {import("@codemirror/state").EditorState} state
 * @param {(diagnostic: lint.Diagnostic) => boolean} isWanted
 * @returns {{ diagnostic: lint.Diagnostic, from: number, to: number }[]}
 */
export function diagnosticsAtSelection(state, isWanted) {
  const { from, to } = state.selection.main;
  const [start, end] = [state.doc.lineAt(from).from, state.doc.lineAt(to).to];
  /** @type {ReturnType<typeof diagnosticsAtSelection>} */
  const found = [];
  lint.forEachDiagnostic(state, (diagnostic, from, to) => {
    if (from <= end && to >= start && isWanted(diagnostic)) found.push({ diagnostic, from, to });
  });
  const touching = found.filter((place) => place.from <= to && place.to >= from);
  return touching.length > 0 ? touching : found;
}

/**
 * Takes a finding that is shown away before the focus moves on, which would go to its buttons.
 *
 * @type {import("@codemirror/view").Command}
 */
export function leaveFinding(view) {
  if (view.dom.querySelector(".cm-tooltip-lint")) view.dispatch({ effects: closeHoverTooltips });
  return false;
}

/**
 * Goes to another finding and has it read out.
 *
 * @param {import("@codemirror/view").Command} go
 * @returns {import("@codemirror/view").Command}
 */
export function announcing(go) {
  return (view) => {
    if (!go(view)) return false;
    const here = diagnosticsAtSelection(view.state, () => true);
    const said = here.map(({ diagnostic }) => diagnostic.message).join(". ");
    view.dispatch({ effects: EditorView.announce.of(said) });
    return true;
  };
}
