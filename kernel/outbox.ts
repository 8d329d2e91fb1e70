/** What goes out: replies, status and other broadcasts, each with the right header and parent. */
import { randomUUID } from "node:crypto";
import type { InputQuestion } from "../src/model/ports/frontend.js";
import type { Codec } from "./codec.js";
import {
  type Broadcast,
  type Channel,
  type Extras,
  type Message,
  PROTOCOL_VERSION,
  type Reply,
  type Request,
} from "./messages.js";

export interface Outbox {
  /** The type of the reply follows from the request's: `execute_request` → `execute_reply`. */
  reply(
    request: Pick<Request, "type" | "channel" | "message">,
    content: Reply["content"],
    metadata?: Message["metadata"],
  ): void;
  /** To the client that sent `parent`; `delivered` is false where its stdin socket is not there. */
  askInput(
    parent: Message,
    question: InputQuestion,
  ): { readonly id: string; readonly delivered: Promise<boolean> };
  /** Without a parent for what nobody asked for. */
  broadcast(parent: Message | null, broadcast: Broadcast): void;
  status(parent: Message | null, state: "starting" | "busy" | "idle"): void;
  /** Greets a client that has subscribed to iopub, which thereby knows that it misses nothing from now on. */
  welcome(topic: Buffer): void;
}

export interface OutboxOptions {
  readonly codec: Codec;
  /** Whether they left. */
  send(channel: Channel, frames: readonly Buffer[]): Promise<boolean>;
  log(text: string): void;
}

export function createOutbox({ codec, send, log }: OutboxOptions): Outbox {
  const session = randomUUID();
  return { reply, askInput, broadcast, status, welcome };

  function reply(...[{ type, channel, message }, content, metadata]: Parameters<Outbox["reply"]>): void {
    const header = createHeader(type.replace(/_request$/, "_reply") as Reply["type"]);
    const extras = metadata ? { metadata } : {};
    void emit(channel, {
      identities: message.identities,
      header,
      parent: message.header,
      content,
      ...extras,
    });
  }

  function askInput(...[parent, { prompt, password }]: Parameters<Outbox["askInput"]>) {
    const header = createHeader("input_request");
    // A client's sockets of shell and stdin have one identity.
    const { identities, header: asker } = parent;
    const content = { prompt, password };
    return { id: header.msg_id, delivered: emit("stdin", { identities, header, parent: asker, content }) };
  }

  function broadcast(parent: Message | null, { type, ...rest }: Broadcast): void {
    void emit("iopub", {
      identities: [Buffer.from(`kernel.${session}.${type}`)],
      header: createHeader(type),
      parent: parent?.header ?? {},
      ...rest,
    });
  }

  function status(parent: Message | null, state: "starting" | "busy" | "idle"): void {
    broadcast(parent, { type: "status", content: { execution_state: state } });
  }

  function welcome(topic: Buffer): void {
    void emit("iopub", {
      // A message reaches the subscribers whose topic it starts with.
      identities: topic.length > 0 ? [topic] : [],
      header: createHeader("iopub_welcome"),
      parent: {},
      content: { subscription: topic.toString("utf8") },
    });
  }

  async function emit(channel: Channel, message: Envelope): Promise<boolean> {
    try {
      const content = message.content as Message["content"];
      return send(channel, codec.encode({ metadata: {}, buffers: [], ...message, content }));
    } catch (error) {
      log(`A ${message.header.msg_type} cannot be written as JSON: ${(error as Error).message}.`);
      return false;
    }
  }

  function createHeader(type: Reply["type"] | Broadcast["type"] | "input_request"): Message["header"] {
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

type Envelope = Pick<Message, "identities" | "header" | "parent"> & Extras & { readonly content: object };
