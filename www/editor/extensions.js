import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, linter, nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  EditorView,
  gutters,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { assistanceExtensions } from "./assistance.js";
import { announcing, leaveFinding } from "./diagnostics.js";
import { fixMenu } from "./fix-menu.js";
import { markExtensions } from "./marks.js";
import { theme } from "./theme.js";

/**
 * The page uses these keys for itself, also while an editor has the focus. Tab is left to the browser,
 * so it leaves the editor.
 */
const KEYS_OF_THE_PAGE = ["Mod-Enter"];

/** Where nothing is left to undo in an editor, the page may have something: it must see the key. */
const historyKeys = historyKeymap.map(({ preventDefault: _, ...binding }) => binding);

/**
 * What an editor is made of.
 *
 * @param {import("./editor.js").EditorOptions} options
 * @returns {import("@codemirror/state").Extension}
 */
export function editorExtensions(options) {
  return [
    lineNumbers(),
    markExtensions,
    lintGutter(),
    foldGutter(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    json(),
    syntaxHighlighting(classHighlighter),
    // Findings come from outside, by `setDiagnostics`.
    linter(null),
    EditorView.lineWrapping,
    // Lines wrap, so nothing scrolls sideways past them; fixed ones are a layer of the height of the text.
    gutters({ fixed: false }),
    theme,
    options.assistance ? assistanceExtensions(options.assistance) : [],
    fixMenu,
    keymap.of([
      { key: "Tab", run: leaveFinding, shift: leaveFinding },
      { key: "F8", run: announcing(nextDiagnostic), shift: announcing(previousDiagnostic) },
      ...closeBracketsKeymap,
      ...defaultKeymap.filter(({ key }) => !KEYS_OF_THE_PAGE.includes(key ?? "")),
      ...searchKeymap,
      ...historyKeys,
      ...foldKeymap,
    ]),
    EditorState.readOnly.of(options.readOnly ?? false),
    EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
    options.placeholder ? placeholder(options.placeholder) : [],
  ];
}
