/** Everything can be reached and done without a mouse. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./harness.mjs";
import {
  editorText,
  fragmentOf,
  openExample,
  openPlayground,
  smallWorkspace,
  waitForVerdict,
} from "./playground.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const openSmall = (options) =>
  openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(smallWorkspace()))}`, ...options });

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Waits until the element that `selector` finds, or one in it, has the focus. */
const waitForFocus = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement?.closest(selector) !== null, selector);

const focusedId = (page) => page.evaluate(() => document.activeElement.id);

test("the first stop skips to the verdict", async () => {
  const page = await openSmall();
  await press(page, "Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the verdict");
  await press(page, "Enter");
  await waitForFocus(page, "#verdict");
  assert.match(new URL(page.url()).hash, /^#1\./, "the link in the address stays");
});

test("Tab goes through the page without a trap, and every stop shows that it has the focus", async () => {
  const page = await openSmall();
  const stops = [];
  for (let step = 0; step < 150; step += 1) {
    await press(page, "Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body || element === null) return undefined;
      window.stopNumbers ??= new Map();
      if (!window.stopNumbers.has(element)) window.stopNumbers.set(element, window.stopNumbers.size);
      const face = element.matches(".visually-hidden") ? element.parentElement.querySelector(".segment-face") : element;
      const editor = element.closest(".editor");
      const ring = editor
        ? getComputedStyle(editor, "::after").borderTopStyle
        : getComputedStyle(face).outlineStyle;
      return { number: window.stopNumbers.get(element), name: `${element.tagName} ${element.id} ${element.className}`, ring };
    });
    if (stop === undefined) break;
    if (stops.some(({ number }) => number === stop.number)) break;
    stops.push(stop);
  }
  assert.ok(stops.length > 25 && stops.length < 150, `${stops.length} stops`);
  assert.deepEqual(stops.filter(({ ring }) => ring === "none"), []);
  const names = stops.map(({ name }) => name).join("\n");
  for (const part of ["cm-content", "examples", "principal", "check-head", "element-button"]) {
    assert.ok(names.includes(part), part);
  }
});

test("Tab and Shift+Tab leave the editor and change nothing in it", async () => {
  const page = await openSmall();
  const before = await editorText(page);
  for (const key of ["Tab", "Shift+Tab"]) {
    await page.locator(".cm-content").focus();
    await press(page, key);
    assert.ok(await page.evaluate(() => document.activeElement.closest(".cm-editor") === null), key);
  }
  assert.equal(await editorText(page), before);
});

test("F6 goes from panel to panel, also out of the editor", async () => {
  const page = await openSmall();
  const order = ["request", "verdict", "checks", "documents", "why", "workbench", "request"];
  for (const id of order) {
    await press(page, "F6");
    await page.waitForFunction((id) => document.activeElement?.id === id, id);
  }
  for (const id of order.toReversed().slice(1)) {
    await press(page, "Shift+F6");
    await page.waitForFunction((id) => document.activeElement?.id === id, id);
  }
  await page.locator(".cm-content").focus();
  await press(page, "F6");
  await page.waitForFunction(() => document.activeElement?.id === "why");
});

test("arrow keys, Home and End move among tabs, with one stop for Tab", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "One Region for everybody");
  await page.locator("#request-tab-0").focus();
  for (const [key, id] of [
    ["ArrowRight", "request-tab-1"],
    ["End", "request-tab-2"],
    ["ArrowRight", "request-tab-0"],
    ["ArrowLeft", "request-tab-2"],
    ["Home", "request-tab-0"],
  ]) {
    await press(page, key);
    await page.waitForFunction((id) => document.activeElement?.id === id, id);
    assert.equal(await page.locator(`#${id}`).getAttribute("aria-selected"), "true");
  }
  await press(page, "ArrowRight");
  await waitForVerdict(page, "Explicitly denied");
  assert.equal(await page.locator("[role=tablist][aria-label=Requests] [tabindex='0']").count(), 1);

  await page.locator("#document-tab-0").focus();
  await press(page, "End");
  await page.waitForFunction(() => document.activeElement?.textContent.includes("AdministratorAccess"));
  assert.equal(await page.inputValue("#document-name"), "AdministratorAccess");
});

test("Ctrl+Enter goes to the verdict and types nothing", async () => {
  const page = await openSmall();
  const before = await editorText(page);
  await page.locator(".cm-content").focus();
  await press(page, "Control+Enter");
  await page.waitForFunction(() => document.activeElement?.id === "verdict");
  assert.equal(await editorText(page), before);
});

test("Alt and a digit lead to a check, and Enter opens its document", async () => {
  const page = await openSmall();
  await page.locator("#principal").focus();
  for (const [digit, id] of [
    [1, "check-rcp"],
    [2, "check-scp"],
    [3, "check-vpc-endpoint"],
    [4, "check-resource"],
    [6, "check-boundary"],
    [7, "check-session"],
    [5, "check-identity"],
  ]) {
    await press(page, `Alt+${digit}`);
    await page.waitForFunction((id) => document.activeElement?.id === id, id);
  }
  assert.equal(await page.inputValue("#principal"), "arn:aws:iam::111122223333:role/reader");
  await press(page, "Enter");
  assert.equal(await page.inputValue("#document-name"), "ReadReports");
});

test("Ctrl+S copies the link from anywhere", async () => {
  const page = await openSmall();
  await page.locator(".cm-content").focus();
  await press(page, "Control+s");
  await page.getByRole("status").filter({ hasText: "Link copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#1\./);
});

test("the question mark lists the keys, except in a text field", async () => {
  const page = await openSmall();
  await page.locator("#request-name").focus();
  await page.keyboard.type("?");
  assert.equal(await page.inputValue("#request-name"), "Read a report?");
  await page.locator(".cm-content").focus();
  await page.keyboard.type("?");
  assert.match(await editorText(page), /\?/);
  assert.equal(await page.getByRole("dialog").count(), 0);

  await page.locator("#add-request").focus();
  await page.keyboard.type("?");
  const help = page.getByRole("dialog", { name: "Help" });
  await help.waitFor();
  assert.match(await help.innerText(), /Marks in the editor[^]*the statement decides[^]*the statement doesn’t apply[^]*a finding of the linter/);
  const licences = page.getByRole("link", { name: "Licences of the software in this page" });
  const address = await licences.evaluate((link) => link.href);
  assert.match(await (await page.request.get(address)).text(), /@codemirror\/view[^]*MIT License[^]*yew /);
  await press(page, "Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.type("?");
  await page.getByRole("dialog").waitFor();
  await page.getByRole("button", { name: "Close" }).press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("menus open, move and close by keys and give the focus back", async () => {
  const page = await openSmall();
  await page.locator("#examples").focus();
  await press(page, "Enter");
  await waitForFocus(page, "[role=menuitem]");
  const focusedEntry = () => page.evaluate(() => document.activeElement.querySelector("span").textContent);
  const first = await focusedEntry();
  await press(page, "ArrowDown");
  assert.notEqual(await focusedEntry(), first);
  await press(page, "ArrowUp", "ArrowUp");
  const last = await focusedEntry();
  await press(page, "ArrowDown");
  assert.equal(await focusedEntry(), first);
  await press(page, "End");
  assert.equal(await focusedEntry(), last);
  await press(page, "Escape");
  await page.waitForFunction(() => document.activeElement?.id === "examples");
  assert.equal(await page.getByRole("menu").count(), 0);
  await press(page, "ArrowDown");
  await waitForFocus(page, "[role=menuitem]");
  await press(page, "Tab");
  await page.getByRole("menu").waitFor({ state: "hidden" });
});

test("a request is asked from nothing by keys alone", async () => {
  const page = await openSmall();
  await page.locator("#add-request").press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "request-tab-1");
  await press(page, "Tab", "Tab", "Tab", "Tab");
  assert.equal(await focusedId(page), "principal");
  await press(page, "Tab", "Control+a");
  await page.keyboard.type("s3:DeleteObject");
  await waitForVerdict(page, "Implicitly denied");
  await page.locator("#add-document").press("Enter");
  await waitForFocus(page, "[role=menuitem]");
  await page.getByRole("menuitem", { name: "Identity-based policy" }).press("Enter");
  await waitForFocus(page, ".cm-content");
  await press(page, "Control+a");
  await page.evaluate(() =>
    navigator.clipboard.writeText('{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'),
  );
  await press(page, "Control+v");
  await waitForVerdict(page, "Allowed");
});

test("where panels share one place, F6 brings each of them forward", async () => {
  const page = await openSmall({ viewport: { width: 360, height: 740 } });
  for (const id of ["request", "verdict", "checks", "documents", "why"]) {
    await press(page, "F6");
    await page.waitForFunction((id) => document.activeElement?.id === id, id);
    assert.ok(await page.locator(`#${id}`).isVisible());
    assert.ok(await page.locator("#verdict").isVisible());
  }
  await page.getByRole("tab", { name: "Why" }).press("Home");
  await page.waitForFunction(() => document.activeElement?.id === "panel-tab-request");
  assert.ok(await page.locator("#principal").isVisible());
});

test("the focus stays on the page when the button that has it goes", async () => {
  const page = await openSmall();
  await page.getByRole("button", { name: "Add key" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "context-key-0");
  await page.keyboard.type("aws:SourceIp");
  await page.getByRole("button", { name: "Add a value to aws:SourceIp" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "context-value-0-1");
  await page.getByRole("button", { name: "Remove value 2 of aws:SourceIp" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "context-value-0-0");
  await page.getByRole("button", { name: "Remove aws:SourceIp" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "add-context-key");
  await page.getByRole("button", { name: "Delete this request" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "add-request");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "verdict");
  await page.getByRole("button", { name: "Dismiss", exact: true }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "verdict");
});
