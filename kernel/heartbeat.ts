/** The heartbeat's thread as the kernel holds it: it answers whatever the kernel's own thread is busy with. */
import { Worker } from "node:worker_threads";

export interface Heartbeat {
  /** Rejects with the cause where the address cannot be used. */
  readonly bound: Promise<void>;
  close(): void;
}

/** `code` is that of the system's error, where it has one. */
export type FromHeartbeat =
  | { readonly kind: "bound" }
  | { readonly kind: "failed"; readonly code: string | undefined; readonly message: string };

export function startHeartbeat(address: string, log: (text: string) => void): Heartbeat {
  const worker = new Worker(new URL("./heartbeat-thread.js", import.meta.url), {
    workerData: address,
    execArgv: [],
  });
  const bound = new Promise<void>((resolve, reject) => {
    worker.on("message", (message: FromHeartbeat) => {
      if (message.kind === "bound") resolve();
      else reject(Object.assign(new Error(message.message), { code: message.code }));
    });
    worker.on("error", (error: Error) => {
      log(`The heartbeat's thread has failed: ${error.message}.`);
      reject(error);
    });
  });
  // Who started it may have failed before it looks at this.
  bound.catch(() => undefined);
  worker.unref();
  return { bound, close: () => worker.postMessage("close") };
}
