/** `benchbook kernel --connection-file FILE`: the command that the kernelspec names. */
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type CommandSpec, readArguments, wrong } from "../src/cli/arguments.js";
import { type CommandIo, EXIT } from "../src/cli/io.js";
import { userDataFolder } from "../src/cli/kernelspec-paths.js";
import type { Frontend } from "../src/model/ports/frontend.js";
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
  const kernel = await startKernel({
    ...{ connectionFile, log, historyFolder: historyFolder(io) },
    createRuntime: (frontend) => createRuntime(io, frontend),
  });
  watchLifecycle({ env: io.env, end: kernel.close, log });
  await kernel.ended;
  // What still holds the process then, such as a session that does not die, must not keep a kernel that has said goodbye.
  setTimeout(() => process.exit(EXIT.done), LAST_WAIT).unref();
  return EXIT.done;
}

/** ms */
const LAST_WAIT = 500;

/**
 * Loaded only here: the sockets are to answer before the rest of benchbook is read. What takes longest, the processes
 * of the types and of the session, starts first, beside that reading.
 */
async function createRuntime({ cwd: folder, env }: CommandIo, frontend: Frontend) {
  const [{ createLanguage }, { createSession }] = await Promise.all([
    import("../src/language/index.js"),
    import("../src/session/index.js"),
  ]);
  const language = createLanguage({ folder });
  const session = createSession({ folder, frontend });
  try {
    // A frontend's first questions are there by now, and reading would keep this thread from them.
    await delay(FIRST_QUESTIONS);
    const runtime = await import("../src/runtime/index.js");
    const notebook = notebookName(env.JPY_SESSION_NAME);
    const options = { folder, notebook, fresh: false, overrides: {}, budget: null, quick: false, frontend };
    return await runtime.createRuntime(options, { language, session });
  } catch (error) {
    await Promise.allSettled([language.close(), session.close()]);
    throw error;
  }
}

/** ms; the processes need far longer. */
const FIRST_QUESTIONS = 40;

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
