/** What every executor owes the engine; the same tests for the real one and the fake. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Executor, ForkRequest } from "../../src/engine/executor.js";
import { createProcessExecutor } from "../../src/engine/process-executor.js";
import { createFakeExecutor } from "../support/fake-executor.js";
import { openWorkshop } from "./bundles.js";

const workshop = openWorkshop();
const fine = workshop.side("fine", { measured: "Math.sqrt(n)" });
const broken = workshop.side("broken", {
  prepare: 'function f() { throw new Error("no") }',
  measured: "f()",
});

const EXECUTORS: Readonly<Record<string, () => Executor>> = {
  "the fake": () => createFakeExecutor({ fine: "1 ms", broken: { fails: "threw" } }),
  "the real one": () => createProcessExecutor(),
};

const SHORT = { sample: 1e5, warmUp: 5e6, steady: 5e6, longest: 5e6, fewest: 3 };

for (const [name, create] of Object.entries(EXECUTORS)) {
  describe(`an executor: ${name}`, () => {
    const run = (request: Partial<ForkRequest<"measure">>, signal = new AbortController().signal) =>
      create().run(
        {
          side: fine,
          parameters: { n: 2 },
          kind: "measure",
          task: { batch: 10, plan: SHORT },
          timeout: 10e9,
          ...request,
        },
        signal,
      );

    test("reports samples in the batch asked for", async () => {
      const outcome = await run({});
      assert.equal(outcome.kind, "finished");
      if (outcome.kind !== "finished") return;
      const { report } = outcome;
      assert.equal(report.batch, 10);
      assert.ok(report.warmFrom < report.samples.length);
      assert.ok(report.samples.length - report.warmFrom >= SHORT.fewest);
      assert.ok(report.samples.every((sample) => sample > 0));
    });

    test("finds a batch where none is given", async () => {
      const outcome = await run({ task: { batch: null, plan: SHORT } });
      assert.ok(outcome.kind === "finished" && outcome.report.batch >= 1);
    });

    test("gives the failure of a variant as a value", async () => {
      const outcome = await run({ side: broken });
      assert.ok(outcome.kind === "failed");
      assert.deepEqual(
        [outcome.failure.variant, outcome.failure.kind, outcome.failure.parameters],
        ["broken", "threw", { n: 2 }],
      );
    });

    test("does not start once it is aborted", async () => {
      const outcome = await run({}, AbortSignal.abort());
      assert.ok(outcome.kind === "failed");
      assert.equal(outcome.failure.kind, "interrupted");
    });
  });
}
