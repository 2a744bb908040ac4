import { isolateHistory } from "@codemirror/commands";
import { Annotation, EditorState, Text } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { adoptEditorStyles } from "./adopted-styles.js";
import { editorExtensions } from "./extensions.js";
import { clampRange } from "./positions.js";

/**
 * How an editor is made.
 *
 * @typedef {{
 *   label: string,
 *   onChange: (text: string) => void,
 *   readOnly?: boolean,
 *   placeholder?: string,
 *   assistance?: import("./assistance.js").Assistance,
 *   onAct?: (diagnostic: number, action: number) => void,
 *   onPaste?: (pasted: string, before: string, after: string) => void,
 * }} EditorOptions
 * `label` names the editor to assistive technology. `onChange` gets the whole text after each edit
 * of the user's, undo and redo included, and never after `setText` or `showDocument`.
 * `placeholder` is shown while the text is empty. Without `assistance` nothing is proposed. `onAct`
 * gets the numbers of a finding and of its action, in what `setDiagnostics` got last, when the user
 * chooses that action. `onPaste` gets a text that the user pasted in one place, and the
 * whole text before and after it.
 */

/**
 * An editor on the page: a handle to pass back to the functions of this folder.
 *
 * @typedef {{
 *   view: EditorView,
 *   extensions: import("@codemirror/state").Extension,
 *   shownKey: string | undefined,
 *   hidden: Map<string, HiddenDocument>,
 *   onAct: (diagnostic: number, action: number) => void,
 * }} Editor
 */

/**
 * What `showDocument` keeps of a document while another one is shown.
 *
 * @typedef {{ state: EditorState, scroll: import("@codemirror/state").StateEffect<any> }} HiddenDocument
 */

/** Marks the changes that do not come from the user. */
const programmatic = Annotation.define();

/**
 * Puts an empty editor into the page.
 *
 * @param {Element} parent gets the editor as its last child
 * @param {EditorOptions} options
 * @returns {Editor}
 */
export function createEditor(parent, options) {
  adoptEditorStyles();
  const reportEdits = EditorView.updateListener.of((update) => {
    const edited = update.transactions.some(
      (transaction) => transaction.docChanged && !transaction.annotation(programmatic),
    );
    if (edited) options.onChange(update.state.doc.toString());
    for (const transaction of update.transactions) {
      if (!transaction.isUserEvent("input.paste")) continue;
      /** @type {import("@codemirror/state").Text[]} */
      const pasted = [];
      transaction.changes.iterChanges((_from, _to, _fromAfter, _toAfter, text) => pasted.push(text));
      if (pasted.length !== 1) continue;
      const [before, after] = [transaction.startState.doc, transaction.newDoc];
      options.onPaste?.(pasted[0].toString(), before.toString(), after.toString());
    }
  });
  const extensions = [editorExtensions(options), reportEdits];
  const view = new EditorView({ parent, state: EditorState.create({ extensions }) });
  const onAct = options.onAct ?? (() => {});
  return { view, extensions, shownKey: undefined, hidden: new Map(), onAct };
}

/**
 * Takes the editor out of the page. It must not be used afterwards.
 *
 * @param {Editor} editor
 * @returns {void}
 */
export function destroy(editor) {
  editor.view.destroy();
  editor.hidden.clear();
}

/**
 * The text that is shown.
 *
 * @param {Editor} editor
 * @returns {string} with `\n` at the line ends, whatever the text that was set had
 */
export function getText({ view }) {
  return view.state.doc.toString();
}

/**
 * The smallest single replacement that turns one text into another, so that the cursor and the
 * marks outside it stay where they are.
 *
 * @param {Text} before
 * @param {Text} after
 * @returns {{ from: number, to: number, insert: Text }}
 */
function replacement(before, after) {
  const [old, wanted] = [before.toString(), after.toString()];
  const shorter = Math.min(old.length, wanted.length);
  let start = 0;
  while (start < shorter && old[start] === wanted[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === wanted.at(-1 - end)) end += 1;
  return {
    from: start,
    to: old.length - end,
    insert: after.slice(start, wanted.length - end),
  };
}

/**
 * The transaction that replaces the text of a state.
 *
 * @param {EditorState} state
 * @param {string} text
 * @returns {import("@codemirror/state").Transaction | undefined} nothing when the state has that text
 */
function textReplacement(state, text) {
  const wanted = state.toText(text);
  if (state.doc.eq(wanted)) return undefined;
  return state.update({
    changes: replacement(state.doc, wanted),
    annotations: [programmatic.of(true), isolateHistory.of("full")],
  });
}

/**
 * Replaces the text that is shown. One undo brings the former text back; the cursor stays at its
 * place where that place is still there. Setting the same text again does nothing.
 *
 * @param {Editor} editor
 * @param {string} text line ends of any kind become `\n`, so positions should be counted in a text
 *   that has no others
 * @returns {void}
 */
export function setText({ view }, text) {
  const transaction = textReplacement(view.state, text);
  if (transaction) view.dispatch(transaction);
}

/**
 * Turns one text into another as an edit of the user's, which one undo takes back, and moves the
 * focus and the cursor there. Does nothing where another text is shown.
 *
 * @param {Editor} editor
 * @param {string} before
 * @param {string} after
 * @returns {void}
 */
export function replaceText({ view }, before, after) {
  const { doc } = view.state;
  if (doc.toString() !== before) return;
  const changes = replacement(doc, view.state.toText(after));
  view.dispatch({
    changes,
    selection: { anchor: changes.from + changes.insert.length },
    scrollIntoView: true,
    annotations: isolateHistory.of("full"),
    userEvent: "input.fix",
  });
  view.focus();
}

/**
 * Shows another document in the editor, or the same one with another text. Each document keeps its
 * undo history, cursor, folds and scroll position while others are shown.
 *
 * @param {Editor} editor
 * @param {string} key tells the documents of this editor apart
 * @param {string} text the document's text, as for `setText`
 * @returns {void}
 */
export function showDocument(editor, key, text) {
  const { view, extensions, hidden } = editor;
  if (key === editor.shownKey) {
    setText(editor, text);
    return;
  }
  if (editor.shownKey !== undefined) {
    hidden.set(editor.shownKey, { state: view.state, scroll: view.scrollSnapshot() });
  }
  editor.shownKey = key;
  const before = hidden.get(key);
  hidden.delete(key);
  if (!before) {
    view.setState(EditorState.create({ doc: text, extensions }));
    return;
  }
  const transaction = textReplacement(before.state, text);
  view.setState(transaction ? transaction.state : before.state);
  const scroll = transaction ? before.scroll.map(transaction.changes) : before.scroll;
  view.dispatch({ effects: scroll });
}

/**
 * Selects a stretch of the text, scrolls to it and moves the focus into the editor.
 *
 * @param {Editor} editor
 * @param {number} from
 * @param {number} to
 * @returns {void}
 */
export function selectRange({ view }, from, to) {
  const range = clampRange(view.state.doc, { from, to });
  view.dispatch({
    selection: { anchor: range.from, head: range.to },
    effects: EditorView.scrollIntoView(range.from, { y: "center" }),
  });
  view.focus();
}
