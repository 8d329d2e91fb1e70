import assert from "node:assert/strict";
import { test } from "node:test";
import { findBatch } from "../../../src/engine/fork/batch.js";
import type { Sampler } from "../../../src/engine/fork/sampler.js";
import { Samples } from "../../../src/engine/fork/samples.js";

const TARGET = 1e6;

/** Told times, not taken ones: `timeOf` gives ns per call of each sample, by how many calls there were before. */
function samplerOf(timeOf: (calls: number) => number): Sampler {
  const samples = new Samples();
  let calls = 0;
  return {
    samples,
    async run({ batch, fewest }) {
      for (let sample = 0; sample < fewest; sample++) {
        samples.add(timeOf(calls));
        calls += batch;
      }
    },
  };
}

test("a batch lasts the target, and little more", async () => {
  for (const time of [3, 1000, 1300, 400_000]) {
    const batch = await findBatch(
      samplerOf(() => time),
      TARGET,
    );
    const longest = Math.max(1.2 * TARGET, TARGET + time);
    assert.ok(batch * time >= TARGET && batch * time <= longest, `${time} ns: ${batch} calls`);
  }
});

test("a call of which one is enough is its own batch", async () => {
  assert.equal(
    await findBatch(
      samplerOf(() => 3e6),
      TARGET,
    ),
    1,
  );
});

test("a call that lasts the target when cold, and far less when warm, is batched", async () => {
  const cold = (calls: number) => (calls < 4 ? 5e6 : 170_000);
  assert.equal(await findBatch(samplerOf(cold), TARGET), 7);
});

test("no samples are left behind", async () => {
  const sampler = samplerOf(() => 2e6);
  await findBatch(sampler, TARGET);
  assert.equal(sampler.samples.length, 0);
});
