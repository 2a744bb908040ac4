/** What a person wrote is text on the page, wherever it comes from, and never markup. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./harness.mjs";
import {
  MARKUP,
  assertNoMarkup,
  exportedFile,
  fragmentOf,
  importFile,
  openPlayground,
  pasteIntoEditor,
  smallWorkspace,
  waitForVerdict,
} from "./playground.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Breaks out of an attribute, a tag or a comment of whoever builds HTML from text. */
const hostile = (text) => `${text}"'-->${MARKUP}`;

/** A workspace in which every text is hostile, and which still has a verdict. */
function hostileWorkspace() {
  const account = "111122223333";
  const role = `arn:aws:iam::${account}:role/${MARKUP}`;
  const bucket = `arn:aws:s3:::${MARKUP}`;
  const policy = (name, effect) => ({
    name: hostile(name),
    document: {
      Version: "2012-10-17",
      Id: hostile("id"),
      Statement: [
        {
          Sid: hostile("sid"),
          Effect: effect,
          ...(name === "resource" ? { Principal: { AWS: hostile("who") } } : {}),
          Action: ["s3:*", hostile("action")],
          Resource: ["*", hostile("resource")],
          Condition: { StringNotEqualsIfExists: { [hostile("key")]: hostile("value") } },
          [hostile("member")]: hostile("content"),
        },
      ],
    },
  });
  return {
    policyscope: 1,
    name: hostile("workspace"),
    organization: {
      id: hostile("o"),
      units: [{ id: hostile("r"), name: hostile("root"), scps: [policy("scp", "Allow"), policy("deny", "Deny")] }],
    },
    accounts: [{ id: account, name: hostile("account"), unit: hostile("r"), scps: [policy("scp", "Allow")] }],
    principals: [{ arn: role, identity_policies: [policy("identity", "Allow")] }],
    resources: [{ arn: bucket, account, policy: policy("resource", "Allow") }],
    vpc_endpoints: [{ id: hostile("vpce"), policy: policy("endpoint", "Allow") }],
    requests: [
      {
        name: hostile("request"),
        principal: role,
        action: "s3:GetObject",
        resource: `${bucket}/key`,
        resource_account: account,
        vpc_endpoint: hostile("vpce"),
        context: { [hostile("aws:key")]: [hostile("one"), hostile("two")] },
        unknown_context: [hostile("unknown")],
        expect: "Allowed",
      },
      { name: hostile("second"), principal: hostile("who"), action: hostile("a:b"), resource: hostile("r") },
    ],
  };
}

/** Looks at everything that the page can show of a workspace. */
async function lookAround(page) {
  const requests = await page.getByRole("tablist", { name: "Requests" }).getByRole("tab").count();
  for (let request = 0; request < requests; request += 1) {
    await page.click(`#request-tab-${request}`);
    await page.locator(".segment", { hasText: "All" }).click();
    const documents = page.getByRole("tablist", { name: "Documents" }).getByRole("tab");
    for (let index = 0; index < (await documents.count()); index += 1) {
      await documents.nth(index).click();
      for (const mark of await page.locator(".document-view").locator(".cm-lintRange, .statement-mark, .entry").all()) await mark.hover();
    }
    for (const check of await page.locator(".check-head").all()) await check.click();
    for (const button of await page.locator(".verdict .disclosure").all()) await button.click();
    for (const menu of ["#examples", "#other-documents", "#add-document"]) {
      if ((await page.locator(menu).count()) === 0) continue;
      await page.click(menu);
      await page.keyboard.press("Escape");
    }
    await assertNoMarkup(page);
  }
}

test("markup in every text of a link stays text", async () => {
  const link = fragmentOf(JSON.stringify(hostileWorkspace()));
  const page = await openPlayground(browser, { address: `/${link}` });
  assert.equal(await page.inputValue("#workspace-name"), hostile("workspace"));
  await lookAround(page);
  await page.click("#request-tab-0");
  const shown = await page.evaluate(() => document.body.textContent);
  for (const text of ["sid", "request", "identity", "root"]) {
    assert.ok(shown.includes(hostile(text)), `${text} is shown as it is written`);
  }
});

test("markup in every text of an imported file stays text, and is exported as it was", async () => {
  const workspace = hostileWorkspace();
  const page = await openPlayground(browser);
  await importFile(page, `${MARKUP.replaceAll("/", "")}.json`, JSON.stringify(workspace));
  await page.waitForFunction(() => document.querySelector("#workspace-name").value.includes("onerror"));
  await assertNoMarkup(page);
  await lookAround(page);
  assert.equal(JSON.parse((await exportedFile(page)).text).name, workspace.name);
});

test("markup in the messages about a link and a file stays text", async () => {
  const address = `/${fragmentOf(`{"policyscope": 1, "requests": [{"principal": 1, "${MARKUP.replaceAll('"', "'")}": 2}]}`)}`;
  const page = await openPlayground(browser, { address });
  await page.getByRole("alert").filter({ hasText: "could not be opened" }).waitFor();
  await assertNoMarkup(page);
  await importFile(page, `${MARKUP.replaceAll("/", "")}.json`, `{"policyscope": 1, "requests": ["${MARKUP.replaceAll('"', "'")}"]}`);
  await page.getByRole("alert").filter({ hasText: "onerror" }).waitFor();
  await assertNoMarkup(page);
});

test("markup typed into every text field stays text", async () => {
  const page = await openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(smallWorkspace()))}` });
  await page.getByRole("button", { name: "Add key" }).click();
  await page.getByRole("button", { name: "Add a value to row 1" }).click();
  // The key first, since the labels of its values contain it.
  const fields = page.locator("input[type=text]:visible");
  const ids = await fields.evaluateAll((fields) => fields.map((field) => field.id));
  for (const known of ["workspace-name", "principal", "action", "resource", "resource-account", "request-name", "document-name"]) {
    assert.ok(ids.includes(known), known);
  }
  const count = await fields.count();
  assert.equal(count, 10, "seven fields, a key and two values");
  for (let index = 0; index < count; index += 1) {
    await fields.nth(index).fill(MARKUP);
    assert.equal(await fields.nth(index).inputValue(), MARKUP);
    await assertNoMarkup(page);
  }
  await waitForVerdict(page, "Can’t tell yet");
  await page.locator("#principal-problem", { hasText: MARKUP }).waitFor();
  await page.reload();
  await page.waitForSelector("#verdict");
  await assertNoMarkup(page);
});

test("markup in the editor stays text, in problems and reasons too", async () => {
  const page = await openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(smallWorkspace()))}` });
  await pasteIntoEditor(page, MARKUP);
  await page.locator(".problem-entry").first().waitFor();
  await assertNoMarkup(page);
  const statement = { Sid: MARKUP, Effect: "Allow", Action: MARKUP, Resource: [MARKUP, "*"], [MARKUP]: MARKUP };
  await pasteIntoEditor(page, JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  await page.locator(".statement-title", { hasText: MARKUP }).waitFor();
  await lookAround(page);
});
