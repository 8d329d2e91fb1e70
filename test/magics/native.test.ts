import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Output } from "../../src/model/output.js";
import { createNativeCompilers } from "../../src/native/index.js";
import { createRuntime } from "../../src/runtime/index.js";
import { openNotebook } from "../support/notebook.js";

const C = "void scale(float *x, float by, int n) {\n  for (int i = 0; i < n; i++) x[i] *= by;\n}";
const CRASH = `#include <stdlib.h>
void crash(float *x) { x[1ll << 40] = 1; }
int divide(int x) { return 10 / x; }
void fail(void) { abort(); }`;

const folder = await mkdtemp(join(tmpdir(), "benchbook-native-"));
const tried = await createNativeCompilers().build({
  ...{ folder, name: "k", language: "c", source: C, flags: null, signature: null },
  signal: new AbortController().signal,
});
await rm(folder, { recursive: true, force: true });
const skip = tried.kind === "missing" ? tried.message : false;

test("a native module is typed and called in cells, and its errors stand on the cell's lines", {
  skip,
}, async () => {
  const notebook = await openNotebook();
  try {
    const shown = await notebook.ok(`%%native kernel\n${C}`);
    assert.match(shown.text, /kernel is native code/);
    assert.match(shown.text, /scale\(x: Float32Array, by: number, n: number\): void;/);
    const used = await notebook.ok("const x = new Float32Array([1, 2]); kernel.scale(x, 10, 2); x[1]");
    assert.match(used.text, /20/);
    assert.match(await notebook.fails("kernel.scale(new Float64Array(2), 1, 2)"), /Float64Array/);
    const refused = await notebook.fails("%%native broken\nint f(int x) {\n  return nowhere;\n}");
    assert.match(refused, /CompileError: 'nowhere' undeclared.* at cell \d+:3:10/);
    assert.match(refused, /3 \| {3}return nowhere;\n.*\^{7}/);
    assert.match(await notebook.fails("%%native empty\n"), /needs code below it/);
    assert.match(
      await notebook.fails(`%%native kernel --signature "nonsense"\n${C}`),
      /is no prototype of C/,
    );
    const absent = await notebook.fails(`%%native absent --signature "void nothing(float *x)"\n${C}`);
    assert.match(absent, /absent has no nothing that could be called: .*; mend --signature, or export it/);
    const loose = await notebook.fails(
      "%%native loose\nint missing(int);\nint f(int x) { return missing(x); }",
    );
    assert.match(
      loose,
      /loose cannot be loaded: .*missing; define what is missing in the cell, or name its library/,
    );
    const wrong = await notebook.fails("kernel.scale(x, 1, 0.5)");
    assert.match(
      wrong,
      /n of kernel\.scale takes an integer .*\n.*cell \d+, line 1[\s\S]*kernel\.scale\(x, 1, 0\.5\)/,
    );
    assert.doesNotMatch(wrong, /module kernel/);
    assert.match((await notebook.ok("kernel.scale(x, 0.5, 1); x[0]")).text, /5/);
  } finally {
    await notebook.close();
  }
});

test("threads call native code that was handed over, on shared memory, and its errors come back", {
  skip,
}, async () => {
  const notebook = await openNotebook();
  try {
    await notebook.ok(`%%native kernel\n${C}`);
    const { text } = await notebook.ok(`const x = new Float32Array(new SharedArrayBuffer(32)).fill(1);
const pool = await workers(2, (task: number, { index, shared: { kernel, x } }) => {
  kernel.scale(x.subarray(4 * index, 4 * index + 4), task + index, 4);
  return x[4 * index];
}, { kernel, x });
[pool.runSync(2), await pool.run(10), x.join()].join(" ")`);
    assert.match(text, /2,3 20,33 20,20,20,20,33,33,33,33/);
    const refused =
      await notebook.fails(`const strict = await workers(2, (task: number, { index, shared }) => {
  if (index === 1) shared.scale(new Float32Array(1), 2, 1.5);
}, kernel);
strict.runSync(0)`);
    assert.match(refused, /n of kernel\.scale takes an integer .*got the number 1\.5\. \(in thread 1, at /);
  } finally {
    await notebook.close();
  }
});

test("a fault of native code ends a fork or the session, its signal named; the notebook lives", {
  skip,
}, async () => {
  const place = await mkdtemp(join(tmpdir(), "benchbook-native-"));
  const runtime = await createRuntime({
    ...{ folder: place, notebook: null, fresh: false, overrides: {}, budget: null, quick: true },
  });
  const run = async (code: string) => {
    const outputs: Output[] = [];
    const reply = await runtime.execute({ code, cellId: null, executionCount: 1 }, (one) =>
      outputs.push(one),
    );
    return `${reply.status === "ok" ? "" : reply.error.evalue}${JSON.stringify(outputs)}`;
  };
  try {
    await run('%case "Crash"');
    await run(`%%native bad\n${CRASH}`);
    const fork = await run(
      "%%baseline crash\nfunction f(): number { bad.crash(new Float32Array(1)); return 1 }\nf()",
    );
    assert.match(fork, /SIGSEGV in native code of crash: it read or wrote where it may not/);
    const divided = await run("%%variant divided\nbad.divide(0)");
    assert.match(divided, /SIGFPE in native code of divided: it divided an integer by zero/);
    const failed = await run("%%variant failed\nbad.fail()");
    assert.match(failed, /SIGABRT in native code of failed: it called abort/);
    const inThread = `%%variant threaded
const pool = await workers(2, (task: number, { index, shared }) => index === 1 ? shared.bad.divide(task) : 0, { bad });
pool.runSync(0)`;
    assert.match(await run(inThread), /SIGFPE in native code of threaded/);
    const session = await run("bad.crash(new Float32Array(1))");
    assert.match(session, /was ended by SIGSEGV, as native code does/);
    assert.match(await run("1 + 1"), /"2"/);
    assert.equal(runtime.current()?.title, "Crash");
  } finally {
    await runtime.close();
    await rm(place, { recursive: true, force: true });
  }
});
