/** The kernel's start: connection file → sockets → dispatcher. The runtime starts behind them, in the background. */
import { setTimeout as delay } from "node:timers/promises";
import type { Runtime } from "../src/model/ports/runtime.js";
import { createCodec } from "./codec.js";
import { type Connection, readConnection } from "./connection.js";
import { createDispatcher } from "./dispatcher.js";
import { handlers } from "./handlers.js";
import { createHistory } from "./history.js";
import type { Ports } from "./messages.js";
import { createOutbox } from "./outbox.js";
import { createRuntimeSlot } from "./runtime-slot.js";
import { openSockets, type Sockets } from "./sockets.js";

export interface KernelOptions {
  readonly connectionFile: string;
  createRuntime(): Promise<Runtime>;
  log(text: string): void;
}

export interface Kernel {
  /** Resolves when the kernel has ended: by a client's shutdown request or by `close`. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Rejects with a `UserError` for a bad connection file or an address in use. */
export async function startKernel({ connectionFile, createRuntime, log }: KernelOptions): Promise<Kernel> {
  const connection = await readConnection(connectionFile);
  const codec = createCodec(connection);
  const runtime = createRuntimeSlot(createRuntime);
  const ending = createEnding();
  let sockets: Sockets | null = null;

  const outbox = createOutbox({ codec, log, send: (channel, frames) => sockets?.send(channel, frames) });
  const receive = createDispatcher({
    codec,
    outbox,
    handlers,
    parts: { runtime, history: createHistory(), counter: { executions: 0 }, ports: portsOf(connection), log },
    onShutdown: () => ending.begin(closeAll),
  });
  sockets = await openSockets(connection, { receive, subscribed: outbox.welcome, log });
  outbox.status(null, "starting");
  runtime.start();
  return { ended: ending.ended, close: () => ending.begin(closeAll) };

  async function closeAll(): Promise<void> {
    const closed = runtime
      .close()
      .catch((error: Error) => log(`The runtime did not close: ${error.message}.`));
    await Promise.race([closed, delay(PATIENCE, undefined, { ref: false })]);
    await sockets?.flush();
    sockets?.close();
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
