/** Share links: made, opened elsewhere, damaged, too large. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./harness.mjs";
import {
  copyLink,
  editorText,
  fragmentOf,
  openExample,
  openPlayground,
  pasteIntoEditor,
  smallWorkspace,
  verdictWord,
  waitForVerdict,
} from "./playground.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const smallLink = () => fragmentOf(JSON.stringify(smallWorkspace()));

/** Changes the address as following a link does that differs in its fragment only. */
const follow = (page, fragment) => page.evaluate((fragment) => (location.hash = fragment), fragment);

/** Makes a draft of one's own, and waits until it is stored. */
async function writeDraft(page, name) {
  await page.getByLabel("Name of the workspace").fill(name);
  await page.waitForFunction((name) => localStorage.getItem("policyscope.draft")?.includes(name), name);
}

test("a link shows the same workspace to somebody else", async () => {
  const page = await openPlayground(browser);
  await openExample(page, "Bucket in another account");
  await page.getByRole("tab", { name: "Only the bucket allows" }).click();
  await page.fill("#resource", "arn:aws:s3:::partner-price-lists/Preis – Sommer ☀.csv");
  await waitForVerdict(page, "Implicitly denied");
  const link = await copyLink(page);
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/#1\.[\w-]+\.[\w-]{6}$/);
  assert.equal(new URL(page.url()).hash, "", "sharing leaves the address alone");

  const other = await openPlayground(browser, { address: link });
  await waitForVerdict(other, "Implicitly denied");
  assert.equal(await other.inputValue("#resource"), "arn:aws:s3:::partner-price-lists/Preis – Sommer ☀.csv");
  assert.equal(await other.locator("#request [aria-selected=true] .tab-name").innerText(), "Only the bucket allows");
  assert.equal(await copyLink(other), link);
});

test("a link made elsewhere is opened, also when a chat program encoded it twice", async () => {
  const fragment = smallLink();
  const twice = `#${encodeURIComponent(fragment.slice(1).replaceAll(".", "%2E"))}`;
  for (const address of [fragment, twice]) {
    const page = await openPlayground(browser, { address: `/${address}` });
    assert.equal(await page.inputValue("#workspace-name"), "Small");
    await waitForVerdict(page, "Allowed");
  }
});

test("the link stays in the address until the first edit", async () => {
  const page = await openPlayground(browser, { address: `/${smallLink()}` });
  assert.notEqual(new URL(page.url()).hash, "");
  await page.reload();
  await page.waitForSelector("#verdict");
  assert.equal(await page.inputValue("#workspace-name"), "Small");
  await page.fill("#request-name", "Edited");
  await page.waitForFunction(() => location.hash === "");
  assert.equal(await page.inputValue("#request-name"), "Edited");
});

test("following a link in an open page keeps the draft, which can be restored", async () => {
  const page = await openPlayground(browser);
  await writeDraft(page, "Precious");
  await follow(page, smallLink());
  await page.getByText("Opened a shared link. Your draft is kept.").waitFor();
  assert.equal(await page.inputValue("#workspace-name"), "Small");
  // The linked workspace becomes the draft with the first edit; the former draft stays all the same.
  await page.fill("#request-name", "Edited");
  await page.waitForFunction(() => localStorage.getItem("policyscope.draft")?.includes("Edited"));
  await page.getByRole("button", { name: "Restore draft" }).click();
  await page.waitForFunction(() => document.querySelector("#workspace-name").value === "Precious");
});

test("a draft that a link took the place of is found again after a reload", async () => {
  const page = await openPlayground(browser);
  await writeDraft(page, "Precious");
  await follow(page, smallLink());
  await page.fill("#request-name", "Edited");
  await page.waitForFunction(() => localStorage.getItem("policyscope.draft")?.includes("Edited"));
  await page.reload();
  await page.waitForSelector("#verdict");
  assert.equal(await page.inputValue("#workspace-name"), "Small");
  await page.click("#examples");
  await page.getByRole("menuitem", { name: /Precious/ }).click();
  await page.waitForFunction(() => document.querySelector("#workspace-name").value === "Precious");
});

test("a link that is opened over a stored draft keeps that draft", async () => {
  const page = await openPlayground(browser);
  await writeDraft(page, "Precious");
  await page.goto("about:blank");
  await page.goto(`/${smallLink()}`);
  await page.getByText("Opened a shared link. Your draft is kept.").waitFor();
  await page.getByRole("button", { name: "Restore draft" }).click();
  await page.waitForFunction(() => document.querySelector("#workspace-name").value === "Precious");
});

const flipped = (fragment) => {
  const middle = Math.floor(fragment.length / 2);
  const other = fragment[middle] === "A" ? "B" : "A";
  return fragment.slice(0, middle) + other + fragment.slice(middle + 1);
};

for (const [what, damage, message] of [
  ["with a changed character", flipped, /damaged/],
  ["that was cut", (fragment) => fragment.slice(0, -30), /end of the link is missing|damaged/],
  ["of a newer version", (fragment) => fragment.replace("#1.", "#7."), /older than the link/],
  ["that is none", () => "#hello", /not a share link/],
  ["that holds no workspace", () => fragmentOf('{"policyscope": "x"}'), /something else than a workspace/],
  ["that holds no text", () => fragmentOf(Buffer.from([0xff, 0xfe])), /does not hold text/],
]) {
  test(`a link ${what} is explained and leaves the draft alone`, async () => {
    const page = await openPlayground(browser);
    await writeDraft(page, "Precious");
    const stored = await page.evaluate(() => localStorage.getItem("policyscope.draft"));

    await follow(page, damage(smallLink()));
    const alert = page.getByRole("alert").filter({ hasText: message });
    await alert.waitFor();
    assert.equal(await page.inputValue("#workspace-name"), "Precious");

    await page.goto("about:blank");
    await page.goto(`/${damage(smallLink())}`);
    await alert.waitFor();
    assert.match(await alert.innerText(), /To do: /);
    assert.equal(await page.inputValue("#workspace-name"), "Precious");
    assert.equal(await page.evaluate(() => localStorage.getItem("policyscope.draft")), stored);
  });
}

test("a link that would unpack to 256 MiB is refused at once", async () => {
  const bomb = fragmentOf(Buffer.alloc(256 << 20, " "));
  const page = await openPlayground(browser);
  await writeDraft(page, "Precious");
  const start = Date.now();
  await follow(page, bomb);
  await page.getByRole("alert").filter({ hasText: "larger than a link may hold" }).waitFor();
  assert.ok(Date.now() - start < 5_000, `${Date.now() - start} ms`);
  assert.equal(await page.inputValue("#workspace-name"), "Precious");
});

test("a damaged link on a first visit shows the example and says that it is not from the link", async () => {
  const page = await openPlayground(browser, { address: `/${flipped(smallLink())}` });
  assert.match(await page.getByRole("alert").innerText(), /damaged.*not from the link/s);
  assert.match(await editorText(page), /s3:GetObject/);
});

test("without a clipboard the link is shown to be copied by hand", async () => {
  const page = await openPlayground(browser, {
    address: `/${smallLink()}`,
    prepare: (page) =>
      page.addInitScript(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      }),
  });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const field = page.getByLabel("Link", { exact: true });
  await field.waitFor();
  assert.equal(await page.getByText("Link copied").count(), 0);
  await page.waitForFunction(() => document.activeElement?.id === "link-to-copy");
  const selected = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return value.slice(selectionStart, selectionEnd);
  });
  const other = await openPlayground(browser, { address: selected });
  assert.equal(await other.inputValue("#workspace-name"), "Small");
});

test("it is copied only once the clipboard says so", async () => {
  const page = await openPlayground(browser, {
    prepare: (page) =>
      page.addInitScript(() => {
        navigator.clipboard.writeText = () => new Promise((resolve) => (window.finishCopying = resolve));
      }),
  });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.waitForFunction(() => window.finishCopying);
  assert.equal(await page.getByText("Link copied").count(), 0);
  await page.evaluate(() => window.finishCopying());
  await page.getByText("Link copied").waitFor();
});

test("broken JSON travels in a link as it is", async () => {
  const page = await openPlayground(browser, { address: `/${smallLink()}` });
  await pasteIntoEditor(page, '{ "Version": \n  broken');
  const link = await copyLink(page);
  const other = await openPlayground(browser, { address: link });
  await other.locator(".problem-entry").first().waitFor();
  assert.equal(await editorText(other), '{ "Version": \n  broken');
  assert.equal(await verdictWord(other), await verdictWord(page));
});
