/** Templates: what can be given, what was taken, their text, and the way from a policy back to its line. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import {
  MARKUP,
  assertNoMarkup,
  editorText,
  exportedFile,
  openExample,
  openPlayground,
  openTool,
  pasteIntoEditor,
  shownText,
  waitForVerdict,
} from "./playground.mjs";

const TEMPLATE = `Parameters:
  Bucket: {Type: String, Description: Where orders lie, AllowedPattern: '[a-z0-9-]+'}
  Stage: {Type: String, AllowedValues: [beta, prod]}
  Token: {Type: String, NoEcho: true, MinLength: 4}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Seller:
    Type: AWS::IAM::Role
    Condition: IsProd
    Properties:
      RoleName: seller
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}
      Policies:
        - PolicyName: orders
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: ReadOrders
                Effect: Allow
                Action: s3:GetObject
                Resource: !Sub arn:aws:s3:::\${Bucket}/*
  OnlyByTls:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Deny, Principal: "*", Action: "s3:*", Resource: "*", Condition: {Bool: {"aws:SecureTransport": "false"}}}
`;

const lineOf = (part) => TEMPLATE.split("\n").findIndex((line) => line.includes(part)) + 1;

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

async function pasteTemplate(page, text, button = "Fill in") {
  await page.keyboard.press("Alt+p");
  await page.locator("#paste-text").fill(text);
  await page.locator("dialog[open]").getByRole("button", { name: button }).click();
  await page.locator("#paste-done").click();
}

/** A page with the template, its tool open and worked out. */
async function openTemplate(options, text = TEMPLATE) {
  const page = await openPlayground(browser, options);
  await pasteTemplate(page, text);
  await openTool(page, "Template");
  await page.locator("#template-values-title").waitFor();
  return page;
}

const workspace = async (page) => JSON.parse((await exportedFile(page)).text);

/** Types a value and leaves the field. */
async function give(page, id, value) {
  await page.locator(`#${id}`).fill(value);
  await page.locator(`#${id}`).press("Enter");
}

const shownLine = (page, line) => page.locator(`#template-line-shown[data-line="${line}"]`);

const isFocused = (page, selector) =>
  page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);

test("without a template it says what it is, and offers the box and an example", async () => {
  const page = await openPlayground(browser);
  await openTool(page, "Template");
  await page.getByText(/Paste a CloudFormation or SAM template: its policies/).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("button", { name: "Paste a template" }).click();
  await page.locator("#paste-text").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Open the example/ }).click();
  await page.getByText("All that its policies need is known.").waitFor();
});

test("the tools stand in their order", async () => {
  const page = await openPlayground(browser);
  const tabs = await page.locator("#workbench [role=tab]").allInnerTexts();
  assert.deepEqual(
    tabs.map((tab) => tab.split(/\s/)[0]),
    ["Tests", "Matrix", "Compare", "Template", "Functions", "API"],
  );
});

test("the account comes first, and until it is given the roles stand in none", async () => {
  const page = await openTemplate();
  await page.getByText(/1 principal of the template stands in account 000000000000/).waitFor();
  const names = await page.locator(".template-value label").allInnerTexts();
  assert.deepEqual(names.slice(0, 6), ["AWS::AccountId", "AWS::Region", "AWS::Partition", "Bucket", "Stage", "Token"]);
  await give(page, "template-ref-AWS_3a__3a_AccountId", "1234");
  await page.getByText("an account id has twelve digits").waitFor();
  assert.equal((await workspace(page)).templates[0].given, undefined);
  await give(page, "template-ref-AWS_3a__3a_AccountId", "111122223333");
  await page.getByRole("status").filter({ hasText: "Gave a value for AWS::AccountId" }).waitFor();
  await page.getByText(/stands in account/).waitFor({ state: "detached" });
  const exported = await workspace(page);
  assert.deepEqual(exported.templates[0].given, { account: "111122223333" });
  assert.equal(exported.principals[0].arn, "arn:aws:iam::111122223333:role/seller");
});

test("a value that is given brings what waited for it, and Undo takes it back in one step", async () => {
  const page = await openTemplate();
  const bucket = page.locator(".template-value", { has: page.locator("#template-ref-Bucket") });
  await bucket.getByText("Unknown: 1 policy waits for it, 1 place of policies depends on it").waitFor();
  await give(page, "template-ref-AWS_3a__3a_Partition", "aws");
  await give(page, "template-ref-Bucket", "Orders");
  await bucket.getByText("does not match the pattern").waitFor();
  assert.equal(await page.locator("#template-ref-Bucket").getAttribute("aria-invalid"), "true");
  await openTool(page, "Tests");
  await openTool(page, "Template");
  assert.equal(await page.locator("#template-ref-Bucket").inputValue(), "Orders", "what was refused is not lost");
  const before = await workspace(page);
  await give(page, "template-ref-Bucket", "orders");
  await page.getByRole("status").filter({ hasText: "Gave a value for Bucket" }).waitFor();
  await bucket.getByText(/Unknown/).waitFor({ state: "detached" });
  await isFocused(page, "#template-ref-Bucket");
  assert.equal((await workspace(page)).resources[0].arn, "arn:aws:s3:::orders");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.getByRole("status").filter({ hasText: "Brought back" }).waitFor();
  assert.deepEqual(await workspace(page), before);
  await bucket.getByText(/Unknown/).waitFor();
});

test("an empty field makes a value unknown again", async () => {
  const page = await openTemplate();
  const before = await workspace(page);
  await page.locator("#template-ref-Stage").selectOption("prod");
  await page.getByRole("status").filter({ hasText: "Gave a value for Stage" }).waitFor();
  assert.deepEqual((await workspace(page)).templates[0].given, { values: { Stage: "prod" } });
  await page.locator("#template-ref-Stage").selectOption("");
  await page.getByRole("status").filter({ hasText: "Took back the value for Stage" }).waitFor();
  assert.deepEqual(await workspace(page), before);
});

test("a secret shows nowhere", async () => {
  const page = await openTemplate();
  assert.equal(await page.locator("#template-ref-Token").getAttribute("type"), "password");
  await give(page, "template-ref-Token", "abc");
  await page.getByText(/a value has at least 4 characters/).waitFor();
  await give(page, "template-ref-Token", "hush-hush");
  await page.getByRole("status").filter({ hasText: "Gave a value for Token" }).waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), /hush-hush/);
});

test("what was taken leads to the lines", async () => {
  const page = await openTemplate();
  const taken = page.getByRole("region", { name: "What was taken" });
  await taken.getByText("2 resources: 1 in the workspace, 1 waiting for a name.").waitFor();
  const remark = taken.locator("li", { hasText: "OnlyByTls" });
  await remark.getByRole("button", { name: /^line/ }).click();
  const line = lineOf("OnlyByTls") + 5;
  await shownLine(page, line).waitFor();
  await isFocused(page, "#template-line-shown");
  await page.getByRole("status").filter({ hasText: `Line ${line} of template` }).waitFor({ state: "attached" });
  assert.match(await shownLine(page, line).innerText(), /not in the workspace: this policy waits for/);
  const unknown = page.locator(`.template-line[data-line="${lineOf("${Bucket}")}"]`);
  assert.match(await unknown.innerText(), /unknown: Bucket/);
});

test("a statement, a finding and the verdict lead to the line of the template", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "Booking service");
  await waitForVerdict(page, "Allowed");
  const links = page.locator(".verdict .template-link");
  const words = await links.innerText();
  assert.match(words, /^booking\.yaml, line \d+$/);
  await links.click();
  const line = /\d+$/.exec(words)[0];
  await shownLine(page, line).waitFor();
  assert.match(await shownLine(page, line).innerText(), /KeepBookings/);
  await isFocused(page, "#template-line-shown");
  await page.locator(".panel-why .statement .template-link").first().click();
  await isFocused(page, "#template-line-shown");
  const finding = page.locator(".finding .template-link").first();
  const [, found] = /line (\d+)$/.exec(await shownText(finding));
  await finding.click();
  await shownLine(page, found).waitFor();
  await shownLine(page, found).getByRole("button", { name: "Show in the policy" }).first().click();
  await isFocused(page, ".cm-content");
});

test("statements that came close lead there too", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "Booking service");
  await page.click("#request-tab-4");
  await waitForVerdict(page, "Implicitly denied");
  const near = page.locator(".near-miss .template-link").first();
  assert.match(await shownText(near), /^booking\.yaml, line \d+$/);
});

test("an edited policy says so and leads to no statement", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "Booking service");
  await page.locator(".verdict .template-link").waitFor();
  const text = await editorText(page);
  await pasteIntoEditor(page, text.replace("dynamodb:GetItem", "dynamodb:Query"));
  await page.locator(".panel-why").getByText(/Edited since it was taken from/).waitFor();
  await page.locator(".verdict .template-link").waitFor({ state: "detached" });
  await openTool(page, "Template");
  await page.getByRole("region", { name: "What was taken" }).getByText(/was edited in the workspace and stays so/).waitFor();
});

test("another text is read anew, and one that cannot be read is not lost", async () => {
  const page = await openTemplate();
  const before = await workspace(page);
  await page.getByRole("button", { name: "Edit or replace" }).click();
  await isFocused(page, "#template-draft");
  const broken = TEMPLATE.replace("Type: AWS::IAM::Role", "Type: [AWS::IAM::Role");
  await page.locator("#template-draft").fill(broken);
  await page.getByText("This is no template with resources.").waitFor();
  const mistake = page.locator(".template-mistakes").getByRole("button").first();
  assert.match(await mistake.innerText(), /^line \d+, column \d+$/);
  assert.equal(await page.getByRole("button", { name: "Take over" }).isDisabled(), true);
  assert.deepEqual(await accessibilityProblems(page), []);
  await mistake.click();
  await isFocused(page, "#template-draft");
  assert.deepEqual(await workspace(page), before);
  await openTool(page, "Functions");
  await openTool(page, "Template");
  assert.equal(await page.locator("#template-draft").inputValue(), broken);
  await page.locator("#template-draft").fill(TEMPLATE.replace("s3:GetObject", "s3:PutObject"));
  await page.getByRole("button", { name: "Take over" }).click();
  await page.getByRole("status").filter({ hasText: "Took over the new text of template" }).waitFor();
  await isFocused(page, "#edit-template");
  const after = await workspace(page);
  assert.equal(after.templates.length, 1);
  assert.match(JSON.stringify(after.principals), /s3:PutObject/);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.getByRole("status").filter({ hasText: "Brought back" }).waitFor();
  assert.deepEqual(await workspace(page), before);
});

test("of several templates one is chosen and removed, and comes back with Undo", async () => {
  const page = await openTemplate();
  await page.locator("#template-name").fill("shop.yaml");
  await pasteTemplate(page, TEMPLATE.replaceAll("seller", "buyer").replaceAll("Seller", "Buyer"));
  const chosen = page.locator("#template-shown");
  await chosen.selectOption({ label: "2. template" });
  await page.locator(".template-lines").getByText("RoleName: buyer").waitFor();
  await page.getByRole("button", { name: "Remove template" }).click();
  await page.getByRole("status").filter({ hasText: "Removed template" }).waitFor();
  await isFocused(page, "#workbench-tab-template");
  await chosen.waitFor({ state: "detached" });
  const left = await workspace(page);
  assert.deepEqual(
    left.principals.map((principal) => principal.arn),
    ["arn:aws:iam::000000000000:role/seller"],
  );
  assert.equal(left.templates[0].name, "shop.yaml");
  await page.keyboard.press("ControlOrMeta+z");
  await chosen.waitFor();
});

test("it works by keyboard alone", async () => {
  const page = await openTemplate();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("tool template");
  await page.keyboard.press("Enter");
  await isFocused(page, "#workbench-tab-template");
  const press = async (key, selector) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press(key);
      if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    }
    assert.fail(`${selector} was not reached`);
  };
  await press("Tab", "#template-ref-Bucket");
  await page.keyboard.type("orders");
  await page.keyboard.press("Tab");
  await page.getByRole("status").filter({ hasText: "Gave a value for Bucket" }).waitFor();
  await press("Tab", ".template-remarks li button");
  await page.keyboard.press("Enter");
  await isFocused(page, "#template-line-shown");
  await press("Shift+Tab", "#edit-template");
  await page.keyboard.press("Enter");
  await isFocused(page, "#template-draft");
  await press("Tab", ".template-editor .button.plain:not(.small)");
  await page.keyboard.press("Space");
  await isFocused(page, "#edit-template");
});

for (const [size, viewport] of [["wide", { width: 1440, height: 900 }], ["at 360 pixels", { width: 360, height: 740 }]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing: ${colorScheme}, ${size}`, { timeout: 120_000 }, async () => {
      const page = await openTemplate({ colorScheme, viewport, reducedMotion: "reduce" });
      await page.locator("#template-ref-Bucket").fill("Orders");
      assert.deepEqual(await accessibilityProblems(page), []);
      await page.locator(".template-remarks li button").first().click();
      await isFocused(page, "#template-line-shown");
      assert.deepEqual(await accessibilityProblems(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= viewport.width, `the page is ${width} pixels wide`);
      await openExample(page, "Booking service");
      const panel = page.locator("#panel-tab-why");
      if ((await panel.count()) > 0) await panel.click();
      await page.locator(".panel-why .template-link").first().waitFor();
      assert.deepEqual(await accessibilityProblems(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= viewport.width, `the page is ${wide} pixels wide`);
    });
  }
}

test("markup in a template stays text", async () => {
  const text = JSON.stringify({
    Parameters: { P: { Type: "String", Description: MARKUP, Default: MARKUP } },
    Resources: {
      [MARKUP]: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
    },
  });
  const page = await openTemplate({}, text);
  await page.locator("#template-name").fill(MARKUP);
  await page.locator(".template-remarks").first().waitFor();
  await assertNoMarkup(page);
});

test("a template that is there already is updated first, or added as another", async () => {
  const page = await openTemplate();
  await give(page, "template-ref-AWS_3a__3a_AccountId", "111122223333");
  await page.locator(".template-account").waitFor({ state: "detached" });
  const newer = TEMPLATE.replace("Sid: ReadOrders", "Sid: ReadAllOrders");
  await page.keyboard.press("Alt+p");
  await page.locator("#paste-text").fill(newer);
  const dialog = page.locator("dialog[open]");
  await dialog.getByText(/The workspace has it, or another version of it/).waitFor();
  const names = await dialog.locator(".dialog-footer button").allInnerTexts();
  assert.deepEqual(names.slice(0, 2), ["Update the template", "Add as another"]);
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.locator("#paste-text").press("Control+Enter");
  await page.locator("#paste-done").click();
  let { templates } = await workspace(page);
  assert.deepEqual(templates.map(({ text }) => text), [newer.trim()]);
  assert.equal(templates[0].given.account, "111122223333");

  await pasteTemplate(page, newer, "Add as another");
  ({ templates } = await workspace(page));
  assert.equal(templates.length, 2);
});

test("an empty text is given as such, kept, and taken back", async () => {
  const text = TEMPLATE.replace("Bucket: {Type: String, Description: Where orders lie, AllowedPattern: '[a-z0-9-]+'}", "Bucket: {Type: String}");
  const page = await openTemplate({}, text);
  const box = page.getByRole("checkbox", { name: "The value is an empty text for Bucket" });
  await box.focus();
  await page.keyboard.press("Space");
  const field = page.locator("#template-ref-Bucket");
  await page.locator('#template-ref-Bucket[placeholder="an empty text"]').waitFor();
  assert.equal(await field.inputValue(), "");
  assert.ok(await box.isChecked());
  assert.equal((await workspace(page)).templates[0].given.values.Bucket, "");
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.reload();
  await openTool(page, "Template");
  await page.locator('#template-ref-Bucket[placeholder="an empty text"]').waitFor();
  await give(page, "template-ref-Bucket", "orders");
  await page.waitForFunction(() => !document.querySelector('.template-value:has(#template-ref-Bucket) input[type="checkbox"]').checked);
  await box.check();
  await page.locator('#template-ref-Bucket[placeholder="an empty text"]').waitFor();
  await box.uncheck();
  await page.locator('#template-ref-Bucket[placeholder="unknown"]').waitFor();
  assert.equal((await workspace(page)).templates[0].given?.values?.Bucket, undefined);
  assert.equal(await page.getByRole("checkbox", { name: /empty text for Token/ }).count(), 0);
});
