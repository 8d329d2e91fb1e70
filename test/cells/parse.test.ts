// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells of these tests hold templates
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCell, placeOf, type Segment } from "../../src/cells/parse.js";
import { UserError } from "../../src/model/problem.js";

/** A segment in one line: `%profile(naive)`, `%%setup(n=1)[body]`, `code`. Line ends are shown as `⏎`. */
function short(segment: Segment): string {
  if (segment.kind === "code") return `${segment.line}:${show(segment.source)}`;
  if (segment.kind === "line-magic") return `${segment.line}:%${segment.name}(${segment.text})`;
  return `${segment.line}:%%${segment.name}(${segment.text})[${show(segment.body)}]`;
}

function show(text: string): string {
  return text.replaceAll("\r\n", "␍⏎").replaceAll("\n", "⏎");
}

const CELLS: readonly (readonly [what: string, cell: string, ...expected: string[]])[] = [
  ["an empty cell has no segments", ""],
  ["a blank cell has no segments", "  \n\t\n"],
  ["code alone is one segment", "const a = 1\na", "1:const a = 1⏎a"],
  ["code starts at its first line that is not blank", "\n\na", "3:⏎⏎a"],
  ["comments alone are code", "// one\n/* two\n%profile */", "1:// one⏎/* two⏎%profile */"],
  ["a line magic", "%profile naive --duration 2s", "1:%profile(naive --duration 2s)"],
  ["an indented line magic", "  %profile naive", "1:%profile(naive)"],
  ["trailing spaces stay, for completion", "%profile naive  ", "1:%profile(naive  )"],
  ["a cell magic takes the rest", "%%setup n=1\nconst a = n\n", "1:%%setup(n=1)[⏎const a = n⏎]"],
  ["blank lines may stand before a cell magic", "\n \n%%setup\na", "3:%%setup()[⏎⏎⏎a]"],
  ["a cell magic in a comment", "//%%setup n=1\na", "1:%%setup(n=1)[⏎a]"],
  ["a cell magic in a comment with a space", "// %%setup n=1\na", "1:%%setup(n=1)[⏎a]"],
  ["a mistyped cell magic in a comment is one", "// %%basline naive\na", "1:%%basline(naive)[⏎a]"],
  ["a marker of a notebook editor is a comment", "// %% Setup\na", "1:// %% Setup⏎a"],
  ["prose in a comment is a comment", "// %profile naive shows it\na", "1:// %profile naive shows it⏎a"],
  ["a line magic in a comment", "a\n//%profile naive", "1:a⏎", "2:%profile(naive)"],
  ["an unknown name in the comment form is a magic", "//%foo x", "1:%foo(x)"],
  ["a comment with a capital letter is a comment", "//%Foo x", "1://%Foo x"],
  [
    "several magics amid code keep their order",
    "%case\nconst a = 1\n%profile naive\na\n%verify\n",
    "1:%case()",
    "2:⏎const a = 1⏎⏎⏎⏎",
    "3:%profile(naive)",
    "4:⏎⏎⏎a⏎⏎",
    "5:%verify()",
  ],
  ["a continuation", "%case a \\\n  --id b", "1:%case(a    --id b)"],
  [
    "a continuation in comments",
    "//%%setup n=1 \\\n//   seed=2 \\\n//   T=3\na",
    "1:%%setup(n=1  seed=2  T=3)[⏎⏎⏎a]",
  ],
  ["a continuation in a comment ends at code", "//%%setup n=1 \\\na", "1:%%setup(n=1 )[⏎a]"],
  ["a continuation at the end of the cell", "%case a \\", "1:%case(a )"],
  ["a continuation before an empty last line", "%case a \\\n", "1:%case(a  )"],
  ["spaces after a continuation", "%case a \\  \n--id b", "1:%case(a  --id b)"],
  ["two backslashes are no continuation", "%case a\\\\\nb", "1:%case(a\\\\)", "2:⏎b"],
  [
    "a magic inside a template is text",
    "const a = `\n%profile\n%%setup\n`",
    "1:const a = `⏎%profile⏎%%setup⏎`",
  ],
  [
    "a magic after a template is one",
    "const a = `\n${`}`}`\n%profile",
    "1:const a = `⏎${`}`}`⏎",
    "3:%profile()",
  ],
  ["code within a template is no place for a magic", "`${\n%profile\n}`", "1:`${⏎%profile⏎}`"],
  ["a magic inside a block comment is text", "/*\n%profile\n*/ a", "1:/*⏎%profile⏎*/ a"],
  ["a magic inside brackets is code", "f(a\n%profile\n)", "1:f(a⏎%profile⏎)"],
  ["a magic inside a block is code", "{\n%profile\n}", "1:{⏎%profile⏎}"],
  ["a string carried on by a backslash", "'a\\\n%profile'", "1:'a\\⏎%profile'"],
  [
    "quotes in a regular expression open nothing",
    "const r = /[`'/]/\n%profile",
    "1:const r = /[`'/]/⏎",
    "2:%profile()",
  ],
  ["a division is no regular expression", "a / 2; `x`\n%profile", "1:a / 2; `x`⏎", "2:%profile()"],
  ["an apostrophe in a comment opens nothing", "// don't `\n%profile", "1:// don't `⏎", "2:%profile()"],
  ["an apostrophe in a magic opens nothing", "%keep a don't\nb", "1:%keep(a don't)", "2:⏎b"],
  ["a remainder is code", "a\n%b", "1:a⏎%b"],
  ["a remainder in an expression is code", "a\n%profile * 2", "1:a⏎%profile * 2"],
  ["a remainder with a space is code", "a\n% b", "1:a⏎% b"],
  ["a known name after an expression is a magic", "a\n%profile", "1:a⏎", "2:%profile()"],
  ["a mistyped name after an expression is a magic", "a\n%profil", "1:a⏎", "2:%profil()"],
  ["an unknown name with arguments is a magic", "a\n%foo bar", "1:a⏎", "2:%foo(bar)"],
  ["an unknown name after a semicolon is a magic", "a;\n%b", "1:a;⏎", "2:%b()"],
  ["an unknown name after a blank line is a magic", "a\n\n%b", "1:a⏎⏎", "3:%b()"],
  ["a lone percent sign is a magic without a name", "%", "1:%()"],
  ["two percent signs are a magic without a name", "%%", "1:%%()[]"],
  ["code goes on after an unknown character", "% b", "1:% b"],
  ["unbalanced brackets do no harm", ")]}\n%profile", "1:)]}⏎", "2:%profile()"],
  ["an unclosed bracket keeps all code", "f(\n%profile", "1:f(⏎%profile"],
  ["Windows line ends stay", "%%setup n=1\r\na\r\nb", "1:%%setup(n=1)[␍⏎a␍⏎b]"],
  ["a continuation with Windows line ends", "%case a \\\r\n--id b\r\nc", "1:%case(a  --id b)", "3:␍⏎␍⏎c"],
  [
    "other alphabets",
    "const größe = '日本' \n%keep größe \"schön 🎉\"",
    "1:const größe = '日本' ⏎",
    '2:%keep(größe "schön 🎉")',
  ],
];

for (const [what, cell, ...expected] of CELLS) {
  test(what, () => assert.deepEqual(parseCell(cell).map(short), expected));
}

test("every segment has as many lines as its cell", () => {
  const cell = "a\n%profile \\\n  naive\n\nb\n//%verify\nc\n";
  for (const segment of parseCell(cell)) {
    if (segment.kind === "code") assert.equal(segment.source.split("\n").length, cell.split("\n").length);
  }
});

test("an offset in the arguments leads to its line and column across continuations", () => {
  const cell = 'x\n//%%%\n%case "a" \\\n  --id b';
  const magic = parseCell(cell).find((segment) => segment.kind === "line-magic");
  assert.ok(magic?.kind === "line-magic");
  assert.deepEqual(placeOf(magic, magic.text.indexOf('"a"')), { line: 3, column: 7 });
  assert.deepEqual(placeOf(magic, magic.text.indexOf("--id")), { line: 4, column: 3 });
  assert.deepEqual(placeOf(magic, 999), { line: 4, column: 9 });
});

const REFUSED: readonly (readonly [cell: string, message: string, ...detail: string[]])[] = [
  [
    "const a = 1\n%%baseline naive",
    "%%baseline must be the first line of its cell: move it to the top, or into a cell of its own",
    "line 2, column 1:",
    "  %%baseline naive",
    "  ^^^^^^^^^^",
  ],
  [
    "// a comment\n//%%baseline naive",
    "%%baseline must be the first line of its cell: move it to the top, or into a cell of its own",
    "line 2, column 3:",
    "  //%%baseline naive",
    "    ^^^^^^^^^^",
  ],
  [
    "%%baseline naive\nf()\n%profile naive",
    "%profile stands in the body of %%baseline: put it into a cell of its own",
    "line 3, column 1:",
    "  %profile naive",
    "  ^^^^^^^^",
  ],
  [
    "%%setup\n%%baseline naive",
    "%%baseline stands in the body of %%setup: put it into a cell of its own",
    "line 2, column 1:",
    "  %%baseline naive",
    "  ^^^^^^^^^^",
  ],
];

for (const [cell, message, ...detail] of REFUSED) {
  test(`refused: ${JSON.stringify(cell)}`, () => {
    assert.throws(
      () => parseCell(cell),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.deepEqual(error.problem, { name: "UsageError", message, detail });
        return true;
      },
    );
  });
}

test("a cell of a thousand lines keeps its line numbers", () => {
  const lines = Array.from({ length: 1000 }, (_, index) =>
    index % 10 === 0 ? "%profile naive" : `f(${index});`,
  );
  const segments = parseCell(lines.join("\n"));
  assert.equal(segments.length, 200);
  assert.deepEqual(
    segments.filter(({ kind }) => kind === "code").map(({ line }) => line),
    Array.from({ length: 100 }, (_, index) => index * 10 + 2),
  );
});
