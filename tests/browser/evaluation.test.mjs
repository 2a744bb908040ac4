/** The verdict follows what is in the editor and in the request. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./harness.mjs";
import {
  editorText,
  fragmentOf,
  openExample,
  openPlayground,
  pasteIntoEditor,
  smallWorkspace,
  verdictWord,
  waitForVerdict,
} from "./playground.mjs";

const EXAMPLES = [
  "Lambda reads a bucket",
  "Bucket in another account",
  "Permissions boundary",
  "One Region for everybody",
  "Roles that trust Lambda",
  "API by IP address",
  "Booking service",
];

const DENY_ALL = '{"Version":"2012-10-17","Statement":{"Sid":"Stop","Effect":"Deny","Action":"*","Resource":"*"}}';

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** The small workspace, opened by a link. */
const openSmall = (more) =>
  openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(smallWorkspace(more)))}` });

test("a first visitor sees an example with its verdict", async () => {
  const page = await openPlayground(browser);
  await waitForVerdict(page, "Allowed");
  assert.match(await page.locator(".banners [role=status]").innerText(), /AWS IAM policies[^]*Edit anything/);
  assert.match(await page.locator(".workspace-name").innerText(), /Example/);
  assert.equal(await page.locator("#fold-workbench").getAttribute("aria-expanded"), "false");
  assert.match(await editorText(page), /s3:GetObject/);
});

for (const title of EXAMPLES) {
  test(`the example ${title} decides as it says`, async () => {
    const page = await openPlayground(browser);
    await openExample(page, title);
    const tabs = page.getByRole("tablist", { name: "Requests" }).getByRole("tab");
    const count = await tabs.count();
    assert.ok(count >= 2, "one request that it lets through and one that it stops");
    const decisions = new Set();
    for (let index = 0; index < count; index += 1) {
      await tabs.nth(index).click();
      await page.locator(`#request-tab-${index}[aria-selected=true]`).waitFor();
      const expected = await page.locator("#expect option:checked").innerText();
      assert.equal(await verdictWord(page), expected);
      assert.equal(await page.locator(".expectation").innerText(), "as expected");
      decisions.add(expected);
    }
    assert.ok(decisions.has("Allowed") && decisions.size > 1, [...decisions].join(", "));
    assert.equal(await page.locator(".missed").count(), 0);
  });
}

test("pasting a policy changes the verdict, and undoing brings it back", async () => {
  const page = await openSmall();
  await waitForVerdict(page, "Allowed");
  await pasteIntoEditor(page, DENY_ALL);
  await waitForVerdict(page, "Explicitly denied");
  assert.match(await page.locator(".verdict-headline").innerText(), /Stop/);
  await page.keyboard.press("ControlOrMeta+z");
  await waitForVerdict(page, "Allowed");
});

test("typing in the request changes the verdict at once", async () => {
  const page = await openSmall();
  await page.fill("#resource", "arn:aws:s3:::elsewhere/may.csv");
  await waitForVerdict(page, "Implicitly denied");
  await page.fill("#resource", "arn:aws:s3:::reports/june.csv");
  await waitForVerdict(page, "Allowed");
  await page.fill("#action", "s3:");
  await waitForVerdict(page, "Can’t tell yet");
  assert.equal(await page.locator("#action").getAttribute("aria-invalid"), "true");
  assert.match(await page.locator("#action-problem").innerText(), /s3:GetObject/);
});

test("a context key decides a condition, and an unknown one leaves the decision open", async () => {
  const page = await openSmall();
  const condition = { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } };
  const statement = { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: condition };
  await pasteIntoEditor(page, JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  await waitForVerdict(page, "Implicitly denied");
  await page.getByRole("button", { name: "Add key" }).click();
  await page.keyboard.type("aws:SourceIp");
  await page.getByLabel("Value 1 of aws:SourceIp").fill("192.0.2.7");
  await waitForVerdict(page, "Allowed");
  await page.getByLabel("Value 1 of aws:SourceIp").fill("198.51.100.7");
  await waitForVerdict(page, "Implicitly denied");
  await page.getByRole("button", { name: "aws:SourceIp is unknown" }).click();
  await waitForVerdict(page, "Depends");
});

test("an expectation is compared with the decision", async () => {
  const page = await openSmall();
  await page.selectOption("#expect", { label: "Implicitly denied" });
  assert.match(await page.locator(".expectation").innerText(), /differs/);
  await page.selectOption("#expect", { label: "Allowed" });
  assert.match(await page.locator(".expectation").innerText(), /as expected/);
});

test("each statement says which element matches and which does not, and leads to it", async () => {
  const page = await openSmall();
  await page.fill("#action", "s3:PutObject");
  const element = (name) => page.locator(".element", { hasText: name });
  await element("Action").filter({ hasText: "doesn’t match" }).waitFor();
  await element("Resource").filter({ hasText: "matches" }).waitFor();
  await element("Action").getByRole("button").click();
  await page.waitForFunction(() => getSelection().toString().includes("s3:GetObject"));
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("cm-content")));
});

test("the verdict leads to the statement that decided, in whatever document it is", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "One Region for everybody");
  await page.getByRole("tab", { name: "Create a function in Virginia" }).click();
  await waitForVerdict(page, "Explicitly denied");
  await page.getByRole("tab", { name: /AdministratorAccess/ }).click();
  await page.getByRole("button", { name: /DenyOtherRegions, line \d+/ }).click();
  await page.waitForFunction(() => getSelection().toString().includes("DenyOtherRegions"));
  assert.match(await page.locator(".tab[aria-selected=true]", { hasText: "OnlyIreland" }).innerText(), /SCP/);
});

test("documents are added, renamed and removed, and a removed one comes back", async () => {
  const page = await openSmall();
  await page.click("#add-document");
  await page.getByRole("menuitem", { name: "Permissions boundary" }).click();
  await page.getByRole("tab", { name: /Boundary/ }).waitFor();
  await pasteIntoEditor(page, DENY_ALL);
  await waitForVerdict(page, "Explicitly denied");
  await page.getByLabel("Name of this document").fill("Fence");
  await page.getByRole("tab", { name: /Fence/ }).waitFor();
  await page.getByRole("button", { name: "Remove this document" }).click();
  await waitForVerdict(page, "Allowed");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await waitForVerdict(page, "Explicitly denied");
  await page.getByRole("tab", { name: /Fence/ }).waitFor();
});

test("a name that is no example's is not called one", async () => {
  const page = await openSmall();
  assert.doesNotMatch(await page.locator(".workspace-name").innerText(), /Example/);
});

test("an opened check says what such a policy is and leads to the example that shows it", async () => {
  const page = await openSmall();
  for (const check of ["rcp", "scp", "vpc-endpoint", "resource", "identity", "boundary", "session"]) {
    await page.click(`#check-${check}`);
    assert.match(await page.locator(`#check-${check}-details .check-about`).innerText(), /polic|boundary/i);
  }
  await page.click("#check-boundary");
  assert.match(await page.locator(".check-about").innerText(), /most that[^]*gives nothing/);
  await page.getByRole("button", { name: "See the example" }).click();
  await page.getByRole("status").filter({ hasText: "Opened the example Permissions boundary" }).waitFor();
});

test("a request that is chosen brings forward the document that stops it, also where no statement does", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "Permissions boundary");
  await page.getByRole("tab", { name: /Delete a booking/ }).click();
  await waitForVerdict(page, "Implicitly denied");
  await page.getByRole("tab", { name: /Boundary\s+DeveloperBoundary/, selected: true }).waitFor();
  await page.locator("#to-deciding-document", { hasText: "DeveloperBoundary" }).click();
  await page.waitForFunction(() => document.activeElement?.closest(".cm-editor") !== null);
});

test("policies that nobody knows leave the decision open", async () => {
  const page = await openSmall();
  await page.getByRole("button", { name: /Service control policies/ }).click();
  await page.getByLabel("I don’t know").check();
  await waitForVerdict(page, "Depends");
  await page.getByLabel("nothing attached", { exact: true }).check();
  await waitForVerdict(page, "Allowed");
});

test("truncated JSON is shown at its place and never called allowed", async () => {
  const page = await openSmall();
  await pasteIntoEditor(page, '{\n  "Version": "2012-10-17",\n  "Statement": [{"Effect": "Allow",');
  const problems = page.locator(".problem-entry");
  await problems.first().waitFor();
  const places = (await problems.locator(".problem-place").allInnerTexts()).join(" ");
  assert.match(places, /1:1 .*3:1[67]/, "the brackets that are not closed");
  assert.notEqual(await verdictWord(page), "Allowed");
  await problems.first().click();
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("cm-content")));
  assert.ok((await page.locator(".cm-lintRange-error, .cm-lintPoint-error").count()) > 0);
});

test("an empty editor is not called allowed", async () => {
  const page = await openSmall();
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await waitForVerdict(page, "Implicitly denied");
  assert.match(await page.locator(".cm-placeholder").innerText(), /Paste a policy/);
});

test("a mebibyte of opening brackets is answered within seconds", { timeout: 60_000 }, async () => {
  const page = await openSmall();
  await waitForVerdict(page, "Allowed");
  const start = Date.now();
  await pasteIntoEditor(page, "[".repeat(1 << 20));
  await page.locator(".problem-entry").first().waitFor();
  const seconds = (Date.now() - start) / 1000;
  assert.ok(seconds < 10, `it took ${seconds} s`);
  assert.notEqual(await verdictWord(page), "Allowed");
  await page.keyboard.press("ControlOrMeta+z");
  await waitForVerdict(page, "Allowed");
});
