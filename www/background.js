/**
 * Runs the page's program a second time, as a worker that answers what takes longer than a frame.
 * The addresses of the program come in this script's own address, so that they change with it.
 */
const { searchParams } = new URL(import.meta.url);
const program = await import(searchParams.get("module"));
await program.default({ module_or_path: searchParams.get("wasm") });
