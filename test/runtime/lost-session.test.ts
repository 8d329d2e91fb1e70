/** A session that dies: the kernel lives, and says which cells to run again. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

let notebook: TestNotebook;
before(async () => {
  notebook = await openNotebook();
});
after(() => notebook.close());

test("a cell that ends the process is told which cells declared what is gone", async () => {
  await notebook.ok("const a = 1, b = 2");
  await notebook.ok("function f() { return a }");
  await notebook.ok("1 + 1");
  await notebook.ok("const a = 3");
  const error = await notebook.fails("process.exit(2)");
  assert.match(
    error,
    /exited with code 2; a new, empty session is there: run the cells that it needs again\./,
  );
  assert.match(error, /Gone is what these declared: cell 1 \(b\), cell 2 \(f\), cell 4 \(a\)\./);
  assert.match(error, /The case is not touched by that\.$/m);
});

test("where nothing was declared nothing is listed, and cells run again", async () => {
  assert.doesNotMatch(await notebook.fails("process.exit(2)"), /Gone is/);
  assert.match((await notebook.ok("const a = 4; a")).text, /4/);
});
