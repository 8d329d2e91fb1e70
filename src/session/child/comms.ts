/**
 * Comms: two-way messages between cells and a frontend's extensions and widgets.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages
 *
 *     comms.register("my-target", (comm) => comm.onMessage(({ data }) => comm.send({ echo: data })))
 */
import { randomUUID } from "node:crypto";
import type { CommFromSession, CommMessage, CommPayload } from "../../model/ports/frontend.js";
import { context } from "./evaluation.js";
import * as own from "./own.js";

/** What comes with each message. */
export interface CommEvent {
  readonly data: CommPayload["data"];
  readonly metadata: CommPayload["metadata"];
  readonly buffers: readonly Uint8Array[];
}

export interface CommOptions {
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Bytes that travel as they are, beside the JSON. */
  readonly buffers?: readonly (ArrayBuffer | ArrayBufferView)[];
}

export interface Comm {
  readonly id: string;
  readonly target: string;
  readonly closed: boolean;
  send(data?: unknown, options?: CommOptions): void;
  close(data?: unknown, options?: CommOptions): void;
  onMessage(listener: (event: CommEvent) => unknown): void;
  /** The frontend has closed it. */
  onClose(listener: (event: CommEvent) => unknown): void;
}

type Accept = (comm: Comm, event: CommEvent) => unknown;

export interface CommsApi {
  /** From now on `accept` gets each comm that the frontend opens for the target; the last one registered counts. */
  register(target: string, accept: Accept): void;
  /** Opens a comm for a target that the frontend knows. */
  open(target: string, data?: unknown, options?: CommOptions): Comm;
}

export interface Comms {
  readonly api: CommsApi;
  receive(message: CommMessage): void;
}

interface Held {
  readonly comm: Comm;
  readonly messages: ((event: CommEvent) => unknown)[];
  readonly closes: ((event: CommEvent) => unknown)[];
  /** Runs work as the code of the cell that made the comm, so that its output lands there. */
  readonly asOwner: (work: () => unknown) => unknown;
  closed: boolean;
}

/** `failed` is told what a listener throws. */
export function createComms(
  send: (message: CommFromSession) => void,
  failed: (title: string, thrown: unknown) => void,
): Comms {
  const targets = new own.Map<string, { readonly accept: Accept; readonly asOwner: Held["asOwner"] }>();
  const held = new own.Map<string, Held>();

  function hold(id: string, target: string, asOwner: Held["asOwner"]): Held {
    const tell = (kind: "message" | "close", data: unknown, options: CommOptions = {}) => {
      if (one.closed) throw new own.Error(`The comm ${target} is closed; open another.`);
      send({ kind, id, ...payload(data, options) });
    };
    const one: Held = {
      ...{ messages: [], closes: [], asOwner, closed: false },
      comm: {
        id,
        target,
        get closed() {
          return one.closed;
        },
        send: (data, options) => tell("message", data, options),
        close(data, options) {
          if (one.closed) return;
          tell("close", data, options);
          forget(one);
        },
        onMessage: (listener) => void one.messages.push(listener),
        onClose: (listener) => void one.closes.push(listener),
      },
    };
    held.set(id, one);
    return one;
  }

  function forget(one: Held): void {
    one.closed = true;
    held.delete(one.comm.id);
  }

  function tellAll(one: Held, listeners: Held["messages"], event: CommEvent): void {
    for (const listener of [...listeners]) attempt(one, () => listener(event));
  }

  function attempt(one: Held, work: () => unknown): boolean {
    const complain = (error: unknown) => failed(`A listener of the comm ${one.comm.target} failed:`, error);
    try {
      const done = one.asOwner(work);
      if (done instanceof own.Promise) done.catch((error) => one.asOwner(() => complain(error)));
      return true;
    } catch (error) {
      one.asOwner(() => complain(error));
      return false;
    }
  }

  return {
    api: {
      register(target, accept) {
        if (typeof target !== "string" || target === "" || typeof accept !== "function") {
          throw new own.Error('comms.register wants a name and a function: register("name", (comm) => …).');
        }
        targets.set(target, { accept, asOwner: owner() });
        send({ kind: "target", target });
      },
      open(target, data, options = {}) {
        const one = hold(randomUUID(), own.String(target), owner());
        send({ kind: "open", id: one.comm.id, target: one.comm.target, ...payload(data, options) });
        return one.comm;
      },
    },
    receive(message) {
      const event = { data: message.data, metadata: message.metadata, buffers: message.buffers };
      if (message.kind === "open") {
        const registered = targets.get(message.target);
        if (!registered) return send({ kind: "close", id: message.id, ...payload({}, {}) });
        const one = hold(message.id, message.target, registered.asOwner);
        if (!attempt(one, () => registered.accept(one.comm, event))) one.comm.close();
        return;
      }
      const one = held.get(message.id);
      if (!one) return;
      if (message.kind === "message") return tellAll(one, one.messages, event);
      forget(one);
      tellAll(one, one.closes, event);
    },
  };
}

function owner(): Held["asOwner"] {
  const evaluation = context.get();
  return (work) => context.run(evaluation, work);
}

/** Throws where the data is no object that JSON can hold. */
function payload(data: unknown, { metadata, buffers = [] }: CommOptions): CommPayload {
  return {
    data: plainObject(data, "data"),
    metadata: plainObject(metadata, "metadata"),
    buffers: own.Array.from(buffers, bytesOf),
  };
}

function plainObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  const plain: unknown = own.JSON.parse(own.JSON.stringify(value) ?? "null");
  if (typeof plain === "object" && plain !== null && !own.Array.isArray(plain)) {
    return plain as Record<string, unknown>;
  }
  throw new own.Error(`A comm's ${what} is an object of plain data, such as { value: 1 }.`);
}

/** A copy: what a cell writes into its array afterwards is not sent. */
function bytesOf(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (own.ArrayBuffer.isView(buffer)) {
    const { buffer: whole, byteOffset, byteLength } = buffer;
    return new own.Uint8Array(whole, byteOffset, byteLength).slice();
  }
  return new own.Uint8Array(buffer).slice();
}
