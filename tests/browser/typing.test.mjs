/** Typing quickly into a workspace as large as AWS takes it: the verdict follows, the rest comes later. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { quotaSizeWorkspace } from "../../tools/quota-size.mjs";
import { startBrowser } from "./harness.mjs";
import { fragmentOf, openPlayground, putCursorIntoBoundary, verdictWord, waitForVerdict } from "./playground.mjs";

/** Keystrokes of which some come before the page has drawn all about the former one, and some after. */
const PACES = [20, 60, 100, 130, 170];
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const openLarge = () => openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(quotaSizeWorkspace()))}` });

/** @param {import("playwright-core").Page} page */
async function typeAtAllPaces(page) {
  for (const [index, letter] of [...LETTERS].entries()) {
    await page.keyboard.press(letter);
    await page.waitForTimeout(PACES[index % PACES.length]);
  }
}

test("what is typed into a policy stays as it was typed, and the verdict follows", async () => {
  const page = await openLarge();
  await waitForVerdict(page, "Allowed");
  await putCursorIntoBoundary(page);
  await typeAtAllPaces(page);
  assert.match(await page.locator(".cm-activeLine").innerText(), new RegExp(`"s3:PutObject${LETTERS}"`));
  await waitForVerdict(page, "Implicitly denied");
  for (const _ of LETTERS) await page.keyboard.press("Backspace");
  assert.match(await page.locator(".cm-activeLine").innerText(), /"s3:PutObject"/);
  await waitForVerdict(page, "Allowed");
});

test("names stay as they were typed", async () => {
  const page = await openLarge();
  for (const field of ["#document-name", "#workspace-name", "#request-name"]) {
    await page.locator(field).fill("");
    await page.locator(field).focus();
    await typeAtAllPaces(page);
    assert.equal(await page.locator(field).inputValue(), LETTERS, field);
  }
  assert.equal(await verdictWord(page), "Allowed");
});
