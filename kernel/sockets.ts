/**
 * The five sockets: four here, with one send queue each, as zeromq allows one send in flight per socket, and the heartbeat's
 * in a thread of its own.
 */
import { Router, XPublisher } from "zeromq";
import { type Connection, connectionError, endpoint } from "./connection.js";
import { startHeartbeat } from "./heartbeat.js";
import type { Channel } from "./messages.js";

export interface Sockets {
  /** Frames leave in the order of the calls, per channel. False: they did not, and that was logged. */
  send(channel: Channel, frames: readonly Buffer[]): Promise<boolean>;
  /** Rejects with a `UserError` where the heartbeat's address cannot be used; it starts while the others answer. */
  readonly heartbeat: Promise<void>;
  /** Resolves when all that was sent so far is with the operating system's side. */
  flush(): Promise<void>;
  /** Resolves once the process can end. */
  close(): Promise<void>;
}

export interface Listener {
  receive(channel: Exclude<Channel, "iopub">, frames: Buffer[]): void;
  /** A client has subscribed to a topic of iopub ("" for all). */
  subscribed(topic: Buffer): void;
  log(text: string): void;
}

/** Throws a `UserError` where an address is taken or cannot be used; no socket stays open then. */
export async function openSockets(connection: Connection, listener: Listener): Promise<Sockets> {
  const heartbeat = startHeartbeat(endpoint(connection, connection.hb_port), listener.log);
  // Who opens the sockets may fail before it looks at this.
  heartbeat.catch(() => undefined);
  const shell = new Router(OPTIONS);
  const control = new Router(OPTIONS);
  // Mandatory: a question to a client that has no stdin socket is an error, where it would be dropped.
  const stdin = new Router({ ...OPTIONS, mandatory: true });
  const iopub = new XPublisher(OPTIONS);
  const close = () => {
    for (const socket of [shell, control, stdin, iopub]) socket.close();
    return heartbeat.then(
      (started) => started.close(),
      () => undefined,
    );
  };
  try {
    await bind(connection, "shell_port", shell);
    await bind(connection, "control_port", control);
    await bind(connection, "stdin_port", stdin);
    await bind(connection, "iopub_port", iopub);
  } catch (error) {
    await close();
    throw error;
  }

  read(shell, (frames) => listener.receive("shell", frames), listener.log);
  read(control, (frames) => listener.receive("control", frames), listener.log);
  read(stdin, (frames) => listener.receive("stdin", frames), listener.log);
  // XPUB tells of subscriptions as one frame: 1 and the topic, or 0 and the topic where one ends.
  read(
    iopub,
    ([event]) => {
      if (event?.[0] === 1) listener.subscribed(event.subarray(1));
    },
    listener.log,
  );
  const queues = {
    shell: sendQueue(shell, listener.log),
    control: sendQueue(control, listener.log),
    stdin: sendQueue(stdin, listener.log),
    iopub: sendQueue(iopub, listener.log),
  };

  return {
    send: (channel, frames) => queues[channel].send(frames),
    flush: async () => {
      await Promise.all(Object.values(queues).map((queue) => queue.flush()));
    },
    heartbeat: heartbeat.then(
      () => undefined,
      (cause) => {
        throw addressError(connection, "hb_port", cause);
      },
    ),
    close,
  };
}

const OPTIONS = {
  /** ms that closing waits for what is on its way: a last reply must get out before the process ends. */
  linger: 500,
  // 0 is no limit: the default of 1000 messages drops outputs of a cell that prints much.
  sendHighWaterMark: 0,
  receiveHighWaterMark: 0,
} as const;

interface Bindable {
  bind(address: string): Promise<void>;
}

type PortName = keyof Connection & `${string}_port`;

async function bind(connection: Connection, name: PortName, socket: Bindable) {
  await socket.bind(endpoint(connection, connection[name])).catch((cause) => {
    throw addressError(connection, name, cause);
  });
}

function addressError(connection: Connection, name: PortName, cause: NodeJS.ErrnoException) {
  const why = cause.code === "EADDRINUSE" ? "is in use" : `cannot be used (${cause.message})`;
  const address = endpoint(connection, connection[name]);
  return connectionError(
    `The address ${address} of "${name}" ${why}; let the Jupyter client choose another.`,
  );
}

type Frames = readonly Buffer[];

function sendQueue(socket: { send(frames: Buffer[]): Promise<void> }, log: Listener["log"]) {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    send(frames: Frames): Promise<boolean> {
      const sent = tail
        .then(() => socket.send([...frames]))
        .then(
          () => true,
          (error: Error) => {
            log(`A message could not be sent: ${error.message}.`);
            return false;
          },
        );
      tail = sent;
      return sent;
    },
    flush: () => tail,
  };
}

async function read(
  socket: AsyncIterable<Buffer[]> & { readonly closed: boolean },
  receive: (frames: Buffer[]) => void,
  log: Listener["log"],
): Promise<void> {
  // A message that trips over a bug of ours must not close the channel to all that follow.
  const take = (frames: Buffer[]) => {
    try {
      receive(frames);
    } catch (error) {
      log(`A bug in benchbook: ${(error as Error).stack ?? String(error)}`);
    }
  };
  try {
    for await (const frames of socket) take(frames);
  } catch (error) {
    if (!socket.closed) log(`A socket can no longer be read: ${(error as Error).message}.`);
  }
}
