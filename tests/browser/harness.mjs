/**
 * What the browser tests share: a web server for `dist`, a Chromium, and pages that remember
 * everything that should not happen.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../tools/chromium.mjs";
import { ROOT } from "../../tools/process.mjs";

/** The page under test; `POLICYSCOPE_DIST` names another folder that Trunk built it into. */
const DIST = path.resolve(ROOT, process.env.POLICYSCOPE_DIST ?? "dist");

const MIME_TYPES = new Map([
  [".css", "text/css; charset=utf-8"],
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".ttf", "font/ttf"],
  [".wasm", "application/wasm"],
]);

const CHROMIUM_FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium's sandbox does not work for root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * What went wrong on a page, one text for each.
 *
 * @typedef {{
 *   consoleErrors: string[],
 *   cspViolations: string[],
 *   pageErrors: string[],
 *   foreignRequests: string[],
 * }} Problems
 * `foreignRequests`: requests to another origin than the page's own.
 */

/** @type {WeakMap<import("playwright-core").Page, Problems>} */
const problemsByPage = new WeakMap();

/**
 * Serves the files of `dist` on a free port of this machine, without caching.
 *
 * @returns {Promise<import("node:http").Server>}
 */
async function serveDist() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(DIST, pathname === "/" ? "index.html" : decodeURIComponent(pathname));
    const stats = file.startsWith(DIST) ? statSync(file, { throwIfNoEntry: false }) : undefined;
    if (!stats?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Cache-Control": "no-store",
      "Content-Type": MIME_TYPES.get(path.extname(file)) ?? "application/octet-stream",
      "Content-Length": stats.size,
    });
    createReadStream(file).pipe(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

/**
 * Starts the server and the browser.
 *
 * @returns {Promise<{
 *   origin: string,
 *   newPage: (options?: import("playwright-core").BrowserContextOptions) => Promise<import("playwright-core").Page>,
 *   close: () => Promise<void>,
 * }>} `origin` is the address of the page without a slash at its end. `newPage` opens an empty page
 *   with storage of its own; the options are those of a Playwright context, such as `viewport`,
 *   `colorScheme` and `reducedMotion`. `close` ends both.
 */
export async function startBrowser() {
  const server = await serveDist();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });

  return {
    origin,
    async newPage(options = {}) {
      const context = await browser.newContext({ baseURL: origin, ...options });
      const page = await context.newPage();
      await recordProblems(page, origin);
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} origin
 */
async function recordProblems(page, origin) {
  /** @type {Problems} */
  const problems = { consoleErrors: [], cspViolations: [], pageErrors: [], foreignRequests: [] };
  problemsByPage.set(page, problems);
  page.on("console", (message) => {
    if (message.type() === "error") problems.consoleErrors.push(message.text());
  });
  page.on("pageerror", (error) => problems.pageErrors.push(error.stack ?? error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin) problems.foreignRequests.push(url.href);
  });
  await page.exposeFunction("reportCspViolation", (/** @type {string} */ violation) => {
    problems.cspViolations.push(violation);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
      window.reportCspViolation(`${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
  });
}

/**
 * Fails if anything went wrong on a page since it was opened: an error on the console, an uncaught
 * error, a violation of the Content-Security-Policy or a request to another origin.
 *
 * @param {import("playwright-core").Page} page from `newPage`
 * @param {{ mayFailToLoad?: boolean }} [options] with `mayFailToLoad`, the errors are all right that
 *   Chromium puts on the console for files that it could not load
 * @returns {void}
 */
export function assertClean(page, { mayFailToLoad = false } = {}) {
  const problems = problemsByPage.get(page);
  const isExpected = (/** @type {string} */ text) => mayFailToLoad && text.startsWith("Failed to load resource:");
  const consoleErrors = problems?.consoleErrors.filter((text) => !isExpected(text));
  assert.deepEqual({ ...problems, consoleErrors }, {
    consoleErrors: [],
    cspViolations: [],
    pageErrors: [],
    foreignRequests: [],
  });
}

/** How often axe looks at a page that changes meanwhile. */
const LOOKS = 5;

/**
 * Looks for accessibility problems by axe, while the page stands still: what comes by itself meanwhile, such as
 * findings, would take elements away from under it.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>} one text for each rule that is broken, with the elements that break it
 */
export async function accessibilityProblems(page) {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  // Not by a script element, which the Content-Security-Policy would forbid.
  await page.evaluate(readFileSync(axe, "utf8"));
  const violations = await page.evaluate(async (looks) => {
    for (let look = 1; ; look += 1) {
      let hasChanged = false;
      const observer = new MutationObserver(() => (hasChanged = true));
      observer.observe(document.body, { childList: true, subtree: true });
      try {
        const { violations } = await window.axe.run();
        if (!hasChanged || look === looks) return violations;
      } catch (error) {
        if (!hasChanged || look === looks) throw error;
      } finally {
        observer.disconnect();
      }
    }
  }, LOOKS);
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(" ")).join(", ")})`,
  );
}
