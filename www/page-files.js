/** How a gzip file begins. */
const GZIP = [0x1f, 0x8b];

/**
 * Loads a file of the page.
 *
 * @param {string} path of a file in the page's folder
 * @returns {Promise<Uint8Array>} the content, unpacked where it is a gzip file
 * @throws when it cannot be loaded or unpacked
 */
export async function loadPageFile(path) {
  // Its name stays when its content changes, so the server is asked whether a stored copy still holds.
  const response = await fetch(new URL(path, document.baseURI), { cache: "no-cache" });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Where the server says `Content-Encoding: gzip`, the browser has unpacked it already.
  if (!GZIP.every((byte, index) => bytes[index] === byte)) return bytes;
  const start = performance.now();
  const unpacked = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
  const content = await new Response(unpacked).arrayBuffer();
  performance.measure(`policyscope.unpack ${path}`, { start });
  return new Uint8Array(content);
}
