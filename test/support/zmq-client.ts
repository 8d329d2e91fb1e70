/**
 * A Jupyter client on real ZeroMQ sockets, for tests of the kernel. It signs and parses by its own code, so that a mistake
 * in the kernel's codec cannot hide behind the same mistake here.
 */
import { createHmac, randomUUID } from "node:crypto";
import { Dealer, Request, Subscriber } from "zeromq";

export interface ClientConnection {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

export type Json = Record<string, unknown>;

export interface Received {
  readonly channel: "shell" | "control" | "stdin" | "iopub";
  readonly type: string;
  readonly header: Json;
  readonly parent: Json;
  readonly metadata: Json;
  // biome-ignore lint/suspicious/noExplicitAny: tests read contents of every type.
  readonly content: any;
  readonly buffers: readonly Buffer[];
  readonly signed: boolean;
}

/** Everything that belongs to one request. */
export interface Exchange {
  readonly reply: Received;
  /** iopub messages with this request as the parent, the last one idle. */
  readonly broadcasts: readonly Received[];
}

export interface ZmqClient {
  /** All that was received, in the order of arrival. */
  readonly received: readonly Received[];
  /** Sends and resolves with reply and broadcasts, once both the reply and idle are here. */
  request(type: string, content?: Json, options?: SendOptions): Promise<Exchange>;
  /** Sends only; the id of the message. */
  send(type: string, content?: Json, options?: SendOptions): string;
  /** Reply and broadcasts of a message that was sent. */
  exchange(id: string, patience?: number): Promise<Exchange>;
  /** The first message, past or future, that fits. Rejects after 10 s, or `patience` in ms. */
  wait(what: string, fits: (message: Received) => boolean, patience?: number): Promise<Received>;
  /** Raw frames, for malformed messages. */
  sendFrames(channel: "shell" | "control" | "stdin", frames: readonly (string | Buffer)[]): void;
  frames(type: string, content?: Json, options?: SendOptions): Buffer[];
  /** Drops what was received, for tests of many messages. */
  forget(): void;
  beat(payload: string): Promise<string>;
  close(): void;
}

export interface SendOptions {
  readonly channel?: "shell" | "control" | "stdin";
  readonly metadata?: Json;
  readonly buffers?: readonly Buffer[];
  readonly id?: string;
  /** ms that the answer may take. */
  readonly patience?: number;
}

const PATIENCE = 10_000;
const START_PATIENCE = 60_000;

export async function connectClient(connection: ClientConnection): Promise<ZmqClient> {
  const { shell, control, stdin, iopub, heartbeat, all } = openSockets(connection);
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const session = randomUUID();
  const take = (message: Received) => {
    received.push(message);
    for (const check of [...waiting]) check();
  };
  for (const [channel, socket] of Object.entries({ shell, control, stdin, iopub })) {
    void readAll(socket, (frames) => take(parse(channel as Received["channel"], frames, connection.key)));
  }
  const queues = { shell: sendQueue(shell), control: sendQueue(control), stdin: sendQueue(stdin) };

  const client: ZmqClient = {
    received,
    async request(type, content, options) {
      return client.exchange(client.send(type, content, options), options?.patience);
    },
    send(type, content = {}, options = {}) {
      const id = options.id ?? randomUUID();
      queues[options.channel ?? "shell"](client.frames(type, content, { ...options, id }));
      return id;
    },
    async exchange(id, patience) {
      const isOurs = (message: Received) => message.parent.msg_id === id;
      const reply = await client.wait(
        `the reply to ${id}`,
        (m) => m.type.endsWith("_reply") && m.channel !== "iopub" && isOurs(m),
        patience,
      );
      await client.wait(`idle of ${id}`, (m) => isOurs(m) && m.content.execution_state === "idle", patience);
      return { reply, broadcasts: received.filter((m) => m.channel === "iopub" && isOurs(m)) };
    },
    wait: (what, fits, patience = PATIENCE) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          waiting.delete(check);
        };
        const check = () => {
          const found = received.find(fits);
          if (!found) return;
          stop();
          resolve(found);
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`${what} did not come within ${patience} ms`));
        }, patience);
        waiting.add(check);
        check();
      }),
    sendFrames: (channel, frames) => queues[channel](frames.map((frame) => Buffer.from(frame))),
    frames(type, content = {}, { metadata = {}, buffers = [], id = randomUUID() } = {}) {
      const header = { msg_id: id, session, username: "test", date: new Date().toISOString() };
      const parts = [{ ...header, msg_type: type, version: "5.4" }, {}, metadata, content].map((part) =>
        Buffer.from(JSON.stringify(part)),
      );
      return [Buffer.from("<IDS|MSG>"), Buffer.from(sign(connection.key, parts)), ...parts, ...buffers];
    },
    forget() {
      received.length = 0;
    },
    async beat(payload) {
      await heartbeat.send(payload);
      const [echo] = await heartbeat.receive();
      return String(echo);
    },
    close() {
      for (const socket of all) socket.close();
    },
  };
  // A kernel may be one of many that start on a busy machine.
  await client.wait("iopub_welcome", (message) => message.type === "iopub_welcome", START_PATIENCE);
  return client;
}

export function sign(key: string, parts: readonly (string | Buffer)[]): string {
  if (key === "") return "";
  return createHmac("sha256", key)
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest("hex");
}

function openSockets({ transport, ip, ...ports }: ClientConnection) {
  const address = (port: number) => `${transport}://${ip}${transport === "ipc" ? "-" : ":"}${port}`;
  const options = { linger: 0, receiveHighWaterMark: 0 };
  // As jupyter_client does: questions on stdin go to the identity that sent the cell on shell.
  const routingId = randomUUID();
  const shell = new Dealer({ ...options, routingId });
  const control = new Dealer({ ...options, routingId });
  const stdin = new Dealer({ ...options, routingId });
  const iopub = new Subscriber(options);
  const heartbeat = new Request(options);
  iopub.subscribe();
  shell.connect(address(ports.shell_port));
  control.connect(address(ports.control_port));
  stdin.connect(address(ports.stdin_port));
  iopub.connect(address(ports.iopub_port));
  heartbeat.connect(address(ports.hb_port));
  return { shell, control, stdin, iopub, heartbeat, all: [shell, control, stdin, iopub, heartbeat] };
}

function sendQueue(socket: { send(frames: Buffer[]): Promise<void> }) {
  let tail = Promise.resolve();
  return (frames: Buffer[]) => {
    tail = tail.then(() => socket.send(frames));
  };
}

async function readAll(socket: AsyncIterable<Buffer[]>, receive: (frames: Buffer[]) => void) {
  for await (const frames of socket) receive(frames);
}

function parse(channel: Received["channel"], frames: readonly Buffer[], key: string): Received {
  const at = frames.findIndex((frame) => String(frame) === "<IDS|MSG>");
  const parts = frames.slice(at + 2, at + 6);
  const [header, parent, metadata, content] = parts.map((part) => JSON.parse(String(part)) as Json);
  return {
    channel,
    type: String(header?.msg_type),
    header: header ?? {},
    parent: parent ?? {},
    metadata: metadata ?? {},
    content,
    buffers: frames.slice(at + 6),
    signed: String(frames[at + 1]) === sign(key, parts),
  };
}
