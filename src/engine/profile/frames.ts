/** V8's call frames as frames in the user's own files, by kind. */
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Frame, FrameCategory } from "../../model/profile.js";
import { SLEEPING } from "../../threads/thread.js";
import type { BundleMap, Origin } from "../source-map.js";
import type { CallFrame, CpuProfile } from "./cpuprofile.js";
import type { ImportRequest } from "./import.js";

/** What becomes of a call frame. */
export type ReadFrame =
  | { readonly kind: "frame"; readonly frame: Frame }
  /** The engine's own code, or Node's start-up: leaves no trace. */
  | { readonly kind: "engine" }
  /** The bundle's loop around the measured expression: becomes the root. */
  | { readonly kind: "measured" }
  | { readonly kind: "root" }
  | { readonly kind: "idle" };

export interface FrameReader {
  readonly root: Frame;
  /** `above`: what called it, where that is known. */
  read(call: CallFrame, above?: CallFrame | null): ReadFrame;
  /** Where a 1-based line of a call's file stands in the user's own. */
  place(call: CallFrame, line: number): Pick<Origin, "file" | "line"> | null;
  /** The same for a 1-based line and column of a file by its URL. */
  spot(url: string, line: number, column: number): Pick<Origin, "file" | "line" | "column"> | null;
}

type Request = Pick<ImportRequest, "variant" | "bundle" | "map" | "wrappers"> & {
  readonly raw: Pick<CpuProfile, "nodes">;
};

export function createFrameReader(request: Request): FrameReader {
  const bundleUrl = pathToFileURL(request.bundle).href;
  const beside = request.map?.beside ?? {};
  const isBundle = (url: string) => url === bundleUrl || url === request.bundle;
  return {
    root: rootFrame(request, isBundle),
    read(call, above = null) {
      if (call.functionName === "(root)") return { kind: "root" };
      if (call.functionName === "(idle)" || isPoolAsleep(call)) return { kind: "idle" };
      if (isEngine(call.url)) return { kind: "engine" };
      const native = nativeName(call, above, { map: request.map, isBundle });
      if (native !== null) return { kind: "frame", frame: nativeFrame(native) };
      if (!isBundle(call.url)) return { kind: "frame", frame: otherFrame(call, beside) };
      return request.wrappers.includes(call.functionName)
        ? { kind: "measured" }
        : { kind: "frame", frame: bundleFrame(call, request.map) };
    },
    place(call, line) {
      if (isEngine(call.url)) return null;
      if (isBundle(call.url)) return request.map?.originOfLine(line) ?? null;
      return call.url.startsWith("file:")
        ? { file: beside[call.url] ?? fileURLToPath(call.url), line }
        : null;
    },
    spot(url, line, column) {
      if (isEngine(url)) return null;
      if (isBundle(url)) return request.map ? request.map.origin(line, column) : { file: url, line, column };
      const file = url.startsWith("file:") ? (beside[url] ?? readableFile(url)) : null;
      return file === null ? null : { file, line, column };
    },
  };
}

/**
 * The name of a `%%native` function. V8 tells compiled ones apart by an address that koffi's all share, so each would have
 * the name of the last; but each is called by the binding of its own name, which stands in no source of the user's.
 */
function nativeName(
  call: CallFrame,
  above: CallFrame | null,
  { map, isBundle }: { readonly map: BundleMap | null; readonly isBundle: (url: string) => boolean },
): string | null {
  if (map === null || above === null || call.url !== "" || !/^\w+$/.test(call.functionName)) return null;
  if (!isBundle(above.url) || above.functionName === "") return null;
  return map.origin(above.lineNumber + 1, above.columnNumber + 1) === null ? above.functionName : null;
}

/** The user wrote it, so it is as their modules are. */
function nativeFrame(name: string): Frame {
  return { name: `${name} (native)`, category: "module", file: null, line: null, column: null };
}

/** The measured expression, at its line of the cell where the profile has seen it called. */
function rootFrame({ raw, variant, map, wrappers }: Request, isBundle: (url: string) => boolean): Frame {
  const file = `cell:${variant}`;
  const origins = raw.nodes.flatMap(({ callFrame: { url, functionName, lineNumber, columnNumber } }) =>
    isBundle(url) && wrappers.includes(functionName)
      ? (map?.origin(lineNumber + 1, columnNumber + 1) ?? [])
      : [],
  );
  const origin = origins.find((one) => one.file === file);
  return {
    name: "measured",
    category: "cell",
    file,
    line: origin?.line ?? null,
    column: origin?.column ?? null,
  };
}

/** A thread of `workers(n, fn)` without a task: V8 samples it all the same. */
function isPoolAsleep({ functionName, url }: CallFrame): boolean {
  return functionName === SLEEPING && url === "[worker eval]";
}

/** The fork's program, its statistics, and tinybench. */
const OWN = new URL("../../", import.meta.url).href;

function isEngine(url: string): boolean {
  return url.startsWith(OWN) || url.includes("/node_modules/tinybench/");
}

function bundleFrame(call: CallFrame, map: BundleMap | null): Frame {
  const [line, column] = [call.lineNumber + 1, call.columnNumber + 1];
  const origin = map?.origin(line, column) ?? null;
  if (!map) return { name: nameOf(call), category: "cell", file: null, line, column };
  if (!origin) return { name: nameOf(call), category: "program", file: null, line: null, column: null };
  return {
    name: originalName(call, map, origin),
    category: categoryOf(origin.file),
    file: origin.file,
    line: origin.line,
    column: origin.column,
  };
}

function categoryOf(file: string): FrameCategory {
  if (file.startsWith("cell:")) return "cell";
  return file === "setup" || file.startsWith("setup:") ? "setup" : "module";
}

/** A bundler renames what would clash (`matmul2`): the map has the name, or the source line shows it. */
function originalName(call: CallFrame, map: BundleMap, origin: Origin): string {
  const name = nameOf(call);
  // V8 points behind the name, at the parameters; the map knows the name's own place.
  const atName = map.origin(call.lineNumber + 1, call.columnNumber + 1 - call.functionName.length);
  const mapped = atName?.line === origin.line ? atName.name : null;
  if (mapped && name.startsWith(mapped)) return mapped;
  const bare = name.replace(/\d+$/, "");
  const source = map.sources[origin.file]?.split("\n")[origin.line - 1] ?? "";
  return bare !== name && bare !== "" && !hasWord(source, name) && hasWord(source, bare) ? bare : name;
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w$])${word.replace(/[$]/g, "\\$&")}(?![\\w$])`).test(text);
}

function otherFrame(call: CallFrame, beside: BundleMap["beside"]): Frame {
  const category = otherCategory(call);
  const file = call.url === "" ? null : (beside[call.url] ?? readableFile(call.url));
  const known = file !== null && call.lineNumber >= 0;
  return {
    name: nameOf(call),
    category,
    file,
    line: known && category !== "wasm" ? call.lineNumber + 1 : null,
    column: known && category !== "wasm" ? call.columnNumber + 1 : null,
  };
}

function otherCategory({ functionName, url }: CallFrame): FrameCategory {
  if (functionName === "(garbage collector)") return "gc";
  if (functionName === "(program)") return "program";
  if (url.startsWith("wasm:")) return "wasm";
  if (url.startsWith("node:")) return "node";
  if (url.includes("/node_modules/")) return "package";
  // A worker made of a text.
  return url.startsWith("file:") || url === "[worker eval]" ? "module" : "native";
}

/** A package's file from its name on; other files by their path. */
function readableFile(url: string): string {
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  const at = path.lastIndexOf("/node_modules/");
  return at < 0 ? path : path.slice(at + "/node_modules/".length);
}

function nameOf({ functionName }: CallFrame): string {
  return functionName === "" ? "(anonymous)" : functionName;
}
