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
  const place = memory?.imported ?? null;
  return `(() => {
  const bytes = Uint8Array.from(atob("${Buffer.from(bytes).toString("base64")}"), (c) => c.charCodeAt(0));
  ${relaxed ? `if (!WebAssembly.validate(bytes)) process.getBuiltinModule("node:v8").setFlagsFromString("${RELAXED_SIMD_FLAG}");` : ""}
  const module = new WebAssembly.Module(bytes);
  const instantiate = ({ module, memory }) => {
    const abort = (message, file, line, column) => { throw new Error(\`${name} aborted at line \${line}, column \${column}.\`); };
    const imports = { env: { abort } };
    ${place ? `(imports[${JSON.stringify(place.module)}] ??= {})[${JSON.stringify(place.name)}] = memory;` : ""}
    return new WebAssembly.Instance(module, imports).exports;
  };
  ${place ? `const memory = ${made};` : ""}
  const exports = instantiate({ module${place ? ", memory" : ""} });
  ${place ? "" : `const memory = ${made};`}
  if (memory && memory.buffer.byteLength < ${pages * PAGE}) memory.grow(${pages} - memory.buffer.byteLength / ${PAGE});
  let floor = ${(memory?.minimum ?? 0) * PAGE};
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
${memory?.shared && place ? threadText(name) : unsharedText(name)}
  return Object.freeze(Object.defineProperty({ ...exports, memory, alloc, module }, Symbol.for("benchbook.thread"), { value: opening }));
})()`;
}

/**
 * How a thread of `workers` opens the module again, over the same memory (`threads/handed.ts`). What clang made keeps locals
 * on a stack in that memory, so each thread needs one of its own; it takes the lowest room that `alloc` has left.
 */
function threadText(name: string): string {
  return `  const opening = () => {
    const { __stack_pointer: own } = exports;
    if (own && floor + ${PAGE} > top) throw new RangeError("${name} has no memory left for the stack of another thread; give %%wasm ${name} more by --memory.");
    if (own) floor += ${PAGE};
    const text = \`({ module, memory, stack }) => {
      const exports = (\${instantiate})({ module, memory });
      if (stack !== null) exports.__stack_pointer.value = stack;
      return Object.freeze({ ...exports, memory, module, get alloc() { throw new Error("${name}.alloc is for the thread that makes the pool: allocate there, and hand byteOffsets over in shared."); } });
    }\`;
    return { text, given: { module, memory, stack: own ? floor : null } };
  };`;
}

function unsharedText(name: string): string {
  return `  const opening = () => { throw new TypeError("${name} cannot work in threads, as its memory is not shared; compile it by %%wasm ${name} --enable threads."); };`;
}

/** The TypeScript type of the same. */
export function interfaceType(wasm: WasmInterface): string {
  const methods = wasm.functions.filter(callable).map((one) => {
    const { parameters, results } = one;
    const signature = `${parameters.map(({ name: one, type }) => `${one}: ${type}`).join(", ")}`;
    return `  /** \`(${signature.replaceAll("*/", "")}) → ${results.join(", ") || "nothing"}\`; an i32 that is a pointer is the byteOffset of a view. */\n  ${methodType(one, JSON.stringify(one.name))};`;
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

/** What cells call, for people: `twice(p: number, n: number): void`. A compiler's own functions begin with two underscores. */
export function functionTypes({ functions }: WasmInterface): readonly string[] {
  const own = functions.filter((one) => callable(one) && !one.name.startsWith("__"));
  return own.map((one) => methodType(one, one.name));
}

function methodType({ parameters, results }: WasmInterface["functions"][number], name: string): string {
  const list = parameters.map(({ name: one, type }, at) => `${identifier(one, at)}: ${scalar(type)}`);
  const result = results.length === 0 ? "void" : results.length === 1 ? scalar(results[0] ?? "") : "any[]";
  return `${name}(${list.join(", ")}): ${result}`;
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
