/** The kernels that are compared: how each is started, and the same work in its language. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { BENCHBOOK } from "../../support/kernel-process.js";
import { PYTHON, TYPESCRIPT, type Works } from "./works.js";

export interface BenchKernel {
  readonly name: string;
  readonly version: string;
  readonly works: Works;
  command(connectionFile: string): readonly [program: string, ...args: string[]];
}

/** `python` is a Python that has ipykernel, `deno` the program; a kernel that is not there is left out. */
export function findKernels(programs: { readonly python: string; readonly deno: string }): BenchKernel[] {
  return [ours(), ipykernel(programs.python), deno(programs.deno), tslab()].filter((one) => one !== null);
}

function ours(): BenchKernel {
  return {
    name: "benchbook",
    version: `Node ${process.versions.node}`,
    works: TYPESCRIPT,
    command: (file) => [process.execPath, BENCHBOOK, "kernel", "--connection-file", file],
  };
}

function ipykernel(python: string): BenchKernel | null {
  const version = versionOf(python, ["-c", "import ipykernel; print(ipykernel.__version__)"]);
  if (version === null) return null;
  return {
    name: "ipykernel",
    version,
    works: PYTHON,
    command: (file) => [python, "-m", "ipykernel_launcher", "-f", file],
  };
}

function deno(program: string): BenchKernel | null {
  const version = versionOf(program, ["--version"]);
  if (version === null) return null;
  return {
    name: "deno",
    version: /deno (\S+)/.exec(version)?.[1] ?? version,
    works: TYPESCRIPT,
    command: (file) => [program, "jupyter", "--kernel", "--conn", file],
  };
}

function tslab(): BenchKernel | null {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve("tslab/package.json");
  const program = join(dirname(manifest), "bin", "tslab");
  if (!existsSync(program)) return null;
  return {
    name: "tslab",
    version: (require(manifest) as { version: string }).version,
    works: TYPESCRIPT,
    command: (file) => [process.execPath, program, "kernel", `--config-path=${file}`],
  };
}

function versionOf(program: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
