import assert from "node:assert/strict";
import { test } from "node:test";
import { executedNotebook, formatNotebook, parseNotebook } from "../../src/store/notebook.js";

const notebook = (cells: readonly object[]) =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells });
const code = (source: string | string[]) => ({
  cell_type: "code",
  metadata: {},
  execution_count: null,
  outputs: [],
  source,
});

test("sources are text, whether they stand as a string or as lines", () => {
  const { cells } = parseNotebook(notebook([code("a\nb"), code(["a\n", "b"]), code([])]), "study.ipynb");
  assert.deepEqual(
    cells.map(({ source }) => source),
    ["a\nb", "a\nb", ""],
  );
});

test("cells without an id get one that is the same at every reading, and twins get two", () => {
  const text = notebook([
    code("1"),
    { ...code("1"), id: "own" },
    { ...code("2"), id: "own" },
    { ...code("3"), id: "no good!" },
  ]);
  const ids = parseNotebook(text, "study.ipynb").cells.map(({ id }) => id);
  assert.deepEqual(
    ids,
    parseNotebook(text, "study.ipynb").cells.map(({ id }) => id),
  );
  assert.equal(new Set(ids).size, 4);
  assert.equal(ids[1], "own");
  assert.equal(
    ids.every((id) => /^[\w-]{1,64}$/.test(id)),
    true,
  );
});

test("a notebook is written as Jupyter writes it", () => {
  const cell = {
    ...code('console.log("hi")'),
    execution_count: 1,
    outputs: [
      { output_type: "stream", name: "stdout", text: ["hi\n", "there\n"] },
      {
        output_type: "display_data",
        metadata: {},
        data: { "text/plain": ["a\n", "b"], "application/json": { z: 1, a: "x\ny" } },
      },
    ],
  };
  const read = parseNotebook(notebook([cell]), "study.ipynb");
  const text = formatNotebook({ ...executedNotebook(read, read.cells, "20.20.2"), metadata: {} });
  assert.equal(
    text,
    `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "${read.cells[0]?.id}",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "hi\\n",
      "there\\n"
     ]
    },
    {
     "data": {
      "application/json": {
       "a": "x\\ny",
       "z": 1
      },
      "text/plain": [
       "a\\n",
       "b"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": [
    "console.log(\\"hi\\")"
   ]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`,
  );
});

test("an executed notebook names the kernel and keeps other metadata", () => {
  const read = {
    ...parseNotebook(notebook([]), "study.ipynb"),
    metadata: { authors: ["ada"], kernelspec: { name: "python3" } },
  };
  const { metadata } = executedNotebook(read, [], "20.20.2");
  assert.deepEqual(metadata.kernelspec, {
    name: "benchbook",
    display_name: "TypeScript (benchbook)",
    language: "typescript",
  });
  assert.deepEqual(metadata.authors, ["ada"]);
});

const BROKEN: Readonly<Record<string, RegExp>> = {
  "": /study\.ipynb is empty/,
  "{ nope": /study\.ipynb is not valid JSON at line 1, column 3/,
  "[]": /is JSON but no notebook/,
  '{"nbformat":3,"worksheets":[]}': /is in notebook format 3.*jupyter nbconvert/,
  '{"nbformat":5,"cells":[]}': /is in notebook format 5.*update benchbook/,
  '{"nbformat":4}': /has no list of cells/,
  '{"nbformat":4,"cells":[{"cell_type":"code"}]}': /has a cell 1 without a source/,
  '{"nbformat":4,"cells":[{"cell_type":"poem","source":""}]}': /has a cell 1 of the type "poem"/,
};

for (const [text, message] of Object.entries(BROKEN)) {
  test(`${JSON.stringify(text)} is refused by one sentence`, () => {
    assert.throws(() => parseNotebook(text, "study.ipynb"), { message });
  });
}
