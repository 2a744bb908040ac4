/** The tests panel: all requests beside what is expected of them, by mouse and by keyboard. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import {
  MARKUP,
  assertNoMarkup,
  fragmentOf,
  openExample,
  openPlayground,
  pasteIntoEditor,
  shownText,
  smallWorkspace,
  waitForVerdict,
} from "./playground.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const ROLE = "arn:aws:iam::111122223333:role/reader";
const request = (name, action, expect, more = {}) => ({
  name,
  principal: ROLE,
  action,
  resource: "arn:aws:s3:::reports/may.csv",
  resource_account: "111122223333",
  expect,
  ...more,
});

/** One as expected, one that differs, one without expectation. */
const three = () => [
  request("Read", "s3:GetObject", "Allowed"),
  request("Write", "s3:PutObject", "Allowed"),
  request("Delete", "s3:DeleteObject", undefined),
];

const openRequests = (requests, options = {}) => {
  const { more, ...rest } = options;
  const workspace = smallWorkspace({ requests, ...more });
  return openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(workspace))}`, ...rest });
};

const summary = (page, text) => page.locator("#tests-summary", { hasText: new RegExp(`^${text}$`) }).waitFor({ state: "attached" });
const row = (page, name) =>
  page.getByRole("row").filter({ has: page.getByRole("button", { name: `Delete ${name}`, exact: true }) });
const rows = (page) => page.locator(".test-row:not(.test-head)");
const results = (page) => page.locator(".test-verdict").allTextContents();
const waitForFocus = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement?.closest(selector) !== null, selector);
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

test("the table says of every request what comes out and whether it is expected", async () => {
  const page = await openRequests(three());
  await summary(page, "3 requests: 1 as expected, 1 differs, 1 without expectation");
  assert.deepEqual(await results(page), ["as expected", "differs", "no expectation"]);
  await shownText(row(page, "Write"));
  const cells = await row(page, "Write").getByRole("cell").allInnerTexts();
  assert.deepEqual([cells[1], cells[2], cells[3], cells[5]].map((text) => text.trim()), [
    "role/reader",
    "s3:PutObject",
    "s3:reports/may.csv",
    "Implicitly denied",
  ]);
  await page.getByRole("tab", { name: /^Tests\s*1 of 2 as expected$/ }).waitFor();
});

test("all requests are decided anew on every edit, also of a policy", async () => {
  const page = await openRequests(three());
  await summary(page, ".*1 differs.*");
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
  await pasteIntoEditor(page, JSON.stringify(policy));
  await summary(page, "3 requests: 2 as expected, 1 without expectation");
  await row(page, "Delete").getByLabel("Expected of Delete").selectOption("explicitly-denied");
  await summary(page, "3 requests: 2 as expected, 1 differs");
  assert.equal(await page.locator(".request-tabs .missed").count(), 1);
});

test("a click on a row loads its request, and Explain opens the explanation of one that differs", async () => {
  const page = await openRequests(three());
  await summary(page, ".*1 differs.*");
  await row(page, "Delete").locator(".test-action").click();
  await waitForVerdict(page, "Implicitly denied");
  assert.equal(await page.inputValue("#action"), "s3:DeleteObject");
  assert.equal(await page.locator(".test-row[aria-current=true] input").inputValue(), "Delete");
  await row(page, "Write").getByRole("button", { name: "Explain Write" }).click();
  await waitForFocus(page, "#why");
  assert.equal(await page.inputValue("#action"), "s3:PutObject");
  assert.equal(await row(page, "Read").getByRole("button", { name: "Show Read" }).count(), 1);
});

test("a request that cannot be read says why and opens its fields", async () => {
  const page = await openRequests([...three(), request("Odd", "nothing", "Allowed")]);
  await summary(page, "4 requests: 1 as expected, 1 differs, 1 cannot be read, 1 without expectation");
  assert.match(await shownText(row(page, "Odd")), /cannot be read\s+an action is service:Name/);
  await row(page, "Odd").getByRole("button", { name: "Explain Odd" }).click();
  await waitForFocus(page, "#request");
});

test("an unknown decision may be as expected and is no miss", async () => {
  const principals = [{ arn: ROLE, identity_policies: "unknown" }];
  const page = await openRequests(three(), { more: { principals } });
  await summary(page, "3 requests: 2 may be as expected, 1 without expectation");
  assert.equal(await page.locator(".expectation").innerText(), "may be as expected");
  await page.getByLabel("Only those that differ").check();
  await page.getByText("No request differs from what is expected.").waitFor();
});

test("only those that differ are shown when asked for", async () => {
  const page = await openRequests(three());
  await summary(page, ".*1 differs.*");
  await page.getByLabel("Only those that differ").check();
  assert.equal(await rows(page).count(), 1);
  assert.equal(await rows(page).locator("input").inputValue(), "Write");
});

test("what comes out becomes what is expected, of one request and of all, and Undo takes that back", async () => {
  const page = await openRequests(three());
  await summary(page, ".*1 differs.*");
  await page.getByRole("button", { name: "Expect what Write is now" }).click();
  await summary(page, "3 requests: 2 as expected, 1 without expectation");
  await page.getByRole("button", { name: "Expect what it is now" }).click();
  await summary(page, "3 requests: 3 as expected");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await summary(page, "3 requests: 2 as expected, 1 without expectation");
});

test("requests are named, copied and deleted in the table, and a deleted one comes back", async () => {
  const page = await openRequests(three());
  await page.fill("#test-name-1", "Store");
  await page.getByRole("tab", { name: /Store/ }).waitFor();
  await page.getByRole("button", { name: "Duplicate Store" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "test-name-2");
  assert.equal(await page.inputValue("#test-name-2"), "Store, copy");
  await page.getByRole("button", { name: "Delete Store", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#test-name-1").value === "Store, copy");
  assert.equal(await page.inputValue("#action"), "s3:GetObject", "the selected request stays");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".test-row").length === 5);
});

test("the panel folds to its strip, which still says how it stands", async () => {
  const page = await openRequests(three());
  await summary(page, ".*1 differs.*");
  const fold = page.getByRole("button", { name: "Workbench" });
  await fold.click();
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  assert.equal(await page.locator("#tests-table").count(), 0);
  assert.match(await page.locator("#workbench").innerText(), /1 of 2 as expected/);
  await openExample(page, "API by IP address");
  assert.equal(await fold.getAttribute("aria-expanded"), "false", "it stays as the person left it");
  await page.getByRole("tab", { name: /^Tests/ }).click();
  assert.equal(await rows(page).count(), 3);
});

test("a workspace of one request begins with the panel folded", async () => {
  const page = await openRequests([three()[0]]);
  assert.equal(await page.getByRole("button", { name: "Workbench" }).getAttribute("aria-expanded"), "false");
});

test("the keyboard reaches and does everything", async () => {
  const page = await openRequests(three());
  await summary(page, ".*1 differs.*");
  await page.locator("#why").focus();
  await page.keyboard.press("F6");
  await page.waitForFunction(() => document.activeElement?.id === "workbench");
  await page.locator("#test-name-2").focus();
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "Implicitly denied");
  assert.equal(await page.inputValue("#action"), "s3:DeleteObject");
  await page.keyboard.press("Tab");
  await page.keyboard.press("i");
  await summary(page, "3 requests: 2 as expected, 1 differs");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Show Delete");
  await page.keyboard.press("Enter");
  await waitForFocus(page, "#why");
});

test("the summary is said when its numbers change and not otherwise", async () => {
  const page = await openRequests(three());
  await summary(page, ".*1 differs.*");
  assert.equal(await page.locator("#tests-summary").getAttribute("role"), "status");
  await page.evaluate(() => {
    window.changes = 0;
    new MutationObserver((list) => (window.changes += list.length)).observe(document.querySelector("#tests-summary"), {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await page.fill("#test-name-0", "Read it");
  await page.click("#request-tab-2");
  await page.fill("#resource", "arn:aws:s3:::reports/june.csv");
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => window.changes), 0);
  await page.getByLabel("Expected of Delete").selectOption("implicitly-denied");
  await summary(page, "3 requests: 2 as expected, 1 differs");
  assert.ok((await page.evaluate(() => window.changes)) > 0);
});

test("copied lines are imported again, and bad ones are told by number", async () => {
  const page = await openRequests(three());
  await page.getByRole("button", { name: "Copy as JSON Lines" }).click();
  await page.getByRole("status").filter({ hasText: "Copied 3 lines" }).waitFor();
  const lines = await clipboard(page);
  const parsed = lines.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(parsed.map(({ id, expect }) => [id, expect]), [["Read", "Allowed"], ["Write", "Allowed"], ["Delete", undefined]]);
  assert.equal(parsed[0].identity_policies[0].name, "ReadReports");

  await page.click("#import-lines");
  await waitForFocus(page, "#lines-text");
  await page.fill("#lines-text", `${lines}{"principal": }\n`);
  await page.getByText("4 lines: 3 fit this workspace, 1 cannot be read").waitFor();
  assert.match(await page.locator(".paste-report").first().innerText(), /line 4, column \d+: /);
  await page.getByRole("button", { name: "Add 3 requests" }).click();
  await summary(page, "6 requests: 2 as expected, 2 differ, 2 without expectation");
  assert.equal(await page.locator(".test-row[aria-current=true]").count(), 1);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await summary(page, "3 requests: 1 as expected, 1 differs, 1 without expectation");
});

test("a downloaded file is imported, and lines with policies of their own open apart", async () => {
  const page = await openRequests(three());
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "small.requests.jsonl");
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const content = Buffer.concat(chunks);

  const other = await openRequests([three()[0]], { more: { principals: [], name: "Other" } });
  await other.getByRole("tab", { name: /^Tests/ }).click();
  await other.click("#import-lines");
  const [chooser] = await Promise.all([
    other.waitForEvent("filechooser"),
    other.getByRole("button", { name: "Choose a file" }).click(),
  ]);
  await chooser.setFiles({ name: "small.requests.jsonl", mimeType: "application/json", buffer: content });
  await other.getByText("3 lines: 3 have policies of their own").waitFor();
  await other.getByText("line 1: the caller has other identity policies here").waitFor();
  await other.getByRole("button", { name: "Open 3 in a workspace of their own" }).click();
  await summary(other, "3 requests: 1 as expected, 1 differs, 1 without expectation");
  await waitForVerdict(other, "Allowed");
  await other.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await other.waitForFunction(() => document.querySelector("#workspace-name").value === "Other");
});

test("pasted lines are added where they fit", async () => {
  const page = await openRequests(three());
  await page.getByRole("button", { name: "Copy as JSON Lines" }).click();
  await page.getByRole("status").filter({ hasText: "Copied 3 lines" }).waitFor();
  await page.locator("#why").focus();
  await page.keyboard.press("ControlOrMeta+v");
  await page.getByText(/^3 requests with all policies that apply/).waitFor();
  await page.getByRole("button", { name: "Add or open" }).click();
  await summary(page, "6 requests: .*");
});

test("the commands are copied as they are shown, with what AWS cannot do for this request", async () => {
  const page = await openRequests(three());
  await row(page, "Write").locator(".test-action").click();
  await page.getByRole("button", { name: "Commands", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Commands for Write" });
  await dialog.getByRole("button", { name: "Copy the command for policyscope" }).click();
  await dialog.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  const evaluate = await clipboard(page);
  assert.match(evaluate, /^policyscope evaluate --check - <<'SCENARIO'\n\{\n/);
  assert.equal(evaluate, await page.locator("#command-evaluate").innerText());
  await dialog.getByRole("button", { name: "Copy the command for AWS CLI" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("aws iam simulate-custom-policy"));
  await dialog.getByText("the simulator takes only IAM users as the caller").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("what people wrote stays text", async () => {
  const page = await openRequests([request(MARKUP, "s3:GetObject", "Allowed", { resource: MARKUP }), request("two", MARKUP)]);
  await summary(page, ".*");
  await page.getByRole("button", { name: "Commands", exact: true }).click();
  await page.locator("#command-evaluate").waitFor();
  await page.keyboard.press("Escape");
  await page.click("#import-lines");
  await page.fill("#lines-text", JSON.stringify({ principal: { arn: MARKUP }, request: { action: "a:b" } }));
  await page.getByText("1 line: 1 cannot be read").waitFor();
  await assertNoMarkup(page);
});

test("three hundred requests are decided without holding up the selected one", { timeout: 60_000 }, async () => {
  const many = Array.from({ length: 300 }, (_, index) => request(`Request ${index}`, "s3:GetObject", "Allowed"));
  const page = await openRequests(many);
  await summary(page, "300 requests: 300 as expected");
  await page.fill("#action", "s3:PutObject");
  await waitForVerdict(page, "Implicitly denied");
  await summary(page, "300 requests: 299 as expected, 1 differs");
  await pasteIntoEditor(page, "{");
  await summary(page, "300 requests: 300 may be as expected");
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 1000, height: 700 }, { width: 360, height: 740 }]) {
    test(`axe finds nothing: ${colorScheme}, ${viewport.width} pixels`, async () => {
      const page = await openRequests([...three(), request("Odd", "nothing", "Allowed")], { colorScheme, viewport });
      if (viewport.width === 360) await page.click("#panel-tab-workbench");
      await summary(page, "4 requests: .*");
      assert.deepEqual(await accessibilityProblems(page), []);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(excess, 0);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("#workbench :is(button, select, input)")].flatMap((control) => {
          const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
          return width > 0 && (width < 23.9 || height < 23.9) ? [control.outerHTML.slice(0, 100)] : [];
        }),
      );
      assert.deepEqual(small, []);
      await page.click("#import-lines");
      await page.fill("#lines-text", "{}\n{");
      await page.getByText("2 lines: 2 cannot be read").waitFor();
      assert.deepEqual(await accessibilityProblems(page), []);
    });
  }
}
