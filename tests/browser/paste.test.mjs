/** One box for whatever somebody has at hand: from an error to an answer, by mouse and by keyboard. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import {
  MARKUP,
  assertNoMarkup,
  editorText,
  exportedFile,
  fragmentOf,
  openPlayground,
  openSmall,
  pasteIntoEditor,
  smallWorkspace,
  waitForVerdict,
} from "./playground.mjs";

const DENIED =
  "An error occurred (AccessDenied) when calling the GetObject operation: User: " +
  "arn:aws:sts::111122223333:assumed-role/reports/nightly is not authorized to perform: s3:GetObject on resource: " +
  '"arn:aws:s3:::reports/a.csv" because no identity-based policy allows the s3:GetObject action';

const sample = (name) => readFileSync(new URL(`../paste/${name}`, import.meta.url), "utf8");

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const dialog = (page) => page.getByRole("dialog", { name: "Paste anything" });
const found = (page) => page.locator("#paste-found");
const button = (page, name) => dialog(page).getByRole("button", { name, exact: true });
const isFocused = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);

async function openBox(page) {
  await page.click("#paste-anything");
  await isFocused(page, "#paste-text");
}

/** Waits until the line below the box says something that fits. */
const waitForLine = (page, text) => found(page).filter({ hasText: text }).waitFor();

/** Puts a text into the box and fills it in. */
async function fillIn(page, text) {
  await page.fill("#paste-text", text);
  await button(page, "Fill in").click();
  await isFocused(page, "#paste-done");
}

/** Puts a text on the clipboard and presses the key that pastes it. */
async function pasteKey(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+v");
}

const leaveFields = (page) => page.evaluate(() => document.activeElement?.blur());

/** The texts of the list below a heading of the report. */
const reportLines = (page, heading) =>
  dialog(page).locator("section").filter({ hasText: heading }).locator("li").allInnerTexts();

test("from an error to a verdict by mouse: the report says what was taken and what is still unknown", async () => {
  const page = await openPlayground(browser);
  await openBox(page);
  assert.ok(await button(page, "Fill in").isDisabled());
  await page.fill("#paste-text", DENIED);
  await waitForLine(page, "an AccessDenied message: assumed-role/reports/nightly may not s3:GetObject");
  await button(page, "Fill in").click();
  await isFocused(page, "#paste-done");
  const taken = await reportLines(page, "What was taken");
  const unknown = await reportLines(page, "Still unknown");
  assert.ok(taken.some((line) => line.includes("arn:aws:s3:::reports/a.csv")), taken.join("\n"));
  for (const part of ["identity-based policies", "values of context keys"]) {
    assert.ok(unknown.some((line) => line.includes(part)), `${part}: ${unknown.join("\n")}`);
  }
  await waitForLine(page, `Filled in an AccessDenied message: ${taken.length} things taken, ${unknown.length} still`);
  await button(page, "Done").click();
  await isFocused(page, "#verdict");
  await waitForVerdict(page, "Depends");
  assert.equal(await page.inputValue("#action"), "s3:GetObject");
  assert.equal(await page.inputValue("#resource"), "arn:aws:s3:::reports/a.csv");
});

test("from an error to a verdict by keyboard, and the role's description after it", async () => {
  const page = await openPlayground(browser);
  await page.keyboard.press("Alt+p");
  await isFocused(page, "#paste-text");
  await page.keyboard.insertText(DENIED);
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#paste-text"), `${DENIED}\n`, "Enter writes a line break");
  await waitForLine(page, "an AccessDenied message");
  await page.keyboard.press("ControlOrMeta+Enter");
  await isFocused(page, "#paste-done");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await isFocused(page, "#paste-text");
  assert.equal(await page.inputValue("#paste-text"), "");
  await page.keyboard.insertText(sample("get_role.json"));
  await waitForLine(page, "the output of aws iam get-role: arn:aws:iam::111122223333:role/teams/reports");
  await page.keyboard.press("ControlOrMeta+Enter");
  await isFocused(page, "#paste-done");
  await page.keyboard.press("Enter");
  await isFocused(page, "#verdict");
  await waitForVerdict(page, "Depends");
  const { principals } = JSON.parse((await exportedFile(page)).text);
  assert.deepEqual(principals.map(({ arn }) => arn), ["arn:aws:iam::111122223333:role/teams/reports"]);
});

test("the next text can be pasted over the report at once", async () => {
  const page = await openPlayground(browser);
  await leaveFields(page);
  await pasteKey(page, DENIED);
  await isFocused(page, "#paste-text");
  await waitForLine(page, "an AccessDenied message");
  await page.keyboard.press("ControlOrMeta+Enter");
  await isFocused(page, "#paste-done");
  await pasteKey(page, sample("get_role.json"));
  await waitForLine(page, "aws iam get-role");
  await page.keyboard.press("Escape");
  await isFocused(page, "#verdict");
});

test("a pasted text opens the box only where nothing can be written", async () => {
  const page = await openSmall(browser);
  await page.focus("#action");
  await page.keyboard.press("ControlOrMeta+a");
  await pasteKey(page, "s3:PutObject");
  assert.equal(await page.inputValue("#action"), "s3:PutObject");
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await pasteKey(page, "{}");
  assert.equal(await editorText(page), "{}");
  await leaveFields(page);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Help" }).waitFor();
  await pasteKey(page, DENIED);
  assert.equal(await dialog(page).count(), 0);
  await page.keyboard.press("Escape");
  await page.getByLabel("Dark", { exact: true }).focus();
  await pasteKey(page, DENIED);
  await dialog(page).waitFor();
  assert.equal(await page.inputValue("#paste-text"), DENIED);
});

test("broken JSON is refused with its place, and nothing is filled in", async () => {
  const page = await openSmall(browser);
  const before = (await exportedFile(page)).text;
  await openBox(page);
  await page.fill("#paste-text", '{\n  "Version": "2012-10-17",\n  "Statement": [}\n}');
  await waitForLine(page, "(line 3, column 17)");
  assert.ok(await button(page, "Fill in").isDisabled());
  await page.keyboard.press("ControlOrMeta+Enter");
  assert.equal(await dialog(page).getByRole("region", { name: "Report" }).count(), 0);
  await page.keyboard.press("Escape");
  await isFocused(page, "#paste-anything");
  assert.equal((await exportedFile(page)).text, before);
  await openBox(page);
  assert.match(await page.inputValue("#paste-text"), /^\{\n {2}"Version"/, "the text is still there");
});

test("an encoded message is refused with the command that decodes it", async () => {
  const page = await openPlayground(browser);
  await openBox(page);
  await page.fill("#paste-text", `Encoded authorization failure message: ${"Xq3-abcDEF_123".repeat(20)}`);
  await waitForLine(page, "an encoded authorization message");
  await waitForLine(page, "To do: run aws sts decode-authorization-message");
});

test("a double click fills in and leaves the report open", async () => {
  const page = await openSmall(browser);
  await openBox(page);
  await page.fill("#paste-text", DENIED);
  await button(page, "Fill in").dblclick();
  await isFocused(page, "#paste-done");
  assert.ok(await page.locator("#paste-done").isVisible());
});

test("one step takes the filling back, and the draft stays", async () => {
  const page = await openSmall(browser);
  await page.fill("#request-name", "Mine");
  await waitForVerdict(page, "Allowed");
  const before = (await exportedFile(page)).text;
  await openBox(page);
  await fillIn(page, DENIED);
  await page.keyboard.press("Enter");
  await isFocused(page, "#verdict");
  assert.notEqual((await exportedFile(page)).text, before);
  await page.getByRole("status").filter({ hasText: "Filled in an AccessDenied message" }).waitFor();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await waitForVerdict(page, "Allowed");
  assert.equal((await exportedFile(page)).text, before);
  await page.waitForFunction(() => localStorage.getItem("policyscope.draft")?.includes("Mine"));
  await page.goto("/");
  await page.waitForSelector("#verdict");
  assert.equal(await page.inputValue("#request-name"), "Mine");
});

for (const [what, text, said] of [
  ["workspace file", JSON.stringify(smallWorkspace(), null, 2), "Opened the pasted workspace"],
  ["share link", `https://example.com/policyscope/${fragmentOf(JSON.stringify(smallWorkspace()))}`, "Opened a shared link"],
]) {
  test(`a pasted ${what} is opened, and the former draft is kept`, async () => {
    const page = await openPlayground(browser);
    await page.getByLabel("Name of the workspace").fill("Precious");
    await page.waitForFunction(() => localStorage.getItem("policyscope.draft")?.includes("Precious"));
    await openBox(page);
    await page.fill("#paste-text", text);
    await waitForLine(page, `a ${what}: Small`);
    await button(page, "Open").click();
    await isFocused(page, "#verdict");
    assert.equal(await page.inputValue("#workspace-name"), "Small");
    await page.getByRole("status").filter({ hasText: said }).waitFor();
    const kept = await page.evaluate(() => localStorage.getItem("policyscope.kept-drafts"));
    assert.ok(kept.includes("Precious"));
    await page.reload();
    await page.waitForSelector("#verdict");
    assert.equal(await page.inputValue("#workspace-name"), "Small");
  });
}

test("nothing of a pasted text becomes markup", async () => {
  const page = await openPlayground(browser);
  const marked = DENIED.replace("reports/a.csv", MARKUP.replaceAll('"', "'")).replace("nightly", "<b>nightly</b>");
  for (const text of [MARKUP, `{"${MARKUP.replaceAll('"', "'")}": 1}`, marked, JSON.stringify(smallWorkspace({ name: MARKUP }))]) {
    await openBox(page);
    await page.fill("#paste-text", text);
    await found(page).locator("p").first().waitFor();
    await assertNoMarkup(page);
    const take = dialog(page).locator(".primary");
    if (await take.isEnabled()) await take.click();
    await assertNoMarkup(page);
    await page.keyboard.press("Escape");
  }
});

test("unknown keys are folded away until somebody wants to see them", async () => {
  const page = await openPlayground(browser);
  await openBox(page);
  await fillIn(page, DENIED);
  await page.keyboard.press("Enter");
  await isFocused(page, "#verdict");
  const fold = page.locator("#folded-keys");
  await fold.filter({ hasText: /^\d\d keys unknown — show$/ }).waitFor();
  const folded = Number.parseInt(await fold.innerText(), 10);
  const before = await page.locator(".context-row").count();
  await fold.click();
  await page.waitForFunction((count) => document.querySelectorAll(".context-row").length === count, before + folded);
  assert.equal(await fold.getAttribute("aria-expanded"), "true");
  await fold.click();
  // A key that a policy asks for comes forward.
  await openBox(page);
  await fillIn(
    page,
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } },
      ],
    }),
  );
  await page.keyboard.press("Enter");
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".context-key")].some(({ textContent }) => textContent === "aws:SourceIp"),
  );
});

test("a policy that nobody knows says how to get it, and is no mistake", async () => {
  const page = await openPlayground(browser);
  await openBox(page);
  await fillIn(page, DENIED);
  await button(page, "Paste more").click();
  await fillIn(page, sample("list_attached_role_policies.json"));
  await page.keyboard.press("Enter");
  await isFocused(page, "#verdict");
  const tabs = page.getByRole("tablist", { name: "Documents" }).getByRole("tab", { name: /not known yet/ });
  await tabs.first().click();
  const notice = page.locator(".not-known");
  await notice.filter({ hasText: /^Not known yet: .*aws iam / }).waitFor();
  await page.getByRole("heading", { name: "No findings" }).waitFor();
  await notice.getByRole("button", { name: "Paste it" }).click();
  await isFocused(page, "#paste-text");
});

test("axe finds nothing in the box, in the report and on the filled page", { timeout: 120_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
      const page = await openPlayground(browser, { colorScheme, viewport, reducedMotion: "reduce" });
      const check = async (state) =>
        assert.deepEqual(await accessibilityProblems(page), [], `${colorScheme}, ${viewport.width}: ${state}`);
      await openBox(page);
      await check("empty box");
      await page.fill("#paste-text", '{ "Statement": [}');
      await waitForLine(page, "column");
      await check("refused");
      await page.fill("#paste-text", DENIED);
      await waitForLine(page, "an AccessDenied message");
      await check("recognised");
      await fillIn(page, DENIED);
      await check("report");
      const excess = await page.evaluate(() => {
        const box = document.querySelector("dialog.paste");
        return [box, document.documentElement].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      });
      assert.deepEqual(excess, [0, 0]);
      await page.keyboard.press("Enter");
      await isFocused(page, "#verdict");
      await check("filled");
      await openBox(page);
      await fillIn(page, sample("list_attached_role_policies.json"));
      await page.keyboard.press("Enter");
      if (viewport.width < 641) await page.click("#panel-tab-documents");
      await check("documents that nobody knows");
      if (viewport.width < 641) await page.click("#panel-tab-request");
      await page.click("#folded-keys");
      await check("unfolded keys");
    }
  }
});

test("the key is told where the button is and in the list of keys", async () => {
  const page = await openPlayground(browser, { viewport: { width: 360, height: 740 } });
  const opener = page.getByRole("button", { name: "Paste anything" });
  assert.match(await opener.getAttribute("title"), /\(Alt\+P\)$/);
  assert.ok(await opener.isVisible());
  await leaveFields(page);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Help" });
  await keys.getByText("Alt+P").waitFor();
  await keys.getByText("Ctrl/⌘+V").waitFor();
  await page.keyboard.press("Alt+p");
  assert.equal(await dialog(page).count(), 0, "one window at a time");
});

test("a message that is pasted into a policy stays there, and can be taken out and used", async () => {
  const page = await openSmall(browser);
  const before = await editorText(page);
  const offer = page.getByRole("button", { name: "Take it out and use it" });
  await pasteIntoEditor(page, before);
  await pasteIntoEditor(page, "arn:aws:s3:::reports/*");
  await page.locator(".cm-content").filter({ hasText: /^arn:aws:s3:::reports\/\*$/ }).waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  assert.equal(await offer.count(), 0, "policies and what stands in them");
  for (const press of [() => offer.click(), () => offer.press("Enter")]) {
    await page.locator(".cm-content").focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await pasteKey(page, DENIED);
    await page.getByText("What you pasted into the policy is an AccessDenied message", { exact: false }).waitFor();
    assert.ok((await editorText(page)).startsWith(DENIED.slice(0, 40)), "the text is where it was pasted");
    assert.deepEqual(await accessibilityProblems(page), []);
    await press();
    await waitForLine(page, "an AccessDenied message");
    await isFocused(page, "#paste-text");
    assert.equal(await offer.count(), 0);
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    assert.equal(await editorText(page), before);
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY", "the focus is somewhere");
  }
  await page.locator(".cm-content").focus();
  await pasteKey(page, DENIED);
  await offer.waitFor();
  await page.keyboard.type("x");
  await offer.waitFor({ state: "detached" });
});
