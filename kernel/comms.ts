/**
 * Which comms are open, and for which targets cells accept more. It is known here, so that an unknown target is refused
 * and `comm_info` answered while a cell runs.
 */
import type { CommFromSession, CommMessage } from "../src/model/ports/frontend.js";
import type { Broadcast } from "./messages.js";

export interface Comms {
  /** From the frontend: whether it is for the session, opens what no cell accepts, or names a comm that is not open. */
  receive(message: CommMessage): "forward" | "refuse" | "ignore";
  fromSession(message: CommFromSession): void;
  /** Of one target, or all: their targets by their ids. */
  info(target: string | undefined): Readonly<Record<string, { readonly target_name: string }>>;
  /** The session is gone: closes all. */
  lost(): void;
}

export function createComms(broadcast: (broadcast: Broadcast) => void, log: (text: string) => void): Comms {
  const targets = new Set<string>();
  const open = new Map<string, string>();

  return {
    receive(message) {
      const { id } = message;
      if (message.kind === "open") {
        if (!targets.has(message.target)) {
          log(`A comm for the target ${message.target} is closed: no cell has registered it.`);
          return "refuse";
        }
        open.set(id, message.target);
      } else if (!open.has(id)) {
        log(`A message for the comm ${id} is ignored: it is not open.`);
        return "ignore";
      }
      if (message.kind === "close") open.delete(id);
      return "forward";
    },
    fromSession(message) {
      if (message.kind === "target") {
        targets.add(message.target);
        return;
      }
      if (message.kind === "open") open.set(message.id, message.target);
      if (message.kind === "close") open.delete(message.id);
      broadcast(broadcastOf(message));
    },
    info(target) {
      const wanted = [...open].filter(([, name]) => target === undefined || name === target);
      return Object.fromEntries(wanted.map(([id, name]) => [id, { target_name: name }]));
    },
    lost() {
      targets.clear();
      const ids = [...open.keys()];
      open.clear();
      for (const id of ids) broadcast(closing(id));
    },
  };
}

export function closing(id: string): Broadcast {
  return { type: "comm_close", content: { comm_id: id, data: {} } };
}

function broadcastOf(message: CommMessage): Broadcast {
  const { id, data, metadata } = message;
  const buffers = message.buffers.map((bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  );
  switch (message.kind) {
    case "open":
      return {
        ...{ type: "comm_open", metadata, buffers },
        content: { comm_id: id, target_name: message.target, data },
      };
    case "message":
      return { type: "comm_msg", content: { comm_id: id, data }, metadata, buffers };
    case "close":
      return { type: "comm_close", content: { comm_id: id, data }, metadata, buffers };
  }
}
