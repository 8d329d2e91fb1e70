/** Tuning in real forks: each point sees its own values, and the winner's are those that are measured afresh. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Output } from "../../src/model/output.js";
import { createRuntime } from "../../src/runtime/index.js";
import { temporaryFolder } from "../support/folder.js";

const OPTIONS = { notebook: null, fresh: false, overrides: {}, budget: null, quick: true };
const BASELINE =
  "%%baseline slow\nlet s = 0\nfunction f() { s = 0; for (let i = 0; i < n * 64; i++) s += i % 7; return 42 }\nf()";
/** Point k does k times the work; 3 gives another value, and 5 throws. */
const TUNED =
  "%%optimize less k=1,16,64,3,5\n// less to do\nlet s = 0\nfunction f() {\n  if (k === 5) throw new Error('no ' + k)\n  s = 0\n  for (let i = 0; i < n * k; i++) s += i % 7\n  return k === 3 ? 41 : 42\n}\nf()";

test("a grid in real forks: the least work wins, a wrong and a throwing point cannot", async (t) => {
  const folder = await temporaryFolder(t);
  const runtime = await createRuntime({ folder, ...OPTIONS });
  t.after(() => runtime.close());
  const outputs: Output[] = [];
  for (const code of ['%case "Less"', "%%setup n=2000", BASELINE, "%profile slow --duration 200ms", TUNED]) {
    const reply = await runtime.execute({ code, cellId: null, executionCount: 1 }, (output) =>
      outputs.push(output),
    );
    assert.equal(reply.status, "ok", JSON.stringify(reply));
  }
  const less = runtime.current()?.variants.find(({ name }) => name === "less");
  assert.deepEqual(less?.tuning?.chosen, { k: 1 });
  const failures = less?.tuning?.trials.map(({ failure }) => failure);
  assert.deepEqual(failures?.slice(0, 3), [null, null, null]);
  assert.match(failures?.[3] ?? "", /another value than slow's: expected 42, got 41/);
  assert.match(failures?.[4] ?? "", /threw: Error: no 5/);
  assert.equal(less?.measurements.length, 1);
  assert.equal(less?.verification.verdict, "verified");
});
