/** `benchbook kernel --connection-file FILE`: the command that the kernelspec names. */
import { basename } from "node:path";
import { type CommandSpec, readArguments, wrong } from "../src/cli/arguments.js";
import { type CommandIo, EXIT } from "../src/cli/io.js";
import { watchLifecycle } from "./lifecycle.js";
import { startKernel } from "./main.js";

const KERNEL = {
  name: "kernel",
  usage: "--connection-file FILE",
  summary: "Serve a Jupyter frontend; Jupyter itself calls this",
  positionals: { min: 0, max: 0 },
  options: {
    "connection-file": {
      type: "string",
      short: "f",
      value: "FILE",
      help: "addresses and key, written by the Jupyter client",
    },
  },
} as const satisfies CommandSpec;

/** Resolves once the kernel has ended. Rejects with a usage error, status 2, for a bad connection file. */
export async function runKernelCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(KERNEL, argv, io);
  if (args === null) return EXIT.done;
  const connectionFile = args.values["connection-file"];
  if (connectionFile === undefined) throw wrong(KERNEL, "wants --connection-file FILE, got nothing");

  const log = (text: string) => io.stderr.write(`benchbook kernel: ${text}\n`);
  const kernel = await startKernel({ connectionFile, createRuntime: () => createRuntime(io), log });
  watchLifecycle({ env: io.env, end: kernel.close, log });
  await kernel.ended;
  // What still holds the process then, such as a session that does not die, must not keep a kernel that has said goodbye.
  setTimeout(() => process.exit(EXIT.done), LAST_WAIT).unref();
  return EXIT.done;
}

/** ms */
const LAST_WAIT = 500;

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
