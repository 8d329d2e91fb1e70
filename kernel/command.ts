/** `benchbook kernel --connection-file FILE`: the command that the kernelspec names. */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { CommandIo } from "../src/cli/io.js";
import { UserError } from "../src/model/problem.js";
import { watchLifecycle } from "./lifecycle.js";
import { startKernel } from "./main.js";

/**
 * Resolves with the exit status once the kernel has ended; the caller then ends the process, since children of the runtime
 * may hold it. 2: wrong usage or a bad connection file, with one sentence on stderr.
 */
export async function runKernelCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const log = (text: string) => io.stderr.write(`benchbook kernel: ${text}\n`);
  const connectionFile = readArguments(argv);
  if (connectionFile === null) {
    log("The connection file is missing; use: benchbook kernel --connection-file FILE.");
    return 2;
  }
  try {
    const kernel = await startKernel({ connectionFile, createRuntime: () => createRuntime(io), log });
    watchLifecycle({ env: io.env, end: kernel.close, log });
    await kernel.ended;
    return 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log(error.message);
    return 2;
  }
}

function readArguments(argv: readonly string[]): string | null {
  const options = { "connection-file": { type: "string", short: "f" } } as const;
  try {
    return parseArgs({ args: [...argv], options }).values["connection-file"] ?? null;
  } catch {
    return null;
  }
}

/** Loaded only here: the sockets are to answer before the rest of benchbook is read. */
async function createRuntime({ cwd, env }: CommandIo) {
  const runtime = await import("../src/runtime/index.js");
  return runtime.createRuntime({
    folder: cwd,
    notebook: notebookName(env.JPY_SESSION_NAME),
    fresh: false,
    overrides: {},
    budget: null,
    quick: false,
  });
}

/** jupyter_server sets the notebook's path; other clients do not tell. */
function notebookName(session: string | undefined): string | null {
  return session?.endsWith(".ipynb") ? basename(session) : null;
}
