/** The wire: signatures before parsing, buffers untouched, and what is written is what is read. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { createCodec } from "../../kernel/codec.js";
import type { Message } from "../../kernel/messages.js";

const message: Message = {
  identities: [Buffer.from([0, 1, 2]), Buffer.from("peer")],
  header: {
    msg_id: "1",
    session: "s",
    username: "u",
    date: "2026-01-01T00:00:00Z",
    msg_type: "a",
    version: "5.4",
  },
  parent: {},
  metadata: { deep: { list: [1, null] } },
  content: { text: "ü 😀 \ud800" },
  buffers: [Buffer.from([255, 0]), Buffer.alloc(0)],
};
const codec = () => createCodec({ key: "secret", digest: "sha256" });

test("a message comes back as it was sent", () => {
  const decoded = codec().decode(codec().encode(message));
  assert.deepEqual(decoded, { kind: "message", message });
});

test("the signature is the HMAC of header, parent, metadata and content", () => {
  const [, , delimiter, signature, ...rest] = codec().encode(message);
  const parts = rest.slice(0, 4);
  assert.equal(String(delimiter), "<IDS|MSG>");
  const expected = createHmac("sha256", "secret").update(Buffer.concat(parts)).digest("hex");
  assert.equal(String(signature), expected);
  assert.equal(rest.length, 6);
});

test("other hashes of the signature scheme work", () => {
  const other = () => createCodec({ key: "secret", digest: "sha512" });
  assert.equal(other().decode(other().encode(message)).kind, "message");
  assert.equal(codec().decode(other().encode(message)).kind, "rejected");
});

test("nothing is parsed before the signature is right", () => {
  const parse = JSON.parse;
  let parsed = 0;
  JSON.parse = (...args: Parameters<typeof parse>) => {
    parsed++;
    return parse(...args);
  };
  try {
    const frames = codec().encode(message);
    frames[3] = Buffer.from("0".repeat(64));
    assert.deepEqual(codec().decode(frames), { kind: "rejected", reason: "its signature is wrong" });
    assert.equal(parsed, 0);
  } finally {
    JSON.parse = parse;
  }
});

test("a changed byte anywhere in the signed parts is noticed", () => {
  for (const part of [4, 5, 6, 7]) {
    const frames = codec()
      .encode(message)
      .map((frame) => Buffer.from(frame));
    const bytes = frames[part] as Buffer;
    bytes[bytes.length - 1] = 0x20;
    assert.equal(codec().decode(frames).kind, "rejected", `part ${part}`);
  }
});

test("a big integer is written as its digits and a cycle is refused", () => {
  const big = codec().decode(codec().encode({ ...message, content: { value: 2n ** 64n } }));
  assert.deepEqual(big.kind === "message" && big.message.content, { value: "18446744073709551616" });
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  assert.throws(() => codec().encode({ ...message, content: cycle }));
});
