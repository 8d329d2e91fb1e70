/** The kernel's start: connection file → sockets → dispatcher. The runtime starts behind them, in the background. */
import { setTimeout as delay } from "node:timers/promises";
import type { Frontend } from "../src/model/ports/frontend.js";
import type { Runtime } from "../src/model/ports/runtime.js";
import { createCodec } from "./codec.js";
import { createComms } from "./comms.js";
import { type Connection, readConnection } from "./connection.js";
import { createDispatcher } from "./dispatcher.js";
import { type Context, handlers } from "./handlers.js";
import { createHistory } from "./history.js";
import type { Ports } from "./messages.js";
import { createOutbox } from "./outbox.js";
import { createRuntimeSlot } from "./runtime-slot.js";
import { openSockets, type Sockets } from "./sockets.js";
import { createStdin } from "./stdin.js";

export interface KernelOptions {
  readonly connectionFile: string;
  createRuntime(frontend: Frontend): Promise<Runtime>;
  /** Where the notebook's history is kept; without one, in memory only. */
  readonly historyFolder?: string | null;
  log(text: string): void;
}

export interface Kernel {
  /** Resolves when the kernel has ended: by a client's shutdown request or by `close`. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Rejects with a `UserError` for a bad connection file or an address in use. */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  const { connectionFile, createRuntime, historyFolder = null, log } = options;
  const connection = await readConnection(connectionFile);
  const codec = createCodec(connection);
  const ending = createEnding();
  let sockets: Sockets | null = null;

  const outbox = createOutbox({
    ...{ codec, log },
    send: async (channel, frames) => (await sockets?.send(channel, frames)) ?? false,
  });
  const stdin = createStdin({ outbox, log });
  const latest: Context["latest"] = { cell: null };
  const comms = createComms((broadcast) => outbox.broadcast(latest.cell, broadcast), log);
  const runtime = createRuntimeSlot(() =>
    createRuntime({ ask: stdin.ask, comm: comms.fromSession, lost: comms.lost }),
  );
  const history = createHistory({ folder: historyFolder, log });
  const ports = portsOf(connection);
  const parts = { runtime, history, counter: { executions: 0 }, latest, ports, stdin, comms, log };
  const onShutdown = () => ending.begin(closeAll);
  const receive = createDispatcher({ codec, outbox, handlers, parts, onShutdown });
  sockets = await openSockets(connection, { receive, subscribed: outbox.welcome, log });
  outbox.status(null, "starting");
  runtime.start();
  await sockets.heartbeat.catch(async (error) => {
    await ending.begin(closeAll);
    throw error;
  });
  return { ended: ending.ended, close: () => ending.begin(closeAll) };

  async function closeAll(): Promise<void> {
    const closed = runtime
      .close()
      .catch((error: Error) => log(`The runtime did not close: ${error.message}.`));
    await Promise.race([Promise.all([closed, history.close()]), delay(PATIENCE, undefined, { ref: false })]);
    await sockets?.flush();
    await sockets?.close();
    sockets = null;
  }
}

/** ms that the runtime may take to close; jupyter_client kills a kernel 5 s after its shutdown request. */
const PATIENCE = 3000;

/** Runs the end once, however often it is asked for. */
function createEnding() {
  let begun: Promise<void> | null = null;
  let end: (ending: Promise<void>) => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    ended,
    begin(run: () => Promise<void>): Promise<void> {
      begun ??= run();
      end(begun);
      return begun;
    },
  };
}

function portsOf({ shell_port, iopub_port, stdin_port, control_port, hb_port }: Connection): Ports {
  return { shell_port, iopub_port, stdin_port, control_port, hb_port };
}
