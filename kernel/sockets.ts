/** The five sockets with one send queue each: zeromq allows one send in flight per socket. The only zeromq import. */
import { Reply as Heartbeat, Router, XPublisher } from "zeromq";
import { type Connection, connectionError, endpoint } from "./connection.js";
import type { Channel } from "./messages.js";

export interface Sockets {
  /** Frames leave in the order of the calls, per channel. */
  send(channel: Channel, frames: readonly Buffer[]): void;
  /** Resolves when all that was sent so far is with the operating system's side. */
  flush(): Promise<void>;
  close(): void;
}

export interface Listener {
  receive(channel: Exclude<Channel, "iopub">, frames: Buffer[]): void;
  /** A client has subscribed to a topic of iopub ("" for all). */
  subscribed(topic: Buffer): void;
  log(text: string): void;
}

/** Throws a `UserError` where an address is taken or cannot be used; no socket stays open then. */
export async function openSockets(connection: Connection, listener: Listener): Promise<Sockets> {
  const shell = new Router(OPTIONS);
  const control = new Router(OPTIONS);
  const stdin = new Router(OPTIONS);
  const iopub = new XPublisher(OPTIONS);
  const heartbeat = new Heartbeat(OPTIONS);
  const all = [shell, control, stdin, iopub, heartbeat];
  const close = () => {
    for (const socket of all) socket.close();
  };
  try {
    await bind(connection, "shell_port", shell);
    await bind(connection, "control_port", control);
    await bind(connection, "stdin_port", stdin);
    await bind(connection, "iopub_port", iopub);
    await bind(connection, "hb_port", heartbeat);
  } catch (error) {
    close();
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
  const beats = sendQueue(heartbeat, listener.log);
  read(heartbeat, (frames) => beats.send(frames), listener.log);

  return {
    send: (channel, frames) => queues[channel].send(frames),
    flush: async () => {
      await Promise.all(Object.values(queues).map((queue) => queue.flush()));
    },
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

async function bind(connection: Connection, name: keyof Connection & `${string}_port`, socket: Bindable) {
  const address = endpoint(connection, connection[name]);
  await socket.bind(address).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === "EADDRINUSE" ? "is in use" : `cannot be used (${cause.message})`;
    throw connectionError(
      `The address ${address} of "${name}" ${why}; let the Jupyter client choose another.`,
    );
  });
}

type Frames = readonly Buffer[];

function sendQueue(socket: { send(frames: Buffer[]): Promise<void> }, log: Listener["log"]) {
  let tail: Promise<void> = Promise.resolve();
  return {
    send(frames: Frames): void {
      tail = tail
        .then(() => socket.send([...frames]))
        .catch((error: Error) => log(`A message could not be sent: ${error.message}.`));
    },
    flush: () => tail,
  };
}

async function read(
  socket: AsyncIterable<Buffer[]> & { readonly closed: boolean },
  receive: (frames: Buffer[]) => void,
  log: Listener["log"],
): Promise<void> {
  try {
    for await (const frames of socket) receive(frames);
  } catch (error) {
    if (!socket.closed) log(`A socket can no longer be read: ${(error as Error).message}.`);
  }
}
