/** Allocation profiles: V8's tree by bytes, and a real fork. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEngine } from "../../../src/engine/index.js";
import { importHeapProfile } from "../../../src/engine/profile/import-heap.js";
import { openWorkshop } from "../bundles.js";

const workshop = openWorkshop();

const frame = (functionName: string, url = "file:///bundles/a.mjs") => ({
  functionName,
  scriptId: "1",
  url,
  lineNumber: 0,
  columnNumber: 0,
});

test("bytes stand where a CPU profile has time, and objects are counted where each was sampled", () => {
  const head = {
    id: 1,
    callFrame: frame("(root)", ""),
    selfSize: 0,
    children: [
      {
        id: 2,
        callFrame: frame("main"),
        selfSize: 100,
        children: [{ id: 3, callFrame: frame("make"), selfSize: 900, children: [] }],
      },
    ],
  };
  const sample = (nodeId: number, size: number, ordinal: number) => ({ nodeId, size, ordinal });
  const profile = importHeapProfile({
    raw: { head, samples: [sample(3, 500, 1), sample(2, 100, 2), sample(3, 400, 3)] },
    exact: {
      raw: { head, samples: [sample(3, 40, 1), sample(3, 40, 2), sample(2, 16, 3), sample(3, 40, 4)] },
      calls: 2,
    },
    allocated: 100,
    variant: "a",
    bundle: "/bundles/a.mjs",
    map: null,
    wrappers: [],
    calls: 10,
    asked: 512,
  });
  assert.deepEqual(
    [profile.kind, profile.unit, profile.duration, profile.sampleCount],
    ["heap", "bytes", 1000, 3],
  );
  assert.deepEqual(
    profile.nodes.map(({ frame: at, self }) => [profile.frames[at]?.name, Math.round(self)]),
    [
      ["main", 100],
      ["make", 900],
    ],
  );
  assert.deepEqual(
    profile.allocation?.sites.map(({ frame: at, bytes, objects }) => [
      profile.frames[at]?.name,
      Math.round(bytes),
      objects,
    ]),
    [
      ["make", 90, 1.5],
      ["main", 10, 0.5],
    ],
  );
  assert.equal(profile.allocation?.objects, 2);
});

test("a real fork tells who allocates, how many bytes and how many objects", async () => {
  const side = workshop.side("maker", {
    prepare: `function make(count) {
  const list = []
  for (let i = 0; i < count; i++) list.push({ a: i, b: [i] })
  return list
}`,
    measured: "make(100)",
  });
  const outcome = await createEngine({ scratch: workshop.folder }).heap(
    { side, parameters: { n: 1 }, duration: 0.2e9, interval: 4096, timeout: 20e9 },
    { signal: new AbortController().signal, progress: () => undefined },
  );
  assert.ok(outcome.kind === "profiled");
  const { allocation, frames, kind } = outcome.profile;
  assert.equal(kind, "heap");
  const sites = allocation?.sites.map((site) => frames[site.frame]?.name) ?? [];
  assert.ok(sites.includes("make"), sites.join());
  // 100 objects of two fields and 100 arrays with their elements, at 16 bytes or more each.
  assert.ok((allocation?.bytes ?? 0) > 100 * 3 * 16);
  assert.ok((allocation?.objects ?? 0) >= 100);
  assert.match(outcome.raw, /"head"/);
});
