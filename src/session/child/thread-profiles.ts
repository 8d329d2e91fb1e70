/**
 * V8's sampling profiler over the worker threads that run while a cell is profiled, asked from the main thread through
 * Node's inspector (https://chromedevtools.github.io/devtools-protocol/v8/Profiler/, and Node's own NodeWorker domain). A
 * thread that ends waits until its profile is fetched. By callbacks, as an interrupt ends all pending promises.
 */
import type { Profiler, Session } from "node:inspector";
import { type ThreadText, threadTexts } from "../../threads/helper.js";
import * as own from "./own.js";

export interface ThreadProfiles {
  /** Calls back once every thread has answered, or in time without those that have not. */
  stop(done: (threads: readonly SampledThread[]) => void): void;
}

export interface SampledThread {
  readonly name: string;
  readonly profile: Profiler.Profile;
  /** Of `workers(n, fn)`. */
  readonly text: ThreadText | null;
}

/** ms that a thread has to answer: one that sleeps in `Atomics.wait` answers when it wakes. */
const PATIENCE = 500;

interface Thread {
  readonly session: string;
  readonly name: string;
  readonly text: ThreadText | null;
  profile: Profiler.Profile | null;
  stopped: boolean;
}

/** Ids of requests to a thread. */
const [REQUEST, STOP] = [1, 2];

/** `interval` in µs. */
export function profileThreads(session: Session, interval: number): ThreadProfiles {
  const threads: Thread[] = [];
  const open = new own.Set<Thread>();
  let check: () => void = () => undefined;
  const forget = (thread: Thread) => {
    open.delete(thread);
    check();
  };
  const ask = (thread: Thread, method: string, params: object = {}, id = REQUEST) =>
    session.post("NodeWorker.sendMessageToWorker", {
      sessionId: thread.session,
      message: own.JSON.stringify({ id, method, params }),
    });
  const stop = (thread: Thread) => {
    if (!thread.stopped) ask(thread, "Profiler.stop", {}, STOP);
    thread.stopped = true;
  };

  session.on("NodeWorker.attachedToWorker", ({ params: { sessionId, workerInfo } }) => {
    // The session's own thread for interrupts.
    if (workerInfo.url.startsWith(own.thisPackage)) return;
    const name = nameOf(threads.length + 1, workerInfo);
    const text = threadTexts.get(own.Number(/\d+/.exec(workerInfo.title)?.[0])) ?? null;
    const thread: Thread = { session: sessionId, name, text, profile: null, stopped: false };
    threads.push(thread);
    ask(thread, "NodeRuntime.notifyWhenWaitingForDisconnect", { enabled: true });
    ask(thread, "Profiler.enable");
    ask(thread, "Profiler.setSamplingInterval", { interval });
    ask(thread, "Profiler.start");
  });
  session.on("NodeWorker.receivedMessageFromWorker", ({ params: { sessionId, message } }) => {
    const thread = threads.find((one) => one.session === sessionId);
    if (thread === undefined) return;
    const told = own.JSON.parse(message) as FromThread;
    if (told.method === "NodeRuntime.waitingForDisconnect") stop(thread);
    if (told.id !== STOP) return;
    thread.profile = told.result?.profile ?? null;
    // Lets a thread end that waits for it.
    session.post("NodeWorker.detach", { sessionId });
    forget(thread);
  });
  session.on("NodeWorker.detachedFromWorker", ({ params: { sessionId } }) => {
    const thread = threads.find((one) => one.session === sessionId);
    if (thread) forget(thread);
  });
  session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });

  return {
    stop(done) {
      for (const thread of threads) {
        if (thread.profile === null) open.add(thread);
        stop(thread);
      }
      const timer = own.setTimeout(() => finish(), PATIENCE);
      const finish = () => {
        check = () => undefined;
        own.clearTimeout(timer);
        done(
          threads.flatMap(({ name, text, profile }) => (profile === null ? [] : [{ name, text, profile }])),
        );
      };
      check = () => {
        if (open.size === 0) finish();
      };
      check();
    },
  };
}

interface FromThread {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly profile?: Profiler.Profile };
}

/** `thread 2: render.mjs`; of a thread that runs a text there is no file. */
function nameOf(number: number, { url }: { readonly url: string }): string {
  const file = url.slice(url.lastIndexOf("/") + 1);
  return file === "" || file.startsWith("[") ? `thread ${number}` : `thread ${number}: ${file}`;
}
