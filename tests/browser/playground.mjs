/**
 * What the tests of the playground share: pages that are watched, the editor's text, and links made
 * without the program under test.
 */
import assert from "node:assert/strict";
import { afterEach } from "node:test";
import { deflateRawSync } from "node:zlib";
import { assertClean } from "./harness.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** The clipboard, as a person has it. */
const PERMISSIONS = ["clipboard-read", "clipboard-write"];

/** Markup that would run a script if it ever became an element. */
export const MARKUP = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;

/** @type {{ page: Page, mayFailToLoad?: boolean }[]} */
const opened = [];

// Whatever a test is about: nothing may go wrong on the page meanwhile.
afterEach(async () => {
  const pages = opened.splice(0);
  for (const { page, mayFailToLoad } of pages) assertClean(page, { mayFailToLoad });
  for (const { page } of pages) await page.context().close();
});

/**
 * Opens the playground and waits until it shows a verdict.
 *
 * @param {Awaited<ReturnType<typeof import("./harness.mjs").startBrowser>>} browser
 * @param {{
 *   address?: string,
 *   prepare?: (page: Page) => Promise<unknown>,
 *   permissions?: string[],
 *   mayFailToLoad?: boolean,
 *   neverIdle?: boolean,
 * } & import("playwright-core").BrowserContextOptions} [options] `address` is relative to the
 *   page's; `prepare` is called before the page is loaded; `mayFailToLoad` as for `assertClean`; with `neverIdle` the
 *   page does not load by itself what it would when it has nothing to do
 * @returns {Promise<Page>} a page in a context of its own, which is closed and checked after the test
 */
export async function openPlayground(browser, { address = "/", prepare, mayFailToLoad, neverIdle, ...options } = {}) {
  const page = await browser.newPage({ permissions: PERMISSIONS, ...options });
  opened.push({ page, mayFailToLoad });
  if (neverIdle) await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  await prepare?.(page);
  await page.goto(address);
  await page.waitForSelector("#verdict");
  return page;
}

/**
 * Opens the small workspace by a link.
 *
 * @param {Parameters<typeof openPlayground>[0]} browser
 * @param {Parameters<typeof openPlayground>[1]} [options]
 */
export const openSmall = (browser, options) =>
  openPlayground(browser, { address: `/${fragmentOf(JSON.stringify(smallWorkspace()))}`, ...options });

/**
 * Waits until the page's decision is `word`, such as `Allowed`.
 *
 * @param {Page} page
 * @param {string} word
 */
export async function waitForVerdict(page, word) {
  await page.locator(".verdict-word", { hasText: new RegExp(`^${word}$`) }).waitFor();
}

/** @param {Page} page */
export const verdictWord = (page) => page.locator(".verdict-word").innerText();

/**
 * The text of an element as a person reads it, who scrolls to it: what is out of sight is not laid out and shows none.
 *
 * @param {import("playwright-core").Locator} locator
 */
export const shownText = (locator) =>
  locator.evaluate(async (element) => {
    element.scrollIntoView({ block: "center" });
    for (let frame = 0; frame < 100 && element.innerText === ""; frame += 1) await new Promise(requestAnimationFrame);
    return element.innerText;
  });

/**
 * Opens an example by its title.
 *
 * @param {Page} page
 * @param {string} title
 */
export async function openExample(page, title) {
  await page.click("#examples");
  await page.getByRole("menuitem", { name: title }).click();
  await page.getByRole("status").filter({ hasText: `Opened the example ${title}` }).waitFor();
}

/**
 * Opens one of the tools below the panels.
 *
 * @param {Page} page
 * @param {"Matrix" | "Compare"} name
 */
export async function openTool(page, name) {
  const panel = page.locator("#panel-tab-workbench");
  if ((await panel.count()) > 0) await panel.click();
  await page.locator("#workbench").getByRole("tab", { name, exact: true }).click();
}

/**
 * Replaces the text in the editor by pasting, as a person would.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function pasteIntoEditor(page, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
}

/**
 * Moves the cursor of the editor down to the next line that holds `text`.
 *
 * @param {Page} page
 * @param {string} text
 */
async function moveDownTo(page, text) {
  const line = page.locator(".cm-activeLine");
  do await page.keyboard.press("ArrowDown");
  while (!(await line.innerText()).includes(text));
}

/**
 * Puts the cursor behind the action of the boundary that lets the request of `quotaSizeWorkspace` pass.
 *
 * @param {Page} page
 */
export async function putCursorIntoBoundary(page) {
  await page.getByRole("tab", { name: "Boundary" }).click();
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await moveDownTo(page, '"Allow3"');
  await moveDownTo(page, '"s3:PutObject"');
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
}

/**
 * The text in the editor, which shows no more of a long text than fits.
 *
 * @param {Page} page
 */
export const editorText = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));

/**
 * Copies the link that the page makes.
 *
 * @param {Page} page
 * @returns {Promise<string>}
 */
export async function copyLink(page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Link copied" }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/**
 * The workspace in the page, as it exports it.
 *
 * @param {Page} page
 * @returns {Promise<{ name: string, text: string }>} the name and the content of the file
 */
export async function exportedFile(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export" }).click(),
  ]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}

/**
 * Chooses a file to import.
 *
 * @param {Page} page
 * @param {string} name
 * @param {string | Buffer} content
 */
export async function importFile(page, name, content) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Import", exact: true }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
}

/** @param {Buffer} bytes */
function crc32(bytes) {
  let check = 0xffffffff;
  for (const byte of bytes) {
    check ^= byte;
    for (let bit = 0; bit < 8; bit += 1) check = (check >>> 1) ^ (check & 1 ? 0xedb88320 : 0);
  }
  return (check ^ 0xffffffff) >>> 0;
}

/**
 * A share link's fragment after its description: `#1.PAYLOAD.CHECK`.
 *
 * @param {string | Buffer} text
 */
export function fragmentOf(text) {
  const payload = deflateRawSync(text, { level: 9 }).toString("base64url");
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(Buffer.from(`1.${payload}`)));
  return `#1.${payload}.${check.toString("base64url")}`;
}

/**
 * A small workspace: a role that may read one bucket, and asks for an object in it.
 *
 * @param {Record<string, unknown>} [more] further members
 */
export const smallWorkspace = (more = {}) => ({
  policyscope: 1,
  name: "Small",
  principals: [
    {
      arn: "arn:aws:iam::111122223333:role/reader",
      identity_policies: [
        {
          name: "ReadReports",
          document: {
            Version: "2012-10-17",
            Statement: [{ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" }],
          },
        },
      ],
    },
  ],
  requests: [
    {
      name: "Read a report",
      principal: "arn:aws:iam::111122223333:role/reader",
      action: "s3:GetObject",
      resource: "arn:aws:s3:::reports/may.csv",
      resource_account: "111122223333",
    },
  ],
  ...more,
});

/**
 * Fails if markup that a person wrote has become part of the page.
 *
 * @param {Page} page
 */
export async function assertNoMarkup(page) {
  const found = await page.evaluate(() => ({
    hacked: window.hacked ?? null,
    // CodeMirror has images of its own, without a source.
    elements: [...document.querySelectorAll("img:not(.cm-widgetBuffer), img[src], body script, [onerror]")].map(
      (element) => element.outerHTML,
    ),
  }));
  assert.deepEqual(found, { hacked: null, elements: [] });
}
