/** Thousands of messages that no client would send; after them the kernel still answers. Seeded, so that a failure repeats. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestKernel } from "../support/kernel.js";
import { startKernelProcess } from "../support/kernel-process.js";
import { sign, type ZmqClient } from "../support/zmq-client.js";

const TYPES = [
  "execute_request",
  "complete_request",
  "inspect_request",
  "history_request",
  "is_complete_request",
  "comm_open",
  "comm_info_request",
  "debug_request",
  "comm_msg",
  "comm_close",
  "connect_request",
  "kernel_info_request",
  "create_subshell_request",
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
  "target_name",
  "data",
  "value",
  "detail_level",
  "allow_stdin",
  "seq",
];

test("each kind of message that no client would send leaves the kernel answering", async (t) => {
  const { client, connection } = await startTestKernel(t);
  const random = createRandom(20260102);
  for (const [kind, make] of Object.entries(KINDS)) {
    const count = kind === "a megabyte of one word" ? 12 : 60;
    for (let i = 0; i < count; i++)
      client.sendFrames(CHANNELS[i % 3] ?? "shell", make(random, connection.key));
    const { reply } = await client.request("kernel_info_request", {}, { patience: 60_000 });
    assert.equal(reply.content.status, "ok", kind);
    assert.equal(await client.beat(kind), kind);
  }
  const { reply } = await client.request("execute_request", { code: "print alive" });
  assert.equal(reply.content.status, "ok");
});

test("a real kernel survives random cells, and keeps what a cell has declared", async (t) => {
  const { client } = await startKernelProcess(t);
  const random = createRandom(20260103);
  await client.request("execute_request", { code: "let kept = 17" });
  for (let group = 0; group < 6; group++) {
    const codes = Array.from({ length: 20 }, () => randomCell(random));
    const ids = codes.map((code) => client.send("execute_request", { code, stop_on_error: false }));
    for (const [index, id] of ids.entries()) {
      const { reply } = await client.exchange(id, 60_000);
      assert.ok(["ok", "error"].includes(reply.content.status), JSON.stringify(codes[index]));
    }
    const { broadcasts } = await client.request("execute_request", { code: "kept" });
    const result = broadcasts.find(({ type }) => type === "execute_result");
    assert.equal(result?.content.data["text/plain"], "17", JSON.stringify(codes));
    const asked = { code: randomCell(random), cursor_pos: random(30), detail_level: random(2) };
    for (const type of ["complete_request", "inspect_request", "is_complete_request"]) {
      assert.ok((await client.request(type, asked)).reply.content.status, `${type} of ${asked.code}`);
    }
  }
});

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

const CHANNELS = ["shell", "control", "stdin"] as const;

const header = (type: unknown) =>
  JSON.stringify({ msg_id: `${Math.abs(Number(type)) || 1}`, msg_type: type, session: "s" });
const signed = (key: string, ...parts: string[]) => ["<IDS|MSG>", sign(key, parts), ...parts];
const EXECUTE = header("execute_request");

/** Ways to be wrong; each gives the frames of one message. */
const KINDS: Readonly<Record<string, (random: Random, key: string) => string[]>> = {
  "a wrong signature": (random) => {
    const signature = String(random(1e9)).padStart(64, "0");
    return ["<IDS|MSG>", signature, EXECUTE, "{}", "{}", '{"code":"print evil"}'];
  },
  "truncated JSON": (random, key) => {
    const parts = [EXECUTE, '{"msg_id":"p"}', '{"cellId":"c"}', '{"code":"print a","silent":false}'];
    const at = random(4);
    parts[at] = (parts[at] as string).slice(0, random(12));
    return signed(key, ...parts);
  },
  "an unknown type": (random, key) => signed(key, header(`x${random(1e6)}_request`), "{}", "{}", "{}"),
  "a type that is no text": (random, key) =>
    signed(key, header([null, 7, true, {}, []][random(5)]), "{}", "{}", "{}"),
  "a type that every object has": (random, key) =>
    signed(
      key,
      header(["__proto__", "constructor", "toString", "hasOwnProperty"][random(4)]),
      ...["{}", "{}", "{}"],
    ),
  "deep nesting": (random, key) => {
    const depth = 20_000 + random(1000);
    const deep = `{"code":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    return signed(key, EXECUTE, deep, deep, deep);
  },
  "a megabyte of one word": (random, key) => {
    const code = JSON.stringify({ code: `print ${"x".repeat(1_000_000 + random(9))}`, silent: true });
    return signed(key, EXECUTE.replace('"s"', `"${random(1e9)}"`), "{}", "{}", code);
  },
  "prototypes in fields": (random, key) => {
    const content = `{"__proto__":{"code":"print evil"},"constructor":${random(9)},"hist_access_type":"__proto__"}`;
    return signed(key, header(["history_request", "execute_request"][random(2)]), content, content, content);
  },
  "many empty frames": (random) => Array.from({ length: random(200) + 1 }, () => ""),
  "control characters": (random) => [
    "<IDS|MSG>",
    ...Array.from({ length: 5 }, () => String.fromCharCode(random(32))),
  ],
};

const PIECES = [
  ...[
    "let a = 1",
    "const = 5",
    "{",
    "}",
    "(",
    ")",
    "`",
    "${",
    "'",
    '"',
    "/*",
    "*/",
    "//",
    "\n",
    ";",
    "%",
    "%%",
  ],
  ...["%case", "%%baseline x", "%profile nobody", "%nosuch --x=1", "a?", "??", "throw 1", "throw null"],
  ...["throw undefined", "async () => {}", "await 1", "new Proxy({}, {})", "Symbol()", "1n ** 99n", "<div/>"],
  ...[
    "class A { #p = 1 }",
    "import x from 'nosuch'",
    "export const e = 1",
    "type T = number",
    "@d class B {}",
  ],
  ...[
    "\u0000",
    "\u2028",
    "😀",
    "\ud800",
    "Object.create(null)",
    "[,,1]",
    "new Array(3)",
    "({}).x.y",
    "label: 1",
  ],
  ...["display(1)", "clearOutput()", "comms.open('x')", "globalThis", "process.stdout", "return 1", "yield"],
];

function randomCell(random: Random): string {
  return Array.from({ length: random(4) + 1 }, () => PIECES[random(PIECES.length)]).join(" ");
}

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
