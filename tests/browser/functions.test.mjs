/** The functions of templates, and how one came to a right. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import { editorText, openExample, openPlayground, openTool } from "./playground.mjs";

const EXAMPLE = "Booking service";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** The example's functions. */
async function openFunctions(options) {
  const page = await openPlayground(browser, options);
  await openExample(page, EXAMPLE);
  await openTool(page, "Functions");
  await page.locator(".function-head").first().waitFor();
  return page;
}

const head = (page, name) => page.locator(".function-head", { has: page.getByText(name, { exact: true }) });

/** Opens a function, and waits until its rights are sorted. */
async function openFunction(page, name) {
  await head(page, name).click();
  const body = page.locator(`#function-0-${name}`);
  await body.getByRole("heading", { name: "What it can do" }).waitFor();
  await body.locator("dt", { hasText: "Write" }).first().waitFor();
  return body;
}

test("without a template it says what it is, and offers the box and an example", async () => {
  const page = await openPlayground(browser);
  await openTool(page, "Functions");
  await page.getByText(/Paste a CloudFormation or SAM template/).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("button", { name: "Paste a template" }).click();
  await page.locator("#paste-text").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Open the example/ }).click();
  await page.getByText("4 Lambda functions of the workspace’s templates.").waitFor();
});

test("a pasted template has its functions", async () => {
  const page = await openPlayground(browser);
  const template = {
    Resources: {
      Hello: { Type: "AWS::Lambda::Function", Properties: { Role: { Ref: "RoleArn" } } },
    },
    Parameters: { RoleArn: { Type: "String" } },
  };
  await page.keyboard.press("Alt+p");
  await page.locator("#paste-text").fill(JSON.stringify(template));
  await page.locator("dialog[open]").getByRole("button", { name: "Fill in" }).click();
  await page.locator("#paste-done").click();
  await openTool(page, "Functions");
  await head(page, "Hello").click();
  const body = page.locator("#function-0-Hello");
  await body.getByText("Which role it has is not known: Role needs RoleArn.").first().waitFor();
  await body.getByText("Nothing of it is known.").waitFor();
});

test("each function tells its role, its rights, its callers and its notes", async () => {
  const page = await openFunctions();
  const names = await page.locator(".function-name").allInnerTexts();
  assert.deepEqual(names, ["Book", "Confirm", "Report", "Cleanup"]);
  assert.match(await head(page, "Confirm").innerText(), /missing right/);
  assert.match(await head(page, "Report").innerText(), /3 × more than needed[^]*shared role/);

  const book = await openFunction(page, "Book");
  const text = await book.innerText();
  assert.match(text, /arn:aws:iam::111122223333:role\/book/);
  assert.match(text, /Amazon DynamoDB[^]*dynamodb:GetItem[^]*table\/bookings/);
  assert.match(text, /apigateway\.amazonaws\.com: lambda:InvokeFunction/);
  assert.match(text, /Lambda may assume the role/);
  assert.match(text, /It has what it names, and nothing more/);
  // The role that is too broad may call it, too.
  assert.match(text, /Allowed: arn:aws:iam::111122223333:role\/report lambda:InvokeFunction/);

  const confirm = await openFunction(page, "Confirm");
  assert.match(await confirm.innerText(), /lacks sqs:GetQueueAttributes/);
  const report = await openFunction(page, "Report");
  assert.match(await report.innerText(), /Also the role of Cleanup/);
  assert.match(await report.innerText(), /nothing limits for which resource or account/i);
});

test("a note leads to its statement in the editor", async () => {
  const page = await openFunctions();
  const report = await openFunction(page, "Report");
  await report.getByRole("button", { name: "AllBuckets of report" }).first().click();
  await page.waitForFunction(() => document.activeElement?.classList.contains("cm-content"));
  assert.match(await editorText(page), /AllBuckets/);
});

test("each line of the template that is named leads there", async () => {
  const page = await openFunctions();
  const book = await openFunction(page, "Book");
  await book.getByRole("button", { name: "Why dynamodb:PutItem?" }).click();
  const places = book.getByRole("button", { name: /^booking\.yaml, line \d+$/ });
  await book.locator(".chain-steps button.template-link").first().waitFor();
  const last = places.last();
  const line = (await last.innerText()).match(/\d+$/)[0];
  await last.press("Enter");
  await page.locator(`#template-line-shown[data-line="${line}"]`).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "template-line-shown");
});

test("“Why?” shows the way from a right to the template, as a drawing and a list", async () => {
  const page = await openFunctions();
  const book = await openFunction(page, "Book");
  const why = book.getByRole("button", { name: "Why dynamodb:PutItem?" });
  await why.click();
  await book.getByText("Book may do dynamodb:PutItem, by one way.").waitFor();
  const steps = await book.locator(".chain-steps li").allInnerTexts();
  assert.deepEqual(
    steps.map((step) => step.split(" ")[0]),
    ["Permission", "Statement", "Policy", "Role", "Trust", "Function", "Template"],
  );
  assert.match(steps[1], /KeepBookings[^]*booking\.yaml, line \d+/);
  assert.equal(await book.locator(".chain-node").count(), 7);
  assert.equal(await book.locator(".chain-line").count(), 6);
  assert.equal(await book.locator("svg [style]").count(), 0);
  await book.locator(".chain-steps").getByRole("button", { name: /^Show line \d+ of KeepBookings/ }).click();
  await page.waitForFunction(() => document.activeElement?.classList.contains("cm-content"));
  assert.match(await editorText(page), /KeepBookings/);
  await why.click();
  assert.equal(await book.locator(".chain").count(), 0);
});

test("it works by keyboard alone", async () => {
  const page = await openFunctions();
  await page.locator("#workbench-tab-functions").focus();
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.innerText), /^Book/);
  await page.keyboard.press("Enter");
  const book = page.locator("#function-0-Book");
  await book.locator("dt", { hasText: "Write" }).first().waitFor();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    if (label === "Why dynamodb:GetItem?") break;
  }
  await page.keyboard.press("Space");
  await book.getByText(/may do dynamodb:GetItem/).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "chain-box");
  const isJump = () => document.activeElement.classList.contains("function-jump");
  for (let step = 0; step < 6 && !(await page.evaluate(isJump)); step += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.classList.contains("cm-content"));
});

test("an edit changes what is said", async () => {
  const page = await openFunctions();
  const confirm = await openFunction(page, "Confirm");
  await confirm.getByRole("button", { name: /^TakeConfirmations of confirm/ }).first().click();
  await page.waitForFunction(() => document.activeElement?.classList.contains("cm-content"));
  await page.locator(".cm-line", { hasText: "sqs:DeleteMessage" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(', "sqs:GetQueueAttributes"');
  await page.waitForFunction(() => !/lacks/.test(document.querySelector("#function-0-Confirm").innerText));
});

test("axe finds nothing, and nothing is wider than the window", { timeout: 180_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
      const page = await openFunctions({ colorScheme, viewport, reducedMotion: "reduce" });
      for (const name of ["Confirm", "Report"]) await openFunction(page, name);
      const report = page.locator("#function-0-Report");
      await report.getByRole("button", { name: /^Why dynamodb:/ }).first().click();
      await report.locator(".chain-node").first().waitFor();
      assert.deepEqual(await accessibilityProblems(page), [], `${colorScheme}, ${viewport.width}`);
      const excess = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(excess, 0, `${viewport.width}`);
    }
  }
});
