/**
 * `%profile --import FILE`: a profile of another tool, shown as ours are. Nothing is recorded. A large file is read in a
 * thread of its own: it takes seconds and gigabytes, and meanwhile the kernel answers, an interrupt ends it, and too
 * little memory ends the thread only.
 */
import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { MimeBundle } from "../model/output.js";
import { type Problem, UserError, usageError } from "../model/problem.js";
import { importedProfileView } from "../views/index.js";
import { readProfile } from "../views/profile-formats/index.js";
import { interruptedError } from "./failure.js";
import type { MagicContext } from "./magic.js";

const LARGE = 4 * 2 ** 20;

/** The path is relative to the notebook's folder. */
export async function showImported(file: string, context: MagicContext): Promise<void> {
  const path = resolve(context.store.folder, file);
  const { size } = await orRefuse(file, stat(path));
  if (size >= LARGE) return context.work(`read ${file}`, ({ signal }) => readInThread(path, file, signal));
  const bytes = await orRefuse(file, readFile(path));
  context.show(importedProfileView(readProfile(bytes, file), basename(file)));
}

async function orRefuse<T>(file: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const why =
      code === "ENOENT" ? "is not there" : code === "EISDIR" ? "is a folder" : `cannot be read (${code})`;
    throw usageError(`${file} ${why}; give the path of a profile, from the notebook's folder.`);
  }
}

/** What the thread sends back. */
export type Imported = { readonly bundle: MimeBundle } | { readonly problem: Problem };

async function readInThread(path: string, file: string, signal: AbortSignal): Promise<MimeBundle> {
  const thread = new Worker(new URL("profile-import-thread.js", import.meta.url), {
    workerData: { path, file },
    execArgv: [],
  });
  const stop = () => void thread.terminate();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const imported = await new Promise<Imported>((done, fail) => {
      thread.once("message", done);
      thread.once("error", fail);
      thread.once("exit", () => fail(interruptedError("%profile --import")));
    });
    if ("problem" in imported) throw new UserError(imported.problem);
    return imported.bundle;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_WORKER_OUT_OF_MEMORY") throw error;
    throw usageError(`${file} needs more memory than Node gives a thread; record a shorter stretch.`);
  } finally {
    signal.removeEventListener("abort", stop);
    await thread.terminate();
  }
}
