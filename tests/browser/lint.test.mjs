/** The linter in the page: findings in the editor and in the list, fixes, suppressions and the rules' pages. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import {
  MARKUP,
  assertNoMarkup,
  copyLink,
  editorText,
  exportedFile,
  fragmentOf,
  openPlayground,
  openSmall,
  pasteIntoEditor,
  shownText,
  smallWorkspace,
  waitForVerdict,
} from "./playground.mjs";

const CATALOGUE_FILES = "**/catalogue/*.bin.gz";
const RULES_FILE = "**/lint/rules.json";
const ROLE = "arn:aws:iam::111122223333:role/reader";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** A policy with a layout of its own. */
const policy = (...actions) => `{ "Version": "2012-10-17",
  "Statement": [
      {"Effect":"Allow", "Action": [${actions.map((action) => `"${action}"`).join(", ")}],
       "Resource": "arn:aws:s3:::reports/*"}
  ]
}`;

/** Opens a role with policies of these texts, by name. */
const openPolicies = (texts, options) => {
  const identity_policies = Object.entries(texts).map(([name, document]) => ({ name, document }));
  const workspace = smallWorkspace({ principals: [{ arn: ROLE, identity_policies }] });
  return openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(workspace))}`, ...options });
};

/** Goes into the editor, with which the catalogue comes, and waits for all of it. */
async function turnToEditor(page) {
  await page.locator(".cm-content").focus();
  await page.waitForFunction(() => performance.getEntriesByName("policyscope.catalogue.details", "measure").length > 0);
}

/** The entry of the list about this text. */
const finding = (page, text) => page.locator(".finding", { hasText: text });
const place = (page, text) => finding(page, text).locator(".problem-entry");
const button = (page, text, name) => finding(page, text).getByRole("button", { name });
const squiggle = (page, text) => page.locator(".cm-lintRange-error", { hasText: text });
const selected = (page) => page.evaluate(() => getSelection().toString());
const hasFocus = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);
const gone = (locator) => locator.waitFor({ state: "detached" });

test("a wrong action is underlined, marked beside its line, listed, and selected from the list", async () => {
  const page = await openSmall(browser);
  await pasteIntoEditor(page, policy("s3:GetObject", "s3:GetObjct"));
  await squiggle(page, "s3:GetObjct").waitFor();
  assert.equal(await squiggle(page, "s3:GetObjct").innerText(), '"s3:GetObjct"');
  await page.locator(".cm-lint-marker-error").waitFor();
  const entry = place(page, "s3:GetObjct");
  assert.match(await shownText(entry), /there is no action s3:GetObjct\s+did you mean s3:GetObject\?/);
  assert.match(await shownText(entry), /3:\d+$/);
  assert.equal(await page.locator(".finding-group-head", { hasText: "Errors" }).getAttribute("aria-expanded"), "true");
  await page.locator("#action").focus();
  await entry.click();
  await hasFocus(page, ".cm-content");
  assert.equal(await selected(page), '"s3:GetObjct"');
});

test("a finding goes while its mistake is typed away", async () => {
  const page = await openSmall(browser);
  await pasteIntoEditor(page, policy("s3:GetObjct"));
  await place(page, "s3:GetObjct").click();
  await page.keyboard.type('"s3:GetObject"');
  await gone(finding(page, "s3:GetObjct"));
  assert.equal(await squiggle(page, "s3:GetObj").count(), 0);
  await waitForVerdict(page, "Allowed");
});

test("a fix of the list changes its place alone, and one undo takes it back", async () => {
  const page = await openSmall(browser);
  await pasteIntoEditor(page, policy("s3:GetObjct"));
  const fix = button(page, "s3:GetObjct", /^Write s3:GetObject/);
  assert.match(await shownText(fix), /may change what is allowed/);
  await fix.click();
  await waitForVerdict(page, "Allowed");
  await gone(finding(page, "s3:GetObjct"));
  assert.equal(await editorText(page), policy("s3:GetObject"));
  await hasFocus(page, ".cm-content");
  await press(page, "ControlOrMeta+z");
  await finding(page, "s3:GetObjct").waitFor();
  assert.equal(await editorText(page), policy("s3:GetObjct"));
  await press(page, "ControlOrMeta+Shift+z");
  await waitForVerdict(page, "Allowed");
});

test("a fix of the editor, by keys alone", async () => {
  const page = await openSmall(browser);
  await pasteIntoEditor(page, policy("s3:GetObject", "s3:PutObjct"));
  await squiggle(page, "s3:PutObjct").waitFor();
  await press(page, "Control+Home", "F8");
  assert.equal(await selected(page), '"s3:PutObjct"');
  const menu = page.getByRole("menu", { name: "Fixes" });
  await press(page, "Control+.");
  await hasFocus(page, "[role=menuitem]");
  assert.match((await menu.getByRole("menuitem").allInnerTexts())[0], /^Write s3:PutObject \(may change/);
  await press(page, "ArrowDown", "Escape");
  await gone(menu);
  await hasFocus(page, ".cm-content");
  await press(page, "Control+.");
  await hasFocus(page, "[role=menuitem]");
  await press(page, "ArrowUp", "Home", "Enter");
  await gone(finding(page, "s3:PutObjct"));
  assert.equal(await editorText(page), policy("s3:GetObject", "s3:PutObject"));
  await hasFocus(page, ".cm-content");
  await press(page, "ControlOrMeta+z");
  assert.equal(await editorText(page), policy("s3:GetObject", "s3:PutObjct"));
});

test("all safe fixes of a document are made at once, and one undo takes them back", async () => {
  const page = await openSmall(browser);
  const withEmptySids = policy("s3:GetObjct").replace('{"Effect"', '{"Sid":"", "Effect"');
  await pasteIntoEditor(page, withEmptySids);
  await finding(page, "s3:GetObjct").waitFor();
  await page.getByRole("button", { name: /^Fix all safe \(\d+\)$/ }).click();
  await page.waitForFunction(() => !document.querySelector(".cm-content").innerText.includes("Sid"));
  assert.ok((await editorText(page)).includes('"s3:GetObjct"'), "what may change a decision is left alone");
  await gone(page.getByRole("button", { name: /^Fix all safe/ }));
  await press(page, "ControlOrMeta+z");
  assert.equal(await editorText(page), withEmptySids);
});

test("where nothing is found, the key for fixes opens nothing", async () => {
  const page = await openSmall(browser);
  await turnToEditor(page);
  await press(page, "Control+Home", "Control+.");
  await page.locator(".cm-announced", { hasText: "no finding here" }).waitFor({ state: "attached" });
  assert.equal(await page.getByRole("menu").count(), 0);
  await hasFocus(page, ".cm-content");
});

test("resting on an underlined place tells what is wrong, mends it, and leads to the rule", async () => {
  const page = await openSmall(browser);
  await pasteIntoEditor(page, policy("s3:GetObjct"));
  await squiggle(page, "s3:GetObjct").hover();
  const tooltip = page.locator(".cm-tooltip-lint");
  await tooltip.waitFor();
  assert.match(await tooltip.innerText(), /there is no action s3:GetObjct\s+did you mean s3:GetObject\?\s+error, PS005/);
  await tooltip.getByRole("button", { name: /About PS005/ }).click();
  const dialog = page.getByRole("dialog", { name: "Rules of the linter" });
  await dialog.getByRole("heading", { name: "PS005 invalid-action" }).waitFor();
  await press(page, "Escape");
  await dialog.waitFor({ state: "hidden" });
  await hasFocus(page, ".cm-content");
  await squiggle(page, "s3:GetObjct").hover();
  await tooltip.getByRole("button", { name: /Write s3:GetObject/ }).click();
  await waitForVerdict(page, "Allowed");
});

test("the page of a rule says what policyscope rule says", async () => {
  const page = await openSmall(browser);
  await page.getByRole("button", { name: "Rules of the linter" }).click();
  const dialog = page.getByRole("dialog", { name: "Rules of the linter" });
  await dialog.getByText(/^\d+ rules?$/).waitFor();
  await dialog.getByLabel("Search the rules").fill("INVALID_action does not have");
  await dialog.getByRole("button", { name: "PS005 invalid-action" }).click();
  const rule = dialog.getByRole("region", { name: "Rule" });
  for (const part of ["Example", "Use instead", "Fix", "Sources"]) {
    await rule.getByRole("heading", { name: part, exact: true }).waitFor();
  }
  const said = await rule.innerText();
  for (const part of ["error", "INVALID_ACTION", "identity", "An action that its service does not have"]) {
    assert.ok(said.includes(part), part);
  }
  assert.equal(await rule.locator("mark").innerText(), '"s3:GetObjct"');
  const [source] = await rule.getByRole("link").all();
  assert.match(await source.getAttribute("href"), /^https:\/\/docs\.aws\.amazon\.com\//);
  assert.equal(await source.getAttribute("rel"), "noopener noreferrer");
  await dialog.getByLabel("Search the rules").fill("no rule says this");
  await dialog.getByText(/^0 of \d+ rules?$/).waitFor();
});

test("the rules come when somebody wants to read them, and loading them can be tried again", async () => {
  let asked = 0;
  const page = await openSmall(browser, {
    mayFailToLoad: true,
    prepare: (page) =>
      page.route(RULES_FILE, (route) => {
        asked += 1;
        return asked === 1 ? route.fulfill({ status: 503 }) : route.continue();
      }),
  });
  await pasteIntoEditor(page, policy("s3:GetObjct"));
  await finding(page, "s3:GetObjct").waitFor();
  assert.equal(asked, 0);
  await button(page, "s3:GetObjct", "About PS005").click();
  const dialog = page.getByRole("dialog", { name: "Rules of the linter" });
  await dialog.getByText("The rules could not be loaded (the server answered 503)").waitFor();
  await dialog.getByRole("button", { name: "Load again" }).press("Enter");
  await dialog.getByRole("heading", { name: "PS005 invalid-action" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Rules of the linter" }).click();
  await dialog.getByText(/^\d+ rules?$/).waitFor();
  assert.equal(asked, 2, "what is loaded stays");
});

test("a finding can be hidden and shown again, and a link carries that along", async () => {
  const page = await openSmall(browser);
  await pasteIntoEditor(page, policy("s3:GetObject", "s3:GetObjct"));
  await button(page, "s3:GetObjct", "Don’t show this here").click();
  await gone(finding(page, "s3:GetObjct"));
  await hasFocus(page, "#findings-title");
  assert.equal(await squiggle(page, "s3:GetObjct").count(), 0);
  const hidden = page.locator(".suppressions");
  assert.match(await hidden.innerText(), /Not shown\s+1/);
  const { principals } = JSON.parse((await exportedFile(page)).text);
  assert.deepEqual(principals[0].identity_policies[0].suppressions, [{ code: "PS005", path: "Statement/0/Action/1" }]);

  const other = await openPlayground(browser, { address: await copyLink(page) });
  await turnToEditor(other);
  await other.locator(".suppressions").getByRole("button", { name: /Not shown/ }).click();
  await other.locator(".suppression", { hasText: "at Statement/0/Action/1" }).waitFor();
  assert.equal(await finding(other, "s3:GetObjct").count(), 0);
  await other.getByRole("button", { name: "Show again" }).click();
  await finding(other, "s3:GetObjct").waitFor();
  assert.equal(await other.locator(".suppressions").count(), 0);
});

test("a suppression that hides nothing any more is told, and can be removed", async () => {
  const page = await openSmall(browser);
  await pasteIntoEditor(page, policy("s3:GetObjct").replace('{"Effect"', '{"Sid": "Read", "Effect"'));
  await button(page, "s3:GetObjct", "Don’t show this here").click();
  await page.locator(".suppressions").getByRole("button", { name: /Not shown/ }).click();
  await page.locator(".suppression", { hasText: "in statement Read" }).waitFor();
  await pasteIntoEditor(page, policy("s3:GetObject"));
  await page.getByText("1 unused suppression").waitFor();
  await page.locator(".suppression", { hasText: "hides nothing any more" }).getByRole("button", { name: "Remove" }).click();
  await gone(page.locator(".suppressions"));
});

test("the findings of all documents are listed, and lead to their documents", async () => {
  const page = await openPolicies({ First: policy("s3:GetObject"), Second: policy("s3:PutObjct") });
  await turnToEditor(page);
  const entry = place(page, "s3:PutObjct");
  await entry.waitFor();
  assert.match(await shownText(entry), /Identity: Second/);
  assert.equal(await page.getByRole("tab", { name: "First" }).getAttribute("aria-selected"), "true");
  await page.getByLabel("Only this document").check();
  await gone(entry);
  await page.getByLabel("Only this document").uncheck();
  await entry.click();
  await page.locator("[role=tab][aria-selected=true]", { hasText: "Second" }).waitFor();
  await page.waitForFunction(() => getSelection().toString() === '"s3:PutObjct"');
});

test("a fix in a document that is not shown brings it forward, and one undo takes it back", async () => {
  const page = await openPolicies({ First: policy("s3:GetObject"), Second: policy("s3:PutObjct") });
  await turnToEditor(page);
  await button(page, "s3:PutObjct", /^Write s3:PutObject/).click();
  await gone(finding(page, "s3:PutObjct"));
  await page.locator("[role=tab][aria-selected=true]", { hasText: "Second" }).waitFor();
  assert.equal(await editorText(page), policy("s3:PutObject"));
  await press(page, "ControlOrMeta+z");
  await finding(page, "s3:PutObjct").waitFor();
  assert.equal(await editorText(page), policy("s3:PutObjct"));
  await page.getByRole("tab", { name: "First" }).click();
  await page.waitForFunction((text) => document.querySelector(".cm-content").innerText.includes(text), "s3:GetObject");
});

test("a long list is shown in parts, and a group can be closed", async () => {
  const page = await openSmall(browser);
  const wrong = Array.from({ length: 50 }, (_, index) => `s3:Wrong${index}`);
  await pasteIntoEditor(page, policy(...wrong));
  const listed = page.locator(".finding", { hasText: "s3:Wrong" });
  await listed.first().waitFor();
  assert.equal(await listed.count(), 20);
  await page.getByRole("button", { name: "and 30 more" }).click();
  await page.getByRole("button", { name: "and 10 more" }).click();
  assert.equal(await listed.count(), 50);
  const head = page.locator(".finding-group-head", { hasText: "Errors" });
  await head.press("Enter");
  assert.equal(await head.getAttribute("aria-expanded"), "false");
  assert.equal(await listed.count(), 0);
  await head.press("Enter");
  await listed.first().waitFor();
});

test("rules that need names wait for the catalogue, which somebody who only looks can load", async () => {
  const page = await openPolicies({ Only: policy("s3:GetObjct") }, { neverIdle: true });
  const waiting = page.locator(".findings-waiting");
  assert.match(await waiting.innerText(), /^\d+ rules? (is|are) not applied: the action catalogue is not loaded\./);
  assert.equal(await finding(page, "s3:GetObjct").count(), 0);
  await waiting.getByRole("button", { name: "Load it" }).click();
  await finding(page, "s3:GetObjct").waitFor();
  await gone(waiting);
});

test("no finding is no tick while rules are missing, and all rules are applied once the page is idle", async () => {
  const text = policy("s3:GetObject");
  const busy = await openPolicies({ Only: text }, { neverIdle: true });
  await busy.getByRole("heading", { name: "No findings so far" }).waitFor();
  assert.equal(await busy.locator("#findings-title .icon").count(), 0);
  const idle = await openPolicies({ Only: text });
  await gone(idle.locator(".findings-waiting"));
  await idle.locator("#findings-title:has(.icon)", { hasText: /^No findings$/ }).waitFor();
});

test("without the catalogue the rest is found, and its names once it can be loaded", async () => {
  const page = await openSmall(browser, {
    mayFailToLoad: true,
    prepare: (page) => page.route(CATALOGUE_FILES, (route) => route.abort("connectionreset")),
  });
  await pasteIntoEditor(page, `${policy("s3:GetObjct")},`);
  await page.locator("#documents .catalogue-notice p").waitFor();
  await page.locator(".findings-waiting", { hasText: "not applied" }).waitFor();
  await page.locator(".finding.severity-error").first().waitFor();
  await page.unroute(CATALOGUE_FILES);
  await page.getByRole("button", { name: "Try again" }).click();
  await finding(page, "s3:GetObjct").waitFor();
  await gone(page.locator(".findings-waiting"));
});

test("markup in findings, fixes and suppressions stays text", async () => {
  const page = await openPolicies({ [MARKUP]: "{}", Other: "{}" });
  const statement = { Sid: MARKUP, Effect: "Allow", Action: `s3:${MARKUP}`, Resource: "*" };
  await pasteIntoEditor(page, JSON.stringify({ Statement: [statement] }));
  const entry = page.locator(".finding", { hasText: "no action" }).first();
  await entry.waitFor();
  assert.match(await shownText(entry), /s3:<img/);
  await page.locator(".cm-lintRange-error").first().hover();
  await page.locator(".cm-tooltip-lint").waitFor();
  await assertNoMarkup(page);
  await entry.getByRole("button", { name: "Don’t show this here" }).click();
  await page.locator(".suppressions").getByRole("button", { name: /Not shown/ }).click();
  await page.locator(".suppression", { hasText: MARKUP }).waitFor();
  await assertNoMarkup(page);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 360]) {
    test(`axe finds nothing: ${colorScheme}, ${width} pixels`, { timeout: 120_000 }, async () => {
      const viewport = { width, height: 800 };
      const page = await openPolicies(
        { First: policy("s3:GetObjct", "s3:PutObjct"), Second: policy("s3:ListBuckts") },
        { colorScheme, viewport, reducedMotion: "reduce" },
      );
      const check = async (state) => assert.deepEqual(await accessibilityProblems(page), [], state);
      const tab = page.locator("#panel-tab-documents");
      if ((await tab.count()) > 0) await tab.click();
      await turnToEditor(page);
      await button(page, "s3:PutObjct", "Don’t show this here").click();
      await page.locator(".suppressions").getByRole("button", { name: /Not shown/ }).click();
      await check("findings");
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(excess, 0, "nothing scrolls sideways");
      const small = await page.locator(".findings button, .findings label").evaluateAll((controls) =>
        controls.map((control) => control.getBoundingClientRect()).filter(({ height, width }) => height < 23.9 || width < 23.9),
      );
      assert.deepEqual(small, []);
      await place(page, "s3:GetObjct").click();
      await press(page, "Control+.");
      await page.getByRole("menu", { name: "Fixes" }).waitFor();
      await check("the menu of fixes");
      await press(page, "Escape", "Control+Home", "F8");
      await page.locator(".cm-tooltip-lint").waitFor();
      await check("a finding in the editor");
      await button(page, "s3:GetObjct", "About PS005").click();
      const dialog = page.getByRole("dialog", { name: "Rules of the linter" });
      await dialog.getByRole("heading", { name: "PS005 invalid-action" }).waitFor();
      await check("the page of a rule");
      if (width < 640) {
        await dialog.getByRole("button", { name: "All rules" }).click();
        await hasFocus(page, "#rules-search");
        await check("the list of rules");
      }
    });
  }
}
