import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { DATA_TYPE } from "../../src/views/mime.js";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

describe("%timeit", () => {
  let notebook: TestNotebook;
  afterEach(() => notebook.close());

  it("times an expression without a case, and claims no interval of three forks", async () => {
    notebook = await openNotebook({ variants: { timeit: "2 ms" } });
    const { text } = await notebook.ok("%timeit [3, 1, 2].sort()");
    assert.match(
      text,
      /^\[3, 1, 2\]\.sort\(\): 2\.00 ms per call \(2\.00 ms over 3 forks, no interval from so few\)/,
    );
    assert.match(text, /calls? to a sample|each call clocked alone/);
    assert.match(text, /warm-up: 3 flat/);
    assert.doesNotMatch(text, /95 %/);
    assert.equal(notebook.runtime.current(), null);
    assert.deepEqual(notebook.executor.log, ["timeit measure", ...new Array(3).fill("timeit measure")]);
  });

  it("gives an interval where --duration leaves time for six forks", async () => {
    notebook = await openNotebook({ variants: { timeit: "2 ms ± 1 %" } });
    const { text } = await notebook.ok("%timeit --duration 10s 1 + 1");
    assert.match(text, /95 % CI 1\.9\d to 2\.0\d ms/);
  });

  it("sees setups, leaves the record as it is, and no bundle behind", async () => {
    notebook = await openNotebook({ variants: { timeit: "2 ms" } });
    await notebook.ok('%case "Sums"');
    await notebook.ok("%%setup n=4\nconst list = Array.from({ length: n }, (_, index) => index)");
    const before = notebook.record();
    const { outputs } = await notebook.ok("%timeit --env MODE=fast list.map((item) => item + n)");
    assert.equal(notebook.record(), before);
    const [measured] = notebook.executor.requests;
    assert.deepEqual(measured?.parameters, { n: 4 });
    assert.deepEqual(measured?.side.env, { MODE: "fast" });
    assert.equal(existsSync(dirname(measured?.side.bundle ?? "/")), false, "the bundle is still there");
    assert.deepEqual(await readdir(join(notebook.folder, ".benchbook", "sums")), ["case.json"]);
    const data = outputs.flatMap((one) => (one.kind === "update" ? [one.data[DATA_TYPE]] : [])).at(-1);
    assert.equal((data as { kind?: unknown }).kind, "timeit");
  });

  it("refuses what is only in an ordinary cell, in the words that variants know", async () => {
    notebook = await openNotebook();
    await notebook.ok("const only = 5");
    assert.match(await notebook.fails("%timeit only + 1"), /`only` exists only in an ordinary cell/);
  });

  it("says what it wants where there is no expression", async () => {
    notebook = await openNotebook();
    assert.match(await notebook.fails("%timeit"), /needs an EXPRESSION, such as: %timeit matmul\(A, B, n\)/);
    assert.match(
      await notebook.fails("%timeit const x = 2"),
      /%timeit times an expression, got `const x = 2`; end it with one/,
    );
    assert.match(await notebook.fails("%timeit foo("), /'\)' expected at %timeit:1:5/);
    assert.match(await notebook.fails("%timeit --duration 0s 1"), /--duration .*above 0/);
    assert.match(await notebook.fails("%timeit --timout 1s 1"), /did you mean --timeout\?/);
  });

  it("shows the error of an expression that throws as its own", async () => {
    notebook = await openNotebook({ variants: { timeit: { fails: "threw" } } });
    assert.match(await notebook.fails("%timeit JSON.parse('{')"), /timeit: threw/);
  });

  it("ends at an interrupt without a result", async () => {
    notebook = await openNotebook({
      onFork: (count) => {
        if (count === 2) notebook.runtime.interrupt();
      },
    });
    const { reply } = await notebook.run("%timeit 1 + 1");
    assert.equal(reply.status, "aborted");
  });
});
