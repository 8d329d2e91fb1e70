/** Sends back what comes on the heartbeat's socket, in a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { Reply } from "zeromq";
import type { FromHeartbeat } from "./heartbeat.js";

const socket = new Reply({ linger: 0 });
const tell = (message: FromHeartbeat) => parentPort?.postMessage(message);

parentPort?.once("message", () => socket.close());
try {
  await socket.bind(workerData as string);
  tell({ kind: "bound" });
  await echo();
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!socket.closed) tell({ kind: "failed", code, message });
}

async function echo(): Promise<void> {
  for await (const frames of socket) await socket.send(frames);
}
