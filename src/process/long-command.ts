/** Runs a command that may take minutes, such as a build, without a shell: with a limit, interruptible, nothing left behind. */
import { spawn } from "node:child_process";
import { killWhole } from "./kill.js";
import { watch } from "./reaper.js";
import { createTail } from "./tail.js";

export interface LongCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment; by default this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** ms. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** What it prints, as it arrives. */
  readonly onText?: (text: string) => void;
}

export interface LongResult {
  readonly kind: "done" | "failed" | "not-started" | "timeout" | "aborted";
  /** Exit code for `failed`; null where a signal ended it. */
  readonly code: number | null;
  /** The end of what it printed, both streams, at most 8192 characters; the reason for `not-started`. */
  readonly output: string;
}

const TAIL = 8192;

/** Never rejects. */
export function runLong(request: LongCommand): Promise<LongResult> {
  const { command, args, cwd, env, timeout, signal } = request;
  if (signal.aborted) return Promise.resolve({ kind: "aborted", code: null, output: "" });
  return new Promise((resolve) => {
    const tail = createTail(TAIL);
    let ended: "timeout" | "aborted" | null = null;
    const child = spawn(command, [...args], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
      ...(env === undefined ? {} : { env: { ...env } }),
    });
    const forget = child.pid === undefined ? () => undefined : watch(child.pid);
    const end = (why: "timeout" | "aborted") => {
      ended ??= why;
      if (child.pid !== undefined) killWhole(child.pid);
    };
    const abort = () => end("aborted");
    const timer = setTimeout(() => end("timeout"), timeout);
    signal.addEventListener("abort", abort, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => {
        tail.add(text);
        request.onText?.(text);
      });
    }
    const finish = (result: Omit<LongResult, "output">, output = tail.text()) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      forget();
      resolve({ ...result, output });
    };
    child.once("error", (error) => {
      if (child.pid === undefined) finish({ kind: "not-started", code: null }, error.message);
    });
    child.once("exit", () => {
      // What it left running goes with it, which closes the pipes.
      if (child.pid !== undefined) killWhole(child.pid);
    });
    child.once("close", (code) => {
      if (child.pid === undefined) return;
      finish({ kind: ended ?? (code === 0 ? "done" : "failed"), code });
    });
  });
}
