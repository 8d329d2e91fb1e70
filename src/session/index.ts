/** The session: a process that runs ordinary cells, holds their state, and may die without the kernel dying. */

import type { Evaluation, NameSize, Session } from "../model/ports/session.js";
import { UserError } from "../model/problem.js";
import { createHost, type Host, type Owner, type SessionOptions } from "./host.js";

export type { SessionOptions };

/** ms that an interrupted cell gets before its process is replaced. */
const PATIENCE = 2000;
const NOT_INTERRUPTED =
  "The cell could not be interrupted with its state kept, so the session's process was replaced; run the cells that are needed again.";

/** The process starts in the background at once, and again when it has died. */
export function createSession(options: SessionOptions): Session {
  let ids = 0;
  let running: { readonly id: number; patience: NodeJS.Timeout | null } | null = null;
  const listeners: ((reason: string) => void)[] = [];
  let closed = false;
  // Evaluations and definitions run one after the other, in the order asked for.
  let queue: Promise<unknown> = Promise.resolve();
  let findValue = async (variant: string): Promise<unknown> => {
    throw new UserError({ name: "NoValueError", message: `${variant} has no value here.` });
  };
  const owner: Owner = { died, findValue: (variant) => findValue(variant) };
  let host = createHost(options, owner);

  function died(gone: Host, reason: string): void {
    if (closed || host !== gone) return;
    options.frontend?.lost();
    for (const listener of listeners) listener(reason);
    // One that could not even start would not start now.
    if (gone.wasReady()) host = createHost(options, owner);
  }

  function liveHost(): Host {
    if (closed) {
      throw new UserError({ name: "SessionClosed", message: "The session is closed; restart the kernel." });
    }
    if (host.death() !== null) host = createHost(options, owner);
    return host;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function evaluate(request: Parameters<Session["evaluate"]>[0]): Promise<Evaluation> {
    const asked = liveHost();
    const mine = { id: ++ids, patience: null as NodeJS.Timeout | null };
    running = mine;
    try {
      const outcome = await asked.evaluate(mine.id, request);
      const killed = outcome.kind === "died" && mine.patience !== null;
      return killed ? { kind: "died", reason: NOT_INTERRUPTED } : outcome;
    } finally {
      if (mine.patience) clearTimeout(mine.patience);
      running = null;
    }
  }

  return {
    onLost: (listener) => void listeners.push(listener),
    evaluate: (request) => inTurn(() => evaluate(request)),
    define: (values) => inTurn(async () => liveHost().define(++ids, values)),
    share: (results, find) =>
      inTurn(async () => {
        findValue = find;
        await liveHost().share(++ids, results);
      }),
    measureNames: (names) =>
      inTurn<Readonly<Record<string, NameSize>>>(async () => liveHost().measure(++ids, names)),
    comm: (message) => host.comm(message),
    interrupt() {
      if (!running || running.patience) return;
      const asked = host;
      asked.interrupt(running.id);
      running.patience = setTimeout(() => void asked.kill(NOT_INTERRUPTED), PATIENCE);
    },
    async restart() {
      const asked = host;
      await asked.kill("The session was restarted.");
      if (!closed && host === asked) host = createHost(options, owner);
    },
    async close() {
      closed = true;
      await host.kill("The session was closed.");
    },
  };
}
