/** What cells see of a module: JavaScript that instantiates it with an allocator over its memory, and its types. */
import { RELAXED_SIMD_FLAG } from "../process/relaxed-simd.js";
import type { WasmInterface } from "./read.js";

/** Typed arrays that `alloc` gives, by the allocator's name. */
const ARRAYS = {
  int8: "Int8Array",
  uint8: "Uint8Array",
  int16: "Int16Array",
  uint16: "Uint16Array",
  int32: "Int32Array",
  uint32: "Uint32Array",
  float32: "Float32Array",
  float64: "Float64Array",
  int64: "BigInt64Array",
  uint64: "BigUint64Array",
} as const;

const PAGE = 65536;

/**
 * The memory has its whole size from the start, so that no view is ever detached by growth. `alloc` gives it out from
 * the top down, as the module's own data, stack and heap grow from below.
 */
export function loaderText(given: {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly wasm: WasmInterface;
  readonly reserve: number;
  /** The module uses relaxed SIMD, which an engine of this version takes by a flag only. */
  readonly relaxed: boolean;
}): string {
  const { name, bytes, wasm, reserve, relaxed } = given;
  const { memory } = wasm;
  const wanted = Math.ceil(reserve / PAGE);
  const pages = memory === null ? 0 : Math.min(memory.minimum + wanted, memory.maximum ?? 65536, 65536);
  const described = { initial: pages, maximum: memory?.maximum ?? pages, shared: memory?.shared ?? false };
  const made = memory?.imported
    ? `new WebAssembly.Memory(${JSON.stringify(described)})`
    : memory?.exported
      ? `exports[${JSON.stringify(memory.exported)}]`
      : "null";
  return `(() => {
  const bytes = Uint8Array.from(atob("${Buffer.from(bytes).toString("base64")}"), (c) => c.charCodeAt(0));
  ${relaxed ? `if (!WebAssembly.validate(bytes)) process.getBuiltinModule("node:v8").setFlagsFromString("${RELAXED_SIMD_FLAG}");` : ""}
  const module = new WebAssembly.Module(bytes);
  const abort = (message, file, line, column) => { throw new Error(\`${name} aborted at line \${line}, column \${column}.\`); };
  ${memory?.imported ? `const memory = ${made};` : ""}
  const imports = { env: { abort } };
  ${memory?.imported ? `(imports[${JSON.stringify(memory.imported.module)}] ??= {})[${JSON.stringify(memory.imported.name)}] = memory;` : ""}
  const { exports } = new WebAssembly.Instance(module, imports);
  ${memory?.imported ? "" : `const memory = ${made};`}
  if (memory && memory.buffer.byteLength < ${pages * PAGE}) memory.grow(${pages} - memory.buffer.byteLength / ${PAGE});
  const floor = ${(memory?.minimum ?? 0) * PAGE};
  const end = memory ? memory.buffer.byteLength : 0;
  let top = end;
  const take = (View, count) => {
    if (!Number.isInteger(count) || count < 0) throw new RangeError(\`alloc of ${name} takes a count of elements, got \${String(count)}.\`);
    const start = Math.floor((top - count * View.BYTES_PER_ELEMENT) / 64) * 64;
    if (start < floor) throw new RangeError(\`${name} has \${top - floor} bytes of memory left, and \${count * View.BYTES_PER_ELEMENT} were asked for; give %%wasm ${name} more by --memory, or call ${name}.alloc.reset().\`);
    top = start;
    return new View(memory.buffer, start, count);
  };
  const alloc = { ${Object.entries(ARRAYS)
    .map(([key, view]) => `${key}: (count) => take(${view}, count)`)
    .join(", ")}, reset() { top = end; } };
  return Object.freeze({ ...exports, memory, alloc, module });
})()`;
}

/** The TypeScript type of the same. */
export function interfaceType(wasm: WasmInterface): string {
  const methods = wasm.functions.filter(callable).map(({ name, parameters, results }) => {
    const list = parameters.map(({ name: one, type }, at) => `${identifier(one, at)}: ${scalar(type)}`);
    const result = results.length === 0 ? "void" : results.length === 1 ? scalar(results[0] ?? "") : "any[]";
    const signature = `${parameters.map(({ name: one, type }) => `${one}: ${type}`).join(", ")}`;
    return `  /** \`(${signature.replaceAll("*/", "")}) → ${results.join(", ") || "nothing"}\`; an i32 that is a pointer is the byteOffset of a view. */\n  ${JSON.stringify(name)}(${list.join(", ")}): ${result};`;
  });
  const views = Object.entries(ARRAYS).map(([key, view]) => `${key}(count: number): ${view};`);
  return `{
${methods.join("\n")}
  /** Typed arrays in the module's memory, each at a multiple of 64 bytes; \`byteOffset\` is the pointer. \`reset\` gives all back. */
  readonly alloc: { ${views.join(" ")} reset(): void; };
  /** The module's memory, of a fixed size. */
  readonly memory: WebAssembly.Memory;
  /** The WebAssembly.Module, to instantiate again in another thread. */
  readonly module: WebAssembly.Module;
}`;
}

/** JavaScript cannot pass or take a v128. */
export function callable({ parameters, results }: WasmInterface["functions"][number]): boolean {
  return ![...parameters.map(({ type }) => type), ...results].includes("v128");
}

function scalar(type: string): string {
  return type === "i64" ? "bigint" : type.endsWith("ref") ? "any" : "number";
}

function identifier(name: string, at: number): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) &&
    !/^(in|new|this|with|for|if|do|var|let|case|else|enum|null|true|false|try|void|while|class|const|function|return|default|delete|switch|typeof|yield|static|public|private)$/.test(
      name,
    )
    ? name
    : `p${at}`;
}
