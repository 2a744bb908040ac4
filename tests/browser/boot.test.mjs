/** What the page says when the program does not start. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertClean, startBrowser } from "./harness.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Waits for the message that replaces the loading message. */
async function failureMessage(page) {
  const alert = page.locator("#boot[role=alert]");
  await alert.waitFor();
  return alert.innerText();
}

test("says what to do when the program cannot be loaded", async () => {
  const page = await browser.newPage();
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
  await page.goto("/");
  const message = await failureMessage(page);
  assert.match(message, /could not start/);
  assert.match(message, /reload the page/);
  assert.match(message, /404/);
});

test("says what to do when the browser has no WebAssembly", async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto("/");
  assert.match(await failureMessage(page), /cannot run WebAssembly[^]*current version/);
});

test("says that it needs JavaScript where that is off", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto("/");
  const message = page.locator("noscript p");
  assert.match(await message.innerText(), /needs JavaScript/);
  assert.ok(await message.isVisible());
});

test("icons are characters of the page's own font, and no text of the page", async () => {
  const page = await browser.newPage();
  await page.goto("/");
  await page.locator(".verdict-word").waitFor();
  const icons = await page.evaluate(async () => {
    const [font] = [...document.fonts].filter(({ family }) => family.includes("Policyscope icons"));
    await font.loaded;
    const shown = [...document.querySelectorAll(".icon[data-character]")].map((icon) => icon.dataset.character);
    return { status: font.status, shown: [...new Set(shown)], text: document.querySelector("#verdict").innerText };
  });
  assert.equal(icons.status, "loaded");
  assert.ok(icons.shown.includes("✔"));
  assert.doesNotMatch(icons.text, /[✔→]/);
  assertClean(page);
});
