import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createEngine } from "../../src/engine/index.js";
import type { CheckRequest, Side } from "../../src/model/ports/engine.js";
import { createFakeExecutor } from "../support/fake-executor.js";
import { type HandBundle, openWorkshop } from "./bundles.js";

const workshop = openWorkshop();
const SETUP = "const A = Float32Array.from({ length: n * n }, (_, i) => Math.sin(i))";
const reference = workshop.side("reference", { setup: SETUP, measured: "A.map((x) => x * 2)" });

test("values are compared for each set of parameters, on the workload's shape", async () => {
  const { checks } = await check(
    { setup: SETUP, measured: "A.map((x, i) => (i === 5 ? 7 : x + x))" },
    {
      checks: [
        { kind: "inputs", parameters: { n: 4 } },
        { kind: "size", parameters: { n: 2 } },
      ],
      tolerance: { rtol: null, atol: null, shape: ["n", "n"] },
    },
  );
  assert.deepEqual(
    checks.map(({ verdict, mismatch, described }) => [verdict, mismatch?.path, mismatch?.actual, described]),
    [
      ["different", "[1, 1]", "7", "Float32Array(16)"],
      ["same", undefined, undefined, "Float32Array(4)"],
    ],
  );
});

test("a property decides by the expected and the actual value", async () => {
  const bundle = { setup: SETUP, measured: "Array.from(A)" };
  const checks = [{ kind: "property", parameters: { n: 3 } }] as const;
  const lengths = await check(bundle, {
    checks,
    property: "(expected, actual) => expected.length === actual.length",
  });
  assert.equal(lengths.checks[0]?.verdict, "same");
  const sums = await check(bundle, {
    checks,
    property: "async (expected, actual) => expected[1] === actual[1]",
  });
  assert.deepEqual(
    [sums.checks[0]?.verdict, sums.checks[0]?.note],
    ["different", "the property does not hold"],
  );
  const neither = await check(bundle, { checks, property: "() => 1" });
  assert.equal(neither.checks[0]?.verdict, "unverified");
});

test("a baseline that disagrees with itself is not deterministic", async () => {
  const random = workshop.side("random", { measured: "Math.random()" });
  const { checks } = await check(
    { measured: "1" },
    { reference: random, checks: [{ kind: "repeat", parameters: { n: 1 } }] },
  );
  assert.equal(checks[0]?.verdict, "different");
});

test("a result that proves nothing is unverified, with the fix", async () => {
  const { checks } = await check({ setup: SETUP, measured: "undefined" }, {});
  assert.equal(checks[0]?.verdict, "unverified");
  assert.match(checks[0]?.note ?? "", /--result C/);
});

test("an empty result is the same, and said to be degenerate", async () => {
  const { checks } = await check(
    { setup: SETUP, measured: "A.map((x) => x * 2)" },
    { checks: [{ kind: "size", parameters: { n: 0 } }] },
  );
  assert.deepEqual([checks[0]?.verdict, checks[0]?.degenerate], ["same", true]);
});

test("a check that throws has failed; the others are still run", async () => {
  const { checks, failure } = await check(
    { setup: SETUP, measured: 'n === 2 ? (() => { throw new RangeError("odd") })() : A.map((x) => x * 2)' },
    {
      checks: [
        { kind: "size", parameters: { n: 2 } },
        { kind: "size", parameters: { n: 3 } },
      ],
    },
  );
  assert.deepEqual(
    checks.map(({ verdict }) => verdict),
    ["failed", "same"],
  );
  assert.equal(failure?.message, checks[0]?.note);
});

test("a reference value is made once, and its file and folder are gone when the engine closes", async () => {
  const scratch = join(workshop.folder, "scratch");
  const fake = createFakeExecutor({ one: "1 ms", other: "1 ms" });
  const engine = createEngine({ scratch, executor: fake, now: fake.now });
  const request = requestFor(side("one"), side("other"), {});
  await engine.check(request, quiet());
  await engine.check(request, quiet());
  assert.deepEqual(fake.log, ["other value", "one compare", "one compare"]);

  const real = createEngine({ scratch });
  await real.check(requestFor(reference, reference, {}), quiet());
  assert.equal(readdirSync(scratch).length, 1);
  await real.close();
  assert.equal(existsSync(scratch), false);
});

test("after a call without end the other checks are skipped", async () => {
  const fake = createFakeExecutor({ one: { fails: "timeout" }, other: "1 ms" });
  const engine = createEngine({ scratch: join(workshop.folder, "skipped"), executor: fake, now: fake.now });
  const checks = [1, 2].map((n) => ({ kind: "size", parameters: { n } }) as const);
  const outcome = await engine.check(requestFor(side("one"), side("other"), { checks }), quiet());
  assert.deepEqual(
    outcome.checks.map(({ verdict }) => verdict),
    ["failed", "skipped"],
  );
});

let variants = 0;

async function check(bundle: HandBundle, changes: Partial<CheckRequest>) {
  const engine = createEngine({ scratch: workshop.folder });
  const variant = workshop.side(`variant${variants++}`, bundle);
  const outcome = await engine.check(requestFor(variant, reference, changes), quiet());
  await engine.close();
  return outcome;
}

function requestFor(variant: Side, against: Side, changes: Partial<CheckRequest>): CheckRequest {
  return {
    variant,
    reference: against,
    checks: [{ kind: "inputs", parameters: { n: 3 } }],
    tolerance: { rtol: null, atol: null, shape: null },
    property: null,
    timeout: 20e9,
    ...changes,
  };
}

function side(name: string): Side {
  return { name, bundle: `/bundles/${name}.mjs`, nodeFlags: [], env: {} };
}

function quiet() {
  return { signal: new AbortController().signal, progress: () => undefined };
}
