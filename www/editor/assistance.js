import {
  autocompletion,
  closeCompletion,
  completionStatus,
  insertCompletionText,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { StateEffect } from "@codemirror/state";
import {
  EditorView,
  activateHover,
  closeHoverTooltips,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
} from "@codemirror/view";
import { clampRange } from "./positions.js";

/**
 * What the page knows of places in the text.
 *
 * @typedef {{
 *   complete: (text: string, position: number) => Proposals | undefined,
 *   describe: (text: string, position: number) => Description | undefined,
 *   onExpand: (pattern: string) => void,
 * }} Assistance
 * `onExpand` is called when the user asks what a pattern stands for.
 */

/**
 * What may stand at a place: texts that replace the one from `from` to `to`, best first.
 *
 * @typedef {{
 *   from: number,
 *   to: number,
 *   options: { label: string, insert: string, kind: string, detail: string }[],
 * }} Proposals
 */

/**
 * What is known of the text from `from` to `to`. `expansion` is the name of the button that shows
 * what `pattern` stands for.
 *
 * @typedef {{
 *   from: number,
 *   to: number,
 *   title: string,
 *   facts: { label: string, text: string }[],
 *   pattern?: string,
 *   expansion?: string,
 * }} Description
 */

/** More than `assistance` gave before may be known now. */
const knowledgeGrew = StateEffect.define();

/** @param {import("@codemirror/view").ViewUpdate} update */
const bringsKnowledge = (update) =>
  update.transactions.some(({ effects }) => effects.some((effect) => effect.is(knowledgeGrew)));

/**
 * Asks again wherever answers of the editor's `assistance` are shown, or where it had none.
 *
 * @param {import("./editor.js").Editor} editor
 * @returns {void}
 */
export function refreshAssistance({ view }) {
  view.dispatch({ effects: knowledgeGrew.of(null) });
}

/** What is left to fill in: a `<Placeholder>`, or the inside of empty quotes or brackets. */
const GAP = /<[^<>"]+>|(?<=")(?=")|(?<=\[)(?=\])|(?<=\{)(?=\})/;

/**
 * A proposal as CodeMirror has it. Taking it selects the first gap in the new text. It `continues`
 * when the next proposals should come at once.
 *
 * @param {Proposals["options"][number]} option
 */
function toCompletion({ label, insert, kind, detail }) {
  const gap = GAP.exec(insert);
  return {
    label,
    detail,
    type: kind,
    continues: kind === "service" || gap !== null,
    /** @type {(view: EditorView, completion: object, from: number, to: number) => void} */
    apply(view, completion, from, to) {
      const change = insertCompletionText(view.state, insert, from, to);
      if (gap) {
        const anchor = from + gap.index;
        change.selection = { anchor, head: anchor + gap[0].length };
      }
      view.dispatch({ ...change, annotations: pickedCompletion.of(completion) });
    },
  };
}

/**
 * The list of what may stand at the cursor, while typing and by Ctrl-Space.
 *
 * @param {Assistance} assistance
 * @returns {import("@codemirror/state").Extension}
 */
function completion({ complete }) {
  /** @type {import("@codemirror/state").EditorState | undefined} */
  let unanswered;

  /** @type {import("@codemirror/autocomplete").CompletionSource} */
  const source = ({ state, pos, explicit }) => {
    const proposals = complete(state.doc.toString(), pos);
    unanswered = proposals ? undefined : state;
    if (!proposals) return null;
    const { from, to } = clampRange(state.doc, proposals);
    // Between strings the list would come with every bracket and comma.
    if (!explicit && state.sliceDoc(from - 1, from) !== '"') return null;
    return { from, to, options: proposals.options.map(toCompletion), filter: false };
  };

  const askAgain = EditorView.updateListener.of((update) => {
    if (!bringsKnowledge(update)) return;
    const { state, view } = update;
    const isWaiting = unanswered?.doc.eq(state.doc) && unanswered.selection.eq(state.selection);
    if (isWaiting || completionStatus(state) !== null) startCompletion(view);
  });

  return [
    autocompletion({
      override: [source],
      icons: false,
      // Quick typing is not held up by what nobody has the time to read.
      activateOnTypingDelay: 150,
      activateOnCompletion: ({ continues }) => continues,
    }),
    askAgain,
  ];
}

/**
 * An element with a text in it.
 *
 * @param {string} name
 * @param {string} className
 * @param {string} text
 */
function element(name, className, text) {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

/**
 * @param {Description} description
 * @param {(pattern: string) => void} expand
 * @returns {Node[]}
 */
function describedParts({ title, facts, pattern, expansion }, expand) {
  const parts = [element("div", "cm-facts-title", title)];
  if (facts.length > 0) {
    const list = element("dl", "cm-facts-list", "");
    list.append(
      ...facts.flatMap(({ label, text }) => [element("dt", "", label), element("dd", "", text)]),
    );
    parts.push(list);
  }
  if (pattern !== undefined && expansion !== undefined) {
    const button = element("button", "cm-facts-button", expansion);
    button.setAttribute("type", "button");
    button.addEventListener("click", () => expand(pattern));
    parts.push(button);
  }
  return parts;
}

/**
 * @param {Assistance} assistance
 * @returns {import("@codemirror/view").HoverTooltipSource}
 */
function factSource(assistance) {
  return (view, position) => {
    const ask = () => assistance.describe(view.state.doc.toString(), position);
    const expand = (/** @type {string} */ pattern) => {
      view.dispatch({ effects: closeHoverTooltips });
      // What is shown next gives the focus back to where it was.
      view.focus();
      assistance.onExpand(pattern);
    };
    const description = ask();
    if (!description) return null;
    const { from, to } = clampRange(view.state.doc, description);
    return {
      pos: from,
      end: to,
      above: true,
      create() {
        const dom = element("div", "cm-facts", "");
        dom.append(...describedParts(description, expand));
        return {
          dom,
          update(update) {
            const grown = bringsKnowledge(update) ? ask() : undefined;
            if (grown) dom.replaceChildren(...describedParts(grown, expand));
          },
        };
      },
    };
  };
}

/**
 * Shows what is known of the text at the cursor, and has it read out.
 *
 * @param {Assistance} assistance
 * @returns {import("@codemirror/view").Command}
 */
function describeAtCursor({ describe }) {
  return (view) => {
    const { head } = view.state.selection.main;
    const description = describe(view.state.doc.toString(), head);
    if (!description) return false;
    const facts = description.facts.map(({ label, text }) => `${label}: ${text}`);
    view.dispatch({
      effects: EditorView.announce.of([description.title, ...facts].join(". ")),
    });
    activateHover(view, head, 1, {
      until: (transaction) => transaction.docChanged || transaction.selection !== undefined,
    });
    return true;
  };
}

/** @type {import("@codemirror/view").Command} */
function closeFacts(view) {
  if (!hasHoverTooltips(view.state)) return false;
  view.dispatch({ effects: closeHoverTooltips });
  return true;
}

/**
 * Takes the list away before the focus moves on. Browsers would move it into a list that scrolls.
 *
 * @type {import("@codemirror/view").Command}
 */
function leave(view) {
  closeCompletion(view);
  return false;
}

/**
 * Completion while typing and by Ctrl-Space; facts under the pointer and, by Alt-Enter, at the
 * cursor.
 *
 * @param {Assistance} assistance
 * @returns {import("@codemirror/state").Extension}
 */
export function assistanceExtensions(assistance) {
  return [
    completion(assistance),
    hoverTooltip(factSource(assistance), { hideOnChange: true }),
    keymap.of([
      { key: "Alt-Enter", run: describeAtCursor(assistance) },
      { key: "Escape", run: closeFacts },
      { key: "Tab", run: leave },
    ]),
  ];
}
