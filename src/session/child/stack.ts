/**
 * Stacks in the user's lines: places in cells and bundled modules are mapped back as soon as V8 makes the text of a
 * stack, so `console.log(error)` is right as well as a traceback. Frames of benchbook and of Node's inside are left out.
 */
import { types } from "node:util";
import * as own from "./own.js";
import type { Position, Sources } from "./sources.js";

export interface StackFrame {
  /** As V8 words it, without `at`: `f (cell 3:4:13)`. */
  readonly text: string;
  /** Null for frames that are not in a cell or a bundled module. */
  readonly position: Position | null;
}

export interface Stacks {
  /** Frames of an error, innermost first. */
  frames(error: object): readonly StackFrame[];
}

/** The cell was called from there; what follows is the event loop. */
const ENTRY = new own.URL("./evaluate.js", import.meta.url).href;
/** The last is the glue of `%%native` and `%%wasm`: the cell that called it is the place of interest. */
const INTERNAL = ["node:internal/", "node:vm", "node:async_hooks", "module "];

export function installStacks(sources: Sources, ownFolder: string): Stacks {
  const known = new own.WeakMap<object, readonly StackFrame[]>();
  const errorText = own.Error.prototype.toString;

  own.Error.prepareStackTrace = (error, sites) => {
    const end = sites.findIndex((site) => site.getFileName() === ENTRY);
    const frames = (end < 0 ? sites : sites.slice(0, end)).flatMap((site) =>
      toFrame(site.toString(), site.getFileName(), sources, ownFolder),
    );
    known.set(error, frames);
    return [headerOf(error), ...frames.map((frame) => `    at ${frame.text}`)].join("\n");
  };

  function headerOf(error: object): string {
    try {
      return errorText.call(error);
    } catch {
      return "Error";
    }
  }

  return {
    frames(error) {
      const stack = stackOf(error);
      // Without a structured stack (a cell's own `prepareStackTrace`, an error from elsewhere) its text is read.
      return known.get(error) ?? readStack(stack, sources, ownFolder);
    },
  };
}

function toFrame(
  text: string,
  file: string | null | undefined,
  sources: Sources,
  ownFolder: string,
): readonly StackFrame[] {
  const name = file ?? "";
  if (name.startsWith(ownFolder) || INTERNAL.some((start) => name.startsWith(start))) return [];
  const place = name === "" ? null : /:(\d+):(\d+)\)?$/.exec(text);
  if (!place || !sources.has(name)) return [{ text, position: null }];
  const position = sources.original({
    file: name,
    line: own.Number(place[1]),
    column: own.Number(place[2]),
  });
  // Code that the converter added: the start of the function a cell became.
  if (!position) return [];
  const written = `${position.file}:${position.line}:${position.column}`;
  return [{ text: text.replace(`${name}${place[0].replace(")", "")}`, written), position }];
}

/** The text that V8 would make: `    at f (file:line:column)`. */
function readStack(stack: string, sources: Sources, ownFolder: string): readonly StackFrame[] {
  return stack.split("\n").flatMap((line) => {
    const text = /^\s+at (.*)$/.exec(line)?.[1];
    if (text === undefined) return [];
    const file = /(?:\(|^|async )([^()]*):\d+:\d+\)?$/.exec(text)?.[1] ?? "";
    return toFrame(text, file, sources, ownFolder);
  });
}

export function stackOf(error: object): string {
  try {
    const stack: unknown = (error as { stack?: unknown }).stack;
    return typeof stack === "string" ? stack : "";
  } catch {
    return "";
  }
}

export function isError(value: unknown): value is Error {
  if (types.isNativeError(value)) return true;
  // A class of the cell's own that stands on Error, from whatever context.
  return typeof value === "object" && value !== null && !types.isProxy(value) && inherits(value);
}

function inherits(value: object): boolean {
  return own.Object.prototype.isPrototypeOf.call(own.Error.prototype, value);
}
