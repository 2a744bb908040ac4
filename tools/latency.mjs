/**
 * Measures in Chromium how long the page takes from a keystroke to the painted verdict, with documents about as large as
 * AWS takes them:
 *
 *     npm run build && node tools/latency.mjs [--write]
 *
 * `--write` writes what was found into `docs/latency.md`.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startBrowser } from "../tests/browser/harness.mjs";
import { fragmentOf, waitForVerdict } from "../tests/browser/playground.mjs";
import { table } from "./peer/markdown.mjs";
import { ROOT, runMain } from "./process.mjs";
import { quotaSizeWorkspace } from "./quota-size.mjs";

const REPORT = path.join(ROOT, "docs", "latency.md");
/** One frame of a usual screen, in milliseconds. */
const FRAME = 1_000 / 60;
const KEYSTROKES = 200;
/** Between two keystrokes, in milliseconds: quick typing, so that what is done while typing rests gets in the way. */
const PAUSE = 90;

/**
 * Runs in the page. Of each keystroke: from its event to the end of the work on it, and the work of the next frame
 * until that is painted. What lies between the two is waiting for the screen.
 */
function watchKeystrokes() {
  window.keystrokes = [];
  const afterTask = (/** @type {() => void} */ call) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = call;
    channel.port2.postMessage(undefined);
  };
  window.addEventListener(
    "keydown",
    (event) => {
      const keystroke = { handled: 0, painted: 0 };
      window.keystrokes.push(keystroke);
      afterTask(() => (keystroke.handled = performance.now() - event.timeStamp));
      requestAnimationFrame((frame) => afterTask(() => (keystroke.painted = performance.now() - Math.max(frame, event.timeStamp))));
    },
    { capture: true },
  );
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} place what is typed into
 */
async function measure(page, place) {
  await page.evaluate(() => window.keystrokes.splice(0));
  for (let stroke = 0; stroke < KEYSTROKES; stroke += 1) {
    await page.keyboard.press(stroke % 2 === 0 ? "x" : "Backspace");
    await page.waitForTimeout(PAUSE);
  }
  const strokes = await page.evaluate(() => window.keystrokes);
  const total = strokes.map(({ handled, painted }) => handled + painted).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => total[Math.min(total.length - 1, Math.floor(total.length * share))];
  return { place, median: at(0.5), p95: at(0.95), worst: at(1) };
}

await runMain(async () => {
  const { values: options } = parseArgs({ options: { write: { type: "boolean", default: false } } });
  const workspace = quotaSizeWorkspace();
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`/${fragmentOf(JSON.stringify(workspace))}`);
    await waitForVerdict(page, "Allowed");
    await page.evaluate(watchKeystrokes);
    // The linter has its first run, and the catalogue is loaded, before anybody types that fast.
    const found = [];
    await page.locator("#action").focus();
    await page.waitForTimeout(3_000);
    found.push(await measure(page, "the action of the request"));
    await page.keyboard.press("Escape");
    await page.locator(".cm-line").nth(3).click();
    await page.waitForTimeout(3_000);
    found.push(await measure(page, "a policy in the editor"));
    const size = JSON.stringify(workspace).length.toLocaleString("en-GB");
    const rows = found.map(({ place, median, p95, worst }) => [place, ...[median, p95, worst].map((time) => time.toFixed(1))]);
    const isMet = found.every(({ p95 }) => p95 <= FRAME);
    const lines = [
      "# From a keystroke to the painted verdict",
      "",
      "`npm run build && node tools/latency.mjs --write` made this page: it types into the page in Chromium, with policies",
      `about as large as AWS takes them (${size} characters in all), and takes by the performance API the time from the`,
      "event to the end of the work on it and the work of the frame that paints it; not the waiting for the screen between.",
      "",
      ...table(["typed into", "median, ms", "95th percentile, ms", "worst, ms"], rows),
      "",
      `Target: 16.7 ms at the 95th percentile: ${isMet ? "reached" : "missed"}. Of ${KEYSTROKES} keystrokes each, ${PAUSE} ms apart.`,
      "",
    ];
    console.log(lines.join("\n"));
    if (options.write) writeFileSync(REPORT, lines.join("\n"));
  } finally {
    await browser.close();
  }
});
