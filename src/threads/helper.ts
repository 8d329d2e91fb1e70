/** One thread beside the caller's: starts it, gives it tasks, takes its replies. */
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
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
  const workerData: ThreadData = { index, count, shared, lines, port: port2, spins };
  // The function's text stands in the script itself, so that its `import()` works.
  const script = `(${runThread.toString()})(require("node:worker_threads"), () => (${source}\n))`;
  const worker = new Worker(script, { eval: true, execArgv: [], workerData, transferList: [port2] });
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
      if (control[3] === KIND.error) throw asError(message as ThrownInThread, index);
      return message;
    },
    async end() {
      port1.close();
      await worker.terminate();
    },
  };
}

function replied(control: Int32Array): boolean {
  const number = Atomics.load(control, 2);
  return number === -1 || number === Atomics.load(control, 0);
}

/** The thread's own message, and which thread; a name that only the caller has is told with the way to hand it over. */
function asError({ name, message, stack }: ThrownInThread, index: number): Error {
  const missing = name === "ReferenceError" ? /^(\S+) is not defined$/.exec(message)?.[1] : undefined;
  const text =
    missing === undefined
      ? `${message} (in thread ${index})`
      : `The function of workers(n, fn) uses ${missing}, which is outside of it, and threads get its text only; hand it over by workers(n, fn, { ${missing} }) and take it from thread.shared.`;
  const error = new Error(text);
  error.name = name;
  error.stack = stack.replace(message, () => text);
  return error;
}
