/** An error of a fork as Jupyter shows it, in the cell's own lines. */
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CellError } from "../model/output.js";
import type { ThrownError } from "./fork/messages.js";
import { type BundleMap, type Origin, readBundleMap } from "./source-map.js";

export async function readTraceback(error: ThrownError, bundle: string): Promise<CellError> {
  return mapTraceback(error, bundle, await readBundleMap(bundle));
}

export function mapTraceback(error: ThrownError, bundle: string, map: BundleMap | null): CellError {
  const calls = stackCalls(error.stack).flatMap((call) => placeCall(call, bundle, map));
  const own = calls.find(({ origin }) => origin !== null)?.origin ?? null;
  return {
    ename: error.name,
    evalue: error.message,
    traceback: [
      `${error.name}: ${error.message}`,
      ...(own && map ? excerpt(own, map) : []),
      ...calls.map(({ text }) => `    at ${text}`),
    ],
  };
}

interface StackCall {
  readonly name: string;
  /** URL or path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** V8's stack lines: `at name (file:line:column)` or `at file:line:column`. */
const CALL = /^\s+at (?:async )?(?:(.*?) \()?(.*?):(\d+):(\d+)\)?$/;

function stackCalls(stack: string): StackCall[] {
  return stack.split("\n").flatMap((line) => {
    const match = CALL.exec(line);
    if (!match) return [];
    const [, name = "", file = "", row, column] = match;
    return [{ name, file, line: Number(row), column: Number(column) }];
  });
}

/** What the engine itself contributes to the stack is left out. */
const ENGINE = new URL("./fork/", import.meta.url).href;

function placeCall(call: StackCall, bundle: string, map: BundleMap | null) {
  if (call.file.startsWith(ENGINE) || call.file.startsWith("node:internal")) return [];
  if (call.file.includes("/node_modules/tinybench/")) return [];
  if (!isBundle(call.file, bundle)) return [{ text: show(call.name, readable(call)), origin: null }];
  const origin = map?.origin(call.line, call.column) ?? null;
  // A line of the bundle that is nobody's: the loop around the measured expression.
  if (map && !origin) return [];
  const name = /^(?:Module\.)?measured\d*$/.test(call.name) ? "measured expression" : call.name;
  return [{ text: show(name, origin ? readable(origin) : readable(call)), origin }];
}

function isBundle(file: string, bundle: string): boolean {
  return file === bundle || file.startsWith(pathToFileURL(bundle).href);
}

function readable({ file, line, column }: Pick<Origin, "file" | "line" | "column">): string {
  return `${file.startsWith("file:") ? fileURLToPath(file) : file}:${line}:${column}`;
}

function show(name: string, place: string): string {
  return name === "" ? place : `${name} (${place})`;
}

/**
 *     2 | function f(x) {
 *     3 |   return x.y.z
 *       |            ^
 */
function excerpt(origin: Origin, map: BundleMap): string[] {
  const lines = map.sources[origin.file]?.split("\n") ?? [];
  if (lines[origin.line - 1] === undefined) return [];
  const width = String(origin.line).length;
  const shown = [origin.line - 1, origin.line].filter((line) => line >= 1);
  return [
    `${origin.file}, line ${origin.line}:`,
    ...shown.map((line) => `  ${String(line).padStart(width)} | ${lines[line - 1]}`),
    `  ${" ".repeat(width)} | ${" ".repeat(Math.max(0, origin.column - 1))}^`,
  ];
}
