/**
 * The thread that stops the main one. The kernel's wish comes on file descriptor 4, so that it arrives while the main
 * thread is busy. First the main thread is asked; where it does not answer it is in a loop, and V8's inspector ends
 * what runs there, be it a cell, a microtask or a timer's callback. (`vm`'s own `breakOnSigint` covers the cell's
 * first turn only.) The inspector is connected just for that: an open session would delay `process.exit`.
 */
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { parentPort, workerData } from "node:worker_threads";
import type { FromInterrupter, InterruptSetup, ToInterrupter } from "./interrupt-messages.js";

/** ms for a main thread to answer that is not in the midst of a cell's code. */
const PATIENCE = 15;
/** ms between further attempts; the kernel replaces the process after two seconds. */
const RETRY = 100;
const ATTEMPTS = 20;

const { handled } = workerData as InterruptSetup;
let turn = 0;

createInterface({ input: new Socket({ fd: 4, readable: true, writable: false }) }).on("line", (line) => {
  turn += 1;
  interrupt(Number(line), turn, 0);
});
parentPort?.on("message", (message: ToInterrupter) => {
  if (message.kind === "stop-me") terminate();
});

function interrupt(evaluation: number, ofTurn: number, attempt: number): void {
  tell({ kind: "interrupt", evaluation, turn: ofTurn });
  setTimeout(
    () => {
      if (Atomics.load(handled, 0) >= ofTurn || attempt >= ATTEMPTS) return;
      terminate();
      interrupt(evaluation, ofTurn, attempt + 1);
    },
    attempt === 0 ? PATIENCE : RETRY,
  );
}

function terminate(): void {
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
}

function tell(message: FromInterrupter): void {
  parentPort?.postMessage(message);
}
