import assert from "node:assert/strict";
import { test } from "node:test";
import { cursorAt } from "../../src/cells/cursor.js";
import { toCellOffset } from "../../src/cells/parse.js";

/** What stands at the `|` of a cell. */
function at(marked: string): string {
  const cursor = marked.indexOf("|");
  const cell = marked.replace("|", "");
  const found = cursorAt(cell, cursor);
  if (found.kind === "magic-name") {
    assert.equal(cell.slice(found.start, found.end), found.name);
    return `name ${found.cell ? "%%" : "%"}${found.prefix}|${found.name.slice(found.prefix.length)}`;
  }
  if (found.kind === "arguments") {
    assert.equal(typeof toCellOffset(found.magic, found.cursor), "number");
    const { text, name } = found.magic;
    return `${name}: ${text.slice(0, found.cursor)}|${text.slice(found.cursor)}`;
  }
  assert.equal(cursor - found.removed, found.cursor);
  const code = `${found.source.slice(0, found.cursor)}|${found.source.slice(found.cursor)}`;
  return `${found.magic === null ? "code" : `body of ${found.magic.name}`}: ${code.replaceAll("\n", "⏎")}`;
}

const CURSORS: readonly (readonly [marked: string, expected: string])[] = [
  ["|", "code: |"],
  ["%|", "name %|"],
  ["%%|", "name %%|"],
  ["|%%setup", "name %%|setup"],
  ["%|%setup", "name %%|setup"],
  ["%%se|tup n=1", "name %%se|tup"],
  ["//%%|", "name %%|"],
  ["// %|", "code: // %|"],
  ["// %%|", "name %%|"],
  ["//%%se|", "name %%se|"],
  ["%profile|", "name %profile|"],
  ["%profile |", "profile: |"],
  ["%profile  |  naive", "profile: |naive"],
  ["%profile na|ive", "profile: na|ive"],
  ["%profile naive --|", "profile: naive --|"],
  ["%profile naive |", "profile: naive |"],
  ["%profile naive \\\n  --du|", "profile: naive    --du|"],
  ["//%profile naive \\\n//   --du|", "profile: naive  --du|"],
  ["//%profile naive \\\n|//   --du", "profile: naive  |--du"],
  ["%profile naive \\|", "profile: naive |"],
  ["const a = 1\n%profile naive\na.|", "code: const a = 1⏎⏎a.|"],
  ["a|\n%profile naive", "code: a|⏎"],
  ["%%setup n=1\nconst a = n.|", "body of setup: ⏎const a = n.|"],
  ["%%setup n=1\r\nconst a = n.|", "body of setup: \r⏎const a = n.|"],
  ["x\n%%setup n|=1", "setup: n|=1"],
  ["|  %profile", "code: |"],
  ["a;\n | %profile", "code: a;⏎|"],
  ["`\n%profile|\n`", "code: `⏎%profile|⏎`"],
  ["const 日本 = '🎉'\n%keep 日|", "keep: 日|"],
];

for (const [marked, expected] of CURSORS) {
  test(`at ${JSON.stringify(marked)}`, () => assert.equal(at(marked), expected));
}

test("a cursor outside the cell is brought to its ends", () => {
  assert.deepEqual(cursorAt("a", 99), { kind: "code", magic: null, source: "a", cursor: 1, removed: 0 });
  assert.deepEqual(cursorAt("a", -1), { kind: "code", magic: null, source: "a", cursor: 0, removed: 0 });
});
