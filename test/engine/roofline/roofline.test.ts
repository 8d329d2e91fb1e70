/** The kernels compute what they say, and a quick run of the whole gives sane figures. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findCompiler, measureRoofline } from "../../../src/engine/roofline/index.js";
import { workingSets } from "../../../src/engine/roofline/levels.js";
import { peakModule, triadModule } from "../../../src/engine/roofline/wasm.js";
import { createMachine } from "../../../src/store/machine.js";

test("the WebAssembly kernels give the sum of their chains", () => {
  for (const element of ["f32", "f64"] as const) {
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(peakModule(element, false))).exports as {
      run: (loops: number, m: number, a: number) => number;
    };
    const expected = Array.from({ length: 12 }, (_, index) =>
      index % 2 === 0 ? ((index + 1) / 16) * 0.25 : (index + 1) / 16 + 1,
    );
    assert.equal(
      run(2, 0.5, 0.5),
      expected.reduce((sum, x) => sum + x),
    );
  }
});

test("the triad in WebAssembly writes b + 3 c", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const values = new Float64Array(memory.buffer);
  for (let at = 0; at < 16; at++) [values[16 + at], values[32 + at]] = [at, 2];
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(triadModule()), { env: { memory } })
    .exports as {
    run: (turns: number, a: number, b: number, c: number, bytes: number) => void;
  };
  run(2, 0, 128, 256, 128);
  assert.deepEqual(
    [...values.slice(0, 16)],
    Array.from({ length: 16 }, (_, at) => at + 6),
  );
});

test("working sets fit their caches, and what is not known is left out with a sentence", () => {
  const { levels, left } = workingSets({ caches: { L1d: 32_768, L2: 1_048_576 }, room: 2 ** 30 });
  assert.deepEqual(
    levels.map(({ level }) => level),
    ["L1", "L2", "memory"],
  );
  assert.ok(3 * (levels[0]?.bytesOf(2) ?? Infinity) <= 16_384);
  assert.match(left.join(), /L3 was left out/);
});

test("a quick run gives a peak and a bandwidth of each kind, above zero", async () => {
  const environment = await createMachine().environment(".");
  const compiler = await findCompiler();
  const roofline = await measureRoofline(
    { environment, means: { compiler, cores: 2 }, quick: true, recorded: "2026-01-01T00:00:00.000Z" },
    { signal: new AbortController().signal, progress: () => undefined },
  );
  assert.deepEqual(roofline.means, { compiler, cores: 2 });
  assert.ok(roofline.peaks.length >= 3);
  assert.equal(
    roofline.peaks.some(({ kind }) => kind === "native-f32"),
    compiler !== null,
  );
  assert.ok(roofline.bandwidths.some(({ level }) => level === "memory"));
  // A thread that was kept from its core once made a thousandth of the peak: kFLOPS are no peak of any machine.
  for (const { flops, method } of roofline.peaks) assert.ok(flops > 1e6 && /^(12|6) chains of /.test(method));
  for (const { rate, bytes } of roofline.bandwidths) assert.ok(rate > 0 && bytes > 0);
});

test("an interrupted run says so", async () => {
  const environment = await createMachine().environment(".");
  await assert.rejects(
    measureRoofline(
      { environment, means: { compiler: null, cores: 1 }, quick: true, recorded: "" },
      { signal: AbortSignal.abort(), progress: () => undefined },
    ),
    /%roofline was interrupted/,
  );
});
