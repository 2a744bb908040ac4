/** APIs: requests at the front door, one after the other, and streams of them; by mouse and by keyboard. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import {
  MARKUP,
  assertNoMarkup,
  copyLink,
  openPlayground,
  openSmall,
  openTool,
  pasteIntoEditor,
  shownText,
} from "./playground.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

async function openApi(title, options) {
  const page = await openSmall(browser, options);
  await openTool(page, "API");
  await page.locator("#workbench").getByRole("button", { name: title }).click();
  await page.locator("#api-request-0[aria-pressed=true] .api-request-outcome").waitFor();
  return page;
}

const outcome = (page, text) => page.locator("#api-outcome", { hasText: text }).waitFor();
const words = (page) => page.locator(".api-request .api-word").allInnerTexts();
const step = (page, title) =>
  page.locator(".api-step").filter({ has: page.locator(".api-step-title", { hasText: new RegExp(`\\. ${title}$`) }) });
const focusedId = (page) => page.evaluate(() => document.activeElement.id);

test("a policy that an authorizer answered before stops the next method, and the step shows why", async () => {
  const page = await openApi("Token authorizer");
  assert.deepEqual(await words(page), ["Let through", "Stopped", "Let through", "Stopped"]);
  await outcome(page, "reaches the integration");
  await page.locator("#api-request-1").click();
  await outcome(page, "403 Forbidden:");
  await page.getByText("Answered from the cache: policy of request 1 (Read the bookings)").waitFor();
  const stopped = step(page, "Authorization");
  assert.equal(await stopped.getAttribute("data-state"), "stops it");
  const statement = stopped.locator(".statement");
  await statement.getByText("doesn’t apply", { exact: true }).waitFor();
  assert.match(await shownText(statement.locator(".element", { hasText: "Resource" })), /doesn’t match/);
  assert.match(await stopped.locator("pre").innerText(), /prod\/GET\/bookings/);
  const address = await stopped.locator(".api-page a").getAttribute("href");
  assert.equal(address, "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html");
  await page.locator("#api-request-3").click();
  await outcome(page, "401 Unauthorized:");
});

test("all of that goes by keyboard", async () => {
  const page = await openSmall(browser);
  await page.locator("#workbench-tab-tests").focus();
  await page.keyboard.press("End");
  assert.equal(await focusedId(page), "workbench-tab-api");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "api-request-0");
  await page.keyboard.press("Tab");
  assert.equal(await focusedId(page), "api-request-1");
  await page.keyboard.press("Space");
  await outcome(page, "403 Forbidden:");
  const summary = step(page, "Lambda authorizer").locator("summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  await step(page, "Lambda authorizer").locator("details[open]").waitFor();
  await page.locator("#remove-api-request").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "api-request-1");
  assert.equal(await page.locator(".api-request").count(), 3);
  await page.keyboard.press("ControlOrMeta+z");
  await page.waitForFunction(() => document.querySelectorAll(".api-request").length === 4);
});

test("what is typed into a request and into the definition counts, and a draft that cannot be read says where", async () => {
  const page = await openApi("Token authorizer");
  await page.locator("#api-request-1").click();
  await page.fill("#api-time", "2026-03-02T10:05:00Z");
  await outcome(page, "reaches the integration");
  await page.fill("#api-time", "");
  await outcome(page, "that depends on what is not known");
  assert.equal(await page.locator("#api-request-1 .api-word").innerText(), "Depends");
  await page.fill("#api-time", "soon");
  await outcome(page, "soon is no time");
  await page.fill("#api-time", "2026-03-02T10:00:30Z");
  await outcome(page, "403 Forbidden:");
  await page.fill("#api-headers", "Authorization");
  await page.getByText("line 1 is not a name and a value with : between").waitFor();
  await page.fill("#api-headers", "Authorization: guest-ff\nX-More: 1");
  await outcome(page, "reaches the integration");
  assert.equal(await page.inputValue("#api-token"), "guest-ff");
  await page.getByText("Definition as JSON").click();
  const definition = await page.inputValue("#api-definition");
  await page.fill("#api-definition", definition.replace('"ttl_seconds": 300,', '"ttl_seconds": "long",'));
  await page.locator("#api-definition-said", { hasText: "authorizers[0].ttl_seconds" }).waitFor();
  assert.match(await page.locator("#api-definition-said").innerText(), /line \d+, column \d+/);
  await page.fill("#api-definition", definition.replace('"allows_called_method"', '"unknown"'));
  await outcome(page, "that depends on what is not known");
  await page.selectOption("#api-returns", "denies");
  await outcome(page, "403 Forbidden:");
});

test("a principal of the workspace signs with its policies, and a statement leads to the editor", async () => {
  const page = await openApi("Booking service signed by IAM");
  assert.deepEqual(await words(page), ["Let through", "Stopped", "Stopped", "Let through", "Stopped"]);
  await step(page, "Authorization").locator("summary").click();
  await step(page, "Authorization").getByRole("button", { name: /^AllMethods/ }).click();
  await page.waitForFunction(() => document.activeElement?.closest(".cm-content") !== null);
  assert.match(await page.locator(".cm-content").innerText(), /AllMethods/);
  await page.selectOption("#api-signed-by", "arn:aws:iam::111122223333:role/housekeeping");
  await outcome(page, "403 Forbidden:");
  await page.selectOption("#api-signed-by", "none");
  await outcome(page, "403 Forbidden: Missing Authentication Token");
});

test("the API's own policy opens in the editor, has findings there, and what is typed counts at the door", async () => {
  const page = await openApi("Booking service signed by IAM");
  await step(page, "Authorization").locator("summary").click();
  const policy = step(page, "Authorization").locator(".api-policy", { hasText: "Hotel and agency" });
  await policy.locator("button.statement-head").first().click();
  await page.waitForFunction(() => document.activeElement?.closest(".cm-content") !== null);
  const editor = page.locator(".cm-content");
  assert.match(await editor.innerText(), /execute-api/);
  const deny = (Action) => ({ Version: "2012-10-17", Statement: { Effect: "Deny", Principal: "*", Action, Resource: "*" } });
  await pasteIntoEditor(page, JSON.stringify(deny("execute-api:Invoke")));
  await outcome(page, "with an explicit deny");
  await page.getByText("Definition as JSON").click();
  assert.match(await page.inputValue("#api-definition"), /Effect.*Deny/);
  await pasteIntoEditor(page, JSON.stringify(deny("s3:GetObject")));
  await page.locator(".finding", { hasText: "s3:GetObject" }).first().waitFor();
  const definition = await page.inputValue("#api-definition");
  await page.fill("#api-definition", definition.replaceAll("s3:GetObject", "execute-api:Invoke"));
  await editor.filter({ hasText: "execute-api:Invoke" }).waitFor();
});

test("preflight requests of an HTTP API are answered, and what is not known of an API stands in a list", async () => {
  const page = await openApi("Token authorizer");
  const http = {
    api_type: "http", region: "eu-west-1", account: "111122223333", api_id: "a1b2c3d4e5", stages: [{ name: "prod" }],
    methods: [{ path: "/bookings", http_method: "GET" }],
    cors: { allow_origins: ["https://www.example.com"], allow_methods: ["GET"] },
  };
  await page.getByText("Definition as JSON").click();
  await page.fill("#api-definition", JSON.stringify(http));
  await page.fill("#api-http-method", "OPTIONS");
  await page.fill("#api-headers", "Origin: https://www.example.com\nAccess-Control-Request-Method: GET");
  await outcome(page, "is answered by API Gateway itself: its CORS configuration lists what is asked for");
  assert.equal(await step(page, "Preflight request \\(CORS\\)").getAttribute("data-state"), "answers it");
  await page.fill("#api-headers", "Origin: https://evil.example\nAccess-Control-Request-Method: GET");
  await outcome(page, "does not list all that is asked for");
  assert.equal(await page.locator("#api-not-known").count(), 0);
  await page.fill("#api-definition", JSON.stringify({ ...http, not_known: ["its routes"] }));
  await page.locator("#api-not-known li", { hasText: "its routes" }).waitFor();
  await page.fill("#api-path", "/bookings?limit=5");
  await outcome(page, "belongs into the query");
});

test("over its rate a key gets 429, alone and in a stream, whose numbers stand in a table", async () => {
  const page = await openApi("Partner API with keys");
  await page.locator("#api-request-3").click();
  await outcome(page, "429 Too Many Requests:");
  await page.locator("#api-stream-toggle").click();
  const said = page.locator("#api-stream-said");
  await said.filter({ hasText: "Of 300 requests under the usage plan Basic:" }).waitFor();
  assert.match(await said.innerText(), /1(19|20) served, 18[01] throttled \(429\), 0 over the quota/);
  assert.equal(await page.locator(".api-stream-table tbody tr").count(), 10);
  assert.ok((await page.locator(".stream-drawing rect.stream-throttled").count()) > 0);
  await page.fill("#api-per-second", "5");
  await said.filter({ hasText: "50 served, 0 throttled" }).waitFor();
  await page.fill("#api-per-second", "many");
  await said.filter({ hasText: "Write whole numbers from 1" }).waitFor();
  await page.fill("#api-per-second", "10");
  await page.fill("#api-seconds", "120");
  await said.filter({ hasText: "500 served, 0 throttled (429), 700 over the quota" }).waitFor();
});

test("a token is read on the page, and its signature is said not to be checked", async () => {
  const page = await openApi("Token authorizer");
  const part = (json) => Buffer.from(JSON.stringify(json)).toString("base64url");
  await page.fill("#api-token", `Bearer ${part({ alg: "RS256" })}.${part({ sub: MARKUP })}.c2ln`);
  await page.getByText("Its signature is not checked.").waitFor();
  assert.match(await page.locator(".token").innerText(), /RS256/);
  await page.fill("#api-path", `/${MARKUP}`);
  await page.fill("#api-name", MARKUP);
  await assertNoMarkup(page);
});

test("an API comes along in a link, and Undo takes back what was typed, then the API", async () => {
  const page = await openApi("Token authorizer");
  const link = await copyLink(page);
  const other = await openPlayground(browser, { address: `/${new URL(link).hash}` });
  await openTool(other, "API");
  await other.locator("#api-request-3 .api-request-outcome").waitFor();
  assert.deepEqual(await words(other), ["Let through", "Stopped", "Let through", "Stopped"]);
  await page.locator("#api-path").press("End");
  await page.locator("#api-path").pressSequentially("/77");
  await outcome(page, "403 Forbidden: Missing Authentication Token");
  const undo = page.locator(".header").getByRole("button", { name: "Undo" });
  await undo.click();
  await outcome(page, "reaches the integration");
  assert.equal(await page.inputValue("#api-path"), "/bookings");
  await undo.click();
  await page.getByText("Begin with one of these:").waitFor();
});

test("axe finds nothing, and nothing is wider than the page", { timeout: 180_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 740 }]) {
      const page = await openApi("Partner API with keys", { colorScheme, viewport, reducedMotion: "reduce" });
      await page.locator("#api-request-3").click();
      await outcome(page, "429");
      await page.locator("#api-stream-toggle").click();
      await page.getByText("Definition as JSON").click();
      await page.locator(".stream-drawing").waitFor();
      const name = `${colorScheme}, ${viewport.width}`;
      assert.deepEqual(await accessibilityProblems(page), [], name);
      const excess = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(excess, 0, name);
    }
  }
});
