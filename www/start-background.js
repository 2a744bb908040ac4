/**
 * Starts the worker that answers what takes longer than a frame.
 *
 * @returns {Worker}
 */
export function startBackground() {
  const address = (/** @type {string} */ path) => new URL(path, document.baseURI).href;
  const { module, wasm } = document.getElementById("program").dataset;
  const query = new URLSearchParams({ module: address(module), wasm: address(wasm) });
  return new Worker(address(`background.js?${query}`), { type: "module" });
}
