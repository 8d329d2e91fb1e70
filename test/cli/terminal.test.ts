import assert from "node:assert/strict";
import { test } from "node:test";
import { oneLine, painter, plainText } from "../../src/cli/terminal.js";

test("escape sequences and control characters never reach the terminal", () => {
  assert.equal(
    plainText("\u001b[31mred\u001b[0m \u001b]0;title\u0007\u009b2Jtext\u0008\u0007\r\n\tend"),
    "red text\n\tend",
  );
  assert.equal(plainText("abc\u202etxt.exe"), "abctxt.exe");
  assert.equal(plainText("naïve 矩阵 ✓ µs"), "naïve 矩阵 ✓ µs");
});

test("a line is cut at the width", () => {
  assert.equal(oneLine("one\n two   three", 9), "one two …");
  assert.equal(oneLine("one", 9), "one");
});

test("colours stand on terminals, and where they are not refused", () => {
  const green = "\u001b[32mok\u001b[39m";
  assert.equal(painter({ env: {}, isTerminal: true })("green", "ok"), green);
  assert.equal(painter({ env: {}, isTerminal: false })("green", "ok"), "ok");
  assert.equal(painter({ env: { NO_COLOR: "1" }, isTerminal: true })("green", "ok"), "ok");
  assert.equal(painter({ env: { TERM: "dumb" }, isTerminal: true })("green", "ok"), "ok");
  assert.equal(painter({ env: { FORCE_COLOR: "1" }, isTerminal: false })("green", "ok"), green);
});
