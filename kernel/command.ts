/** `benchbook kernel --connection-file FILE`: the command that the kernelspec names. */
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { type CommandSpec, readArguments, wrong } from "../src/cli/arguments.js";
import { type Command, type CommandIo, EXIT } from "../src/cli/io.js";
import { userDataFolder } from "../src/cli/kernelspec-paths.js";
import type { Frontend } from "../src/model/ports/frontend.js";
import type { Ahead } from "./ahead.js";
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
export function createKernelCommand(ahead: Ahead | null): Command {
  return (argv, io) => runKernel(argv, io, ahead);
}

async function runKernel(argv: readonly string[], io: CommandIo, ahead: Ahead | null): Promise<number> {
  const args = readArguments(KERNEL, argv, io);
  if (args === null) return EXIT.done;
  const connectionFile = args.values["connection-file"];
  if (connectionFile === undefined) throw wrong(KERNEL, "wants --connection-file FILE, got nothing");

  const log = (text: string) => io.stderr.write(`benchbook kernel: ${text}\n`);
  const kernel = await startKernel({
    ...{ connectionFile, log, historyFolder: historyFolder(io) },
    createRuntime: (frontend) => createRuntime(io, frontend, ahead),
  });
  watchLifecycle({ env: io.env, end: kernel.close, log });
  await kernel.ended;
  // What still holds the process then, such as a session that does not die, must not keep a kernel that has said goodbye.
  setTimeout(() => process.exit(EXIT.done), LAST_WAIT).unref();
  return EXIT.done;
}

/** ms */
const LAST_WAIT = 500;

/** Loaded only here: the sockets answer first, and the session's process starts beside the reading of the rest. */
async function createRuntime({ cwd: folder, env }: CommandIo, frontend: Frontend, ahead: Ahead | null) {
  const { createSession } = await import("../src/session/index.js");
  const session = createSession({ folder, frontend });
  const started: { close(): Promise<void> }[] = [session];
  try {
    const [{ createLanguage }, runtime] = await Promise.all([
      import("../src/language/index.js"),
      import("../src/runtime/index.js"),
    ]);
    const language = createLanguage({ folder, interactive: true, ...(ahead ? { start: ahead.start } : {}) });
    started.push(language);
    const notebook = notebookName(env.JPY_SESSION_NAME);
    const options = { folder, notebook, fresh: false, overrides: {}, budget: null, quick: false, frontend };
    return await runtime.createRuntime(options, { language, session });
  } catch (error) {
    await Promise.allSettled(started.map((one) => one.close()));
    throw error;
  }
}

/** One folder per notebook, or, where the client does not tell which it is, per folder of notebooks. */
function historyFolder({ cwd, env }: CommandIo): string {
  const notebook = join(cwd, notebookName(env.JPY_SESSION_NAME) ?? "");
  const name = basename(notebook).replace(/[^\w.-]/g, "_");
  const hash = createHash("sha256").update(notebook).digest("hex").slice(0, 12);
  const data = userDataFolder({ platform: process.platform, env, home: homedir() });
  return join(data, "benchbook", "history", `${name}-${hash}`);
}

/** jupyter_server sets the notebook's path; other clients do not tell. */
function notebookName(session: string | undefined): string | null {
  return session?.endsWith(".ipynb") ? basename(session) : null;
}
