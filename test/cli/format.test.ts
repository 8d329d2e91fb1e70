/** `benchbook format`: code is formatted, everything else in the file stays byte for byte. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { formatCommand } from "../../src/cli/format.js";
import { fakeIo } from "../support/command-io.js";
import { temporaryFolder } from "../support/folder.js";
import { readNotebookFile, writeNotebookFile } from "../support/notebook-file.js";

async function format(folder: string, ...argv: string[]) {
  const io = fakeIo(folder);
  return { status: await formatCommand(argv, io), out: io.out() };
}

const UGLY = [
  '%case "A"',
  "# Title  with   spaces",
  '%%baseline naive \\\n  --flops "2 n"\n\n// why\nfunction f( a:number ){return a}\nf( n )\n',
  "const a=1\n%timeit   f( 1 )\nconst b  =  2",
  "%%baseline sh --shell\necho   hi",
  "%%native k --lang c\nint  f( int a ){return a;}",
  "const = 3",
  "",
  "x\n%%optimize late",
];

test("code between magics is formatted; magics, Markdown, other languages and what cannot be parsed are kept", async (t) => {
  const folder = await temporaryFolder(t);
  const file = await writeNotebookFile(folder, "a.ipynb", UGLY);
  const before = await readFile(file, "utf8");

  const checked = await format(folder, "a.ipynb", "--check");
  assert.equal(checked.status, 1);
  assert.match(
    checked.out,
    /a\.ipynb: 2 of 8 code cells would change\n {2}cell 3 \(%%baseline naive\)\n {2}cell 4\n/,
  );
  assert.match(checked.out, /cell 7: kept as it is: it cannot be parsed: .+\n/);
  assert.match(checked.out, /cell 9: kept as it is: %%optimize must be the first line of its cell/);
  assert.equal(await readFile(file, "utf8"), before);

  assert.equal((await format(folder, "a.ipynb")).status, 0);
  const sources = (await readNotebookFile(file)).cells.map(({ source }) => source);
  const expected = [...UGLY];
  expected[2] =
    '%%baseline naive \\\n  --flops "2 n"\n\n// why\nfunction f(a: number) {\n  return a\n}\nf(n)\n';
  expected[3] = "const a = 1\n%timeit   f( 1 )\nconst b = 2";
  assert.deepEqual(sources, expected);
  const again = await format(folder, "a.ipynb", "--check");
  assert.equal(again.status, 0);
  assert.match(again.out, /nothing to format in 8 code cells/);
});

test("every byte but the sources is kept: ids, outputs, long numbers, escapes, layout, the missing last newline", async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, "b.ipynb");
  const rest = `, "outputs": [ {"output_type":"x-unknown", "data": [1.0, 12345678901234567890, 1e-7], "text": "}]\\"source\\": [" } ], "execution_count": 3 ,"cell_type": "code"}`;
  const text = (first: string, second: string) =>
    `{"nbformat": 4,\r\n\t"cells": [{"id":"same-id","source": ${first}, "metadata": {"source": "let  x"}${rest},\n {"source":${second}, "metadata": {}${rest}\n],"nbformat_minor":5, "metadata":{"é":1, "cells": [{"source": "a  b"}]}}`;
  await writeFile(file, text('[\n      "const  a=1;\\n",\n      "a"\n    ]', "\"f( 'é' )\""));
  assert.equal((await format(folder, "b.ipynb")).status, 0);
  assert.equal(
    await readFile(file, "utf8"),
    text('[\n      "const a = 1;\\n",\n      "a;"\n    ]', JSON.stringify('f("é")')),
  );
});

test("an ASCII file stays one, and the prettier configuration beside it is followed", async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, "c.ipynb");
  await writeFile(join(folder, ".prettierrc"), '{ "singleQuote": true, "semi": true }');
  await writeFile(
    file,
    '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","source":["f( \\"\\u00e9\\" )"]}]}',
  );
  await format(folder, "c.ipynb");
  assert.match(await readFile(file, "utf8"), /"source":\["f\('\\u00e9'\);"\]/);
});

test("a prettier configuration that cannot be read is said, and the notebook kept", async (t) => {
  const folder = await temporaryFolder(t);
  const file = await writeNotebookFile(folder, "d.ipynb", ["f( 1 )"]);
  await writeFile(join(folder, ".prettierrc"), "{ nonsense: [");
  await assert.rejects(
    format(folder, "d.ipynb"),
    /the prettier configuration for .*d\.ipynb cannot be read: /,
  );
  assert.match(await readFile(file, "utf8"), /f\( 1 \)/);
});

test("what is no TypeScript notebook is refused in one sentence, and one without code is fine", async (t) => {
  const folder = await temporaryFolder(t);
  await writeNotebookFile(folder, "text.ipynb", ["# Only  text"]);
  assert.deepEqual(await format(folder, "text.ipynb", "--check"), {
    status: 0,
    out: "text.ipynb: no code cell\n",
  });
  await writeFile(join(folder, "no.ipynb"), "not JSON");
  await writeFile(
    join(folder, "py.ipynb"),
    '{"nbformat":4,"cells":[],"metadata":{"language_info":{"name":"python"}}}',
  );
  await assert.rejects(format(folder, "no.ipynb"), /no\.ipynb is not valid JSON at line 1/);
  await assert.rejects(
    format(folder, "py.ipynb"),
    /py\.ipynb is a notebook in python; name one in TypeScript/,
  );
  await assert.rejects(format(folder, "none.ipynb"), /there is no notebook .*none\.ipynb/);
  await assert.rejects(format(folder), /format wants NOTEBOOK, got nothing/);
  await assert.rejects(format(folder, "text.ipynb", "--chek"), /did you mean --check\?/);
});
