/** The functions of `www/editor`, in a page with the Content-Security-Policy of the real one. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { ROOT } from "../../tools/process.mjs";
import { accessibilityProblems, assertClean, startBrowser } from "./harness.mjs";

const [policy] = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(
  readFileSync(path.join(ROOT, "index.html"), "utf8"),
);
const PAGE = `<!doctype html><html lang="en"><head>${policy}<title>Editor</title></head><body>
  <main><h1>Editor</h1><div id="parent"></div><button>after</button></main></body></html>`;

let browser;
let page;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

beforeEach(async () => {
  page = await browser.newPage();
  await page.route("**/editor-page", (route) =>
    route.fulfill({ contentType: "text/html", body: PAGE }),
  );
  await page.route("**/editor.js", (route) =>
    route.fulfill({ path: path.join(ROOT, "www", "generated", "editor.js") }),
  );
  await page.goto("/editor-page");
});

afterEach(() => page.context().close());

/** Makes the editor of the page; its functions are then in `window.api`. */
async function createEditor(options = {}) {
  await page.evaluate(async (given) => {
    window.api = await import("/editor.js");
    window.changes = [];
    const parent = document.getElementById("parent");
    const onChange = (text) => window.changes.push(text);
    window.editor = window.api.createEditor(parent, { label: "Policy", onChange, ...given });
  }, options);
}

/** Calls a function of the editor with further arguments. */
const call = (name, ...args) =>
  page.evaluate(([name, args]) => window.api[name](window.editor, ...args), [name, args]);
const text = () => call("getText");
const changes = () => page.evaluate(() => window.changes);
const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

test("reports edits of the user and no others", async () => {
  await createEditor();
  await call("setText", '{"a": 1}');
  await call("showDocument", "other", '{"b": 1}');
  assert.deepEqual(await changes(), []);
  await call("selectRange", 6, 7);
  await page.keyboard.type("2");
  assert.deepEqual(await changes(), ['{"b": 2}']);
  await press("Control+z");
  assert.deepEqual(await changes(), ['{"b": 2}', '{"b": 1}']);
  assertClean(page);
});

test("setting the text is one step to undo and keeps the cursor", async () => {
  await createEditor();
  await call("showDocument", "policy", "one two three");
  await call("selectRange", 10, 10);
  await page.keyboard.type("x");
  await call("setText", "1 two thxree");
  await page.keyboard.type("y");
  assert.equal(await text(), "1 two thxyree");
  await press("Control+z", "Control+z");
  assert.equal(await text(), "one two thxree");
  await press("Control+z");
  assert.equal(await text(), "one two three");
  // Also right beside the change before.
  await call("setText", "one two three f");
  await call("setText", "one two three four");
  await press("Control+z");
  assert.equal(await text(), "one two three f");
  assertClean(page);
});

test("each document keeps its history, cursor and scroll position", async () => {
  const long = Array.from({ length: 200 }, (_, line) => `line ${line}`).join("\n");
  await createEditor();
  await page.evaluate(() => {
    document.querySelector(".cm-editor").style.height = "100px";
  });
  const scrollTop = () => page.evaluate(() => document.querySelector(".cm-scroller").scrollTop);
  await call("showDocument", "long", long);
  await call("selectRange", long.length, long.length);
  await page.keyboard.type("!");
  await page.waitForFunction(() => document.querySelector(".cm-scroller").scrollTop > 1000);
  const scrolled = await scrollTop();

  await call("showDocument", "short", "[]");
  assert.equal(await text(), "[]");
  await press("Control+z");
  assert.equal(await text(), "[]");

  await call("showDocument", "long", `${long}!`);
  await page.waitForFunction(() => document.querySelector(".cm-scroller").scrollTop > 1000);
  assert.ok(Math.abs((await scrollTop()) - scrolled) < 5);
  await page.keyboard.type("?");
  assert.equal(await text(), `${long}!?`);
  await press("Control+z", "Control+z");
  assert.equal(await text(), long);
  assertClean(page);
});

test("a text set while its document is hidden can be undone", async () => {
  await createEditor();
  await call("showDocument", "a", "before");
  await call("showDocument", "b", "");
  await call("showDocument", "a", "after");
  assert.equal(await text(), "after");
  await page.locator(".cm-content").focus();
  await press("Control+z");
  assert.equal(await text(), "before");
});

test("line ends become line feeds", async () => {
  await createEditor();
  await call("setText", "a\r\nb\rc\n");
  assert.equal(await text(), "a\nb\nc\n");
});

test("shows diagnostics as text, and bears positions past the end", async () => {
  await createEditor();
  await call("setText", '{"Effect": "Alow"}');
  await call("setDiagnostics", [
    { from: 11, to: 17, severity: "error", rule: "PS103", message: "unknown effect `<b>Alow</b>`" },
    { from: 17, to: 900, severity: "warning", rule: "PS103", message: "past the end" },
    { from: 500, to: 600, severity: "suggestion", rule: "PS103", message: "all past the end" },
  ]);
  assert.equal(await page.locator(".cm-lintRange-error").textContent(), '"Alow"');
  await page.locator(".cm-lintRange-error").hover();
  const message = page.locator(".cm-tooltip-lint .cm-diagnosticText");
  await message.waitFor();
  assert.equal(await message.textContent(), "unknown effect <b>Alow</b>error, PS103");
  assert.equal(await message.locator("code").textContent(), "<b>Alow</b>");
  await call("setDiagnostics", []);
  assert.equal(await page.locator(".cm-lintRange").count(), 0);
  assertClean(page);
});

test("F8 and Shift+F8 go through the diagnostics", async () => {
  await createEditor();
  await call("setText", "one two three");
  await call("setDiagnostics", [
    { from: 4, to: 7, severity: "error", rule: "X1", message: "first" },
    { from: 8, to: 13, severity: "suggestion", rule: "X1", message: "second" },
  ]);
  await call("selectRange", 0, 0);
  const selected = () => page.evaluate(() => getSelection().toString());
  await press("F8");
  assert.equal(await selected(), "two");
  await press("F8");
  assert.equal(await selected(), "three");
  await press("Shift+F8");
  assert.equal(await selected(), "two");
  assertClean(page);
});

test("each severity has a mark and an underline of its own", async () => {
  await createEditor();
  const severities = ["error", "security", "warning", "suggestion"];
  await call("setText", severities.join("\n"));
  let from = 0;
  const diagnostics = severities.map((severity) => {
    const to = from + severity.length;
    const diagnostic = { from, to, severity, message: severity };
    from = to + 1;
    return diagnostic;
  });
  await page.evaluate((severities) => {
    const colours = ["#a00", "#a0a", "#aa0", "#00a"];
    severities.forEach((severity, index) =>
      document.documentElement.style.setProperty(`--editor-${severity}`, colours[index]),
    );
  }, severities);
  await call("setDiagnostics", diagnostics);
  const looks = await page.evaluate(() => {
    const underlines = [...document.querySelectorAll(".cm-lintRange")].map((range) => {
      const { textDecorationColor, textDecorationStyle } = getComputedStyle(range);
      return `${textDecorationStyle} ${textDecorationColor}`;
    });
    const marks = [...document.querySelectorAll(".cm-lint-marker")].map((mark) => {
      const { content, clipPath } = getComputedStyle(mark, "::before");
      return `${content} ${clipPath}`;
    });
    return { underlines: new Set(underlines).size, marks: new Set(marks).size };
  });
  assert.deepEqual(looks, { underlines: 4, marks: 4 });
  assertClean(page);
});

test("the actions of a finding are told by their numbers, from the tooltip and from the menu", async () => {
  await createEditor();
  await page.evaluate(() => {
    window.acts = [];
    window.editor.onAct = (...numbers) => window.acts.push(numbers);
  });
  await call("setText", "one two three");
  await call("setDiagnostics", [
    { from: 0, to: 3, severity: "error", rule: "X1", message: "first" },
    { from: 4, to: 7, severity: "error", message: "second", help: "say `2`", rule: "X1", actions: ["Say 2", "Skip"] },
  ]);
  await page.locator(".cm-lintRange", { hasText: "two" }).hover();
  await page.locator(".cm-tooltip-lint").getByRole("button", { name: "Skip" }).click();
  await call("selectRange", 5, 5);
  await press("Control+.");
  await page.getByRole("menuitem", { name: "Say 2" }).press("Enter");
  assert.deepEqual(await page.evaluate(() => window.acts), [[1, 1], [1, 0]]);
  await press("Control+.", "Tab");
  assert.equal(await page.getByRole("menu").count(), 0);
  await press("Home", "Control+.", "End");
  assert.equal(await page.getByRole("menuitem", { name: "Skip" }).count(), 1, "what else is wrong in the line");
  assertClean(page);
});

test("a text is replaced as an edit, and only the text that was meant", async () => {
  await createEditor();
  await call("showDocument", "policy", "one two three");
  await call("replaceText", "one two three", "one 2 three");
  await call("replaceText", "one two three", "nothing");
  assert.deepEqual(await changes(), ["one 2 three"]);
  await page.keyboard.type("!");
  assert.equal(await text(), "one 2! three");
  await press("Control+z", "Control+z");
  assert.equal(await text(), "one two three");
  assertClean(page);
});

test("shows statement marks beside their lines and highlights in the text", async () => {
  await createEditor();
  await call("setText", "first\nsecond\nthird");
  await call("setStatementMarks", [
    { from: 99, glyph: "✕", className: "denies", title: "denies" },
    { from: 8, glyph: "✓", className: "allows", title: "allows" },
  ]);
  await call("setHighlights", [
    { from: 13, to: 99, className: "missed", title: "does not match" },
    { from: 6, to: 12, className: "matched" },
    { from: 2, to: 2, className: "empty" },
  ]);
  assert.equal(await page.locator(".missed").textContent(), "third");
  assert.equal(await page.locator(".missed").getAttribute("title"), "does not match");
  assert.equal(await page.locator(".matched").textContent(), "second");
  assert.equal(await page.locator(".empty").count(), 0);
  const top = async (selector) => (await page.locator(selector).boundingBox()).y;
  for (const [sign, line] of [[".allows", ".matched"], [".denies", ".missed"]]) {
    assert.ok(Math.abs((await top(sign)) - (await top(line))) < 10, `${sign} beside ${line}`);
  }
  assert.equal(await page.locator(".allows").textContent(), "✓");
  assert.equal(await page.locator(".allows").getAttribute("title"), "allows");
  // An edit above carries both along.
  await call("setText", "0\nfirst\nsecond\nthird");
  assert.equal(await page.locator(".matched").textContent(), "second");
  assert.ok(Math.abs((await top(".allows")) - (await top(".matched"))) < 10);
  await call("setStatementMarks", []);
  await call("setHighlights", []);
  assert.equal(await page.locator(".allows, .denies, .matched, .missed").count(), 0);
  assertClean(page);
});

test("selecting a range scrolls to it and takes the focus", async () => {
  await createEditor();
  await page.evaluate(() => {
    document.querySelector(".cm-editor").style.height = "100px";
  });
  const lines = Array.from({ length: 300 }, (_, line) => `line ${line}`);
  await call("setText", lines.join("\n"));
  const from = lines.slice(0, 250).join("\n").length + 1;
  await call("selectRange", from, from + "line 250".length);
  await page.waitForFunction(() => getSelection().toString() === "line 250");
  assert.ok(await page.getByText("line 250", { exact: true }).isVisible());
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("cm-content")));
  assertClean(page);
});

test("is a named text box that Tab leaves and that leaves the page its keys", async () => {
  await createEditor({ placeholder: "Paste a policy" });
  const box = page.getByRole("textbox", { name: "Policy" });
  assert.equal(await page.locator(".cm-placeholder").textContent(), "Paste a policy");
  await page.evaluate(() => {
    window.unused = [];
    addEventListener("keydown", (event) => {
      if (!event.defaultPrevented) window.unused.push(event.key);
    });
  });
  await box.focus();
  await press("Control+Enter", "F6", "F8", "Control+k", "Control+s", "Alt+1");
  assert.equal(await text(), "");
  const unused = (await page.evaluate(() => window.unused)).filter((key) => !/^(Control|Alt)$/.test(key));
  assert.deepEqual(unused, ["Enter", "F6", "F8", "k", "s", "1"]);
  await box.focus();
  await press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "after");
  assertClean(page);
});

test("a read-only editor can be read and searched, not changed", async () => {
  await createEditor({ readOnly: true });
  await call("setText", '{"Sid": "A"}');
  const box = page.getByRole("textbox", { name: "Policy" });
  assert.equal(await box.getAttribute("aria-readonly"), "true");
  await box.focus();
  await page.keyboard.type("x");
  assert.equal(await text(), '{"Sid": "A"}');
  await press("Control+f");
  assert.ok(await page.locator(".cm-search").isVisible());
  assertClean(page);
});

test("has no accessibility problems, with its search panel open", async () => {
  await createEditor();
  await call("setText", '{\n  "Version": "2012-10-17"\n}');
  await page.locator(".cm-content").focus();
  await press("Control+f");
  await page.locator(".cm-search").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
});

test("is gone after it was destroyed", async () => {
  await createEditor();
  await call("destroy");
  assert.equal(await page.locator(".cm-editor").count(), 0);
  assertClean(page);
});
