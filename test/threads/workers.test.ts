/** Pools of real threads: shares, results, errors, and what is refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { workers } from "../../src/threads/workers.js";

test("each thread does its share in shared memory, the caller as thread 0", async () => {
  const sums = new Float64Array(new SharedArrayBuffer(16));
  const pool = await workers(
    2,
    (task: number, { index, count, shared }) => {
      let sum = 0;
      for (let at = index; at < task; at += count) sum += at;
      (shared as Float64Array)[index] = sum;
      return index;
    },
    sums,
  );
  try {
    assert.deepEqual(pool.runSync(1000), [0, 1]);
    assert.equal(sums[0]! + sums[1]!, 499_500);
    assert.deepEqual(await pool.run(10), [0, 1]);
    assert.deepEqual([...sums], [20, 25]);
    for (let turn = 1; turn <= 200; turn++) pool.runSync(turn);
    assert.equal(sums[0]! + sums[1]!, 19_900);
  } finally {
    await pool.close();
  }
});

test("tasks and results of any kind travel, and a thread keeps what is its own", async () => {
  const pool = await workers(2, (task: { name: string } | undefined, { index, kept }) => {
    kept.calls = Number(kept.calls ?? 0) + 1;
    return task === undefined ? undefined : { text: `${task.name} ${index}`, calls: kept.calls };
  });
  try {
    assert.deepEqual(pool.runSync(undefined), [undefined, undefined]);
    assert.deepEqual(await pool.run({ name: "a" }), [
      { text: "a 0", calls: 2 },
      { text: "a 1", calls: 2 },
    ]);
  } finally {
    await pool.close();
  }
});

test("an asynchronous function runs by run, and runSync says why not", async () => {
  const pool = await workers(2, async (task: number, { index }) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return task + index;
  });
  try {
    assert.deepEqual(await Promise.all([pool.run(1), pool.run(5)]), [
      [1, 2],
      [5, 6],
    ]);
    assert.throws(() => pool.runSync(1), /gives a promise; use await pool\.run\(task\)/);
    assert.deepEqual(await pool.run(2), [2, 3]);
  } finally {
    await pool.close();
  }
});

test("a thread that throws gives its own message and line at the caller, with the caller's stack, and the pool goes on", async () => {
  const pool = await workers(2, (task: number, { index }) => {
    const text = `no ${task} here`;
    if (index === 1 && task < 0) throw new RangeError(text);
    return task;
  });
  try {
    const at = "at throw new RangeError(text);";
    assert.throws(
      () => pool.runSync(-3),
      (error: Error) => {
        assert.deepEqual([error.name, error.message], ["RangeError", `no -3 here (in thread 1, ${at})`]);
        assert.match(error.stack ?? "", /^RangeError: no -3[\s\S]*workers\.test/);
        return true;
      },
    );
    await assert.rejects(pool.run(-4), { name: "RangeError", message: `no -4 here (in thread 1, ${at})` });
    assert.deepEqual(pool.runSync(7), [7, 7]);
  } finally {
    await pool.close();
  }
});

test("what cannot be cloned is refused with what can be shared", async () => {
  await assert.rejects(
    workers(2, () => 0, { f: () => 1 }),
    /cannot hand this over to threads: .*could not be cloned.*functions belong into the text of fn/,
  );
});

test("a name from outside of the function is named, with the way to hand it over", async () => {
  const scale = Number("3");
  const pool = await workers(2, (task: number) => task * scale);
  try {
    assert.throws(() => pool.runSync(1), /uses scale, which is outside of it.*workers\(n, fn, \{ scale \}\)/);
  } finally {
    await pool.close();
  }
});

test("a thread that ends itself is told of, blocking or not", async () => {
  const end = (task: number, { index }: { index: number }) => {
    if (index === 1) process.exit(task);
    return task;
  };
  const first = await workers(2, end);
  assert.throws(() => first.runSync(3), /Thread 1 of workers\(2, …\) ended/);
  const second = await workers(2, end);
  await assert.rejects(second.run(3), /Thread 1 of workers\(2, …\) ended/);
  await Promise.all([first.close(), second.close()]);
});

test("what cannot be run in threads is refused with a reason", async () => {
  const fn = () => 1;
  await assert.rejects(workers(0, fn), /whole number of threads from 1, got 0/);
  await assert.rejects(workers(1.5, fn), /got 1\.5/);
  await assert.rejects(workers("2" as unknown as number, fn), /got "2"/);
  await assert.rejects(workers(100_000, fn), /at most 256 threads, got 100000/);
  await assert.rejects(workers(2, 5 as never), /wants a function to run in each thread, got 5/);
  await assert.rejects(workers(2, Math.max as never), /text does not stand alone/);
  const holder = {
    method() {
      return 1;
    },
  };
  await assert.rejects(workers(2, holder.method), /write it as \(task, thread\) =>/);
});

test("a closed pool says so, and one thread is the caller alone", async () => {
  const pool = await workers(1, (task: number) => task + 1);
  assert.deepEqual(pool.runSync(1), [2]);
  await pool.close();
  assert.throws(() => pool.runSync(1), /the pool is closed/);
});

test("copies of plain memory are warned of, shared memory is not", async (t) => {
  const warnings: string[] = [];
  t.mock.method(console, "warn", (text: string) => void warnings.push(text));
  const shared = { a: new Float32Array(new SharedArrayBuffer(8)), b: new Float32Array(2) };
  const pool = await workers(2, () => 0, shared);
  await pool.close();
  assert.equal(warnings.filter((text) => text.includes("shared.")).length, 1);
  assert.match(warnings.join(), /shared\.b lies in memory of its own/);
});

test("tasks one after the other wait for no message of an earlier one", async () => {
  const pool = await workers(2, (task: number) => task);
  const begin = performance.now();
  try {
    for (let turn = 0; turn < 100; turn++) assert.deepEqual(await pool.run(turn), [turn, turn]);
    for (let turn = 0; turn < 100; turn++) assert.deepEqual(pool.runSync(turn), [turn, turn]);
    // A lost message was seen only by the next look, a second later: many of them are no busy machine.
    assert.ok(performance.now() - begin < 50_000);
  } finally {
    await pool.close();
  }
});
