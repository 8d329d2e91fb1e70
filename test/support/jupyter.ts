/** A real Jupyter from a virtual environment (`.ci/jupyter.sh` makes `.venv`), with our kernel installed beside it. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "./command.js";
import { temporaryFolder } from "./folder.js";

/** Tests run from dist/test/support. */
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const BIN = process.env.BENCHBOOK_JUPYTER ?? join(ROOT, ".venv", "bin");

/** For `test`'s `skip`: why there is nothing to run, or false. */
export const noJupyter: string | false = existsSync(join(BIN, "jupyter"))
  ? false
  : `no Jupyter in ${BIN}; run .ci/jupyter.sh, or set BENCHBOOK_JUPYTER to the bin folder of a virtual environment`;

export interface Jupyter {
  readonly bin: string;
  /** Working folder, gone after the test. */
  readonly folder: string;
  /** Environment in which Jupyter knows our kernel, and nothing of this machine's configuration. */
  readonly env: Readonly<Record<string, string>>;
}

export async function installJupyter(t: TestContext): Promise<Jupyter> {
  const folder = await temporaryFolder(t);
  const own = (name: string) => join(folder, ".jupyter", name);
  const env = {
    ...(process.env as Record<string, string>),
    PATH: `${BIN}${delimiter}${process.env.PATH ?? ""}`,
    HOME: folder,
    JUPYTER_DATA_DIR: own("data"),
    JUPYTER_CONFIG_DIR: own("config"),
    JUPYTER_RUNTIME_DIR: own("runtime"),
    IPYTHONDIR: own("ipython"),
    // The snapshot that kernels start from is the same for all tests.
    XDG_CACHE_HOME: join(ROOT, "test", ".out", "cache"),
  };
  const { status, stderr } = await runCommandLine(["install"], env);
  if (status !== 0) throw new Error(stderr);
  return { bin: BIN, folder, env };
}

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of the virtual environment, run in the working folder. */
export function runIn(jupyter: Jupyter, program: string, args: readonly string[]): Promise<Ran> {
  const { bin, folder, env } = jupyter;
  return new Promise((resolve) => {
    const options = { cwd: folder, env, timeout: 120_000, maxBuffer: 64 * 1024 * 1024 };
    execFile(join(bin, program), [...args], options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ status, stdout, stderr });
    });
  });
}

export function fixture(name: string): string {
  return join(ROOT, "test", "jupyter", name);
}
