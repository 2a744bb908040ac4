/**
 * Measures in Chromium how long the page takes from a keystroke to the painted verdict, with documents about as large as
 * AWS takes them. Each keystroke turns the verdict, so that a verdict of a former one is not taken for its own. A page
 * with nothing but a field and a word shows what of that is the machine's and Chromium's own:
 *
 *     npm run build && node tools/latency.mjs [--write]
 *
 * `--write` writes what was found into `docs/latency.md`.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startBrowser } from "../tests/browser/harness.mjs";
import { fragmentOf, openTool, putCursorIntoBoundary, waitForVerdict } from "../tests/browser/playground.mjs";
import { table } from "./peer/markdown.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ROOT, runMain } from "./process.mjs";
import { quotaSizeWorkspace } from "./quota-size.mjs";

const REPORT = path.join(ROOT, "docs", "latency.md");
/** One frame of a usual screen, in milliseconds. */
const FRAME = 1_000 / 60;
const KEYSTROKES = 200;
/** The most that a matrix of so many rows and columns may take, in milliseconds. */
const [ROWS, COLUMNS, MATRIX] = [20, 50, 100];
const MATRICES = 20;
/** Between two keystrokes, in milliseconds: quick typing, unhurried typing, and so slow that what is done while typing rests gets in the way. */
const PACES = [90, 180, 300];

/**
 * Runs in the page. Of each keystroke: the time from its event to the end of the frame that shows its verdict, and how
 * much of that was waiting for the screen, once all work on the keystroke was done.
 */
function watchKeystrokes() {
  window.keystrokes = [];
  // Before whatever else waits, such as Chromium's look at what it could fill in, which nobody sees.
  const afterTask = (/** @type {() => void} */ call) => void scheduler.postTask(call, { priority: "user-blocking" });
  const verdict = () => document.querySelector("#verdict .verdict-word")?.textContent;
  window.addEventListener(
    "keydown",
    (event) => {
      const before = verdict();
      const keystroke = { whole: Infinity, waited: 0 };
      window.keystrokes.push(keystroke);
      let worked = Infinity;
      afterTask(() => (worked = performance.now()));
      const onFrame = () => {
        if (verdict() === before) return void requestAnimationFrame(onFrame);
        const waited = Math.max(0, performance.now() - worked);
        afterTask(() => Object.assign(keystroke, { whole: performance.now() - event.timeStamp, waited }));
      };
      requestAnimationFrame(onFrame);
    },
    { capture: true },
  );
}

/**
 * @param {number[]} times
 * @param {number} part of 1
 */
const share = (times, part) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];

/**
 * @param {import("playwright-core").Page} page
 * @param {string} place what is typed into
 * @param {number} pace milliseconds between keystrokes
 */
async function measure(page, place, pace) {
  await page.evaluate(() => window.keystrokes.splice(0));
  for (let stroke = 0; stroke < KEYSTROKES; stroke += 1) {
    await page.keyboard.press(stroke % 2 === 0 ? "x" : "Backspace");
    await page.waitForTimeout(pace);
  }
  const strokes = await page.evaluate(() => window.keystrokes);
  if (strokes.some(({ whole }) => whole === null)) throw new Error("a keystroke did not turn the verdict");
  const work = strokes.map(({ whole, waited }) => whole - waited);
  const whole = strokes.map(({ whole }) => whole);
  return { place: `${place}, every ${pace} ms`, times: [share(work, 0.5), share(work, 0.95), share(work, 1), share(whole, 0.5), share(whole, 0.95)] };
}

/**
 * A page with a field and a word that each keystroke in it turns, watched like the playground.
 *
 * @param {Awaited<ReturnType<typeof startBrowser>>} browser
 */
async function barePage(browser) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.setContent('<input><p id="verdict"><strong class="verdict-word">Allowed</strong></p>');
  await page.evaluate(() => {
    const [field, word] = [document.querySelector("input"), document.querySelector("strong")];
    field.addEventListener("input", () => (word.textContent = word.textContent === "Allowed" ? "Denied" : "Allowed"));
    field.focus();
  });
  await page.evaluate(watchKeystrokes);
  return page;
}

/**
 * Of matrices of new actions each time: the time from the question to the worker to the end of the frame that shows the
 * answer. Every role has as many policies as the one of `workspace`.
 *
 * @param {Awaited<ReturnType<typeof startBrowser>>} browser
 * @param {ReturnType<typeof quotaSizeWorkspace>} workspace
 */
async function matrices(browser, workspace) {
  const [role] = workspace.principals;
  const principals = Array.from({ length: ROWS }, (_, row) => ({ ...role, arn: row === 0 ? role.arn : `${role.arn}-${row}` }));
  // Whom a policy of the resource names would have rows, too.
  const resources = workspace.resources.map((resource) => ({ ...resource, policy: undefined }));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (/** @type {[any]} */ ...message) {
      window.asked = performance.now();
      return post.apply(this, message);
    };
  });
  await page.goto(`/${fragmentOf(JSON.stringify({ ...workspace, principals, resources }))}`);
  await waitForVerdict(page, "Allowed");
  await openTool(page, "Matrix");
  await page.waitForTimeout(3_000);
  await page.fill("#matrix-actions", "s3:*");
  const heads = page.locator("[role=grid] thead th[title]");
  await heads.nth(COLUMNS - 1).waitFor();
  const names = await heads.evaluateAll((all) => all.map(({ title }) => title));
  const times = [];
  for (let number = 1; number <= MATRICES; number += 1) {
    const actions = [...names.slice(number), ...names.slice(0, number)];
    await page.fill("#matrix-actions", actions.join(" "));
    const time = await page.evaluate(
      ([first, cells]) =>
        new Promise((resolve) => {
          const look = () => {
            const isShown =
              document.querySelector("[role=grid] thead th[title]")?.title === first &&
              document.querySelectorAll("[role=gridcell]").length === cells;
            if (!isShown) return void requestAnimationFrame(look);
            void scheduler.postTask(() => resolve(performance.now() - window.asked), { priority: "user-blocking" });
          };
          requestAnimationFrame(look);
        }),
      [actions[0], ROWS * COLUMNS],
    );
    times.push(time);
  }
  await page.close();
  return times;
}

await runMain(async () => {
  const { values: options } = parseArgs({ options: { write: { type: "boolean", default: false } } });
  const workspace = quotaSizeWorkspace();
  await ensureChromium();
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`/${fragmentOf(JSON.stringify(workspace))}`);
    await waitForVerdict(page, "Allowed");
    await page.evaluate(watchKeystrokes);
    const found = [];
    const measureAll = async (/** @type {string} */ place, typedInto = page) => {
      // The linter has its first run, and the catalogue is loaded, before anybody types that fast.
      await typedInto.waitForTimeout(3_000);
      for (const pace of PACES) found.push(await measure(typedInto, place, pace));
    };
    await page.locator("#action").focus();
    await page.keyboard.press("End");
    await measureAll("the action of the request");
    await page.keyboard.press("Escape");
    // The boundary: of the policies of the role, each alone allows the request.
    await putCursorIntoBoundary(page);
    await measureAll("a policy in the editor");
    const target = found.length;
    await measureAll("a bare page", await barePage(browser));
    const matrixTimes = await matrices(browser, workspace);
    const size = JSON.stringify(workspace).length.toLocaleString("en-GB");
    const rows = found.map(({ place, times }) => [place, ...times.map((time) => time.toFixed(1))]);
    const missed = found.slice(0, target).filter(({ times }) => times[1] > FRAME);
    const lines = [
      "# From a keystroke to the painted verdict",
      "",
      "`npm run build && node tools/latency.mjs --write` made this page: it types into the page in Chromium, with policies",
      `about as large as AWS takes them (${size} characters in all). Each keystroke turns the verdict. Work is, by the`,
      "performance API, the time from the event to the end of the work on it and the work of the frame that paints the new",
      "verdict; the whole includes waiting for the screen between the two, 60 times a second. The bare page has a field and",
      "a word that each keystroke turns: what it takes is the machine's and Chromium's own.",
      "",
      ...table(["typed into", "median work, ms", "95th percentile, ms", "worst, ms", "median of the whole, ms", "95th percentile, ms"], rows),
      "",
      `Target: work of ${FRAME.toFixed(1)} ms at the 95th percentile. Missed: ${missed.map(({ place }) => place).join("; ") || "nowhere"}. Of ${KEYSTROKES} keystrokes each.`,
      "",
      "## A matrix",
      "",
      `${ROWS} roles, each with as many policies as the one above, against ${COLUMNS} actions that changed: from the question to the worker to`,
      `the end of the frame that shows the ${(ROWS * COLUMNS).toLocaleString("en-GB")} decisions, ${[0.5, 0.95].map((part) => share(matrixTimes, part).toFixed(0)).join(" ms in the median and ")} ms at the 95th percentile`,
      `of ${MATRICES}. Target: ${MATRIX} ms. A question is asked once typing has rested for 250 ms.`,
      "",
    ];
    console.log(lines.join("\n"));
    if (options.write) writeFileSync(REPORT, lines.join("\n"));
  } finally {
    await browser.close();
  }
});
