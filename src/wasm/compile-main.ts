/**
 * Entry of the compiler's process, since AssemblyScript and binaryen work for seconds in one go. It reads the request as
 * JSON from the file that its argument names, and prints a `CompilerAnswer`.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { WasmFeature } from "../model/ports/wasm.js";

export interface CompilerRequest {
  readonly language: "assemblyscript" | "wat";
  readonly name: string;
  readonly source: string;
  readonly enable: readonly WasmFeature[];
  /** Of the memory that AssemblyScript imports with `threads`, 64 KiB each. */
  readonly maximumPages: number;
}

export interface CompilerAnswer {
  readonly base64: string | null;
  readonly version: string;
  /** Offsets in UTF-16 units. */
  readonly errors: readonly { readonly message: string; readonly start: number; readonly end: number }[];
}

/** What is used of the two. Their own types would bring globals that contradict Node's, among them a `console`. */
interface AssemblyScript {
  readonly version: string;
  createMemoryStream(): object;
  main(
    args: readonly string[],
    host: {
      readonly stdout: object;
      readonly stderr: object;
      readFile(file: string): string | null;
      writeFile(file: string, data: string | Uint8Array): void;
      listFiles(): readonly string[];
      /** Category 3 is an error. */
      reportDiagnostic(diagnostic: {
        readonly category: number;
        readonly message: string;
        readonly range: { readonly start: number; readonly end: number } | null;
      }): void;
    },
  ): Promise<{ readonly error: Error | null }>;
}

interface Binaryen {
  readonly Features: { readonly All: number };
  setDebugInfo(on: boolean): void;
  parseText(text: string): { setFeatures(features: number): void; emitBinary(): Uint8Array };
}

const ASSEMBLYSCRIPT: string = "assemblyscript/asc";

const request = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as CompilerRequest;
const answer = request.language === "wat" ? await compileWat(request) : await compileAssemblyScript(request);
process.stdout.write(JSON.stringify(answer));

async function compileAssemblyScript(request: CompilerRequest): Promise<CompilerAnswer> {
  const { default: asc } = (await import(ASSEMBLYSCRIPT)) as { readonly default: AssemblyScript };
  const { name, source, enable, maximumPages } = request;
  const errors: { message: string; start: number; end: number }[] = [];
  let bytes: Uint8Array | null = null;
  const threads = enable.includes("threads");
  const args = [
    ...[`${name}.ts`, "--outFile", "out.wasm", "--debug", "-O3", "--noAssert", "--runtime", "stub"],
    ...["simd", ...enable].flatMap((feature) => ["--enable", feature]),
    ...(threads
      ? ["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", String(maximumPages)]
      : []),
  ];
  const { error } = await asc.main(args, {
    stdout: asc.createMemoryStream(),
    stderr: asc.createMemoryStream(),
    readFile: (file: string) => (file === `${name}.ts` ? source : null),
    writeFile: (file: string, data: string | Uint8Array) => {
      if (file === "out.wasm" && typeof data !== "string") bytes = data;
    },
    listFiles: () => [],
    reportDiagnostic: ({ category, message, range }) => {
      if (category === 3) errors.push({ message, start: range?.start ?? 0, end: range?.end ?? 0 });
    },
  });
  if (error !== null && errors.length === 0) errors.push({ message: error.message, start: 0, end: 0 });
  const base64 = bytes === null || errors.length > 0 ? null : Buffer.from(bytes).toString("base64");
  return { base64, version: asc.version, errors };
}

async function compileWat({ source }: CompilerRequest): Promise<CompilerAnswer> {
  const beside = createRequire(import.meta.resolve("assemblyscript"));
  const { default: binaryen } = (await import(pathToFileURL(beside.resolve("binaryen")).href)) as {
    readonly default: Binaryen;
  };
  const version = "binaryen";
  try {
    const module = binaryen.parseText(source);
    module.setFeatures(binaryen.Features.All);
    binaryen.setDebugInfo(true);
    return { base64: Buffer.from(module.emitBinary()).toString("base64"), version, errors: [] };
  } catch (error) {
    // binaryen throws an object that is no Error.
    const text = String((error as { readonly message?: unknown }).message ?? error);
    const [, line, column, message] = /^(\d+):(\d+): error: (.*)/s.exec(text) ?? [null, "1", "1", text];
    const before = source.split("\n").slice(0, Number(line) - 1);
    const start = before.reduce((sum, one) => sum + one.length + 1, 0) + Number(column) - 1;
    return { base64: null, version, errors: [{ message: message ?? text, start, end: start + 1 }] };
  }
}
