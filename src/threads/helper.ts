/** One thread beside the caller's: starts it, gives it tasks, takes its replies. */
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { handOver } from "./handed.js";
import { runThread, type ThreadData } from "./thread.js";
import { KIND, type Lines, type ThrownInThread } from "./types.js";

export interface Helper {
  readonly ready: Promise<void>;
  /** `told`: the thread sends a message when it is done, for `done`; otherwise `take` waits for it. */
  give(task: unknown, told: boolean): void;
  /** Resolves once the task that it was told of is done, or the thread has ended. */
  done(): Promise<void>;
  /** Blocks until the task is done. Throws the error of the function, or why the thread ended. */
  take(): unknown;
  end(): Promise<void>;
}

export interface HelperRequest extends Pick<ThreadData, "index" | "count" | "shared" | "spins"> {
  readonly source: string;
}

/** ms after which a blocked caller looks again whether the thread is still there. */
const LOOK = 1000;

export function startHelper({ source, index, count, shared, spins }: HelperRequest): Helper {
  const { port1, port2 } = new MessageChannel();
  const lines: Lines = {
    control: new Int32Array(new SharedArrayBuffer(64)),
    numbers: new Float64Array(new SharedArrayBuffer(64)),
  };
  const { control, numbers } = lines;
  const handed = handOver(shared);
  const openings = Object.entries(handed.openings);
  const given = Object.fromEntries(openings.map(([name, opening]) => [name, opening.given]));
  const workerData: ThreadData = { index, count, shared: handed.shared, given, lines, port: port2, spins };
  // Texts of functions stand in the script itself, so that their `import()` works.
  const open = openings.map(([name, { text }]) => `${JSON.stringify(name)}: (${text})`).join(", ");
  const script = `(${runThread.toString()})(require("node:worker_threads"), () => (${source}\n), { ${open} })`;
  const before = script.slice(0, script.indexOf(source)).split("\n");
  const begin = before.length;
  const worker = startWorker(script, workerData);
  noteText(worker.threadId, { source, line: begin, column: (before.at(-1) ?? "").length + 1 });
  let lost: Error | null = null;
  let answered: () => void = () => undefined;

  const ready = new Promise<void>((resolve, reject) => {
    const end = (reason: string) => {
      lost ??= new Error(`Thread ${index} of workers(${count}, …) ended ${reason}`);
      reject(lost);
      answered();
    };
    worker.on("message", (message) => {
      // One of an earlier task may come late: its reply was seen in shared memory before.
      if (message === "done") return replied(control) ? answered() : undefined;
      worker.unref();
      resolve();
    });
    worker.on("error", (error) => end(`by an error: ${error.message}`));
    worker.on("exit", (code) => end(`with exit code ${code}`));
  });
  // A thread that ends later is told of at the next task.
  ready.catch(() => undefined);

  return {
    ready,
    give(task, told) {
      if (lost) throw lost;
      if (typeof task === "number") numbers[0] = task;
      else if (task !== undefined) port1.postMessage(task);
      control[1] = typeof task === "number" ? KIND.number : task === undefined ? KIND.nothing : KIND.message;
      control[4] = told ? 1 : 0;
      Atomics.add(control, 0, 1);
      Atomics.notify(control, 0);
    },
    async done() {
      worker.ref();
      await new Promise<void>((resolve) => {
        answered = resolve;
        if (lost || replied(control)) resolve();
      });
      worker.unref();
    },
    take() {
      for (let left = spins; left > 0 && !replied(control); ) left -= 1;
      while (!replied(control)) Atomics.wait(control, 2, Atomics.load(control, 2), LOOK);
      if (Atomics.load(control, 2) === -1) {
        lost ??= new Error(`Thread ${index} of workers(${count}, …) ended while it worked`);
        throw lost;
      }
      if (control[3] === KIND.nothing) return undefined;
      if (control[3] === KIND.number) return numbers[1];
      const message: unknown = receiveMessageOnPort(port1)?.message;
      if (control[3] === KIND.error)
        throw asError(message as ThrownInThread, index, placeOf(message as ThrownInThread, begin, source));
      return message;
    },
    async end() {
      port1.close();
      await worker.terminate();
    },
  };
}

/** The function's text in a thread's script, and the place there where it begins, from 1. */
export interface ThreadText {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** By id of the thread, the newest last: what a profiler finds the function by in the caller's own code. */
export const threadTexts = new Map<number, ThreadText>();
const MOST_TEXTS = 256;

function noteText(id: number, text: ThreadText): void {
  threadTexts.set(id, text);
  for (const oldest of threadTexts.keys()) {
    if (threadTexts.size <= MOST_TEXTS) break;
    threadTexts.delete(oldest);
  }
}

function replied(control: Int32Array): boolean {
  const number = Atomics.load(control, 2);
  return number === -1 || number === Atomics.load(control, 0);
}

function startWorker(script: string, workerData: ThreadData): Worker {
  try {
    return new Worker(script, { eval: true, execArgv: [], workerData, transferList: [workerData.port] });
  } catch (error) {
    if ((error as Error).name !== "DataCloneError") throw error;
    throw new TypeError(
      `workers(n, fn, shared) cannot hand this over to threads: ${(error as Error).message} Share data, memory and compiled modules; functions belong into the text of fn.`,
      { cause: error },
    );
  }
}

/** The function's text where it threw; null where that is one line, or where the error came from elsewhere. */
function placeOf({ stack }: ThrownInThread, begin: number, source: string): string | null {
  const lines = source.split("\n");
  if (lines.length === 1) return null;
  const found = [...stack.matchAll(/\[worker eval\]:(\d+):/g)].map(([, line]) => lines[Number(line) - begin]);
  return found.find((line) => line !== undefined)?.trim() ?? null;
}

/** The thread's own message, and where; a name that only the caller has is told with the way to hand it over. */
function asError({ name, message }: ThrownInThread, index: number, place: string | null): Error {
  const missing = name === "ReferenceError" ? /^(\S+) is not defined$/.exec(message)?.[1] : undefined;
  const text =
    missing === undefined
      ? `${message} (in thread ${index}${place === null ? "" : `, at ${place}`})`
      : `The function of workers(n, fn) uses ${missing}, which is outside of it, and threads get its text only; hand it over by workers(n, fn, { ${missing} }) and take it from thread.shared.`;
  // Its stack is the caller's: the thread's own lines are those of a script that nobody wrote.
  const error = new Error(text);
  error.stack = error.stack?.replace(/^Error/, name);
  error.name = name;
  return error;
}
