/**
 * Finishes a page that Trunk has built, before it goes to `dist`. Trunk runs this after each build.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, runMain } from "./process.mjs";
import { thirdPartyLicences } from "./third-party-licences.mjs";

const FOLDER = process.env.TRUNK_STAGING_DIR ?? "";
const SNIPPETS = "snippets";
const RELOAD_SCRIPT = "trunk-reload.js";

/**
 * @param {"sha256" | "sha384"} algorithm
 * @param {Buffer} content
 */
const hash = (algorithm, content) => createHash(algorithm).update(content);

/**
 * @param {...string} names
 * @returns {string} a path in the page's folder
 */
const inPage = (...names) => path.join(FOLDER, ...names);

/**
 * Moves the script by which `trunk serve` reloads the page after a build into a file of its own: the
 * page's Content-Security-Policy allows no inline scripts. A build for visitors has no such script.
 *
 * @param {string} html
 * @returns {string}
 */
function moveReloadScript(html) {
  return html.replace(/<script>([^]*?)<\/script>/g, (_, script) => {
    // Trunk's server fills these two in, but in the page only.
    const standalone = script
      .replace("'{{__TRUNK_ADDRESS__}}'", "location.host")
      .replace("'{{__TRUNK_WS_BASE__}}'", 'new URL(".", document.baseURI).pathname');
    writeFileSync(inPage(RELOAD_SCRIPT), standalone);
    return `<script src="${process.env.TRUNK_PUBLIC_URL}${RELOAD_SCRIPT}"></script>`;
  });
}

/**
 * Puts a hash of the content into the address of the editor, as every other address has one:
 * wasm-bindgen names the folder after the version of the crate, so browsers could keep an old copy
 * whose integrity no longer fits the page.
 *
 * @param {string} html
 * @returns {string}
 */
function hashSnippetFolders(html) {
  const glue = /data-module="(?:[^"]*\/)?([^"/]+)"/.exec(html)?.[1];
  if (!glue) throw new Error("the page does not name its program");
  let code = readFileSync(inPage(glue), "utf8");
  const folders = existsSync(inPage(SNIPPETS)) ? readdirSync(inPage(SNIPPETS)) : [];
  for (const folder of folders) {
    const contents = readdirSync(inPage(SNIPPETS, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".js"))
      .map((name) => readFileSync(inPage(SNIPPETS, folder, name)));
    const hashed = hash("sha256", Buffer.concat(contents)).digest("hex").slice(0, 16);
    renameSync(inPage(SNIPPETS, folder), inPage(SNIPPETS, hashed));
    // Only as an address: the same text also names imports of the WebAssembly module.
    const address = new RegExp(`(?<= from ["']\\./${SNIPPETS}/)${folder}(?=/)`, "g");
    if (!address.test(code)) throw new Error(`${glue} does not import from ${folder}`);
    code = code.replace(address, hashed);
    html = html.replaceAll(`/${SNIPPETS}/${folder}/`, `/${SNIPPETS}/${hashed}/`);
  }
  const integrity = (/** @type {Buffer} */ content) => `sha384-${hash("sha384", content).digest("base64")}`;
  html = html.replaceAll(integrity(readFileSync(inPage(glue))), integrity(Buffer.from(code)));
  writeFileSync(inPage(glue), code);
  return html;
}

await runMain(() => {
  const html = readFileSync(inPage("index.html"), "utf8");
  writeFileSync(inPage("index.html"), hashSnippetFolders(moveReloadScript(html)));
  const bundled = path.join(ROOT, "www", "generated", "packages.json");
  writeFileSync(inPage("third-party-licences.txt"), thirdPartyLicences(bundled));
});
