/**
 * A process beside a fork, started by the fork: it stays in the fork's process group, so whoever ends the group ends
 * both (see `kill.ts`), and its channel closes with the fork, at which it ends itself.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createTail } from "./tail.js";

export interface Companion {
  send(message: unknown): void;
  kill(): void;
}

export interface CompanionOptions {
  /** Compiled JavaScript. */
  readonly entry: URL;
  readonly onMessage: (message: unknown) => void;
  /** It ended by itself; with the end of what it wrote to its standard error. */
  readonly onExit: (lastWords: string) => void;
}

const TAIL = 2048;

export function startCompanion({ entry, onMessage, onExit }: CompanionOptions): Companion {
  const stderr = createTail(TAIL);
  const started = fork(fileURLToPath(entry), [], {
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  started.stderr?.setEncoding("utf8");
  started.stderr?.on("data", (text: string) => stderr.add(text));
  started.on("message", onMessage);
  started.once("error", (error) => onExit(error.message));
  started.once("exit", () => onExit(stderr.text()));
  return {
    send(message) {
      if (started.connected) started.send(message as never, () => undefined);
    },
    kill() {
      started.kill("SIGKILL");
    },
  };
}
