import assert from "node:assert/strict";
import { test } from "node:test";
import { createSession } from "../../src/session/index.js";
import { openCells, type Ran } from "./support/cells.js";

const cells = openCells({ nodeFlags: ["--max-old-space-size=64"] });

function reasonOf({ evaluation }: Ran): string {
  assert.equal(evaluation.kind, "died");
  return evaluation.kind === "died" ? evaluation.reason : "";
}

const DEATHS: readonly (readonly [what: string, js: string, reason: RegExp])[] = [
  ["process.exit", "process.exit(3)", /exited with code 3; a new, empty session is there/],
  ["a signal", "process.kill(process.pid, 'SIGSEGV'); await new Promise(() => {})", /ended by SIGSEGV/],
  [
    "SIGKILL",
    "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})",
    /ended by SIGKILL, by somebody or/,
  ],
  [
    "want of memory",
    "const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length))",
    /ran out of memory; work on less data/,
  ],
  ["process.abort", "process.abort()", /ended by SIGABRT/],
];

for (const [what, js, reason] of DEATHS) {
  test(`a death by ${what} is told, and a new session is there`, {
    skip: process.platform === "win32",
  }, async () => {
    await cells.run("state = 1", { declares: ["state"] });
    const ran = await cells.run(`console.log('before'); ${js}`);
    assert.match(reasonOf(ran), reason);
    // V8's last words are no output of the cell.
    assert.equal(ran.stderr, "");
    assert.deepEqual(await cells.show("typeof state"), { "text/plain": "'undefined'" });
  });
}

test("what was printed before process.exit is shown", async () => {
  const ran = await cells.run("console.log('last words'); process.exit(0)");
  assert.equal(ran.stdout, "last words\n");
});

test("a death between cells is told at once", async () => {
  const heard = new Promise<string>((resolve) => cells.session.onLost(resolve));
  await cells.run("setTimeout(() => process.exit(7), 20)");
  assert.match(await heard, /^The session's process exited with code 7;/);
  assert.equal((await cells.run("console.log('new')")).stdout, "new\n");
});

test("a folder that does not exist is told", async () => {
  const session = createSession({ folder: "/does/not/exist" });
  const code = { js: "", map: null, declares: [], hasResult: false };
  const request = { code, fileName: "cell 1", source: "", publish: () => undefined };
  const evaluation = await session.evaluate(request);
  assert.equal(evaluation.kind, "died");
  assert.match(
    evaluation.kind === "died" ? evaluation.reason : "",
    /could not be started in \/does\/not\/exist/,
  );
  await assert.rejects(session.define({ a: 1 }), /could not be started/);
  await session.close();
  await assert.rejects(session.evaluate(request), /The session is closed/);
});

test("a restart ends what runs", async () => {
  const running = cells.run("console.log(1); for (;;);", { during: () => void cells.session.restart() });
  assert.match(reasonOf(await running), /was restarted/);
  assert.deepEqual(await cells.show("1"), { "text/plain": "1" });
});
