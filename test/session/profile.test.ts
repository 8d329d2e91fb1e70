/** Profiles of ordinary cells in the session: their lines, their state, and what an interrupt leaves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sessionProfile } from "../../src/engine/session-profile.js";
import type { Output } from "../../src/model/output.js";
import type { Evaluation } from "../../src/model/ports/session.js";
import { SLEEPING } from "../../src/threads/thread.js";
import { hotSources } from "../../src/views/profile-lines.js";
import { openCells } from "./support/cells.js";

const cells = openCells();
const INTERVAL = 200_000;
const BUSY = "\nfor (const end = Date.now() + 300; Date.now() < end; )\n  sum += Math.sqrt(sum + 1);";

async function profiled(
  js: string,
  fileName: string,
  during?: (output: Output) => void,
): Promise<Evaluation> {
  return cells.session.evaluate({
    code: { js, map: null, declares: ["sum"], hasResult: false },
    ...{ fileName, source: js, profile: { interval: INTERVAL } },
    publish: (output) => during?.(output),
  });
}

function profileOf(evaluation: Evaluation) {
  if (evaluation.kind === "died" || !evaluation.samples) throw new Error("Nothing was sampled.");
  return sessionProfile(evaluation.samples, INTERVAL);
}

test("the cell's own lines are what the time is in", async () => {
  const profile = profileOf(await profiled(`sum = 1;${BUSY}`, "cell 11"));
  assert.equal(profile.frames.find(({ category }) => category === "cell")?.name, "cell 11");
  const [own] = hotSources(profile, "cell 11");
  assert.equal(own?.file, "cell:cell 11");
  const hot = (own?.lines ?? []).filter(({ self }) => (self ?? 0) > 0.02).map(({ line }) => line);
  assert.ok(hot.length > 0 && hot.every((line) => line === 2 || line === 3), `hot lines: ${hot}`);
  assert.ok((own?.share ?? 0) > 0.5);
});

test("functions of earlier cells have the lines of theirs", async () => {
  await cells.run(`work = () => { let sum = 1;${BUSY}\nreturn sum; };`, { declares: ["work"] });
  const profile = profileOf(await profiled("sum = 0;\nwork();", "cell 12"));
  const frame = profile.frames.find(({ name }) => name === "work");
  assert.equal(frame?.category, "cell");
  assert.match(frame?.file ?? "", /^cell:cell \d+$/);
  assert.ok(profile.lines.some(({ file, line, self }) => file === frame?.file && line >= 2 && self > 0));
});

test("what an asynchronous cell waits for is idle", async () => {
  const profile = profileOf(
    await profiled("sum = 0;\nawait new Promise((done) => setTimeout(done, 300));", "cell 13"),
  );
  assert.ok(profile.idle > profile.duration, `idle ${profile.idle} ns, busy ${profile.duration} ns`);
});

test("an interrupted loop shows what was sampled, and the state lives", async () => {
  await cells.run("kept = 42;", { declares: ["kept"] });
  const evaluation = await profiled(
    'sum = 1;\nconsole.log("on");\nfor (;;) sum += Math.sqrt(sum);',
    "cell 14",
    (output) => {
      if (output.kind === "stream") setTimeout(() => cells.session.interrupt(), 200);
    },
  );
  assert.equal(evaluation.kind, "interrupted");
  assert.ok(profileOf(evaluation).lines.some(({ line, self }) => line === 3 && self > 0));
  assert.equal((await cells.show("kept"))["text/plain"], "42");
});

test("a cell that throws is profiled until there; the next is not profiled", async () => {
  const evaluation = await profiled(`sum = 1;${BUSY}\nthrow new Error("late");`, "cell 15");
  assert.equal(evaluation.kind, "failed");
  assert.ok(profileOf(evaluation).sampleCount > 0);
  const { evaluation: plain } = await cells.run("sum = 2;");
  assert.equal(plain.kind === "done" && plain.samples, undefined);
});

const BURN =
  "const burn = (ms) => { let x = 0; for (const end = Date.now() + ms; Date.now() < end; ) x = Math.sin(x + 1); return x; };";

test("worker threads of the cell stand beside it, each below its name, those that ended too", async () => {
  cells.write(
    "burner.mjs",
    `import { parentPort, workerData } from "node:worker_threads";\n${BURN}\nburn(workerData);\nparentPort.postMessage("done");`,
  );
  const profile = profileOf(
    await profiled(
      `const { Worker } = require("node:worker_threads");
       const path = require("node:path").resolve("burner.mjs");
       await Promise.all([150, 300].map((workerData) => new Promise((ended) => new Worker(path, { workerData }).on("exit", ended))));
       sum = 1;`,
      "cell 16",
    ),
  );
  const roots = profile.nodes
    .filter(({ parent }) => parent < 0)
    .map(({ frame }) => profile.frames[frame]?.name);
  for (const name of ["thread 1: burner.mjs", "thread 2: burner.mjs"])
    assert.ok(roots.includes(name), roots.join());
  const first = profile.nodes.findIndex(({ frame }) => profile.frames[frame]?.name.startsWith("thread 1"));
  const above = profile.nodes
    .filter(({ parent }) => parent === first)
    .map(({ frame }) => profile.frames[frame]);
  assert.deepEqual(
    above.filter((frame) => frame?.category === "node"),
    [],
    "Node's start of a thread",
  );
  const burnt = profile.nodes.filter(({ frame }) => profile.frames[frame]?.name === "burn");
  assert.equal(new Set(burnt.map(({ parent }) => parent)).size >= 2, true);
  assert.ok(burnt.reduce((sum, { self }) => sum + self, 0) > 100e6);
});

test("the pool of workers(n, fn) is among the threads, also where the cell blocks, and its sleep counts nothing", async () => {
  await cells.run(`${BURN}\npool = await workers(2, (task) => { ${BURN} return burn(task); });`, {
    declares: ["pool"],
  });
  const profile = profileOf(await profiled("sum = pool.runSync(200).length;", "cell 17"));
  const names = profile.frames.map(({ name }) => name);
  assert.ok(names.includes("thread 1"), names.join());
  assert.equal(names.includes(SLEEPING), false, names.join());
  // The copy that a thread runs is the cell's own function, so that a line has the time of all threads.
  const burn = profile.frames.findIndex(({ name }) => name === "burn");
  assert.equal(profile.frames.filter(({ name }) => name === "burn").length, 1);
  assert.match(profile.frames[burn]?.file ?? "", /^cell:cell \d+$/);
  assert.equal(profile.nodes.filter(({ frame }) => frame === burn).length, 2);
});
