/** The runtime, started in the background: the sockets answer before it is there. */
import type { Runtime } from "../src/model/ports/runtime.js";

export interface RuntimeSlot {
  /** Starts it ahead of the first request; a failure waits for the first who asks. */
  start(): void;
  /** The runtime, once it is there. After a failed start it is tried anew. Rejects with `InterruptedStart` on an interrupt. */
  get(): Promise<Runtime>;
  interrupt(): void;
  close(): Promise<void>;
}

/** An interrupt came while the runtime was still starting. */
export class InterruptedStart extends Error {}

export function createRuntimeSlot(create: () => Promise<Runtime>): RuntimeSlot {
  let pending: Promise<Runtime> | null = null;
  let ready: Runtime | null = null;
  let closed = false;
  let interruption = createInterruption();

  const start = (): Promise<Runtime> => {
    pending ??= create().then(
      (runtime) => {
        ready = runtime;
        if (closed) void runtime.close();
        return runtime;
      },
      (error: unknown) => {
        pending = null;
        throw error;
      },
    );
    return pending;
  };

  return {
    start: () => {
      start().catch(() => {
        // Told to the first who asks, by the new start that `get` makes.
      });
    },
    get: () => (ready ? Promise.resolve(ready) : Promise.race([start(), interruption.promise])),
    interrupt: () => {
      if (ready) return ready.interrupt();
      interruption.fire();
      interruption = createInterruption();
    },
    close: async () => {
      closed = true;
      await ready?.close();
    },
  };
}

function createInterruption(): { readonly promise: Promise<never>; fire(): void } {
  let fire: () => void = () => undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    fire = () => reject(new InterruptedStart("The start was interrupted."));
  });
  promise.catch(() => {
    // Nobody may be waiting for it.
  });
  return { promise, fire: () => fire() };
}
