/** What AWS answered, what it leaves open, and what can be done about that. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./harness.mjs";
import { copyLink, openPlayground, openSmall, waitForVerdict } from "./playground.mjs";

const DENIED =
  "An error occurred (AccessDenied) when calling the GetObject operation: User: " +
  "arn:aws:sts::111122223333:assumed-role/reports/nightly is not authorized to perform: s3:GetObject on resource: " +
  '"arn:aws:s3:::reports/a.csv" because no identity-based policy allows the s3:GetObject action';

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Pastes a text into the box and closes it. */
async function fillInAndClose(page, text) {
  await page.click("#paste-anything");
  await page.fill("#paste-text", text);
  await page.getByRole("button", { name: "Fill in", exact: true }).click();
  await page.getByRole("button", { name: "Done", exact: true }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "verdict");
}

const answer = (page) => page.locator(".aws-answer");

test("what AWS answered stays below the verdict with a statement to add, also through a link", async () => {
  const page = await openPlayground(browser);
  await fillInAndClose(page, DENIED);
  const said = "AWS denied this: no identity-based policy allows s3:GetObject.";
  assert.equal(await answer(page).locator("p").first().innerText(), said);
  await page.click("#statement-draft");
  await answer(page).getByRole("button", { name: "Copy the statement" }).click();
  await page.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  assert.deepEqual(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())), {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::reports/a.csv",
  });
  const link = new URL(await copyLink(page));
  const other = await openPlayground(browser, { address: `/${link.hash}` });
  assert.equal(await answer(other).locator("p").first().innerText(), said);
  await page.fill("#action", "s3:PutObject");
  await answer(page).waitFor({ state: "detached" });
});

test("when what stands here allows what AWS denied, that is said", async () => {
  const page = await openSmall(browser);
  const denied = DENIED.replace("assumed-role/reports/nightly", "assumed-role/reader/nightly").replace("a.csv", "may.csv");
  await fillInAndClose(page, denied);
  await page.click("#assume-no-more");
  await waitForVerdict(page, "Allowed");
  assert.match(await answer(page).innerText(), /AWS denied this[^]*What stands here allows it/);
});

test("a policy of an organization that denied is named, with the command that gives it", async () => {
  const page = await openPlayground(browser);
  const arn = "arn:aws:organizations::444455556666:policy/o-exampleorgid/service_control_policy/p-x1y2z3a4";
  const message =
    "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sqs:SendMessage on resource: " +
    `arn:aws:sqs:eu-west-1:111122223333:jobs with an explicit deny in a service control policy: ${arn}`;
  await fillInAndClose(page, message);
  assert.match(await answer(page).innerText(), /service control policy p-x1y2z3a4 denies sqs:SendMessage explicitly/);
  await answer(page).getByRole("button", { name: /^Copy the command/ }).click();
  await page.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  const command = "aws organizations describe-policy --policy-id p-x1y2z3a4";
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), command);
});

test("what to find out next stays on the page with commands to copy", async () => {
  const page = await openPlayground(browser);
  await fillInAndClose(page, DENIED);
  const next = page.locator("#documents .next-steps");
  await next.getByText("aws s3api get-bucket-policy --bucket reports").waitFor();
  assert.match(await next.locator("li").first().innerText(), /get-account-authorization-details --filter Role/);
  await next.getByRole("button", { name: /^Copy the command aws s3api/ }).click();
  await page.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^aws s3api get-bucket-policy/);
});

test("the unknown that would not stop the request is taken for absent by one button, and one undo takes that back", async () => {
  const page = await openPlayground(browser);
  await fillInAndClose(page, DENIED);
  await page.locator("#why").getByText(/^No change is sure while these are unknown: .*Service control policies/).waitFor();
  await page.click("#assume-no-more");
  await page.getByRole("status").filter({ hasText: /Assumed that nothing more is attached: .*Session policies/ }).waitFor();
  await page.locator("#why").getByText(/^No change is sure while these are unknown: Identity-based policies\.$/).waitFor();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.locator("#why").getByText(/are unknown: .*Service control policies/).waitFor();
});
