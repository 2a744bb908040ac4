import { StateEffect, StateField } from "@codemirror/state";
import { EditorView, keymap, showTooltip } from "@codemirror/view";
import { diagnosticsAtSelection } from "./diagnostics.js";

/**
 * What the menu offers for one finding.
 *
 * @typedef {{ message: string, actions: readonly import("@codemirror/lint").Action[], from: number, to: number }} Group
 */

/** @type {import("@codemirror/state").StateEffectType<readonly Group[] | null>} */
const setMenu = StateEffect.define();

/** The entry to which a key leads from the one of number `here`. */
const DESTINATIONS = {
  ArrowDown: (/** @type {number} */ here, /** @type {number} */ count) => (here + 1) % count,
  ArrowUp: (/** @type {number} */ here, /** @type {number} */ count) => (here + count - 1) % count,
  Home: () => 0,
  End: (/** @type {number} */ _, /** @type {number} */ count) => count - 1,
};

/**
 * @param {EditorView} view
 * @param {Group} group
 * @returns {HTMLElement}
 */
function groupElement(view, { message, actions, from, to }) {
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", message);
  const title = Object.assign(document.createElement("div"), { className: "cm-fixes-title", textContent: message });
  title.setAttribute("aria-hidden", "true");
  group.append(title);
  for (const action of actions) {
    const entry = Object.assign(document.createElement("button"), {
      type: "button",
      className: "cm-fixes-entry",
      textContent: action.name,
      tabIndex: -1,
    });
    entry.setAttribute("role", "menuitem");
    entry.addEventListener("click", () => {
      view.dispatch({ effects: setMenu.of(null) });
      action.apply(view, from, to);
    });
    group.append(entry);
  }
  return group;
}

/**
 * @param {EditorView} view
 * @param {readonly Group[]} groups
 * @returns {import("@codemirror/view").TooltipView}
 */
function menuView(view, groups) {
  const dom = Object.assign(document.createElement("div"), { className: "cm-fixes" });
  dom.setAttribute("role", "menu");
  dom.setAttribute("aria-label", "Fixes");
  dom.append(...groups.map((group) => groupElement(view, group)));
  const entries = /** @type {HTMLElement[]} */ ([...dom.querySelectorAll("[role=menuitem]")]);
  dom.addEventListener("keydown", (event) => {
    const to = DESTINATIONS[event.key];
    if (to) {
      entries[to(entries.findIndex((entry) => entry === document.activeElement), entries.length)].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      view.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  dom.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && dom.contains(relatedTarget)) return;
    // Not while the editor itself is taking the menu away.
    queueMicrotask(() => {
      if (view.state.field(menu, false)) view.dispatch({ effects: setMenu.of(null) });
    });
  });
  return { dom, mount: () => entries[0].focus({ preventScroll: true }) };
}

/** @type {StateField<readonly Group[] | null>} */
const menu = StateField.define({
  create: () => null,
  update(groups, transaction) {
    const effect = transaction.effects.find((effect) => effect.is(setMenu));
    if (effect) return effect.value;
    return transaction.docChanged || transaction.selection ? null : groups;
  },
  provide: (field) =>
    showTooltip.computeN([field, "selection"], (state) => {
      const groups = state.field(field);
      if (!groups) return [];
      return [{ pos: state.selection.main.head, above: false, create: (view) => menuView(view, groups) }];
    }),
});

/** @type {import("@codemirror/view").Command} */
function openMenu(view) {
  const hasActions = (/** @type {import("@codemirror/lint").Diagnostic} */ { actions }) => !!actions?.length;
  const groups = diagnosticsAtSelection(view.state, hasActions).map(({ diagnostic, from, to }) => ({
    message: diagnostic.message.replaceAll("`", ""),
    actions: diagnostic.actions ?? [],
    from,
    to,
  }));
  if (groups.length === 0) {
    view.dispatch({ effects: EditorView.announce.of("no finding here that can be mended") });
    return true;
  }
  view.dispatch({ effects: setMenu.of(groups) });
  return true;
}

/** By Ctrl-. (⌘-. on a Mac), a menu of what can be done about the findings at the cursor. */
export const fixMenu = [menu, keymap.of([{ key: "Mod-.", run: openMenu }])];
