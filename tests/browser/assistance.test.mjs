/** Proposals, facts and notes while a policy or a request is written. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityProblems, startBrowser } from "./harness.mjs";
import { editorText, openSmall, pasteIntoEditor, waitForVerdict } from "./playground.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** A policy with a short line for the action, which the editor does not wrap. */
const policy = (action) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] }, null, 1);

/** CodeMirror ignores keys that come before a person could have seen the list. */
const SEEN = 150;

/** Opens the small workspace and waits until all of the catalogue is there. */
async function openLoaded(options) {
  const page = await openSmall(browser, options);
  const tab = page.locator("#panel-tab-request");
  if ((await tab.count()) > 0) await tab.click();
  await page.locator("#action").focus();
  await page.waitForFunction(() => performance.getEntriesByName("policyscope.catalogue.details", "measure").length > 0);
  return page;
}

/** Waits until the editor proposes `name`. */
async function waitForProposal(page, name) {
  await page.locator(".cm-tooltip-autocomplete").getByRole("option", { name }).first().waitFor();
  await page.waitForTimeout(SEEN);
}

/** Rests the pointer on a stretch of the editor's text. */
async function restOn(page, text) {
  const box = await page.locator(".cm-line span", { hasText: text }).last().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // Findings that come in at this moment write the line anew: a person moves the pointer again then.
  for (let tries = 0; tries < 10; tries += 1) {
    await page.mouse.move(x - 3 + (tries % 2), y);
    await page.mouse.move(x, y);
    const facts = page.locator(".cm-facts").filter({ hasText: text }).first();
    if (await facts.waitFor({ timeout: 1_000 }).then(() => true, () => false)) return;
  }
}

/** What axe finds, but for what it knows of comboboxes only: the arrow keys scroll the editor's list. */
async function problemsBesideTheList(page) {
  const problems = await accessibilityProblems(page);
  return problems.filter((problem) => !/^scrollable-region-focusable: .*\(#cm-ac-\w+\)$/.test(problem));
}

test("an action is completed while typing, by keys alone", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, '{"Statement": [{"Effect": "Allow", "Resource": "*", "Action": "');
  await page.keyboard.type("s3:GetOb");
  await waitForProposal(page, "s3:GetObject");
  const content = page.locator(".cm-content");
  assert.equal(await content.getAttribute("aria-autocomplete"), "list");
  const active = await content.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`[id="${active}"]`).getAttribute("aria-selected"), "true");
  await press(page, "ArrowDown", "ArrowUp", "Enter");
  await page.getByRole("listbox").waitFor({ state: "detached" });
  await page.keyboard.type('"}]}');
  await waitForVerdict(page, "Allowed");
  assert.match(await editorText(page), /"Action": "s3:GetObject"/);
});

test("Ctrl+Space proposes what may stand at the cursor, behind signs of any width", async () => {
  const page = await openLoaded();
  const before = '{"Id": "☀😀𝕏é", "Statement": [{"Action": "s3:PutObjectTag';
  await pasteIntoEditor(page, before);
  await press(page, "Control+Space");
  await waitForProposal(page, "s3:PutObjectTagging");
  await press(page, "Enter");
  assert.equal(await editorText(page), before.replace("PutObjectTag", "PutObjectTagging"));
});

test("a service leads on to its actions, and an element to its value", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, '{"Statement": [{"Action": "dynamod');
  await press(page, "Control+Space");
  await waitForProposal(page, /^dynamodb:/);
  await press(page, "Enter");
  await waitForProposal(page, /^dynamodb:BatchGetItem/);
  await press(page, "Escape");
  await pasteIntoEditor(page, '{"Statement": [{\n\n}]}');
  await press(page, "Control+Home", "ArrowDown", "Control+Space");
  await waitForProposal(page, /^Sid/);
  await page.getByRole("option", { name: /^Sid/ }).click();
  await page.keyboard.type("Named");
  assert.match(await editorText(page), /"Sid": "Named"/);
});

test("the first placeholder of an ARN is ready to be typed over", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, '{"Statement": [{"Action": "s3:GetObject", "Resource": "arn:aws:s3:::');
  await press(page, "Control+Space");
  await waitForProposal(page, /<BucketName>/);
  await press(page, "Enter");
  await page.keyboard.type("reports");
  assert.match(await editorText(page), /"arn:aws:s3:::[^<]*reports[^<]*<\w+>$/);
});

test("Escape closes the list and Tab leaves the editor, and neither changes the text", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, policy("s3:Get"));
  const before = await editorText(page);
  for (const key of ["Escape", "Tab"]) {
    await page.locator(".cm-line span", { hasText: "s3:Get" }).last().click();
    await press(page, "Control+Space");
    await waitForProposal(page, /s3:Get/);
    await press(page, key);
    await page.getByRole("listbox").waitFor({ state: "detached" });
    const isInEditor = await page.evaluate(() => document.activeElement.closest(".cm-editor") !== null);
    assert.equal(isInEditor, key === "Escape", key);
  }
  assert.equal(await editorText(page), before);
});

test("no list comes up where only brackets and commas are typed", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, "");
  await page.keyboard.type('{"Statement": [{');
  await press(page, "Escape", "Enter");
  await page.waitForTimeout(500);
  assert.equal(await page.getByRole("listbox").count(), 0);
});

test("the pointer on an action shows what the catalogue knows of it, as text", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, policy("s3:GetObject"));
  await restOn(page, "s3:GetObject");
  const facts = page.locator(".cm-facts");
  await facts.filter({ hasText: "condition keys" }).waitFor();
  assert.match(await facts.innerText(), /s3:GetObject[^]*Amazon S3[^]*Read/);
  assert.equal(await facts.getByRole("button").count(), 0, "a whole name stands for itself");
  const markup = "s3:<b>Get</b>*";
  await pasteIntoEditor(page, policy(markup));
  await restOn(page, markup);
  await facts.filter({ hasText: markup }).waitFor();
  assert.equal(await facts.locator("b").count(), 0);
});

test("the pointer on a pattern leads to the actions that it stands for, and back", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, policy("s3:GetObject*"));
  await restOn(page, "s3:GetObject*");
  const button = page.locator(".cm-facts").getByRole("button", { name: /^Show the \d+ actions$/ });
  const [count] = /\d+/.exec(await button.innerText());
  await button.click();
  const dialog = page.getByRole("dialog", { name: /action pattern/ });
  await dialog.waitFor();
  assert.equal(await page.inputValue("#expansion-pattern"), "s3:GetObject*");
  await dialog.getByText(`${count} actions`, { exact: true }).waitFor();
  assert.equal(await dialog.locator("li").count(), Number(count));
  await press(page, "Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(await page.evaluate(() => document.activeElement.closest(".cm-editor") !== null));
});

test("Alt+Enter shows the same at the cursor and reads it out; Escape takes it away", async () => {
  const page = await openLoaded();
  await pasteIntoEditor(page, policy("s3:GetObject"));
  await page.locator(".cm-line span", { hasText: "s3:GetObject" }).last().click();
  await page.mouse.move(0, 0);
  const before = await editorText(page);
  await press(page, "Alt+Enter");
  await page.locator(".cm-facts").waitFor();
  assert.match(await page.locator(".cm-announced").innerText(), /s3:GetObject.*Amazon S3/s);
  await press(page, "Escape");
  await page.locator(".cm-facts").waitFor({ state: "detached" });
  assert.equal(await editorText(page), before);
});

test("the request form proposes actions, resources and context keys, by keys alone", async () => {
  const page = await openLoaded();
  const list = page.getByRole("listbox", { name: "Proposals" });
  const action = page.getByRole("combobox", { name: "Action" });
  await action.focus();
  await press(page, "Control+a");
  await page.keyboard.type("s3:PutObjectTag");
  await list.waitFor();
  assert.equal(await action.getAttribute("aria-expanded"), "true");
  assert.equal(await action.getAttribute("aria-activedescendant"), null, "nothing is chosen yet");
  await press(page, "Enter");
  assert.equal(await action.inputValue(), "s3:PutObjectTag", "Enter takes only what was chosen");
  await press(page, "ArrowDown");
  const active = await action.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await press(page, "Enter");
  assert.equal(await action.inputValue(), "s3:PutObjectTagging");
  await list.waitFor({ state: "detached" });
  assert.equal(await action.getAttribute("aria-expanded"), "false");

  const resource = page.getByRole("combobox", { name: "Resource" });
  await resource.focus();
  await press(page, "Control+a");
  await page.keyboard.type("arn:aws:s3:::n");
  await list.waitFor();
  await press(page, "Escape");
  await list.waitFor({ state: "detached" });
  assert.equal(await resource.inputValue(), "arn:aws:s3:::n");
  await press(page, "Control+a");
  await page.keyboard.type("arn:");
  await list.getByText("<BucketName>").first().waitFor();
  await press(page, "ArrowDown", "Enter");
  await page.waitForFunction(() => {
    const { value, selectionStart, selectionEnd } = document.activeElement;
    return /^<\w+>$/.test(value.slice(selectionStart, selectionEnd));
  });

  await page.locator("#add-context-key").press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "context-key-0");
  await page.keyboard.type("s3:RequestObjectTag");
  await list.waitFor();
  await press(page, "ArrowDown", "Enter");
  assert.match(await page.inputValue("#context-key-0"), /^s3:RequestObjectTag/);
});

test("Tab leaves a field with an open list as it is", async () => {
  const page = await openLoaded();
  await page.locator("#action").focus();
  await press(page, "ArrowDown");
  await page.getByRole("listbox").waitFor();
  await press(page, "ArrowDown", "Tab");
  await page.getByRole("listbox").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "resource");
  assert.equal(await page.inputValue("#action"), "s3:GetObject");
});

test("a misspelt action is noted, and the button mends it", async () => {
  const page = await openLoaded();
  await page.fill("#action", "s3:GetObjct");
  await waitForVerdict(page, "Implicitly denied");
  const notes = page.locator("#action-notes");
  await notes.waitFor();
  assert.match(await notes.innerText(), /no such action/);
  assert.equal(await page.locator("#action").getAttribute("aria-describedby"), "action-notes");
  await notes.getByRole("button", { name: "Use s3:GetObject" }).press("Enter");
  await waitForVerdict(page, "Allowed");
  assert.equal(await page.inputValue("#action"), "s3:GetObject");
  await page.waitForFunction(() => document.activeElement?.id === "action");
  await page.waitForTimeout(500);
  assert.equal(await notes.count(), 0);
});

test("a resource of a wrong type and a key that no request has are noted", async () => {
  const page = await openLoaded();
  await page.fill("#action", "s3:GetObject");
  await page.fill("#resource", "arn:aws:sqs:eu-west-1:111122223333:queue");
  await page.locator("#resource-notes").filter({ hasText: "object" }).waitFor();
  await page.getByRole("button", { name: "Add key" }).click();
  await page.fill("#context-key-0", "aws:SorceIp");
  const notes = page.locator("#context-notes-0");
  await notes.getByRole("button", { name: "Use aws:SourceIp" }).click();
  assert.equal(await page.inputValue("#context-key-0"), "aws:SourceIp");
});

test("actions are looked up, filtered and copied without a mouse", async () => {
  const page = await openLoaded();
  await page.locator("#look-up-actions").press("Enter");
  const dialog = page.getByRole("dialog", { name: /action pattern/ });
  await dialog.getByRole("heading", { name: /^Permissions management \d+$/ }).waitFor();
  assert.equal(await page.inputValue("#expansion-pattern"), "s3:*", "of the service that is asked for");
  await page.locator("#expansion-pattern").focus();
  await press(page, "Control+a");
  await page.keyboard.type("dynamodb:Put");
  await dialog.getByRole("listbox").waitFor();
  await press(page, "Escape");
  await dialog.getByRole("listbox").waitFor({ state: "detached" });
  assert.ok(await dialog.isVisible(), "Escape closes the list first");
  await press(page, "Control+a");
  await page.keyboard.type("dynamodb:*Item*");
  await dialog.getByRole("heading", { name: /^Write \d+$/ }).waitFor();
  await page.locator("#expansion-filter").focus();
  await page.keyboard.type("BATCH");
  await dialog.getByText(/^\d+ of \d+ actions$/).waitFor();
  const shown = await dialog.locator("li").allInnerTexts();
  assert.ok(shown.length > 0 && shown.every((action) => /batch/i.test(action)), shown.join());
  await dialog.getByRole("button", { name: "Copy" }).press("Enter");
  await dialog.getByText("Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown.join("\n"));
  await page.locator("#expansion-pattern").fill("s4:Get*");
  await dialog.locator(".expansion-note").waitFor();
  await dialog.getByRole("button", { name: "Close" }).press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.id === "look-up-actions");
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 360]) {
    test(`axe finds nothing in lists, facts, notes and the dialog: ${colorScheme}, ${width} pixels`, async () => {
      const page = await openLoaded({ colorScheme, viewport: { width, height: 740 }, reducedMotion: "reduce" });
      const show = async (panel) => {
        const tab = page.locator(`#panel-tab-${panel}`);
        if ((await tab.count()) > 0) await tab.click();
      };
      await show("documents");
      await pasteIntoEditor(page, policy("s3:Get*"));
      await page.locator(".cm-line span", { hasText: "s3:Get" }).last().click();
      await press(page, "Control+Space");
      await waitForProposal(page, /s3:Get/);
      assert.deepEqual(await problemsBesideTheList(page), []);
      await press(page, "Escape", "Alt+Enter");
      await page.locator(".cm-facts button").waitFor();
      assert.deepEqual(await accessibilityProblems(page), []);
      await press(page, "Escape");
      await show("request");
      await page.fill("#action", "s3:GetObjct");
      await press(page, "ArrowDown");
      await page.locator("#action-notes").waitFor();
      await page.getByRole("listbox").waitFor();
      assert.deepEqual(await accessibilityProblems(page), []);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(excess, 0);
      await press(page, "Escape");
      await page.click("#look-up-actions");
      await page.getByRole("heading", { name: /^Write \d+$/ }).waitFor();
      assert.deepEqual(await accessibilityProblems(page), []);
    });
  }
}
