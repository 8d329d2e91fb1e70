/** Thousands of messages that no client would send; after them the kernel still answers. Seeded, so that a failure repeats. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestKernel } from "../support/kernel.js";
import type { ZmqClient } from "../support/zmq-client.js";

const TYPES = [
  "execute_request",
  "complete_request",
  "inspect_request",
  "history_request",
  "is_complete_request",
  "comm_open",
  "comm_info_request",
  "debug_request",
  "input_reply",
  "interrupt_request",
  "no_such_request",
];
const VALUES = [null, true, -1, 1e308, "", "print a", "fail b", "😀\ud800", [], {}, { deep: [{}] }];
const FIELDS = [
  "code",
  "cursor_pos",
  "silent",
  "user_expressions",
  "hist_access_type",
  "n",
  "session",
  "pattern",
  "comm_id",
];

test("the kernel survives 3000 random messages, signed and unsigned, whole and broken", async (t) => {
  const { client } = await startTestKernel(t);
  const random = createRandom(20260101);
  for (let round = 0; round < 30; round++) {
    for (let i = 0; i < 100; i++) sendRandom(client, random);
    const { reply } = await client.request("kernel_info_request");
    assert.equal(reply.content.status, "ok", `round ${round}`);
  }
  const { reply } = await client.request("execute_request", { code: "print alive", stop_on_error: false });
  assert.ok(["ok", "aborted"].includes(reply.content.status));
  assert.equal((await client.request("execute_request", { code: "print alive" })).reply.content.status, "ok");
});

type Random = (below: number) => number;

function sendRandom(client: ZmqClient, random: Random): void {
  const pick = <T>(values: readonly T[]) => values[random(values.length)] as T;
  const content = Object.fromEntries(
    FIELDS.filter(() => random(3) === 0).map((name) => [name, pick(VALUES)]),
  );
  const frames = client.frames(pick(TYPES), content, { metadata: { cellId: pick(VALUES) } });
  client.sendFrames(pick(["shell", "control", "stdin"] as const), mangle(frames, random));
}

/** Cut off, one byte changed, doubled, or, twice in five, as it was. */
function mangle(frames: readonly Buffer[], random: Random): readonly Buffer[] {
  switch (random(5)) {
    case 0:
      return frames.slice(0, random(frames.length) + 1);
    case 1: {
      const broken = frames.map((frame) => Buffer.from(frame));
      const frame = broken[random(broken.length)];
      if (frame?.length) frame[random(frame.length)] = random(256);
      return broken;
    }
    case 2:
      return [...frames, ...frames];
    default:
      return frames;
  }
}

/** mulberry32: small, and the same on every machine. */
function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}
