/** A Jupyter client for timing: real ZeroMQ sockets, and each message filed under its request when it arrives. */
import { randomUUID } from "node:crypto";
import { Dealer, Request, Subscriber } from "zeromq";
import { type ClientConnection, type Json, sign } from "../../support/zmq-client.js";

export interface Asked {
  readonly id: string;
  /** Resolves with the reply's content. */
  readonly reply: Promise<Json>;
  /** Resolves when both the reply and the idle state are here. */
  readonly idle: Promise<void>;
  /** Number of lines that were printed below the request so far. */
  lines(): number;
}

export interface TimingClient {
  ask(type: string, content?: Json, channel?: "shell" | "control"): Asked;
  /** Runs a cell to its idle state. */
  run(code: string): Promise<Json>;
  beat(): Promise<void>;
  close(): void;
}

interface Open {
  reply: Json | null;
  isIdle: boolean;
  lines: number;
  readonly replied: (content: Json) => void;
  readonly finished: () => void;
}

export function connectTiming(connection: ClientConnection): TimingClient {
  const open = new Map<string, Open>();
  const { shell, control, iopub, heartbeat, all } = openSockets(connection);
  const session = randomUUID();
  let tail: Promise<unknown> = Promise.resolve();

  function take(channel: "shell" | "control" | "iopub", frames: readonly Buffer[]): void {
    const at = frames.findIndex((frame) => frame.equals(DELIMITER));
    const [header, parent, , content] = frames.slice(at + 2, at + 6).map((part) => JSON.parse(String(part)));
    const asked = open.get(parent?.msg_id);
    if (!asked) return;
    if (channel !== "iopub") {
      asked.reply = content;
      asked.replied(content);
    } else if (header.msg_type === "stream") {
      asked.lines += content.text.split("\n").length - 1;
    } else if (header.msg_type === "status" && content.execution_state === "idle") {
      asked.isIdle = true;
    }
    if (asked.isIdle && asked.reply) {
      open.delete(parent.msg_id);
      asked.finished();
    }
  }

  void readAll(shell, (frames) => take("shell", frames));
  void readAll(control, (frames) => take("control", frames));
  void readAll(iopub, (frames) => take("iopub", frames));

  const client: TimingClient = {
    ask(type, content = {}, channel = "shell") {
      const id = randomUUID();
      const replied = deferred<Json>();
      const finished = deferred<void>();
      const asked: Open = {
        reply: null,
        isIdle: false,
        lines: 0,
        replied: replied.resolve,
        finished: finished.resolve,
      };
      open.set(id, asked);
      const socket = channel === "shell" ? shell : control;
      const header = { msg_id: id, session, username: "bench", date: new Date().toISOString() };
      const parts = [{ ...header, msg_type: type, version: "5.4" }, {}, {}, content].map((part) =>
        Buffer.from(JSON.stringify(part)),
      );
      tail = tail.then(() => socket.send([DELIMITER, Buffer.from(sign(connection.key, parts)), ...parts]));
      return { id, reply: replied.promise, idle: finished.promise, lines: () => asked.lines };
    },
    async run(code) {
      const asked = client.ask("execute_request", executeContent(code));
      await asked.idle;
      return asked.reply;
    },
    async beat() {
      await heartbeat.send("beat");
      await heartbeat.receive();
    },
    close() {
      for (const socket of all) socket.close();
    },
  };
  return client;
}

export function executeContent(code: string): Json {
  return {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  };
}

const DELIMITER = Buffer.from("<IDS|MSG>");

function openSockets({ transport, ip, ...ports }: ClientConnection) {
  // A client that asks for the kernel before it is there tries again soon.
  const options = { linger: 0, receiveHighWaterMark: 0, reconnectInterval: 5 };
  const shell = new Dealer(options);
  const control = new Dealer(options);
  const iopub = new Subscriber(options);
  const heartbeat = new Request(options);
  iopub.subscribe();
  shell.connect(`${transport}://${ip}:${ports.shell_port}`);
  control.connect(`${transport}://${ip}:${ports.control_port}`);
  iopub.connect(`${transport}://${ip}:${ports.iopub_port}`);
  heartbeat.connect(`${transport}://${ip}:${ports.hb_port}`);
  return { shell, control, iopub, heartbeat, all: [shell, control, iopub, heartbeat] };
}

async function readAll(socket: AsyncIterable<Buffer[]>, receive: (frames: Buffer[]) => void) {
  for await (const frames of socket) receive(frames);
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
