/** The table of context keys: what policies ask for, what the request says, and how it is changed in place. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import { exportedFile, fragmentOf, openPlayground, pasteIntoEditor, waitForVerdict } from "./playground.mjs";

const ROLE = "arn:aws:iam::111122223333:role/app";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const allow = (Sid, Condition, Action = "s3:*") => ({ Sid, Effect: "Allow", Action, Resource: "*", Condition });

/** A role with the tag `team=red` that asks for an object, with these statements. */
const open = (statements, { request = {}, ...options } = {}) => {
  const workspace = {
    policyscope: 1,
    principals: [
      {
        arn: ROLE,
        tags: { team: "red" },
        identity_policies: [{ name: "own", document: { Version: "2012-10-17", Statement: statements } }],
      },
    ],
    requests: [
      {
        principal: ROLE,
        action: "s3:GetObject",
        resource: "arn:aws:s3:::reports/may",
        resource_account: "111122223333",
        ...request,
      },
    ],
  };
  return openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(workspace))}`, ...options });
};

const row = (page, key) =>
  page.locator(".context-row", { has: page.locator(".context-key", { hasText: new RegExp(`^${key}$`) }) });
const standing = (page, key) => row(page, key).locator(".context-standing");

/**
 * What explains the verdict follows a moment later.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} key
 * @param {string} said
 */
const waitForStanding = (page, key, said) => standing(page, key).and(page.getByText(said, { exact: true })).waitFor();
const value = (page, key, number = 1) => page.getByLabel(`Value ${number} of ${key}`, { exact: true });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const isFocused = (page, locator) =>
  locator.evaluate((element) => element === document.activeElement);

/** The context in the page's workspace. */
const context = async (page) => JSON.parse((await exportedFile(page)).text).requests[0];

test("a key that a policy asks for is absent until somebody types a value, which leads to the statement", async () => {
  const page = await open([allow("Office", { IpAddress: { "aws:sourceip": "10.0.0.0/8" } })]);
  await waitForVerdict(page, "Implicitly denied");
  const key = "aws:SourceIp";
  await waitForStanding(page, key, "absent");
  await value(page, key).focus();
  await page.keyboard.type("10.1.2");
  await row(page, key).getByText("no address").waitFor();
  await page.keyboard.type(".3");
  await waitForVerdict(page, "Allowed");
  assert.equal(await value(page, key).inputValue(), "10.1.2.3", "no letter was lost and the focus stayed");
  assert.ok(await isFocused(page, value(page, key)));
  assert.equal(await row(page, key).locator(".context-note").count(), 0);
  await waitForStanding(page, key, "given");
  const use = button(page, "Office: IpAddress in own holds");
  await use.press("Enter");
  await page.waitForFunction(() => getSelection().toString().includes("10.0.0.0/8"));
  await button(page, `Remove ${key}`).press("Enter");
  await waitForVerdict(page, "Implicitly denied");
  await waitForStanding(page, key, "absent");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Value 1 of aws:SourceIp");
});

test("a derived key says from what, is overridden in place and taken back", async () => {
  const page = await open([allow("Team", { StringEquals: { "aws:PrincipalTag/team": "blue" } })]);
  const key = "aws:PrincipalTag/team";
  await waitForStanding(page, key, "derived from the caller’s tags");
  assert.equal(await value(page, key).inputValue(), "red");
  await value(page, key).fill("blue");
  await waitForVerdict(page, "Allowed");
  await waitForStanding(page, key, "given instead of red from the caller’s tags");
  assert.deepEqual((await context(page)).context, { "aws:PrincipalTag/team": ["blue"] });
  await button(page, `Take back ${key}`).click();
  await waitForVerdict(page, "Implicitly denied");
  assert.equal(await value(page, key).inputValue(), "red");
  assert.equal((await context(page)).context, undefined);
});

test("a key can be unknown, and is as before when it is not any more", async () => {
  const page = await open([allow("Team", { StringEquals: { "aws:PrincipalTag/team": "red" } })]);
  const key = "aws:PrincipalTag/team";
  await waitForVerdict(page, "Allowed");
  const toggle = button(page, `${key} is unknown`);
  await toggle.press("Enter");
  await waitForVerdict(page, "Depends");
  await waitForStanding(page, key, "unknown");
  assert.ok(await isFocused(page, toggle), "the focus stays on the button");
  assert.deepEqual((await context(page)).unknown_context, [key]);
  await toggle.press("Enter");
  await waitForVerdict(page, "Allowed");
  await waitForStanding(page, key, "derived from the caller’s tags");
});

test("a boolean is chosen: true, false, absent or unknown", async () => {
  const page = await open([allow("Mfa", { Bool: { "aws:MultiFactorAuthPresent": "true" } })]);
  const key = "aws:MultiFactorAuthPresent";
  await waitForVerdict(page, "Implicitly denied");
  for (const [choice, verdict, said] of [
    ["true", "Allowed", "given"],
    ["unknown", "Depends", "unknown"],
    ["false", "Implicitly denied", "given"],
    ["absent", "Implicitly denied", "absent"],
  ]) {
    await value(page, key).selectOption({ label: choice });
    await waitForVerdict(page, verdict);
    await waitForStanding(page, key, said);
    assert.equal(await value(page, key).evaluate((select) => select.selectedOptions[0].label), choice);
  }
  await value(page, key).focus();
  await page.keyboard.type("true");
  await waitForVerdict(page, "Allowed");
});

test("a list has a field for each value, by keys alone", async () => {
  const page = await open([allow("Tags", { "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] }, Null: { "aws:TagKeys": "false" } })]);
  const key = "aws:TagKeys";
  await value(page, key).focus();
  await page.keyboard.type("a");
  await waitForVerdict(page, "Allowed");
  await button(page, `Add a value to ${key}`).press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Value 2 of aws:TagKeys");
  await page.keyboard.type("c");
  await waitForVerdict(page, "Implicitly denied");
  await button(page, `Remove value 2 of ${key}`).press("Enter");
  await waitForVerdict(page, "Allowed");
  assert.deepEqual((await context(page)).context, { "aws:TagKeys": ["a"] });
});

test("a date that is none is noted", async () => {
  const page = await open([allow("Soon", { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } })]);
  await value(page, "aws:CurrentTime").fill("tomorrow");
  const note = row(page, "aws:CurrentTime").locator(".context-note");
  await note.filter({ hasText: "no date" }).waitFor();
  assert.equal(await value(page, "aws:CurrentTime").getAttribute("aria-describedby"), await note.getAttribute("id"));
  await value(page, "aws:CurrentTime").fill("2026-11-22T10:30:00Z");
  await waitForVerdict(page, "Allowed");
  assert.equal(await note.count(), 0);
});

test("of many keys those that decide come first, and the others are folded until somebody wants to see them", async () => {
  const keys = Array.from({ length: 12 }, (_, index) => `custom:key${String(index).padStart(2, "0")}`);
  const other = allow("Ec2", { StringEquals: Object.fromEntries(keys.map((key) => [key, "x"])) }, "ec2:*");
  const page = await open([other, allow("Decides", { StringEquals: { "zzz:Last": "x" } })]);
  const fold = page.locator("#folded-mentioned-keys");
  assert.match(await fold.innerText(), /^5 more keys in policies — show$/);
  assert.equal(await page.locator(".context-row").count(), 8);
  assert.equal(await page.locator(".context-key").first().innerText(), "zzz:Last");
  await fold.press("Enter");
  assert.equal(await fold.getAttribute("aria-expanded"), "true");
  assert.equal(await page.locator(".context-row").count(), 13);
  await value(page, "custom:key11").focus();
  await page.keyboard.type("xy");
  assert.equal(await value(page, "custom:key11").inputValue(), "xy");
  assert.ok(await isFocused(page, value(page, "custom:key11")));
  await fold.press("Enter");
  assert.equal(await page.locator(".context-row").count(), 9, "what somebody gave stays in sight");
});

test("rows follow the policies and say in words what they show", async () => {
  for (const [colorScheme, viewport] of [
    ["light", { width: 1440, height: 900 }],
    ["dark", { width: 360, height: 740 }],
  ]) {
    const statements = [
      allow("Office", { IpAddress: { "aws:SourceIp": "10.0.0.0/8" }, Bool: { "aws:SecureTransport": "true" } }),
      allow("Other", { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } }, "ec2:*"),
    ];
    const request = { context: { "aws:SourceIp": ["nowhere"], "custom:Key": ["x"] }, unknown_context: ["aws:CurrentTime"] };
    const page = await open(statements, { request, colorScheme, viewport });
    if (viewport.width < 640) await page.click("#panel-tab-request");
    await row(page, "aws:SourceIp").waitFor();
    assert.match(
      await row(page, "aws:CurrentTime").locator(".context-use").getAttribute("aria-label"),
      /^Other: DateLessThan in own may hold; something else keeps the statement from applying$/,
    );
    assert.match(await row(page, "aws:SourceIp").locator(".context-key").getAttribute("title"), /type: IPAddress/);
    assert.deepEqual(await accessibilityProblems(page), []);
    if (viewport.width < 640) await page.click("#panel-tab-documents");
    await pasteIntoEditor(page, JSON.stringify({ Version: "2012-10-17", Statement: [allow("New", { Bool: { "aws:ViaAWSService": "true" } })] }));
    if (viewport.width < 640) await page.click("#panel-tab-request");
    await row(page, "aws:ViaAWSService").waitFor();
    await waitForStanding(page, "aws:ViaAWSService", "derived from aws:CalledVia");
    assert.equal(await row(page, "aws:SecureTransport").count(), 0);
    assert.equal(await page.locator("#context-key-0").inputValue(), "aws:SourceIp", "what was given stays");
  }
});
