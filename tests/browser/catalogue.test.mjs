/** The action catalogue comes when it is needed, and the page does without it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { ROOT } from "../../tools/process.mjs";
import { startBrowser } from "./harness.mjs";
import { openSmall, pasteIntoEditor, waitForVerdict } from "./playground.mjs";

const FILES = "**/catalogue/*.bin.gz";
const DENY_ALL = '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** The files of the catalogue that the page has asked for, in order. */
function catalogueRequests(page) {
  const names = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.includes("/catalogue/")) names.push(path.basename(pathname));
  });
  return names;
}

/** Opens the page and remembers what it asks for. */
async function openCounting(options = {}) {
  let requests;
  const page = await openSmall(browser, {
    neverIdle: true,
    ...options,
    prepare: async (page) => {
      requests = catalogueRequests(page);
      await options.prepare?.(page);
    },
  });
  return { page, requests };
}

const failing = (respond) => ({ neverIdle: true, mayFailToLoad: true, prepare: (page) => page.route(FILES, respond) });
const notice = (page) => page.locator("#documents .catalogue-notice p");
const misspelt = (page) => page.getByRole("button", { name: "Use s3:GetObject" });

test("for a visitor who only looks it comes once the page is idle, after the verdict", async () => {
  let before;
  const { page, requests } = await openCounting({
    neverIdle: false,
    prepare: (page) =>
      page.route(FILES, async (route) => {
        before ??= await page.locator(".verdict-word").innerText();
        return route.continue();
      }),
  });
  await Promise.all([page.waitForResponse("**/catalogue/details.bin.gz"), waitForVerdict(page, "Allowed")]);
  assert.deepEqual(requests, ["core.bin.gz", "details.bin.gz"]);
  assert.equal(before, "Allowed");
});

test("while the browser is busy a visitor who only looks loads nothing of it", async () => {
  const { page, requests } = await openCounting();
  await waitForVerdict(page, "Allowed");
  await page.click("#check-identity");
  await page.waitForTimeout(1_500);
  assert.deepEqual(requests, []);
});

test("the core comes with the focus in the action field, the details with the first look at the request", async () => {
  const { page, requests } = await openCounting();
  const [core] = await Promise.all([
    page.waitForResponse("**/catalogue/core.bin.gz"),
    page.waitForResponse("**/catalogue/details.bin.gz"),
    page.locator("#action").focus(),
  ]);
  assert.ok(core.ok());
  assert.deepEqual(requests, ["core.bin.gz", "details.bin.gz"]);
  await page.locator("#resource").focus();
  await page.locator(".cm-content").focus();
  await page.waitForTimeout(500);
  assert.equal(requests.length, 2, "each is loaded once");
});

test("the core comes with the focus in the editor, and when the pointer rests on it", async () => {
  for (const turnTo of [(page) => page.locator(".cm-content").focus(), (page) => page.hover(".cm-content")]) {
    const { page } = await openCounting();
    await Promise.all([page.waitForResponse("**/catalogue/core.bin.gz"), turnTo(page)]);
  }
});

test("the details come with the focus in the editor, whose names are then checked", async () => {
  const { page, requests } = await openCounting();
  await Promise.all([page.waitForResponse("**/catalogue/details.bin.gz"), page.locator(".cm-content").focus()]);
  assert.deepEqual(requests, ["core.bin.gz", "details.bin.gz"]);
});

for (const [what, respond, reason] of [
  ["that the server does not give", (route) => route.fulfill({ status: 503 }), /503/],
  ["that is cut off", (route) => route.abort("connectionreset"), /Failed to fetch/],
  ["that is something else", (route) => route.fulfill({ body: "<!doctype html>" }), /./],
]) {
  test(`a catalogue ${what} is said, and can be tried again`, async () => {
    const page = await openSmall(browser, failing(respond));
    await page.locator(".cm-content").focus();
    await notice(page).waitFor();
    assert.match(await notice(page).innerText(), /action catalogue could not be loaded/);
    assert.match(await notice(page).innerText(), reason);
    await pasteIntoEditor(page, DENY_ALL);
    await waitForVerdict(page, "Explicitly denied");
    await page.unroute(FILES);
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await notice(page).waitFor({ state: "detached" });
    await page.fill("#action", "s3:GetObjct");
    await misspelt(page).waitFor();
  });
}

test("typing does not try again, the next focus does", async () => {
  const { page, requests } = await openCounting(failing((route) => route.abort()));
  await page.locator("#action").focus();
  await notice(page).waitFor();
  await page.locator("#action").pressSequentially("xy");
  await page.waitForTimeout(500);
  assert.deepEqual(requests, ["core.bin.gz"]);
  await page.unroute(FILES);
  await page.locator(".cm-content").focus();
  await notice(page).waitFor({ state: "detached" });
  await page.fill("#action", "s3:GetObjct");
  await misspelt(page).waitFor();
});

test("where only one panel has room, the failure is said in the one that is shown", async () => {
  const page = await openSmall(browser, {
    ...failing((route) => route.abort()),
    viewport: { width: 360, height: 740 },
  });
  await page.click("#panel-tab-request");
  await page.locator("#action").focus();
  await page.locator("#request .catalogue-notice p").waitFor();
});

test("without the catalogue the editor and the request form propose what the page knows by itself", async () => {
  const page = await openSmall(browser, failing((route) => route.abort()));
  await pasteIntoEditor(page, '{"Statement": [{"Effect": "');
  await page.keyboard.press("Control+Space");
  await page.getByRole("option", { name: "Deny" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add key" }).click();
  await page.keyboard.type("aws:SourceI");
  await page.getByRole("option", { name: "aws:SourceIp" }).first().waitFor();
});

test("a server that says Content-Encoding gzip gives files that are unpacked already", async () => {
  const page = await openSmall(browser, {
    prepare: (page) =>
      page.route(FILES, (route) => {
        const name = path.basename(new URL(route.request().url()).pathname);
        const packed = readFileSync(path.join(ROOT, "www", "catalogue", name));
        return route.fulfill({ body: gunzipSync(packed), contentType: "application/octet-stream" });
      }),
  });
  await page.fill("#action", "s3:GetObjct");
  await misspelt(page).waitFor();
  assert.equal(await notice(page).count(), 0);
});

test("the licence of the catalogue lies beside it", async () => {
  const page = await openSmall(browser);
  const response = await page.request.get("/catalogue/LICENSE.txt");
  assert.ok(response.ok());
});

test("each file is unpacked and read once, and the time that takes stands on the browser's timeline", async (t) => {
  const page = await openSmall(browser);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+Space");
  const names = ["core", "details"].flatMap((file) => [
    `policyscope.unpack catalogue/${file}.bin.gz`,
    `policyscope.catalogue.${file}`,
  ]);
  await page.waitForFunction(
    (names) => names.every((name) => performance.getEntriesByName(name, "measure").length === 1),
    names,
  );
  let total = 0;
  for (const name of names) {
    const duration = await page.evaluate((name) => performance.getEntriesByName(name, "measure")[0].duration, name);
    t.diagnostic(`${name}: ${duration.toFixed(1)} ms`);
    total += duration;
  }
  t.diagnostic(`together ${total.toFixed(1)} ms`);
});
