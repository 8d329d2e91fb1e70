/** Cursor positions: code points on the wire, UTF-16 units inside. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toCodePoints, toUtf16 } from "../../kernel/cursor.js";

const text = "a😀é\u{1d54f}b";

test("each code point has one place, and the way back leads to it", () => {
  const offsets = [0, 1, 3, 4, 6, 7];
  for (const [position, offset] of offsets.entries()) {
    assert.equal(toUtf16(text, position), offset);
    assert.equal(toCodePoints(text, offset), position);
  }
});

test("a cursor outside the text is at its nearest end", () => {
  assert.equal(toUtf16(text, 99), text.length);
  assert.equal(toUtf16(text, -1), 0);
  assert.equal(toCodePoints(text, 99), 5);
  assert.equal(toCodePoints(text, -1), 0);
});
