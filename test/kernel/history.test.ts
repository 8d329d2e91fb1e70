/** Search patterns of the history, as a shell has them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createHistory } from "../../kernel/history.js";

const history = createHistory({ folder: null, log: assert.fail });
const inputs = ["a * b", "a + b", "f(x)\ng(y)", "[1]", "a\\b", "a^b"];
inputs.forEach((input, index) => {
  history.add({ line: index + 1, input });
});

const searches: readonly [pattern: string, found: readonly string[]][] = [
  ["*", inputs],
  ["a*", ["a * b", "a + b", "a\\b", "a^b"]],
  ["a [*] b", ["a * b"]],
  ["a [!*] b", ["a + b"]],
  ["a ? b", ["a * b", "a + b"]],
  ["a[\\]b", ["a\\b"]],
  ["a[^]b", ["a^b"]],
  ["f(x)*", ["f(x)\ng(y)"]],
  ["[1]", []],
  ["b", []],
  ["[z-a]", []],
  ["[", []],
  ["***a***", ["a * b", "a + b", "a\\b", "a^b"]],
];

for (const [pattern, found] of searches) {
  test(`the pattern ${pattern} finds ${JSON.stringify(found)}`, async () => {
    const rows = await history.find({
      hist_access_type: "search",
      pattern,
      output: false,
      raw: true,
      session: 0,
      start: 0,
      stop: null,
      n: null,
      unique: false,
    });
    assert.deepEqual(
      rows.map(([, , input]) => input),
      found,
    );
  });
}
