/** Which cells ask for help. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { helpRequest } from "../../kernel/help-request.js";

const asked: readonly [code: string, name: string, detail: 0 | 1][] = [
  ["name?", "name", 0],
  ["  ?Math.hypot\n", "Math.hypot", 0],
  ["name??", "name", 1],
  ["??name", "name", 1],
  ["%profile?", "%profile", 0],
  ["%%baseline??", "%%baseline", 1],
  ["größe?;", "größe", 0],
];
for (const [code, name, detail] of asked) {
  test(`${JSON.stringify(code)} asks for ${name}, detail ${detail}`, () => {
    assert.deepEqual(helpRequest(code), { name, detail });
  });
}

for (const code of [
  "",
  "?",
  "??",
  "a",
  "?a?",
  "a ? b : c",
  "a?.b",
  "a ?? b",
  "a\nb?",
  "a???",
  "1?",
  "x = y?",
]) {
  test(`${JSON.stringify(code)} is a cell as any other`, () => {
    assert.equal(helpRequest(code), null);
  });
}
