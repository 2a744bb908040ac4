import { StyleModule } from "style-mod";

/** @type {WeakMap<DocumentOrShadowRoot, { sheet: CSSStyleSheet, modules: StyleModule[] }>} */
const adoptedByRoot = new WeakMap();

/**
 * Makes CodeMirror put its styles into a constructed style sheet. It would use a `style` element,
 * which the page's Content-Security-Policy (`style-src 'self'`) forbids. The rules go into the
 * cascade layer `codemirror`, so every rule of the page's own style sheet wins over them.
 *
 * To be called before the first editor is made; calling it again changes nothing.
 *
 * @returns {void}
 */
export function adoptEditorStyles() {
  StyleModule.mount = (root, modules) => {
    const wanted = Array.isArray(modules) ? modules : [modules];
    let adopted = adoptedByRoot.get(root);
    if (!adopted) {
      adopted = { sheet: new CSSStyleSheet(), modules: [] };
      adoptedByRoot.set(root, adopted);
      root.adoptedStyleSheets.push(adopted.sheet);
    }
    const before = adopted.modules;
    const after = [...wanted, ...before.filter((module) => !wanted.includes(module))];
    if (after.length === before.length && after.every((module, i) => module === before[i])) return;
    adopted.modules = after;
    const rules = after.map((module) => module.getRules()).join("\n");
    adopted.sheet.replaceSync(`@layer codemirror {\n${rules}\n}`);
  };
}
