/**
 * The JSON editor of the page: a small set of functions over CodeMirror.
 *
 * Every position is a UTF-16 offset into the text that `getText` returns. A position past the end
 * counts as the end, so that results for a text that has just changed do no harm.
 *
 * `tools/bundle-editor.mjs` bundles this module into `www/generated/editor.js`;
 * `src/app/editor_binding.rs` binds what it exports.
 */
export {
  createEditor,
  destroy,
  getText,
  replaceText,
  selectRange,
  setText,
  showDocument,
} from "./editor.js";
export { refreshAssistance } from "./assistance.js";
export { setDiagnostics } from "./diagnostics.js";
export { setHighlights, setStatementMarks } from "./marks.js";
