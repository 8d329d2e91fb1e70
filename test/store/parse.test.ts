import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../src/model/problem.js";
import { parseJson } from "../../src/store/parse.js";

const problemOf = (text: string) => {
  try {
    parseJson(text, "case.json", "mend it");
  } catch (error) {
    if (error instanceof UserError) return error.problem;
    throw error;
  }
  return assert.fail("it was taken for JSON");
};

test("a byte order mark is no error", () => {
  assert.deepEqual(parseJson('\uFEFF{"a":1}', "case.json", "mend it"), { a: 1 });
});

test("broken JSON is said with its line and column, an excerpt, and what to do", () => {
  const text = '{\n  "format": "benchbook-case",\n  "version": 1\n  "id": "matmul"\n}\n';
  const { message, detail } = problemOf(text);
  assert.match(
    message,
    /^case\.json is not valid JSON at line 4, column 3 \(Expected ',' or '}'.*\); mend it$/,
  );
  assert.deepEqual(detail, ['  "id": "matmul"', "  ^"]);
});

test("an unexpected token is found where V8 only quotes its surroundings", () => {
  const text = `{ "aaaaaaaaaaaaaaaaaaaaaaaa": 1,\n  "b": oops, "cccccccccccccccccccccccccccc": 2 }`;
  assert.match(problemOf(text).message, /at line 2, column 8/);
});

test("a file that ends too early is said with its end", () => {
  assert.match(problemOf('{ "a": [1,\n').message, /at line 2, column 1/);
});

test("a merge conflict is named as one", () => {
  assert.match(
    problemOf('{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> theirs\n}').message,
    /marks of a merge conflict/,
  );
});
