/** Statements that came close, what would change the decision, and changing it, with the mouse and with keys alone. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import {
  MARKUP,
  assertNoMarkup,
  editorText,
  fragmentOf,
  openPlayground,
  openSmall,
  smallWorkspace,
  waitForVerdict,
} from "./playground.mjs";

const ROLE = "arn:aws:iam::111122223333:role/reader";
const NARROW = { width: 360, height: 740 };

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const open = (workspace, options) =>
  openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(workspace))}`, ...options });

/** The small workspace, asking for another folder than the one that its role may read. */
function deniedWorkspace(more = {}) {
  const workspace = smallWorkspace(more);
  workspace.requests[0].resource = "arn:aws:s3:::report/may.csv";
  return workspace;
}

const statement = (more = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Reports", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*", ...more }],
});

/** A caller of one account and a bucket of another: both have to allow. */
const twoAccounts = () => ({
  ...smallWorkspace(),
  principals: [{ arn: ROLE, identity_policies: [{ name: "app", document: statement({ Action: "s3:PutObject" }) }] }],
  requests: [
    { principal: ROLE, action: "s3:GetObject", resource: "arn:aws:s3:::reports/may.csv", resource_account: "444455556666" },
  ],
});

/** Allowed from the office alone, and asked from elsewhere. */
const otherAddress = () => {
  const condition = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
  const workspace = smallWorkspace({
    principals: [{ arn: ROLE, identity_policies: [{ name: "office", document: statement({ Condition: condition }) }] }],
  });
  workspace.requests[0].context = { "aws:SourceIp": ["203.0.113.7"] };
  return workspace;
};

const repairs = (page) => page.locator(".repair");
const nearMiss = (page) => page.locator(".near-miss");
const dialog = (page) => page.getByRole("dialog", { name: "What would change" });
const button = (within, name) => within.getByRole("button", { name, exact: true });
const hasFocus = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);
const selectedText = (page) => page.evaluate(() => getSelection().toString());

test("a denied request: what came close, a preview, applying it, and undoing it", async () => {
  const page = await open(deniedWorkspace());
  await waitForVerdict(page, "Implicitly denied");
  assert.match(await nearMiss(page).innerText(), /Statement Read in the identity-based policy ReadReports/);
  assert.deepEqual(await nearMiss(page).locator("mark").allInnerTexts(), ["/may.csv", "s/*"]);
  const first = repairs(page).first();
  assert.match(await first.innerText(), /Add arn:aws:s3:::report\/may\.csv to statement Read in .*ReadReports[^]*may open more actions/);
  const before = await editorText(page);
  await button(first, "Preview").click();
  await dialog(page).waitFor();
  const added = await dialog(page).locator(".diff-after").allInnerTexts();
  assert.ok(added.some((line) => line.includes("arn:aws:s3:::report/may.csv")), added.join("\n"));
  assert.match(await dialog(page).locator(".preview-then").innerText(), /^Then: Allowed\./);
  assert.match(added[0], /^\+/);
  assert.match(await dialog(page).locator(".diff-after").first().textContent(), /added: /);
  assert.match(await dialog(page).locator(".diff-before").first().textContent(), /−removed: /);
  await button(dialog(page), "Apply").click();
  await waitForVerdict(page, "Allowed");
  await dialog(page).waitFor({ state: "hidden" });
  await hasFocus(page, "#verdict");
  assert.ok((await editorText(page)).includes("arn:aws:s3:::report/may.csv"));
  await page.getByRole("heading", { name: "What would deny it?" }).waitFor();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await waitForVerdict(page, "Implicitly denied");
  assert.equal(await editorText(page), before);
  await repairs(page).first().waitFor();
});

test("the same by keys alone", async () => {
  const page = await open(deniedWorkspace());
  await repairs(page).first().waitFor();
  for (const key of ["F6", "F6", "F6", "F6", "F6"]) await page.keyboard.press(key);
  await hasFocus(page, "#why");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  for (let step = 0; step < 10 && (await focused()) !== "Preview"; step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  await hasFocus(page, ".repair-buttons button");
  assert.equal(await focused(), "Preview", "the focus is where it was");
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  for (let step = 0; step < 5 && (await focused()) !== "Apply"; step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "Allowed");
  await hasFocus(page, "#verdict");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "Implicitly denied");
  await hasFocus(page, "#verdict");
});

test("applying from the list, without a preview", async () => {
  const page = await open(deniedWorkspace());
  await button(repairs(page).first(), "Apply").click();
  await waitForVerdict(page, "Allowed");
  await page.getByRole("status").filter({ hasText: "Applied: add arn:aws:s3:::report/may.csv" }).waitFor();
  await hasFocus(page, "#verdict");
});

test("a repair of two steps lists both, and is applied and undone as one", async () => {
  const page = await open(twoAccounts());
  await waitForVerdict(page, "Implicitly denied");
  const first = repairs(page).first();
  assert.match(await first.innerText(), /^2 changes together/);
  assert.equal(await first.locator(".repair-steps li").count(), 2);
  await button(first, "Preview").click();
  assert.equal(await dialog(page).locator("section").count(), 2);
  await dialog(page).getByText("added", { exact: true }).waitFor();
  await button(dialog(page), "Apply").click();
  await waitForVerdict(page, "Allowed");
  assert.equal(await page.locator(".document-tabs [role=tab]").count(), 2);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await waitForVerdict(page, "Implicitly denied");
  assert.equal(await page.locator(".document-tabs [role=tab]").count(), 1);
});

test("a repair of the request alone says so and changes no policy", async () => {
  const page = await open(otherAddress());
  await waitForVerdict(page, "Implicitly denied");
  assert.match(await nearMiss(page).innerText(), /203\.0\.113\.7 ∉ 10\.0\.0\.0\/8/);
  const first = repairs(page).first();
  assert.match(await first.innerText(), /10\.0\.0\.1[^]*changes the request only/);
  await button(first, "Preview").click();
  await dialog(page).getByText("aws:SourceIp becomes 10.0.0.1 instead of 203.0.113.7").waitFor();
  assert.equal(await dialog(page).locator(".diff").count(), 0);
  const before = await editorText(page);
  await button(dialog(page), "Apply").click();
  await waitForVerdict(page, "Allowed");
  assert.equal(await page.inputValue("#context-value-0-0"), "10.0.0.1");
  assert.equal(await editorText(page), before);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await waitForVerdict(page, "Implicitly denied");
  assert.equal(await page.inputValue("#context-value-0-0"), "203.0.113.7");
});

test("of an allowed request, what would deny it is found when asked for", async () => {
  const page = await openSmall(browser);
  await waitForVerdict(page, "Allowed");
  assert.equal(await repairs(page).count(), 0);
  const fold = page.getByRole("button", { name: "What would deny it?" });
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  await fold.click();
  await button(repairs(page).first(), "Apply").click();
  await page.waitForFunction(() => /denied/.test(document.querySelector(".verdict-word").textContent));
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await waitForVerdict(page, "Allowed");
});

test("Denies that came close are folded, and jump into the editor", async () => {
  const document = statement();
  document.Statement.push({ Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/april.csv" });
  const page = await open(smallWorkspace({ principals: [{ arn: ROLE, identity_policies: [{ name: "p", document }] }] }));
  await page.getByRole("button", { name: "Denies that came close (1)" }).click();
  await page.locator(".near-miss-failure").click();
  await hasFocus(page, ".cm-content");
  assert.equal(await selectedText(page), '"arn:aws:s3:::reports/april.csv"');
});

test("three near misses are shown at first; one in another document is jumped to", async () => {
  const policy = (name) => ({ name, document: statement({ Sid: name, Resource: `arn:aws:s3:::reports/${name}/*` }) });
  const principals = [{ arn: ROLE, identity_policies: ["a", "b", "c", "d", "e"].map(policy) }];
  const page = await open(smallWorkspace({ principals }));
  await nearMiss(page).nth(2).waitFor();
  assert.equal(await nearMiss(page).count(), 3);
  await button(page, "2 more").click();
  assert.equal(await nearMiss(page).count(), 5);
  await nearMiss(page).filter({ hasText: "d in the" }).locator(".near-miss-head").click();
  await page.getByRole("tab", { name: /Identity\s+d/, selected: true }).waitFor();
  await hasFocus(page, ".cm-content");
  assert.match(await selectedText(page), /"Sid": "d"/);
});

test("with the catalogue the actions that a repair opens are counted", async () => {
  const page = await open(deniedWorkspace(), { neverIdle: true });
  const first = repairs(page).first();
  await first.waitFor();
  assert.match(await first.innerText(), /may open more actions/);
  await page.locator("#why").getByRole("button", { name: "Load it" }).click();
  await first.getByText(/^opens (no other action|\d+ more actions?)$/).waitFor();
  await page.locator("#why").getByText("are not counted").waitFor({ state: "detached" });
});

test("where nothing helps, that is said", async () => {
  const page = await openSmall(browser);
  await page.fill("#principal", "arn:aws:iam::111122223333:root");
  await page.fill("#action", "sts:GetCallerIdentity");
  await page.fill("#resource", "*");
  await waitForVerdict(page, "Allowed");
  // What explains the verdict follows a moment later.
  await page.getByText("Without a policy there is no statement to explain.").waitFor();
  await page.getByRole("button", { name: "What would deny it?" }).click();
  await page.getByText("No change of these policies was found that would surely deny it.").waitFor();
});

test("the repairs follow what is typed", async () => {
  const page = await openSmall(browser);
  await page.fill("#action", "s3:PutObject");
  await repairs(page).filter({ hasText: "s3:PutObject" }).first().waitFor();
  await page.fill("#action", "s3:DeleteObject");
  await repairs(page).filter({ hasText: "s3:DeleteObject" }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector(".repairs").textContent.includes("s3:PutObject"));
  await page.fill("#action", "s3:GetObject");
  await waitForVerdict(page, "Allowed");
  await repairs(page).first().waitFor({ state: "detached" });
});

test("what a person wrote stays text", async () => {
  const document = statement({ Sid: MARKUP, Resource: `arn:aws:s3:::${MARKUP}/*`, Action: ["s3:GetObject", MARKUP] });
  const principals = [{ arn: ROLE, identity_policies: [{ name: MARKUP, document }] }];
  const page = await open(smallWorkspace({ principals }));
  await nearMiss(page).first().waitFor();
  await repairs(page).first().waitFor();
  const count = await repairs(page).count();
  for (let index = 0; index < count; index += 1) {
    await button(repairs(page).nth(index), "Preview").click();
    await dialog(page).waitFor();
    await assertNoMarkup(page);
    await button(dialog(page), "Close").click();
    await dialog(page).waitFor({ state: "hidden" });
  }
  await button(repairs(page).first(), "Apply").click();
  await waitForVerdict(page, "Allowed");
  await assertNoMarkup(page);
});

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of [["wide", { width: 1440, height: 900 }], ["at 360 pixels", NARROW]]) {
    test(`axe finds nothing: ${colorScheme}, ${size}`, { timeout: 120_000 }, async () => {
      for (const workspace of [twoAccounts(), otherAddress(), smallWorkspace()]) {
        const page = await open(workspace, { colorScheme, viewport, reducedMotion: "reduce" });
        if (viewport === NARROW) await page.click("#panel-tab-why");
        for (const fold of await page.locator("#why .fold").all()) await fold.click();
        await repairs(page).first().waitFor();
        for (const found of await page.locator(".repair-findings summary").all()) await found.click();
        assert.deepEqual(await accessibilityProblems(page), []);
        const excess = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        assert.equal(excess, 0);
        const small = await page.evaluate(() =>
          [...document.querySelectorAll("#why button, #why summary")].flatMap((control) => {
            const { width, height } = control.getBoundingClientRect();
            return width > 0 && (width < 23.9 || height < 23.9) ? [control.textContent] : [];
          }),
        );
        assert.deepEqual(small, []);
        await button(repairs(page).first(), "Preview").click();
        await dialog(page).waitFor();
        assert.deepEqual(await accessibilityProblems(page), []);
      }
    });
  }
}
