/** C by clang's own WebAssembly target, without a C library. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WasmRequest } from "../model/ports/wasm.js";
import { runCommand } from "../process/command.js";
import { type Compiled, diagnostic } from "./index.js";

const MINUTE = 60_000;

export async function compileC(request: WasmRequest, scratch: string): Promise<Compiled> {
  const { name, source, enable, reserve } = request;
  const version = await runCommand({ command: "clang", args: ["--version"] });
  const linker = await runCommand({ command: "wasm-ld", args: ["--version"] });
  if (!version.ok || !linker.ok) {
    const message = `%%wasm ${name} --lang c needs clang and its linker wasm-ld, and ${version.ok ? "wasm-ld" : "clang"} is not there; install them, such as by apt install clang lld or brew install llvm lld.`;
    return { kind: "missing", message };
  }
  await writeFile(join(scratch, "cell.c"), source);
  const pages = Math.ceil(reserve / 65536) + 16;
  const args = [
    ...["--target=wasm32", "-nostdlib", "-O3", "-msimd128", "-Wl,--no-entry", "-Wl,--export-all"],
    ...(enable.includes("relaxed-simd") ? ["-mrelaxed-simd"] : []),
    ...(enable.includes("threads")
      ? [
          "-matomics",
          "-mbulk-memory",
          // For each thread's own stack: see `loader.ts`.
          "-mmutable-globals",
          "-Wl,--export=__stack_pointer",
          "-Wl,--import-memory,--shared-memory",
          `-Wl,--max-memory=${pages * 65536}`,
        ]
      : []),
    ...["-fno-color-diagnostics", "-o", "cell.wasm", "cell.c"],
  ];
  const ran = await runCommand({ command: "clang", args, cwd: scratch, timeout: MINUTE });
  const toolchain = { name: "clang", version: version.stdout.split("\n")[0] ?? "" };
  if (ran.ok) return { kind: "bytes", bytes: await readFile(join(scratch, "cell.wasm")), toolchain };
  const lines = source.split("\n");
  const errors = [...ran.stderr.matchAll(/^cell\.c:(\d+):(\d+): (?:fatal )?error: (.*)$/gm)];
  if (errors.length === 0) {
    const message = `clang could not make ${name} a WebAssembly module; mind what it wrote.`;
    return { kind: "failed", message, output: ran.stderr.trimEnd().split("\n").slice(-10) };
  }
  const diagnostics = errors.map(([, line, column, message]) => {
    const before = lines.slice(0, Number(line) - 1).join("\n").length;
    const start = before + (line === "1" ? 0 : 1) + Number(column) - 1;
    return diagnostic(source, { message: message ?? "", start, end: start + 1 });
  });
  return { kind: "refused", diagnostics };
}
