/**
 * Starts the WebAssembly program that the build names in the page's `program` element, and says
 * what to do when it does not start.
 */

/**
 * Puts a message in place of the loading message.
 *
 * @param {string} heading what went wrong
 * @param {string} advice what to do about it
 * @param {unknown} [cause] shown as it describes itself
 */
function showFailure(heading, advice, cause) {
  const boot = document.getElementById("boot");
  if (!boot) return;
  const lines = [heading, advice, ...(cause === undefined ? [] : [String(cause)])];
  boot.setAttribute("role", "alert");
  boot.replaceChildren(
    ...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })),
  );
}

/** Loads and starts the program, then takes the loading message away. */
async function start() {
  if (typeof WebAssembly !== "object") {
    showFailure(
      "This browser cannot run WebAssembly.",
      "Use a current version of Firefox, Chrome, Edge or Safari, and turn off modes that switch WebAssembly off (such as Lockdown Mode on Apple devices).",
    );
    return;
  }
  try {
    const { module, wasm } = document.getElementById("program").dataset;
    const program = await import(new URL(module, document.baseURI).href);
    await program.default({ module_or_path: new URL(wasm, document.baseURI) });
    document.getElementById("boot")?.remove();
  } catch (cause) {
    console.error(cause);
    showFailure(
      "Policyscope could not start.",
      "Check the connection and reload the page. If that does not help, an old copy may be stored: reload without the cache (Ctrl+Shift+R, or ⌘+Shift+R on a Mac).",
      cause,
    );
  }
}

await start();
