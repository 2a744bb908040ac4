/** Drafts and files: nothing that a person wrote is lost. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./harness.mjs";
import {
  editorText,
  exportedFile,
  importFile,
  openExample,
  openPlayground,
  pasteIntoEditor,
  smallWorkspace,
  waitForVerdict,
} from "./playground.mjs";

const DRAFT = "policyscope.draft";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const stored = (page, key = DRAFT) => page.evaluate((key) => localStorage.getItem(key), key);
const waitUntilStored = (page, text) =>
  page.waitForFunction(([key, text]) => localStorage.getItem(key)?.includes(text), [DRAFT, text]);
const reload = async (page) => {
  await page.reload();
  await page.waitForSelector("#verdict");
};
const nameOfWorkspace = (page) => page.inputValue("#workspace-name");

test("a reload keeps what was typed, broken or not", async () => {
  const page = await openPlayground(browser);
  await pasteIntoEditor(page, '{ "Statement": [ half');
  await page.fill("#action", "s3:PutObject");
  await waitUntilStored(page, "s3:PutObject");
  await reload(page);
  assert.equal(await editorText(page), '{ "Statement": [ half');
  assert.equal(await page.inputValue("#action"), "s3:PutObject");
});

test("leaving the page stores what was typed a moment before", async () => {
  const page = await openPlayground(browser);
  // Without the pause that ends typing.
  await page.clock.install();
  await page.getByLabel("Name of the workspace").fill("Typed last");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  assert.match(await stored(page), /Typed last/);
});

test("looking alone makes no draft", async () => {
  const page = await openPlayground(browser);
  await page.getByRole("tab", { name: "List the receipts" }).click();
  await waitForVerdict(page, "Implicitly denied");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
  assert.equal(await stored(page), null);
});

test("an example takes the place of a draft, which is kept", async () => {
  const page = await openPlayground(browser);
  await page.getByLabel("Name of the workspace").fill("Precious");
  await openExample(page, "Permissions boundary");
  await page.getByLabel("Name of the workspace").fill("Another");
  await waitUntilStored(page, "Another");
  await reload(page);
  assert.equal(await nameOfWorkspace(page), "Another");
  await page.click("#examples");
  await page.getByRole("menuitem", { name: /Precious/ }).click();
  await page.waitForFunction(() => document.querySelector("#workspace-name").value === "Precious");
});

test("a new workspace can be undone", async () => {
  const page = await openPlayground(browser);
  await page.getByLabel("Name of the workspace").fill("Precious");
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#workspace-name").value === "");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => document.querySelector("#workspace-name").value === "Precious");
});

for (const [what, text] of [
  ["is not JSON", '{"policyscope": 1, "name": "Precio'],
  ["is something else", '{"policyscope": 1, "requests": 7}'],
]) {
  test(`a stored draft that ${what} is set aside and said, never overwritten`, async () => {
    const page = await openPlayground(browser, {
      prepare: (page) =>
        page.addInitScript(
          ([key, text]) => {
            if (!sessionStorage.getItem("prepared")) localStorage.setItem(key, text);
            sessionStorage.setItem("prepared", "yes");
          },
          [DRAFT, text],
        ),
    });
    await page.getByRole("alert").filter({ hasText: "Your draft could not be opened" }).waitFor();
    await page.getByLabel("Name of the workspace").fill("Later");
    await waitUntilStored(page, "Later");
    assert.equal(await stored(page, "policyscope.unreadable-draft-1"), text);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save it as a file" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "unreadable-draft.txt");
    await reload(page);
    assert.equal(await nameOfWorkspace(page), "Later");
    assert.equal(await stored(page, "policyscope.unreadable-draft-1"), text);
  });
}

test("a draft with which the page did not start is set aside", async () => {
  const text = JSON.stringify(smallWorkspace());
  const page = await openPlayground(browser, {
    prepare: (page) =>
      page.addInitScript(
        ([key, text]) => {
          localStorage.setItem(key, text);
          sessionStorage.setItem("policyscope.starting", "1");
        },
        [DRAFT, text],
      ),
  });
  await page.getByRole("alert").filter({ hasText: "did not start" }).waitFor();
  assert.equal(await stored(page, "policyscope.unreadable-draft-1"), text);
});

test("a storage that is full is said once, and the page goes on", async () => {
  const page = await openPlayground(browser, {
    prepare: (page) =>
      page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      }),
  });
  await page.fill("#action", "s3:PutObject");
  const toast = page.getByRole("status").filter({ hasText: "does not store the draft" });
  await toast.waitFor();
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await page.fill("#action", "s3:GetObject");
  await waitForVerdict(page, "Allowed");
  // Longer than typing rests before the draft is stored.
  await page.waitForTimeout(1_000);
  assert.equal(await toast.count(), 0);
});

test("a storage that is switched off is said, and the page goes on", async () => {
  const page = await openPlayground(browser, {
    prepare: (page) =>
      page.addInitScript(() => {
        for (const name of ["localStorage", "sessionStorage"]) {
          Object.defineProperty(window, name, {
            get() {
              throw new DOMException("denied", "SecurityError");
            },
          });
        }
      }),
  });
  await page.fill("#action", "s3:PutObject");
  await page.getByRole("status").filter({ hasText: "does not store the draft" }).waitFor();
  await waitForVerdict(page, "Implicitly denied");
});

test("an exported file can be imported and is the same workspace", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "API by IP address");
  await page.getByLabel("Name of the workspace").fill("Büro / API: 2 networks");
  const { name, text } = await exportedFile(page);
  assert.equal(name, "büro-api-2-networks.policyscope.json");
  assert.equal(JSON.parse(text).policyscope, 1);

  const other = await openPlayground(browser);
  await importFile(other, name, text);
  await other.waitForFunction(() => document.querySelector("#workspace-name").value.startsWith("Büro"));
  assert.equal((await exportedFile(other)).text, text);
});

test("members of a newer version survive import and export", async () => {
  const page = await openPlayground(browser);
  const workspace = smallWorkspace({ policyscope: 9, lessons: [{ id: "x" }] });
  await importFile(page, "newer.json", JSON.stringify(workspace));
  await page.waitForFunction(() => document.querySelector("#workspace-name").value === "Small");
  await page.fill("#request-name", "Edited");
  const exported = JSON.parse((await exportedFile(page)).text);
  assert.deepEqual([exported.policyscope, exported.lessons], [9, [{ id: "x" }]]);
});

for (const [what, content, message] of [
  ["that is not JSON", "{ half", /could not be opened.*line 1/s],
  ["that is a policy", '{"Version": "2012-10-17", "Statement": []}', /no member policyscope/],
  ["with a wrong part", '{"policyscope": 1, "requests": [{"principal": 7}]}', /requests\[0\]\.principal/],
  ["of more than 4 MiB", Buffer.alloc((4 << 20) + 1, " "), /larger than 4 MiB/],
]) {
  test(`a file ${what} is explained and changes nothing`, async () => {
    const page = await openPlayground(browser);
    await page.getByLabel("Name of the workspace").fill("Precious");
    await importFile(page, "given.json", content);
    const alert = page.getByRole("alert").filter({ hasText: "given.json" });
    await alert.waitFor();
    assert.match(await alert.innerText(), message);
    assert.equal(await nameOfWorkspace(page), "Precious");
  });
}

test("the choice of colours is kept", async () => {
  const page = await openPlayground(browser, { colorScheme: "light" });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  const dark = await background();
  assert.notEqual(dark, light);
  await reload(page);
  await page.locator("html[data-theme=dark]").waitFor({ state: "attached" });
  assert.equal(await background(), dark);
  await page.getByRole("radio", { name: "As the system has it" }).check({ force: true });
  assert.equal(await background(), light);
});
