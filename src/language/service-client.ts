/**
 * The parent's side of the language service: a queue in front of the process, and a new process where one has died.
 * One request is under way at a time. What a person waits for while typing goes before conversions; while paused,
 * conversions and bundles wait, as they would disturb the measurement.
 */
import { UserError } from "../model/problem.js";
import { type CarriedText, createCarriedText } from "./carried-text.js";
import type { Method, Methods, Sent, ServiceReply } from "./service/protocol.js";
import { packed, unpacked } from "./service/travel.js";
import { serviceEntry } from "./snapshot/start.js";

/** A running service process. */
export interface ServiceProcess {
  send(message: unknown): void;
  kill(): void;
  /** Resolves with half a sentence once the process is gone: `ran out of memory`. */
  readonly ended: Promise<string>;
}

export type StartService = (entry: URL, onMessage: (message: unknown) => void) => ServiceProcess;

export interface ServiceClient {
  ask<M extends Method>(method: M, request: Methods[M]["request"]): Promise<Methods[M]["answer"]>;
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

interface Pending {
  readonly message: { readonly id: number; readonly method: Method; readonly request: object };
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  attempts: number;
}

/** What waits while a measurement runs. */
const HEAVY: ReadonlySet<Method> = new Set<Method>(["convert", "bundle"]);
const ATTEMPTS = 2;

export function createServiceClient(start: StartService): ServiceClient {
  const queue: Pending[] = [];
  let current: Pending | null = null;
  let paused = false;
  let closed = false;
  let nextId = 1;
  let service: ServiceProcess | null = null;
  let carried: CarriedText = createCarriedText();
  launch();

  return {
    ask: (method, request) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error("the language service is closed"));
        const message = { id: nextId++, method, request };
        queue.push({ message, resolve: resolve as (answer: never) => void, reject, attempts: 0 });
        next();
      }),
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      next();
    },
    async close() {
      closed = true;
      service?.kill();
      const waiting = [...(current ? [current] : []), ...queue.splice(0)];
      current = null;
      for (const { reject } of waiting) reject(new Error("the language service was closed"));
      await service?.ended;
    },
  };

  function launch(): ServiceProcess {
    const started = start(serviceEntry, (message) => receive(message as ServiceReply));
    service = started;
    carried = createCarriedText();
    void started.ended.then((how) => died(started, how));
    return started;
  }

  function next(): void {
    if (current || closed) return;
    const light = queue.findIndex(({ message }) => !HEAVY.has(message.method));
    const index = light >= 0 ? light : paused ? -1 : 0;
    const [pending] = index >= 0 ? queue.splice(index, 1) : [];
    if (!pending) return;
    current = pending;
    pending.attempts++;
    const { message } = pending;
    const to = service ?? launch();
    to.send({ ...message, request: packed(carried, message.request) });
  }

  function receive(reply: ServiceReply): void {
    if (reply.id !== current?.message.id) return;
    const { resolve, reject } = current;
    current = null;
    if (reply.kind === "answer") resolve(unpacked<unknown>(carried, reply.answer as Sent<unknown>) as never);
    else reject(new Error("the language service has a bug", { cause: reply.stack }));
    next();
  }

  /** The request under way is tried once more in a new process; one that kills it twice fails. */
  function died(ended: ServiceProcess, how: string): void {
    if (service === ended) service = null;
    if (closed) return;
    const pending = current;
    current = null;
    if (pending && pending.attempts < ATTEMPTS) queue.unshift(pending);
    else if (pending) {
      pending.reject(
        new UserError({
          name: "LanguageServiceDied",
          message: `The process that checks types ${how} twice on this cell; make the cell smaller, or simplify its types.`,
        }),
      );
    }
    next();
  }
}
