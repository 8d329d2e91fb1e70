/** `%roofline`: measured once, kept in a real file, and measured again where what it depends on has changed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { machineKey } from "../../src/model/environment.js";
import type { RooflineRequest } from "../../src/model/ports/roofline.js";
import type { Roofline } from "../../src/model/roofline.js";
import { createRooflines } from "../../src/store/rooflines.js";
import { temporaryFolder } from "../support/folder.js";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

interface Bench {
  readonly notebook: TestNotebook;
  readonly measured: RooflineRequest[];
  compiler: string | null;
}

test("it is measured once for an environment: the next notebook of the folder reads it", async (t) => {
  const folder = await temporaryFolder(t);
  const first = await open(folder);
  assert.match((await first.notebook.ok("%roofline")).text, /does 100 GFLOPS \(native f32, one thread\)/);
  await first.notebook.ok("%roofline");
  await first.notebook.runtime.close();
  const second = await open(folder);
  assert.match((await second.notebook.ok("%roofline")).text, /Measured on .*, Node .* at 2026/);
  await second.notebook.ok("%roofline --again");
  await second.notebook.runtime.close();
  assert.deepEqual([first.measured.length, second.measured.length], [1, 1]);
});

test("another compiler, or none, measures again and says why", async (t) => {
  const bench = await open(await temporaryFolder(t));
  await bench.notebook.ok("%roofline");
  bench.compiler = "cc 13.1.0";
  const { text } = await bench.notebook.ok("%roofline");
  assert.match(text, /Measured again, as the C compiler was cc 12\.2\.0 and is cc 13\.1\.0 now\./);
  assert.doesNotMatch((await bench.notebook.ok("%roofline")).text, /Measured again/);
  bench.compiler = null;
  assert.match((await bench.notebook.ok("%roofline")).text, /was cc 13\.1\.0 and is missing now/);
  assert.equal(bench.measured.length, 3);
  await bench.notebook.runtime.close();
});

test("another Node or processor is another key, and other cores are told apart", async (t) => {
  const folder = await temporaryFolder(t);
  const bench = await open(folder);
  await bench.notebook.ok("%roofline");
  const [request] = bench.measured;
  assert.ok(request);
  const kept = createRooflines(folder);
  const roofline = await kept.load(machineKey(request.environment));
  assert.ok(roofline);
  assert.equal(await kept.load(machineKey({ ...request.environment, node: "99.0.0" })), null);
  await kept.save({ ...roofline, means: { compiler: "cc 12.2.0", cores: 64 } });
  assert.match((await bench.notebook.ok("%roofline")).text, /64 cores could be used and \d+ can now/);
  await bench.notebook.runtime.close();
});

test("a quick one does not stand where a full one is asked for", async (t) => {
  const bench = await open(await temporaryFolder(t));
  await bench.notebook.ok("%roofline --quick");
  await bench.notebook.ok("%roofline --quick");
  await bench.notebook.ok("%roofline");
  await bench.notebook.ok("%roofline --quick");
  assert.deepEqual(
    bench.measured.map(({ quick }) => quick),
    [true, false],
  );
  await bench.notebook.runtime.close();
});

async function open(folder: string): Promise<Bench> {
  const measured: RooflineRequest[] = [];
  const bench = { measured, compiler: "cc 12.2.0" as string | null };
  const notebook = await openNotebook({
    folder,
    rooflines: {
      ...createRooflines(folder),
      compiler: async () => bench.compiler,
      async measure(request) {
        measured.push(request);
        return rooflineOf(request);
      },
    },
  });
  return Object.assign(bench, { notebook });
}

function rooflineOf({ environment, means, quick }: RooflineRequest): Roofline {
  return {
    machine: machineKey(environment),
    ...{ means, quick, recorded: "2026-01-01T00:00:00.000Z", repetitions: 8, stretch: 25e6, left: [] },
    peaks: [{ kind: "native-f32", element: "f32", threads: 1, flops: 100e9, method: "12 chains" }],
    bandwidths: [{ level: "memory", threads: 1, rate: 10e9, bytes: 64e6, method: "triad" }],
  };
}
