/** WebAssembly in cells: source → compiler → module with its interface, kept in `.benchbook/wasm` (port WasmCompilers). */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic, Place } from "../model/ports/language.js";
import type { WasmCompilers, WasmRequest, WasmResult } from "../model/ports/wasm.js";
import { runCommand } from "../process/command.js";
import { enableRelaxedSimd } from "../process/relaxed-simd.js";
import { compileC } from "./clang.js";
import type { CompilerAnswer, CompilerRequest } from "./compile-main.js";
import { callable, functionTypes, interfaceType, loaderText } from "./loader.js";
import { withParameterNames } from "./parameter-names.js";
import { readWasm } from "./read.js";

/** What a compiler gave. */
export type Compiled =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly toolchain: Toolchain }
  | Exclude<WasmResult, { kind: "built" }>;

interface Toolchain {
  readonly name: string;
  readonly version: string;
}

const MINUTE = 60_000;
const PAGE = 65536;

export function createWasmCompilers(): WasmCompilers {
  return {
    async build(request): Promise<WasmResult> {
      const scratch = await mkdtemp(join(tmpdir(), "benchbook-wasm-"));
      try {
        const compiled = await compile(request, scratch);
        return compiled.kind === "bytes" ? await finish(request, compiled) : compiled;
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

async function compile(request: WasmRequest, scratch: string): Promise<Compiled> {
  if (request.file !== null) return fromFile(request.file, request);
  if (request.language === "c") return compileC(request, scratch);
  const { language, name, source, enable, reserve } = request;
  const asked: CompilerRequest = {
    ...{ language, name, source, enable },
    maximumPages: Math.ceil(reserve / PAGE) + 16,
  };
  const file = join(scratch, "request.json");
  await writeFile(file, JSON.stringify(asked));
  const main = fileURLToPath(new URL("compile-main.js", import.meta.url));
  const ran = await runCommand({ command: process.execPath, args: [main, file], timeout: MINUTE });
  if (!ran.ok) {
    const message = `The ${language} compiler of ${name} ended without an answer, or took longer than a minute.`;
    return { kind: "failed", message, output: ran.stderr.trimEnd().split("\n").slice(-10) };
  }
  const { base64, version, errors } = JSON.parse(ran.stdout) as CompilerAnswer;
  if (base64 === null) {
    return { kind: "refused", diagnostics: errors.map((error) => diagnostic(source, error)) };
  }
  return { kind: "bytes", bytes: Buffer.from(base64, "base64"), toolchain: { name: language, version } };
}

async function fromFile(file: string, { folder, name }: WasmRequest): Promise<Compiled> {
  try {
    const bytes = await readFile(resolve(folder, file));
    return { kind: "bytes", bytes, toolchain: { name: "file", version: file } };
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    const message = `%%wasm ${name}: --file ${file} cannot be read (${why}); give a path from the notebook's folder.`;
    return { kind: "failed", message, output: [] };
  }
}

async function finish(
  request: WasmRequest,
  { bytes, toolchain }: Extract<Compiled, { kind: "bytes" }>,
): Promise<WasmResult> {
  const { name, language, source, file, enable, reserve, folder } = request;
  const relaxed = enable.includes("relaxed-simd") && enableRelaxedSimd() !== "own";
  const invalid = whyInvalid(bytes);
  if (invalid !== null) {
    const advice = enable.includes("relaxed-simd")
      ? " Check --file, or take a newer Node."
      : " Check --file, or the features that it uses.";
    const message = `%%wasm ${name}: Node ${process.version} does not take the module: ${invalid}.${advice}`;
    return { kind: "failed", message, output: [] };
  }
  const read = readWasm(bytes);
  const named =
    language === "wat" || file !== null ? read.functions : withParameterNames(read.functions, request);
  const wasm = { ...read, functions: named };
  const foreign = wasm.imports.find(
    ({ module, name: one, kind }) => kind !== 2 && `${module}.${one}` !== "env.abort",
  );
  if (foreign) {
    const message = `%%wasm ${name} imports ${foreign.module}.${foreign.name}, which nothing provides; compute it within the module, or pass its value as an argument.`;
    return { kind: "failed", message, output: [] };
  }
  const hash = createHash("sha256").update(bytes).update(String(reserve)).digest("hex").slice(0, 16);
  const artifact = join(".benchbook", "wasm", `${hash}.wasm`);
  await mkdir(join(folder, ".benchbook", "wasm"), { recursive: true });
  await writeFile(join(folder, artifact), bytes);
  const hidden = wasm.functions.filter((one) => !callable(one)).map((one) => one.name);
  return {
    kind: "built",
    functions: functionTypes(wasm),
    notes:
      hidden.length === 0
        ? []
        : [`${hidden.join(", ")}: JavaScript cannot pass a v128, so it has no type here.`],
    module: {
      record: {
        kind: "wasm",
        name,
        language: file === null ? language : "file",
        source: file === null ? source : "",
        options: [...enable.map((one) => `--enable ${one}`), `--memory ${reserve / 2 ** 20}`],
        toolchain,
        hash,
        artifact,
        type: interfaceType(wasm),
        bytes: bytes.length,
      },
      expression: loaderText({ name, bytes, wasm, reserve, relaxed }),
    },
  };
}

/** The engine's words without its prefix, or null. The compiler's types do not know WebAssembly. */
function whyInvalid(bytes: Uint8Array): string | null {
  const { WebAssembly: engine } = globalThis as unknown as {
    WebAssembly: { Module: new (bytes: Uint8Array) => object };
  };
  try {
    new engine.Module(bytes);
    return null;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/^WebAssembly\.Module\(\): /, "");
  }
}

export function diagnostic(
  source: string,
  error: { readonly message: string; readonly start: number; readonly end: number },
): Diagnostic {
  const { message, start, end } = error;
  return { message, code: 0, start: place(source, start), end: place(source, end), file: null };
}

function place(source: string, offset: number): Place {
  const before = source.slice(0, offset);
  const line = before.split("\n").length;
  return { offset, line, column: offset - before.lastIndexOf("\n") };
}
