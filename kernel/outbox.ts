/** What goes out: replies, status and other broadcasts, each with the right header and parent. */
import { randomUUID } from "node:crypto";
import type { Codec } from "./codec.js";
import {
  type Broadcast,
  type Channel,
  type Message,
  PROTOCOL_VERSION,
  type Reply,
  type Request,
} from "./messages.js";

export interface Outbox {
  /** The type of the reply follows from the request's: `execute_request` → `execute_reply`. */
  reply(request: Pick<Request, "type" | "channel" | "message">, content: Reply["content"]): void;
  /** Without a parent for what nobody asked for. */
  broadcast(parent: Message | null, broadcast: Broadcast): void;
  status(parent: Message | null, state: "starting" | "busy" | "idle"): void;
  /** Greets a client that has subscribed to iopub, which thereby knows that it misses nothing from now on. */
  welcome(topic: Buffer): void;
}

export interface OutboxOptions {
  readonly codec: Codec;
  send(channel: Channel, frames: readonly Buffer[]): void;
  log(text: string): void;
}

export function createOutbox({ codec, send, log }: OutboxOptions): Outbox {
  const session = randomUUID();
  return { reply, broadcast, status, welcome };

  function reply(...[{ type, channel, message }, content]: Parameters<Outbox["reply"]>): void {
    const header = createHeader(type.replace(/_request$/, "_reply") as Reply["type"]);
    emit(channel, { identities: message.identities, header, parent: message.header, content });
  }

  function broadcast(parent: Message | null, { type, content }: Broadcast): void {
    emit("iopub", {
      identities: [Buffer.from(`kernel.${session}.${type}`)],
      header: createHeader(type),
      parent: parent?.header ?? {},
      content,
    });
  }

  function status(parent: Message | null, state: "starting" | "busy" | "idle"): void {
    broadcast(parent, { type: "status", content: { execution_state: state } });
  }

  function welcome(topic: Buffer): void {
    emit("iopub", {
      // A message reaches the subscribers whose topic it starts with.
      identities: topic.length > 0 ? [topic] : [],
      header: createHeader("iopub_welcome"),
      parent: {},
      content: { subscription: topic.toString("utf8") },
    });
  }

  function emit(channel: Channel, message: Envelope): void {
    try {
      const content = message.content as Message["content"];
      send(channel, codec.encode({ ...message, content, metadata: {}, buffers: [] }));
    } catch (error) {
      log(`A ${message.header.msg_type} cannot be written as JSON: ${(error as Error).message}.`);
    }
  }

  function createHeader(type: Reply["type"] | Broadcast["type"]): Message["header"] {
    return {
      msg_id: randomUUID(),
      session,
      username: "kernel",
      date: new Date().toISOString(),
      msg_type: type,
      version: PROTOCOL_VERSION,
    };
  }
}

type Envelope = Pick<Message, "identities" | "header" | "parent"> & { readonly content: object };
