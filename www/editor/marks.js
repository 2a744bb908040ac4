import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter } from "@codemirror/view";
import { clampPosition, clampRange } from "./positions.js";

/**
 * A sign in the gutter beside the line that holds `from`. Assistive technology does not see gutters,
 * so what a sign says has to be said elsewhere too.
 *
 * @typedef {{ from: number, glyph: string, className: string, title: string }} StatementMark
 */

/**
 * An underlined stretch of the text; one that is empty is not shown.
 *
 * @typedef {{ from: number, to: number, className: string, title?: string }} Highlight
 */

class StatementMarker extends GutterMarker {
  /** @param {StatementMark} mark */
  constructor(mark) {
    super();
    this.mark = mark;
  }

  /** @param {StatementMarker} other */
  eq(other) {
    const [mine, theirs] = [this.mark, other.mark];
    return (
      mine.glyph === theirs.glyph &&
      mine.className === theirs.className &&
      mine.title === theirs.title
    );
  }

  toDOM() {
    const sign = document.createElement("span");
    sign.className = this.mark.className;
    sign.textContent = this.mark.glyph;
    sign.title = this.mark.title;
    return sign;
  }
}

/**
 * A range set that an effect replaces and that edits carry along.
 *
 * @template {import("@codemirror/state").RangeValue} T
 * @param {(field: StateField<RangeSet<T>>) => import("@codemirror/state").Extension} show
 */
function replaceableRanges(show) {
  /** @type {import("@codemirror/state").StateEffectType<RangeSet<T>>} */
  const replace = StateEffect.define();
  /** @type {StateField<RangeSet<T>>} */
  const field = StateField.define({
    create: () => RangeSet.empty,
    update(ranges, transaction) {
      const replacement = transaction.effects.find((effect) => effect.is(replace));
      return replacement ? replacement.value : ranges.map(transaction.changes);
    },
    provide: show,
  });
  return { field, replace };
}

/** @type {ReturnType<typeof replaceableRanges<StatementMarker>>} */
const statementMarks = replaceableRanges((field) =>
  gutter({ class: "cm-statement-gutter", markers: (view) => view.state.field(field) }),
);

/** @type {ReturnType<typeof replaceableRanges<Decoration>>} */
const highlights = replaceableRanges((field) => EditorView.decorations.from(field));

/** The gutter of the statement marks and the layer of the highlights. */
export const markExtensions = [statementMarks.field, highlights.field];

/**
 * Replaces the signs in the statement gutter.
 *
 * @param {import("./editor.js").Editor} editor
 * @param {StatementMark[]} marks in any order
 * @returns {void}
 */
export function setStatementMarks({ view }, marks) {
  const { doc } = view.state;
  const ranges = marks.map((mark) =>
    new StatementMarker(mark).range(doc.lineAt(clampPosition(doc, mark.from)).from),
  );
  view.dispatch({ effects: statementMarks.replace.of(RangeSet.of(ranges, true)) });
}

/**
 * Replaces the highlighted stretches of the text.
 *
 * @param {import("./editor.js").Editor} editor
 * @param {Highlight[]} wanted in any order; they may overlap
 * @returns {void}
 */
export function setHighlights({ view }, wanted) {
  const ranges = wanted.flatMap(({ className, title, ...range }) => {
    const { from, to } = clampRange(view.state.doc, range);
    if (from === to) return [];
    const attributes = title ? { title } : undefined;
    return [Decoration.mark({ class: className, attributes }).range(from, to)];
  });
  view.dispatch({ effects: highlights.replace.of(Decoration.set(ranges, true)) });
}
