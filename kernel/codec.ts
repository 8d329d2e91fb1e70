/**
 * Frames ↔ message. The signature is verified before anything is parsed; strict in what it writes, tolerant in what it reads.
 *
 *     identity … │ <IDS|MSG> │ signature │ header │ parent │ metadata │ content │ buffer …
 *
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Header, Message } from "./messages.js";

export interface Codec {
  decode(frames: readonly Buffer[]): Decoded;
  /** Throws where the content is no JSON (a cycle); a big integer is written as its digits. */
  encode(message: Message): Buffer[];
}

export type Decoded =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "rejected"; readonly reason: string };

/** An empty key means that nothing is signed. `digest` is a name for `createHmac`: `sha256`. */
export function createCodec({ key, digest }: { readonly key: string; readonly digest: string }): Codec {
  const seen = createMemory(SIGNATURES_KEPT);
  const sign = (parts: readonly Buffer[]): string => {
    if (key === "") return "";
    const hmac = createHmac(digest, key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  };

  return {
    decode(frames) {
      const at = frames.findIndex((frame) => frame.equals(DELIMITER));
      if (at < 0) return rejected(`it has no ${DELIMITER} frame`);
      const signature = frames[at + 1];
      const parts = frames.slice(at + 2, at + 2 + PARTS);
      if (signature === undefined || parts.length < PARTS) {
        return rejected(`it has ${frames.length - at - 1} frames after the delimiter, at least 5 are needed`);
      }
      if (key !== "") {
        if (!equal(signature, Buffer.from(sign(parts)))) return rejected("its signature is wrong");
        if (!seen.add(signature.toString("latin1"))) return rejected("its signature was used before");
      }
      return parse(parts, frames.slice(0, at), frames.slice(at + 2 + PARTS));
    },
    encode({ identities, header, parent, metadata, content, buffers }) {
      const parts = [header, parent, metadata, content].map((part) => Buffer.from(stringify(part)));
      return [...identities, DELIMITER, Buffer.from(sign(parts)), ...parts, ...buffers];
    },
  };
}

const DELIMITER = Buffer.from("<IDS|MSG>");
/** Header, parent, metadata, content. */
const PARTS = 4;
/** As many as jupyter_client's `Session.digest_history_size`. */
const SIGNATURES_KEPT = 65536;

function parse(parts: readonly Buffer[], identities: Buffer[], buffers: Buffer[]): Decoded {
  const [header, parent, metadata, content] = parts.map(object);
  if (!header) return rejected("its header is no JSON object");
  if (!content) return rejected("its content is no JSON object");
  if (typeof header.msg_id !== "string") return rejected("its header has no msg_id");
  if (typeof header.msg_type !== "string") return rejected("its header has no msg_type");
  return {
    kind: "message",
    message: {
      identities,
      // Sent back as the parent as it came: it may carry more fields than we know, such as subshell_id.
      header: header as unknown as Header,
      parent: (parent ?? {}) as Message["parent"],
      metadata: metadata ?? {},
      content,
      buffers,
    },
  };
}

function object(bytes: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    const plain = typeof value === "object" && value !== null && !Array.isArray(value);
    return plain ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function stringify(part: unknown): string {
  return JSON.stringify(part, (_name, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function rejected(reason: string): Decoded {
  return { kind: "rejected", reason };
}

/** Remembers the last `size` entries; `add` answers whether the entry is new. */
function createMemory(size: number): { add(entry: string): boolean } {
  const entries = new Set<string>();
  return {
    add(entry) {
      if (entries.has(entry)) return false;
      entries.add(entry);
      if (entries.size > size) entries.delete(entries.values().next().value as string);
      return true;
    },
  };
}
