/**
 * Sets up what is missing and runs Trunk with the given arguments: `npm start` and `npm run build`.
 */
import { run, runMain } from "./process.mjs";
import { setUp } from "./setup.mjs";

await runMain(async () => {
  await setUp();
  await run("trunk", process.argv.slice(2));
});
