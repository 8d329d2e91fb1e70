import assert from "node:assert/strict";
import { test } from "node:test";
import { endMarker } from "../../src/session/protocol.js";
import { createRawStream } from "../../src/session/raw-stream.js";

const TOKEN = "t";

function open() {
  const passed: string[] = [];
  const stream = createRawStream(TOKEN, (text) => passed.push(text));
  return { stream, text: () => passed.join("") };
}

test("markers are taken out wherever the pipe is cut", async () => {
  const whole = `before${endMarker(TOKEN, 1)}after`;
  for (let cut = 0; cut <= whole.length; cut++) {
    const { stream, text } = open();
    stream.add(whole.slice(0, cut));
    stream.add(whole.slice(cut));
    await stream.reached(1);
    assert.equal(text(), "beforeafter");
  }
});

test("the start of a marker that comes to nothing is text", () => {
  const { stream, text } = open();
  stream.add("a\u0002bench");
  assert.equal(text(), "a");
  stream.add("mark");
  assert.equal(text(), "a\u0002benchmark");
  stream.add("\u0002");
  stream.end();
  assert.equal(text(), "a\u0002benchmark\u0002");
});

test("another process's marker is text", () => {
  const { stream, text } = open();
  stream.add(endMarker("other", 1));
  stream.end();
  assert.equal(text(), endMarker("other", 1));
});

test("V8's last words are cut off", () => {
  const { stream, text } = open();
  stream.add("mine\n\n<--- Last few GCs --->\n[1:0x1] Mark-sweep");
  stream.add("FATAL ERROR: out of memory");
  assert.equal(text(), "mine\n");
});

test("waiting ends with the pipe", async () => {
  const { stream } = open();
  const reached = stream.reached(1);
  stream.end();
  await reached;
});
