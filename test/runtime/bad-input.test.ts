/** Variants that misbehave, in real forks: one clear error each, and neither the session nor the case is lost. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Output } from "../../src/model/output.js";
import type { Runtime } from "../../src/model/ports/runtime.js";
import { createRuntime } from "../../src/runtime/index.js";
import { createStore } from "../../src/store/index.js";
import { temporaryFolder } from "../support/folder.js";
import { writeNotebookFile } from "../support/notebook-file.js";

const GOOD = "%%baseline good\ndata.reduce((sum, x) => sum + x, 0)";
const POSIX = { skip: process.platform === "win32" };

interface Misdeed {
  readonly what: string;
  /** Below `%%variant bad`. */
  readonly body: string;
  readonly options?: string;
  readonly ename: string;
  readonly evalue: RegExp;
  /** The cell's line that the traceback points at. */
  readonly line?: string;
}

const MISDEEDS: readonly Misdeed[] = [
  {
    what: "throws",
    body: 'function f(x: number[]) { throw new RangeError("too far") }\nf(data)',
    ename: "RangeError",
    evalue: /^bad threw: RangeError: too far$/,
    line: "cell:bad, line 2:",
  },
  {
    what: "throws at its thousandth call",
    body: 'let calls = 0\nfunction f() {\n  if (++calls === 1000) throw new Error("late")\n  return calls\n}\nf()',
    ename: "Error",
    evalue: /^bad threw: Error: late$/,
    line: "cell:bad, line 4:",
  },
  {
    what: "throws what is no Error",
    body: "function f() { throw null }\nf()",
    ename: "VariantError",
    evalue: /^bad threw null, which is no Error/,
  },
  {
    what: "throws only in its fork, before the measured expression",
    options: "--env BROKEN=yes",
    body: 'if (process.env.BROKEN) throw new Error("broken")\ndata.length',
    ename: "Error",
    evalue: /^bad threw before its measured expression: Error: broken$/,
    line: "cell:bad, line 2:",
  },
  {
    what: "gives a promise that nobody awaits",
    body: "async function f() { return data.length }\nf()",
    ename: "PendingPromiseError",
    evalue: /gives a promise, so only its creation would be timed; write await before the expression\.$/,
  },
  {
    what: "awaits what never comes",
    body: "await new Promise<void>(() => {})",
    ename: "PendingPromiseError",
    evalue: /^bad awaits a promise that never settles/,
  },
  {
    what: "never ends",
    options: "--timeout 400ms",
    body: "function f() { while (data.length > 0) {} return 0 }\nf()",
    ename: "TimeoutError",
    evalue: /^One call of bad took longer than 400 ms; raise --timeout or make the workload smaller\.$/,
  },
  {
    what: "exhausts the memory",
    options: "--node-flags=--max-old-space-size=48",
    body: "function f() { const all: number[][] = []; for (;;) all.push(new Array(1e4).fill(0.5)) }\nf()",
    ename: "OutOfMemoryError",
    evalue: /^bad ran out of memory; make the workload smaller, or give its forks more with --node-flags/,
  },
  {
    what: "calls process.exit",
    body: "function f(): number { return process.exit(0) }\nf()",
    ename: "VariantExited",
    evalue: /^bad ended its process with exit code 0; remove what calls process\.exit\.$/,
  },
  {
    what: "has flags that Node does not know",
    options: "--node-flags=--nonsense",
    body: "data.length",
    ename: "VariantExited",
    evalue: /^Node did not accept the flags of bad \(bad option: --nonsense\); correct --node-flags\.$/,
  },
  {
    what: "overflows the stack",
    body: "function f(x: number): number { return f(x) + 1 }\nf(1)",
    ename: "RangeError",
    evalue: /^bad threw: RangeError: Maximum call stack size exceeded$/,
    line: "cell:bad, line 2:",
  },
];

describe("in a notebook", () => {
  let folder: string;
  let runtime: Runtime;
  let count = 0;

  async function run(code: string) {
    const outputs: Output[] = [];
    const request = { code, cellId: null, executionCount: ++count };
    return { reply: await runtime.execute(request, (output) => outputs.push(output)), outputs };
  }

  async function ok(code: string) {
    const { reply, outputs } = await run(code);
    assert.equal(reply.status, "ok", reply.status === "ok" ? "" : reply.error.traceback.join("\n"));
    return outputs;
  }

  async function fails(code: string) {
    const { reply } = await run(code);
    assert.equal(reply.status, "error", "the cell should have failed");
    if (reply.status !== "error") throw new Error("unreachable");
    return reply.error;
  }

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "benchbook-test-")));
    runtime = await createRuntime({
      folder,
      notebook: null,
      fresh: false,
      overrides: {},
      budget: null,
      quick: true,
    });
    await ok('%case "Misdeeds"');
    await ok("%%setup n=10 seed=1\nconst data = Array.from(seeded(seed).float64(n))");
    await ok("const kept = 42");
    await ok(GOOD);
  });
  after(async () => {
    await runtime.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { what, body, options = "", ename, evalue, line } of MISDEEDS) {
    test(`a variant that ${what}`, async () => {
      const error = await fails(`%%variant bad ${options}\n${body}`);
      assert.equal(error.ename, ename);
      assert.match(error.evalue, evalue);
      if (line) assert.ok(error.traceback.includes(line), error.traceback.join("\n"));
      assert.doesNotMatch(error.traceback.join("\n"), /dist\/src|node:internal/);
      const [value] = await ok("kept");
      assert.equal(value?.kind === "result" && value.data["text/plain"], "42");
    });
  }

  test("a variant that is killed", POSIX, async () => {
    const { ename, evalue } = await fails(
      '%%variant bad\nfunction f() { process.kill(process.pid, "SIGKILL"); return 1 }\nf()',
    );
    assert.equal(ename, "VariantKilled");
    assert.match(evalue, /^The process of bad was ended by SIGKILL, most often because the machine ran out/);
  });

  test("an optimization that throws is not timed, not verified, and no success", async () => {
    const cell =
      '%%optimize worse --no-profile "a test"\n// why not\nfunction g(): number { throw new Error("no") }\ng()';
    const error = await fails(cell);
    assert.equal(error.evalue, "worse threw: Error: no");
    const worse = runtime.current()?.variants.find(({ name }) => name === "worse");
    assert.deepEqual([worse?.measurements, worse?.verification.verdict], [[], "failed"]);
  });

  test("a sum in single precision is refused with the tolerance that allows it, and timed with that", async () => {
    const sum = "data.reduce((sum, x) => Math.fround(sum + x), 0)";
    const cell = (options: string) =>
      `%%optimize single --no-profile "a test" ${options}\n// in single precision\n${sum}`;
    const single = () => runtime.current()?.variants.find(({ name }) => name === "single");
    const refused = (await ok(cell(""))).at(-1);
    const text = refused && "data" in refused ? String(refused.data["text/plain"]) : "";
    const rtol = /where it is rounding.* allow it by --rtol (1e-\d) on this cell and on %verify/.exec(
      text,
    )?.[1];
    assert.ok(rtol !== undefined, text);
    assert.equal(single()?.measurements.length, 0);
    await ok(cell(`--rtol ${rtol}`));
    assert.deepEqual([single()?.measurements.length, single()?.verification.verdict], [1, "verified"]);
  });

  test("a variant that prints megabytes is measured, and its prints are nobody's output", async () => {
    const outputs = await ok(
      '%%variant talker\nfunction f() { console.log("x".repeat(1e5)); return data.length }\nf()',
    );
    assert.deepEqual(
      outputs.filter(({ kind }) => kind === "stream"),
      [],
    );
    assert.equal(runtime.current()?.variants.find(({ name }) => name === "talker")?.measurements.length, 1);
  });

  test("what was recorded is in the case's file", async () => {
    const record = await createStore({ folder }).load("misdeeds");
    const good = record?.variants.find(({ name }) => name === "good");
    assert.equal(good?.measurements.length, 1);
    assert.deepEqual(record, JSON.parse(JSON.stringify(runtime.current())));
  });

  test("a teardown that throws is told as one, and a later one mends it", async () => {
    await ok('%%teardown\nthrow new Error("stuck")');
    assert.match((await fails(GOOD)).evalue, /^The teardown of good threw: Error: stuck$/);
    await ok("%%teardown\ndata.length = 0");
    await ok(GOOD);
  });
});

test("kill -9 of a run in the midst of a busy loop leaves no process behind", POSIX, async (t) => {
  const folder = await temporaryFolder(t);
  const told = (file: string) => `writeFileSync(${JSON.stringify(join(folder, file))}, String(process.pid))`;
  await writeNotebookFile(folder, "study.ipynb", [
    '%case "Busy"',
    `import { writeFileSync } from "node:fs"\n${told("session")}`,
    "%%setup n=1\nconst busy = n > 0",
    `%%baseline endless\nimport { writeFileSync } from "node:fs"\nfunction f() { ${told("fork")}; while (busy) {} ; return 1 }\nf()`,
  ]);
  const command = fileURLToPath(new URL("../../benchbook.js", import.meta.url));
  const run = spawn(process.execPath, [command, "run", "study.ipynb"], { cwd: folder, stdio: "ignore" });
  const ended = new Promise((resolve) => run.once("exit", resolve));
  const fork = await untilTold(join(folder, "fork"));
  const session = await untilTold(join(folder, "session"));
  assert.deepEqual([isAlive(fork), isAlive(session)], [true, true]);
  run.kill("SIGKILL");
  await ended;
  await until(() => !isAlive(fork) && !isAlive(session));
});

async function untilTold(file: string): Promise<number> {
  let text = "";
  await until(async () => {
    text = await readFile(file, "utf8").catch(() => "");
    return text !== "";
  });
  return Number(text);
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("It did not come about within 30 s.");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
