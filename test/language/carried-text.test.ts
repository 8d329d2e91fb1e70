import assert from "node:assert/strict";
import { test } from "node:test";
import { createCarriedText, type TextChange } from "../../src/language/carried-text.js";
import { commonEnd, commonStart } from "../../src/language/common-ends.js";
import { seeded } from "../../src/stats/seeded.js";

function commonEnds(a: string, b: string) {
  const start = commonStart(a, b);
  return { start, end: commonEnd(a, b, start) };
}

test("common ends are the longest, and share no character", () => {
  assert.deepEqual(commonEnds("abcXdef", "abcYYdef"), { start: 3, end: 3 });
  assert.deepEqual(commonEnds("aaa", "aaaaa"), { start: 3, end: 0 });
  assert.deepEqual(commonEnds("", "a"), { start: 0, end: 0 });
  const long = "0123456789".repeat(2000);
  assert.deepEqual(commonEnds(`${long}a${long}`, `${long}bb${long}`), { start: 20_000, end: 20_000 });
});

test("any row of texts arrives as it was sent, in both directions", () => {
  const random = seeded(7);
  const [one, other] = [createCarriedText(), createCarriedText()];
  let text = "";
  for (let turn = 0; turn < 500; turn++) {
    const at = Math.floor(random.next() * (text.length + 1));
    const cut = Math.floor(random.next() * 10);
    text = text.slice(0, at) + "ab\n".repeat(random.next() * 8) + text.slice(at + cut);
    const [from, to] = random.next() < 0.5 ? [one, other] : [other, one];
    assert.equal(to.received(from.toSend(text)), text);
  }
});

test("declarations of 1,000 cells travel as one line per cell", () => {
  const [here, there] = [createCarriedText(), createCarriedText()];
  const characters = ({ text }: TextChange) => text.length;
  let declarations = "";
  for (let cell = 0; cell < 1000; cell++) {
    const context = `declare const results: BenchbookResults<never>;\n${declarations}`;
    const asked = here.toSend(context);
    there.received(asked);
    const line = `declare const value${cell}: number;\n`;
    const answered = there.toSend(line + declarations);
    declarations = here.received(answered);
    assert.ok(characters(asked) < 100 && characters(answered) < 100, `cell ${cell}`);
  }
});
