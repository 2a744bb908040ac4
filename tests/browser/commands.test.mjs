/** The list of all commands, and going back and forth in what was done. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import { editorText, openSmall, pasteIntoEditor, verdictWord, waitForVerdict } from "./playground.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const palette = (page) => page.getByRole("dialog", { name: "Commands" });
const options = (page) => palette(page).getByRole("option");

/** Opens the list and types into it. */
async function search(page, text) {
  await palette(page).waitFor({ state: "hidden" });
  await page.keyboard.press("ControlOrMeta+k");
  await waitForFocus(page, "dialog.palette input");
  await page.keyboard.type(text);
}

/** Waits until the element that `selector` finds, or one in it, has the focus. */
const waitForFocus = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement?.closest(selector) !== null, selector);

test("a command is found by some words of it and run by Enter", async () => {
  const page = await openSmall(browser);
  await search(page, "example another account");
  assert.equal(await options(page).count(), 1);
  await page.keyboard.press("Enter");
  await page.getByRole("status").filter({ hasText: "Opened the example" }).waitFor();
  assert.equal(await palette(page).isVisible(), false);
});

test("the arrow keys go around the list, and the chosen command moves the focus", async () => {
  const page = await openSmall(browser);
  await search(page, "go to the check");
  assert.equal(await options(page).count(), 7);
  await page.keyboard.press("ArrowUp");
  assert.match(await palette(page).locator("[aria-selected=true]").innerText(), /Session policies/);
  await page.keyboard.press("ArrowDown");
  assert.match(await palette(page).locator("[aria-selected=true]").innerText(), /Resource control policies/);
  await page.keyboard.press("Enter");
  await waitForFocus(page, "#check-rcp");
});

for (const [words, title] of [
  ["what is a permissions boundary", /What is a permissions boundary/],
  ["what is an scp?", /What is a service control policy/],
  ["rcp", /resource control polic/i],
  ["session", /What is a session policy/],
]) {
  test(`"${words}" finds what such a policy is`, async () => {
    const page = await openSmall(browser);
    await search(page, words);
    await options(page).filter({ hasText: title }).first().click();
    await page.waitForFunction(() => document.activeElement?.id.startsWith("check-"));
    await page.locator(".check-about").waitFor();
  });
}

test("the tools are found by their names and opened", async () => {
  const page = await openSmall(browser);
  for (const [words, id] of [["matrix", "matrix"], ["outside", "matrix"], ["diff", "compare"], ["expectations", "tests"]]) {
    await search(page, words);
    await page.keyboard.press("Enter");
    await waitForFocus(page, `#workbench-tab-${id}[aria-selected=true]`);
    await page.locator(`#workbench-${id}`).waitFor();
  }
});

test("a layer is made unknown and known again by a command", async () => {
  const page = await openSmall(browser);
  await search(page, "scp unknown");
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "Depends");
  await search(page, "nothing is attached scp");
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "Allowed");
});

test("Enter runs what was typed, also before the list is drawn for it", async () => {
  const page = await openSmall(browser);
  await search(page, "");
  await page.evaluate(() => {
    const field = document.activeElement;
    field.value = "scp unknown";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await waitForVerdict(page, "Depends");
});

test("when Undo takes the document away that was edited, the focus stays on the page", async () => {
  const page = await openSmall(browser);
  await search(page, "add: permissions boundary");
  await page.keyboard.press("Enter");
  await waitForFocus(page, ".cm-editor");
  const tab = page.getByRole("tab", { name: /Boundary/ });
  await tab.focus();
  await page.keyboard.press("ControlOrMeta+z");
  await tab.waitFor({ state: "detached" });
  await waitForFocus(page, "#documents");
});

test("a policy is opened by its name, also with the mouse", async () => {
  const page = await openSmall(browser);
  await page.locator("#commands").click();
  await palette(page).getByRole("combobox").fill("open the policy");
  await options(page).first().click();
  await waitForFocus(page, ".cm-editor");
});

test("Escape closes the list, and the focus is where it was", async () => {
  const page = await openSmall(browser);
  await page.locator("#commands").focus();
  await search(page, "zzz");
  assert.match(await palette(page).innerText(), /No command is called that/);
  await page.keyboard.press("Enter");
  assert.equal(await palette(page).isVisible(), true);
  await page.keyboard.press("Escape");
  await waitForFocus(page, "#commands");
});

test("changes of policies and of the request are taken back in turn, and made again", async () => {
  const page = await openSmall(browser);
  const text = await editorText(page);
  const word = await verdictWord(page);
  await pasteIntoEditor(page, '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}}');
  await waitForVerdict(page, "Explicitly denied");
  const action = page.locator("#action");
  const before = await action.inputValue();
  await action.fill("s3:ListAllMyBuckets");
  await page.locator("#verdict").focus();
  await page.keyboard.press("ControlOrMeta+z");
  await page.waitForFunction(([id, value]) => document.querySelector(id).value === value, ["#action", before]);
  await waitForVerdict(page, "Explicitly denied");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await waitForVerdict(page, word);
  assert.equal(await editorText(page), text);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await waitForVerdict(page, "Explicitly denied");
  await page.keyboard.press("ControlOrMeta+y");
  await page.waitForFunction(() => document.querySelector("#action").value === "s3:ListAllMyBuckets");
  assert.equal(await page.getByRole("button", { name: "Redo" }).getAttribute("aria-disabled"), "true");
});

test("in the editor Undo takes back what was typed there, and in a field what was typed in it", async () => {
  const page = await openSmall(browser);
  const text = await editorText(page);
  await pasteIntoEditor(page, "{}");
  await page.keyboard.press("ControlOrMeta+z");
  assert.equal(await editorText(page), text);
  // Nothing is left to undo in the editor: the workspace is next, and it has had no other change.
  await page.keyboard.press("ControlOrMeta+z");
  await page.getByRole("status").filter({ hasText: "Nothing to undo" }).waitFor();
  assert.equal(await editorText(page), text);
});

test("the list is accessible", async () => {
  const page = await openSmall(browser);
  await search(page, "");
  assert.deepEqual(await accessibilityProblems(page), []);
});
