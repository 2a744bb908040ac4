import { EditorView } from "@codemirror/view";

/**
 * The look of the editor's parts. Each colour is a custom property, so that the page's style sheet
 * alone decides on light and dark; CodeMirror's own colours fit a light page only. Underlines and
 * gutter signs replace CodeMirror's, which are `data:` images that the Content-Security-Policy
 * forbids.
 */
export const theme = EditorView.theme({
  "&": {
    color: "var(--editor-text)",
    backgroundColor: "var(--editor-background)",
  },
  "&.cm-focused": { outline: "2px solid var(--editor-focus)" },
  ".cm-scroller": { fontFamily: "var(--editor-font)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--editor-text)" },
  ".cm-placeholder": { color: "var(--editor-muted)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": {
    backgroundColor: "var(--editor-active-line)",
  },
  ".cm-gutters": {
    color: "var(--editor-muted)",
    backgroundColor: "var(--editor-background)",
    borderRight: "1px solid var(--editor-line)",
  },
  ".cm-statement-gutter": { minWidth: "1.6em", textAlign: "center" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--editor-match)" },
  "&.cm-focused .cm-nonmatchingBracket": {
    backgroundColor: "transparent",
    outline: "1px solid var(--editor-error)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--editor-match)" },
  ".cm-searchMatch-selected": {
    backgroundColor: "var(--editor-match)",
    outline: "1px solid currentColor",
  },
  ".cm-foldPlaceholder": {
    color: "var(--editor-muted)",
    backgroundColor: "transparent",
    borderColor: "var(--editor-line)",
  },
  ".cm-panels, .cm-tooltip": {
    color: "var(--editor-text)",
    backgroundColor: "var(--editor-panel)",
  },
  ".cm-panels-top": { borderBottom: "1px solid var(--editor-line)" },
  ".cm-tooltip": { border: "1px solid var(--editor-line)" },
  ".cm-button, .cm-textfield": {
    color: "inherit",
    backgroundColor: "var(--editor-background)",
    backgroundImage: "none",
    border: "1px solid var(--editor-line)",
  },
  ".cm-button:active": { backgroundImage: "none" },
  ".cm-panel.cm-search [name=close]": { color: "inherit" },
  ".cm-lintRange": { backgroundImage: "none", textUnderlineOffset: "3px" },
  // CodeMirror's names: its warning is our security, its info our warning, its hint our suggestion.
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--editor-error)" },
  ".cm-lintRange-warning": { textDecoration: "underline double var(--editor-security)" },
  ".cm-lintRange-info": { textDecoration: "underline wavy var(--editor-warning)" },
  ".cm-lintRange-hint": { textDecoration: "underline dotted var(--editor-suggestion)" },
  ".cm-lintRange-active": { backgroundColor: "var(--editor-match)" },
  ".cm-lintPoint:after": { borderBottomColor: "currentColor" },
  ".cm-lint-marker": { content: "normal", textAlign: "center", lineHeight: "1" },
  ".cm-lint-marker-error": { color: "var(--editor-error)", "&:before": { content: "'✕'" } },
  ".cm-lint-marker-warning": {
    color: "var(--editor-security)",
    "&:before": {
      content: "''",
      display: "inline-block",
      width: "0.8em",
      height: "0.9em",
      backgroundColor: "currentColor",
      clipPath: "polygon(50% 0, 100% 18%, 100% 58%, 50% 100%, 0 58%, 0 18%)",
      forcedColorAdjust: "none",
    },
  },
  ".cm-lint-marker-info": { color: "var(--editor-warning)", "&:before": { content: "'!'" } },
  ".cm-lint-marker-hint": { color: "var(--editor-suggestion)", "&:before": { content: "'i'" } },
  ".cm-diagnostic-error": { borderLeftColor: "var(--editor-error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--editor-security)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--editor-warning)" },
  ".cm-diagnostic-hint": { borderLeftColor: "var(--editor-suggestion)" },
});
