/** The matrix and the coverage. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import { fragmentOf, openPlayground, openTool, waitForVerdict } from "./playground.mjs";

const ACCOUNT = "111122223333";
const role = (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const policy = (name, ...statements) => ({ name, document: { Version: "2012-10-17", Statement: statements } });
const allow = (Action, Resource = "*") => ({ Effect: "Allow", Action, Resource });

/** Three roles, two buckets, one request. */
const WORKSPACE = {
  policyscope: 1,
  principals: [
    {
      arn: role("reader"),
      identity_policies: [
        policy(
          "Read",
          { Sid: "Get", ...allow("s3:GetObject") },
          { Sid: "NoDelete", Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" },
          { Sid: "Queues", ...allow("sqs:SendMessage") },
        ),
      ],
    },
    { arn: role("writer"), identity_policies: [policy("Write", allow("s3:*Object"))] },
    { arn: role("stranger"), identity_policies: "unknown" },
  ],
  resources: [
    { arn: "arn:aws:s3:::reports", account: ACCOUNT },
    { arn: "arn:aws:s3:::other", account: ACCOUNT },
  ],
  requests: [
    { name: "Read", principal: role("reader"), action: "s3:GetObject", resource: "arn:aws:s3:::reports/may.csv" },
  ],
};

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

async function openMatrix(options) {
  const page = await openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(WORKSPACE))}`, ...options });
  await openTool(page, "Matrix");
  await page.locator("[role=grid]").waitFor();
  return page;
}

/** The names of the rows and the words in their cells. */
const shown = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("[role=grid] tbody tr")].map((row) => [
      row.querySelector("th").title,
      ...[...row.querySelectorAll("td")].map((cell) => cell.getAttribute("aria-label").split(":")[0]),
    ]),
  );

const focusedCell = (page) => page.evaluate(() => document.activeElement.id);

/** Waits until the columns are these. */
const waitForColumns = (page, columns) =>
  page.waitForFunction((columns) => {
    const heads = [...document.querySelectorAll("[role=grid] thead th[title]")].map((head) => head.title);
    const isBusy = document.querySelector("[role=grid][aria-busy]") !== null;
    return !isBusy && heads.join() === columns.join();
  }, columns);

test("each principal has a row, each action that is named a column, and each cell says its decision", async () => {
  const page = await openMatrix();
  await waitForColumns(page, ["s3:GetObject", "s3:DeleteObject", "sqs:SendMessage"]);
  await page.getByText("Doesn’t fit").first().waitFor();
  assert.deepEqual(await shown(page), [
    [role("reader"), "Allowed", "Explicitly denied", "Doesn’t fit"],
    [role("writer"), "Allowed", "Allowed", "Doesn’t fit"],
    [role("stranger"), "Depends", "Depends", "Doesn’t fit"],
  ]);
  const words = await page.locator("[role=grid] tbody tr").first().locator("td").allInnerTexts();
  assert.deepEqual(words, ["Allowed", "Denied", "Doesn’t fit"]);
  const glyphs = await page.locator("[role=gridcell] .icon").count();
  assert.equal(glyphs, 9);
  await page.getByText("Resources", { exact: true }).click();
  await page.getByRole("rowheader", { name: "reports/may.csv" }).waitFor();
  assert.deepEqual(
    (await shown(page)).map(([name]) => name),
    ["arn:aws:s3:::reports", "arn:aws:s3:::other", "arn:aws:s3:::reports/may.csv"],
  );
});

test("patterns stand for the actions that the catalogue knows, and what is left out is said", async () => {
  const page = await openMatrix();
  await page.fill("#matrix-actions", "s3:GetObject, s3:PutObjectA*");
  await page.getByRole("columnheader", { name: "PutObjectAcl" }).waitFor();
  const heads = await page.locator("[role=grid] thead th[title]").evaluateAll((all) => all.map(({ title }) => title));
  assert.ok(heads[0] === "s3:GetObject" && heads.slice(1).every((head) => head.startsWith("s3:PutObjectA")), heads.join());
  await page.fill("#matrix-actions", "s3:* s3:Nonsense");
  await page.getByText(/^The first 50 of \d+ actions are shown\.$/).waitFor();
  assert.equal(await page.locator("[role=grid] thead th[title]").count(), 50);
  assert.match(await page.locator(".matrix-notes").innerText(), /s3:Nonsense: .*no such action/);
  assert.deepEqual(await accessibilityProblems(page), []);
});

test("arrow keys go from cell to cell, and Enter opens the request of the cell", async () => {
  const page = await openMatrix();
  await page.locator("#matrix-actions").focus();
  await page.keyboard.press("Tab");
  assert.equal(await focusedCell(page), "matrix-0-0", "the cell of the selected request");
  const steps = [
    ["ArrowRight", "matrix-0-1"],
    ["ArrowDown", "matrix-1-1"],
    ["End", "matrix-1-2"],
    ["Home", "matrix-1-0"],
    ["Control+End", "matrix-2-2"],
    ["Control+Home", "matrix-0-0"],
    ["PageDown", "matrix-2-0"],
    ["PageUp", "matrix-0-0"],
    ["ArrowLeft", "matrix-0-0"],
    ["ArrowUp", "matrix-0-0"],
    ["ArrowRight", "matrix-0-1"],
  ];
  for (const [key, cell] of steps) {
    await page.keyboard.press(key);
    assert.equal(await focusedCell(page), cell, key);
  }
  assert.equal(await page.locator("[role=gridcell][tabindex='0']").count(), 1, "one stop for Tab");
  await page.getByText(/^role\/reader, s3:DeleteObject: .*denies it/).waitFor();
  await page.keyboard.press("Enter");
  await waitForVerdict(page, "Explicitly denied");
  assert.equal(await page.evaluate(() => document.activeElement.id), "verdict");
  assert.equal(await page.inputValue("#action"), "s3:DeleteObject");
  assert.equal(await page.locator("#request [role=tab]").count(), 2);
});

test("a cell whose request is there already selects it, by mouse too", async () => {
  const page = await openMatrix();
  await page.locator("#matrix-1-0").click();
  await page.locator("#request-tab-1[aria-selected=true]").waitFor();
  assert.equal(await page.inputValue("#principal"), role("writer"));
  await page.locator("[role=gridcell][aria-current=true]#matrix-1-0").waitFor();
  await page.locator("#matrix-0-0").click();
  await page.locator("#request-tab-0[aria-selected=true]").waitFor();
  assert.equal(await page.locator("#request [role=tab]").count(), 2);
});

test("a cell whose action does not work on the resource says so, and whom the policy of the resource names has a row", async () => {
  const bucket = { Sid: "Partner", ...allow("s3:PutObject", "arn:aws:s3:::reports/*"), Principal: { AWS: "444455556666" } };
  const resources = [{ arn: "arn:aws:s3:::reports", account: ACCOUNT, policy: policy("Bucket", bucket) }];
  const page = await openMatrix({ address: `/${fragmentOf(JSON.stringify({ ...WORKSPACE, resources }))}` });
  await waitForColumns(page, ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "sqs:SendMessage"]);
  await page.getByText("Doesn’t fit").first().waitFor();
  const partner = (await shown(page)).at(-1);
  assert.deepEqual(partner, ["arn:aws:iam::444455556666:root", "Denied either way", "Depends", "Denied either way", "Doesn’t fit"]);
  assert.match(await page.locator(".matrix-notes").innerText(), /The policy of the resource names arn:aws:iam::444455556666:root/);
  await page.locator("#matrix-0-3").focus();
  await page.getByText("works on resources of the type queue, and this is none. By the policies alone: ").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#action").value === "sqs:SendMessage");
});

test("a list says who is let in from outside, and leads to the statement", async () => {
  const trail = { Sid: "Trail", ...allow("s3:PutObject"), Principal: { Service: "cloudtrail.amazonaws.com" } };
  const partner = { Sid: "Partner", ...allow("s3:GetObject"), Principal: { AWS: "444455556666" } };
  const withPolicy = (...statements) => {
    const resources = [{ arn: "arn:aws:s3:::reports", account: ACCOUNT, policy: policy("Bucket", ...statements) }];
    return { address: `/${fragmentOf(JSON.stringify({ ...WORKSPACE, resources }))}` };
  };
  const empty = await openMatrix(withPolicy(trail));
  await empty.getByText("The one policy that names principals let in nobody from outside.").waitFor();
  const page = await openMatrix(withPolicy(trail, partner));
  const list = page.locator(".outsiders");
  await list.locator("summary").focus();
  await page.keyboard.press("Enter");
  const entries = await list.locator("li").allInnerTexts();
  assert.equal(entries.length, 1);
  assert.match(entries[0], /another account\s+444455556666: s3:GetObject by statement Partner of Bucket of arn:aws:s3:::reports/);
  assert.deepEqual(await accessibilityProblems(page), []);
  for (const press of ["mouse", "keyboard"]) {
    if (press === "mouse") await list.getByRole("button", { name: /^Line \d+$/ }).click();
    else {
      await list.locator("summary").focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
    }
    await page.waitForFunction(() => document.activeElement?.matches(".cm-content"));
    await page.waitForFunction(() => getSelection().toString().includes("Partner"));
    await page.locator("#action").focus();
  }
});

test("the matrix follows the policies", async () => {
  const page = await openMatrix();
  await waitForColumns(page, ["s3:GetObject", "s3:DeleteObject", "sqs:SendMessage"]);
  await page.fill("#action", "s3:PutObject");
  await waitForColumns(page, ["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "sqs:SendMessage"]);
  await page.getByText("Doesn’t fit").first().waitFor();
  assert.deepEqual((await shown(page))[1].slice(1), ["Allowed", "Allowed", "Allowed", "Doesn’t fit"]);
});

test("axe finds nothing in the matrix, and it scrolls inside its own box", { timeout: 120_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
      const page = await openMatrix({ colorScheme, viewport });
      assert.deepEqual(await accessibilityProblems(page), [], `${colorScheme}, ${viewport.width}`);
      const excess = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(excess, 0, `${viewport.width}`);
    }
  }
});

test("a cell that has the focus is not covered by the headers", async () => {
  const page = await openMatrix({ viewport: { width: 360, height: 740 } });
  await page.fill("#matrix-actions", "s3:GetObject s3:PutObject s3:ListBucket s3:DeleteObject s3:GetObjectAcl");
  await page.locator("#matrix-0-4").waitFor();
  await page.locator("#matrix-0-0").focus();
  for (const key of ["End", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowUp"]) {
    await page.keyboard.press(key);
    const isInSight = await page.evaluate(() => {
      const { left, top, width, height } = document.activeElement.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      const edge = document.elementFromPoint(left + 4, top + height / 2);
      return document.activeElement.contains(there) && document.activeElement.contains(edge);
    });
    assert.ok(isInSight, `${key}: ${await focusedCell(page)}`);
  }
});

test("coverage sets statements apart that no request matches, in words too", async () => {
  // Colours that are on their way from light to dark have no contrast.
  const options = { address: `/${fragmentOf(JSON.stringify(WORKSPACE))}`, reducedMotion: "reduce" };
  const page = await openPlayground(browser, options);
  assert.equal(await page.locator(".unreached").count(), 0);
  await page.getByLabel("Coverage").check();
  await page.getByText("2 of 3 statements not matched by the 1 request that asks this document").waitFor();
  const unreached = await page.locator(".cm-content .unreached").allInnerTexts();
  assert.match(unreached.join(" "), /NoDelete[^]*Queues/);
  assert.doesNotMatch(unreached.join(" "), /"Get"/);
  assert.deepEqual(await page.locator(".statement-mark").allTextContents(), ["→", "∅", "∅"]);
  const rows = await page.locator(".statement").allTextContents();
  assert.deepEqual(
    rows.map((row) => row.includes("no request matches it")),
    [false, true, true],
  );
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await accessibilityProblems(page), [], colorScheme);
  }
  await openTool(page, "Matrix");
  await page.locator("#matrix-0-1").click();
  await page.getByText("1 of 3 statements not matched by any of the 2 requests that ask this document").waitFor();
  await page.getByLabel("Coverage").uncheck();
  await page.waitForFunction(() => document.querySelector(".unreached") === null);
});
