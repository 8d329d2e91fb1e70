/** Which forks run beside each other: those that time nothing, and never beside one that does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Executor, ForkOutcome, ForkRequest } from "../../src/engine/executor.js";
import type { TaskKind } from "../../src/engine/fork/tasks.js";
import { inTurn } from "../../src/engine/queue.js";

test("forks of verification run beside each other, two at most", async () => {
  const { begin, end, running } = openQueue(2);
  for (const name of ["a", "b", "c"]) begin(name, "compare");
  assert.deepEqual(await running(), ["a", "b"]);
  end("b");
  assert.deepEqual(await running(), ["a", "c"]);
});

test("a timed fork waits until all others have ended, and runs alone", async () => {
  const { begin, end, running } = openQueue(2);
  begin("check", "value");
  begin("timed", "measure");
  begin("next check", "compare");
  assert.deepEqual(await running(), ["check"]);
  end("check");
  assert.deepEqual(await running(), ["timed"]);
  end("timed");
  assert.deepEqual(await running(), ["next check"]);
});

test("profiles and traces are timed too: one after the other", async () => {
  const { begin, end, running } = openQueue(4);
  const kinds: TaskKind[] = ["profile", "trace", "heap", "waiting", "measure"];
  for (const kind of kinds) begin(kind, kind);
  for (const kind of kinds) {
    assert.deepEqual(await running(), [kind]);
    end(kind);
  }
});

test("a fork that fails leaves its place to the next", async () => {
  const failing: Executor = { run: () => Promise.reject(new Error("no process")) };
  const queue = inTurn(failing, 1);
  const run = () => queue.run(requestOf("a", "measure"), new AbortController().signal);
  await assert.rejects(run(), /no process/);
  await assert.rejects(run(), /no process/);
});

/** A queue whose forks end when the test says so. */
function openQueue(untimedAtOnce: number) {
  const started = new Map<string, () => void>();
  const executor: Executor = {
    run: <K extends TaskKind>({ side }: ForkRequest<K>) =>
      new Promise<ForkOutcome<K>>((resolve) => {
        started.set(side.name, () => {
          started.delete(side.name);
          resolve({ kind: "finished" } as unknown as ForkOutcome<K>);
        });
      }),
  };
  const queue = inTurn(executor, untimedAtOnce);
  return {
    begin: (name: string, kind: TaskKind) =>
      void queue.run(requestOf(name, kind), new AbortController().signal),
    end: (name: string) => started.get(name)?.(),
    async running() {
      await new Promise(setImmediate);
      return [...started.keys()];
    },
  };
}

function requestOf(name: string, kind: TaskKind): ForkRequest {
  return { side: { name }, kind } as unknown as ForkRequest;
}
