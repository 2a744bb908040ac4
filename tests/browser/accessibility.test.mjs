/** The page in light and dark, wide and narrow, for everybody. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import { openExample, openPlayground, pasteIntoEditor, verdictWord, waitForVerdict } from "./playground.mjs";

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Checks the page as it is now, and names the state when something is wrong. */
async function check(page, state) {
  assert.deepEqual(await accessibilityProblems(page), [], state);
}

/** Brings a panel forward where there is room for one only. */
async function show(page, panel) {
  const tab = page.locator(`#panel-tab-${panel}`);
  if ((await tab.count()) > 0) await tab.click();
}

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of [["wide", WIDE], ["at 360 pixels", NARROW]]) {
    test(`axe finds nothing: ${colorScheme}, ${size}`, { timeout: 120_000 }, async () => {
      const page = await openPlayground(browser, { colorScheme, viewport, reducedMotion: "reduce" });
      await check(page, "first visit");
      await openExample(page, "One Region for everybody");
      for (const request of [0, 1]) {
        await show(page, "request");
        await page.click(`#request-tab-${request}`);
        for (const panel of ["request", "checks", "why", "workbench", "documents"]) {
          await show(page, panel);
          await check(page, `request ${request}, ${panel}`);
        }
      }
      await page.getByRole("button", { name: "AWS message" }).click();
      await pasteIntoEditor(page, '{ "Statement": [{"Effect": 7},');
      await page.locator(".problem-entry").first().waitFor();
      await check(page, "problems");
      await show(page, "checks");
      await page.locator("#check-session").click();
      await page.getByLabel("I don’t know").check();
      await check(page, "unknown");
      await show(page, "request");
      await page.getByRole("button", { name: "Add key" }).click();
      await page.getByRole("button", { name: /is unknown/ }).first().click();
      await page.fill("#principal", "nobody");
      await waitForVerdict(page, "Can’t tell yet");
      await check(page, "a request that cannot be read");
      await page.click("#examples");
      await check(page, "menu");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Help" }).click();
      await page.getByRole("dialog").waitFor();
      await check(page, "dialog");
    });
  }
}

test("axe finds nothing in the message about a damaged link", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await openPlayground(browser, { address: "/#1.damaged.AAAAAA", colorScheme });
    await page.getByRole("alert").filter({ hasText: "damaged" }).waitFor();
    await check(page, colorScheme);
  }
});

test("nothing scrolls sideways, from 320 pixels up", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "One Region for everybody");
  await page.getByRole("tab", { name: "Create a function in Virginia" }).click();
  for (const width of [320, 360, 480, 640, 641, 800, 1099, 1100, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction((narrow) => !!document.querySelector(".narrow") === narrow, width <= 640);
    for (const panel of ["request", "documents", "why", "checks", "workbench"]) {
      await show(page, panel);
      const excess = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(excess, 0, `${width} pixels, ${panel}`);
    }
  }
});

test("the verdict stays in sight while the page scrolls", async () => {
  for (const viewport of [NARROW, { width: 900, height: 600 }, WIDE]) {
    const page = await openPlayground(browser, { viewport });
    await openExample(page, "One Region for everybody");
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const box = await page.locator("#verdict").boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= viewport.height, JSON.stringify({ viewport, box }));
  }
});

test("everything that can be pressed is at least 24 pixels wide and high", async () => {
  for (const viewport of [WIDE, NARROW]) {
    const page = await openPlayground(browser, { viewport });
    await openExample(page, "One Region for everybody");
    for (const panel of ["request", "documents", "why", "checks", "workbench"]) {
      await show(page, panel);
      if (panel === "request") await page.getByRole("button", { name: "Add key" }).click();
      const small = await page.evaluate(() => {
        const controls = document.querySelectorAll("button, select, input:not([type=file]), a:not(.skip-link)");
        return [...controls].flatMap((control) => {
          const target = control.closest("label") ?? control;
          const { width, height } = target.getBoundingClientRect();
          const isShown = width > 0 && height > 0 && !control.closest(".cm-editor");
          return isShown && (width < 23.9 || height < 23.9) ? [`${target.outerHTML.slice(0, 120)} ${width}×${height}`] : [];
        });
      });
      assert.deepEqual(small, [], panel);
    }
  }
});

test("the verdict is said as it changes, and says the decision in words", async () => {
  const page = await openPlayground(browser);
  const live = page.locator("#verdict [aria-live=polite]");
  assert.equal(await live.getAttribute("aria-atomic"), "true");
  await page.evaluate(() => {
    window.answer = document.querySelector("#verdict [aria-live]");
  });
  await page.fill("#action", "s3:PutObject");
  await waitForVerdict(page, "Implicitly denied");
  assert.ok(await page.evaluate(() => window.answer.isConnected), "a region that is replaced is not read out");
  assert.match(await live.innerText(), /Implicitly denied[^]*s3:PutObject/);
});

test("the headings have an order and one top", async () => {
  const page = await openPlayground(browser);
  const levels = await page.evaluate(() =>
    [...document.querySelectorAll("h1, h2, h3, h4")]
      .filter((heading) => heading.checkVisibility())
      .map((heading) => Number(heading.tagName.slice(1))),
  );
  assert.equal(levels.filter((level) => level === 1).length, 1);
  assert.equal(levels[0], 1);
  levels.forEach((level, index) => assert.ok(index === 0 || level <= levels[index - 1] + 1, levels.join(" ")));
});

test("nothing moves for those who ask for that", async () => {
  const page = await openPlayground(browser, { reducedMotion: "reduce" });
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        return !element.closest(".cm-editor") && (style.transitionDuration !== "0s" || style.animationName !== "none");
      })
      .map((element) => element.outerHTML.slice(0, 100)),
  );
  assert.deepEqual(moving, []);
});

test("decisions differ in more than their colour", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "API by IP address");
  const seen = new Map();
  for (const index of [0, 1, 2]) {
    await page.click(`#request-tab-${index}`);
    await page.locator(`#request-tab-${index}[aria-selected=true]`).waitFor();
    const glyph = await page.locator(".verdict-glyph").innerHTML();
    seen.set(await verdictWord(page), glyph);
  }
  assert.equal(seen.size, 3);
  assert.equal(new Set(seen.values()).size, 3);
});
