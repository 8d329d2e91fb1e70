/**
 * The language service's process, started before anything else is read: with few imports, as each of them delays it.
 * It waits for the kernel; where there comes none, as for a bad connection file, it is ended.
 */
import type { ServiceProcess, StartService } from "../src/language/service-client.js";
import { snapshotFile } from "../src/language/snapshot/location.js";
import { serviceEntry, startService } from "../src/language/snapshot/start.js";

export interface Ahead {
  /** The first start gives the process that is there, a later one starts another. */
  readonly start: StartService;
  close(): void;
}

export function startAhead(folder: string): Ahead {
  const start = startService(folder, snapshotFile(process.env));
  // It sends nothing before it is asked.
  let receive: (message: unknown) => void = () => undefined;
  let waiting: ServiceProcess | null = start(serviceEntry, (message) => receive(message));
  return {
    start(entry, onMessage) {
      const process = waiting ?? start(entry, onMessage);
      if (waiting) receive = onMessage;
      waiting = null;
      return process;
    },
    close() {
      waiting?.kill();
      waiting = null;
    },
  };
}
