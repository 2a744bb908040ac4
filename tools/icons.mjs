/**
 * Makes the page's icons, `www/generated/icons.ttf`, from the drawings in `www/icons.json`: a font, since the browser lays
 * out and paints a character in a fraction of what a small picture costs, and the page has hundreds.
 *
 * A drawing stands on a grid of 16 by 16: `line` is drawn with a pen, `dashed` with gaps, `full` is filled, and what a pen
 * draws along `cut` is taken out. `character` is what the icon is in text, and what shows where a browser takes no fonts.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./process.mjs";

const DRAWINGS = path.join(ROOT, "www", "icons.json");
const FONT = path.join(ROOT, "www", "generated", "icons.ttf");
const NAME = "Policyscope icons";
const UNITS = 512;
const SCALE = UNITS / 16;
const PEN = { width: 1.5 * SCALE, cut: 1.8 * SCALE, dash: 2.4 * SCALE };

/** @typedef {{ name: string, character: string, line?: string, dashed?: string, full?: string, cut?: string }} Drawing */

/** @returns {Promise<(drawing: Drawing) => string>} makes the path of a glyph, in the font's units */
async function glyphMaker() {
  const [{ default: startSkia }, { default: SvgPath }] = await Promise.all([import("canvaskit-wasm"), import("svgpath")]);
  const { Path, PathOp, StrokeCap, StrokeJoin } = await startSkia();
  const read = (/** @type {string} */ text) => {
    // A font counts upwards from its base line, which is the foot of the grid.
    const read = Path.MakeFromSVGString(new SvgPath(text).scale(SCALE, -SCALE).translate(0, UNITS).toString());
    if (!read) throw new Error(`this is no path: ${text}`);
    return read;
  };
  const drawn = (/** @type {import("canvaskit-wasm").Path} */ path, width = PEN.width) =>
    path.makeStroked({ width, cap: StrokeCap.Round, join: StrokeJoin.Round });
  return ({ line, dashed, full, cut }) => {
    const parts = [
      ...(full ? [read(full)] : []),
      ...(line ? [drawn(read(line))] : []),
      ...(dashed ? [drawn(read(dashed).makeDashed(PEN.dash, PEN.dash, 0))] : []),
    ];
    const all = parts.reduce((all, part) => Path.MakeFromOp(all, part, PathOp.Union), new Path());
    const outline = cut ? Path.MakeFromOp(all, drawn(read(cut), PEN.cut), PathOp.Difference) : all;
    return new SvgPath(outline.makeAsWinding().toSVGString()).round(0).toString();
  };
}

/**
 * Makes the font, unless it is there already and as new as the drawings.
 *
 * @returns {Promise<void>}
 */
export async function makeIcons() {
  const newest = Math.max(...[DRAWINGS, fileURLToPath(import.meta.url)].map((file) => statSync(file).mtimeMs));
  if (existsSync(FONT) && statSync(FONT).mtimeMs > newest) return;
  const { default: svg2ttf } = await import("svg2ttf");
  const glyphPath = await glyphMaker();
  /** @type {Drawing[]} */
  const drawings = JSON.parse(readFileSync(DRAWINGS, "utf8"));
  const glyphs = drawings.map(
    (drawing) => `<glyph glyph-name="${drawing.name}" unicode="${drawing.character}" d="${glyphPath(drawing)}"/>`,
  );
  const font = `<svg xmlns="http://www.w3.org/2000/svg"><defs><font id="icons" horiz-adv-x="${UNITS}">
    <font-face font-family="${NAME}" units-per-em="${UNITS}" ascent="${UNITS}" descent="0"/>
    <missing-glyph/>${glyphs.join("")}</font></defs></svg>`;
  mkdirSync(path.dirname(FONT), { recursive: true });
  writeFileSync(FONT, svg2ttf(font, { ts: 0 }).buffer);
}
