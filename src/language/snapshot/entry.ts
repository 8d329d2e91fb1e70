/**
 * Main script of the snapshot: it is built with the libraries parsed and a first cell checked, and serves when it is
 * started. Whatever belongs to a process (its folder, environment, channel) is asked for only then.
 */
import { startupSnapshot } from "node:v8";
import { convertCell } from "../service/convert.js";
import { createCellConverter } from "../service/converter.js";
import { startService } from "../service/serve.js";
import { READY } from "./ready.js";

/** Uses what most cells use, so that its code and types are there. */
const FIRST_CELL = `
interface Point { readonly x: number; readonly y: number }
function norm(points: readonly Point[], scale = 1): number[] {
  const found = new Map<string, number>();
  for (const { x, y } of points) found.set(\`\${x}\`, (found.get("a") ?? 0) + Math.hypot(x, y) * scale);
  return [...found.values()].sort((a, b) => a - b).map((value) => value / 2);
}
console.log(await Promise.resolve(norm([{ x: 1, y: 2 }])));
norm([]).length`;

const converter = createCellConverter();
convertCell(converter, { context: "", source: FIRST_CELL, fileName: "warm-up" });
converter.close();

startupSnapshot.setDeserializeMainFunction(() => {
  // Node remembers the current directory of the build until it changes.
  process.chdir(".");
  startService();
  process.send?.(READY);
});
