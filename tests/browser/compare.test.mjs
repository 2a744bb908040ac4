/** Two versions of a workspace, or of a policy. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import { fragmentOf, openPlayground, openTool, pasteIntoEditor, waitForVerdict } from "./playground.mjs";

const READER = "arn:aws:iam::111122223333:role/reader";
const request = (name, action) => ({
  name,
  principal: READER,
  action,
  resource: "arn:aws:s3:::reports/may.csv",
  resource_account: "111122223333",
});
const policy = (...actions) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});
const workspace = (document, requests) => ({
  policyscope: 1,
  principals: [{ arn: READER, identity_policies: [{ name: "Own", document }] }],
  requests,
});

const REQUESTS = [request("Put", "s3:PutObject"), request("Get", "s3:GetObject"), request("List", "s3:ListBucket")];
const BEFORE = workspace(policy("s3:PutObject"), REQUESTS);
const AFTER = policy("s3:GetObject", "s3:GetObjectAcl");

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const openBefore = (options) =>
  openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(BEFORE))}`, ...options });

async function edited(options) {
  const page = await openBefore(options);
  await pasteIntoEditor(page, JSON.stringify(AFTER, null, 2));
  await waitForVerdict(page, "Implicitly denied");
  await openTool(page, "Compare");
  await page.getByText("2 of 3 decisions changed").waitFor();
  return page;
}

/** The rows of the changed decisions: change, request, before, now. */
const changes = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".compare-table")][0] === undefined
      ? []
      : [...document.querySelectorAll(".compare-table")[0].querySelectorAll("tbody tr")].map((row) => [
          row.dataset.change,
          row.querySelector("button").textContent,
          ...[...row.querySelectorAll(".compare-decision")].map((decision) => decision.textContent),
        ]),
  );

test("changed decisions come first, newly allowed ones on top, with the actions that the policy names now", async () => {
  const page = await edited();
  assert.deepEqual(await changes(page), [
    ["newly allowed", "Get", "Implicitly denied", "Allowed"],
    ["newly denied", "Put", "Allowed", "Implicitly denied"],
  ]);
  await page.getByText("1 decision as before").click();
  await page.getByRole("button", { name: "List", exact: true }).waitFor();
  await page.locator(".compare-actions dt", { hasText: "Allows further" }).waitFor();
  const actions = await page.locator(".compare-actions").innerText();
  assert.match(actions, /Allows further\s+s3:GetObject, s3:GetObjectAcl\s*\(2 actions\)/);
  assert.match(actions, /Allows no longer\s+s3:PutObject\s*\(1 action\)/);
});

test("a row opens its request, by keyboard", async () => {
  const page = await edited();
  await page.getByRole("button", { name: "Get", exact: true }).focus();
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "Allowed");
  assert.equal(await page.evaluate(() => document.activeElement.id), "verdict");
  await page.locator("#request-tab-1[aria-selected=true]").waitFor();
  assert.equal(await page.locator("#request [role=tab]").count(), 3);
});

test("a version can be remembered, and stays while another workspace is opened", async () => {
  const page = await edited();
  await page.selectOption("#compare-with", "remembered");
  await page.getByText("No version is remembered yet.").waitFor();
  await page.getByRole("button", { name: "Remember this version" }).click();
  assert.equal(await page.inputValue("#compare-with"), "remembered");
  await page.getByText("0 of 3 decisions changed").waitFor();
  await page.click("#request-tab-2");
  await page.fill("#action", "s3:GetObjectAcl");
  await page.getByText("1 of 3 decisions changed: 1 newly allowed").waitFor();
  assert.deepEqual(await changes(page), [["newly allowed", "List", "Implicitly denied", "Allowed"]]);
  await page.getByText("the request itself changed").waitFor();
});

test("a pasted link, workspace or policy is another version", async () => {
  const page = await edited();
  await page.selectOption("#compare-with", "pasted");
  await page.fill("#compare-text", "https://example.org/nothing");
  await page.locator(".compare-said .paste-refused").waitFor();
  await page.fill("#compare-text", `https://example.org/${fragmentOf(JSON.stringify(BEFORE))}`);
  await page.getByText("2 of 3 decisions changed").waitFor();
  const more = workspace(policy("s3:*"), [...REQUESTS, request("Delete", "s3:DeleteObject")]);
  await page.fill("#compare-text", JSON.stringify(more));
  await page.getByText("3 of 4 decisions changed: 3 newly denied").waitFor();
  await page.getByText("a request of the other version alone").waitFor();
  await page.fill("#compare-text", JSON.stringify(policy("s3:ListBucket")));
  await page.getByText(/in the place of Own/).waitFor();
  await page.getByText("2 of 3 decisions changed: 1 newly allowed, 1 newly denied").waitFor();
  await page.fill("#compare-text", READER);
  await page.getByText(/is no version of this workspace/).waitFor();
});

test("axe finds nothing in the comparison", { timeout: 120_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
      const page = await openBefore({ colorScheme, viewport });
      if (viewport.width < 640) await page.locator("#panel-tab-request").click();
      await page.fill("#action", "s3:GetObject");
      await openTool(page, "Compare");
      await page.getByText("1 of 3 decisions changed").waitFor();
      await page.locator("summary", { hasText: "as before" }).click();
      assert.deepEqual(await accessibilityProblems(page), [], `${colorScheme}, ${viewport.width}`);
      const excess = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(excess, 0, `${viewport.width}`);
    }
  }
});
