/** Real profiles of tiny bundles. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createEngine } from "../../src/engine/index.js";
import { parseCpuProfile } from "../../src/engine/profile/cpuprofile.js";
import { type HandBundle, openWorkshop } from "./bundles.js";

const workshop = openWorkshop();

test("a profile shows the function and the line where the time goes", async () => {
  const { profile, raw } = await profileOf("hot", {
    prepare: `function spin(times: number) {
  let state = 1
  for (let i = 0; i < times; i++) state = Math.imul(state, 16807) ^ i
  return state
}`,
    measured: "spin(200_000)",
  });
  const [hottest] = [...profile.nodes].sort((one, other) => other.self - one.self);
  const frame = profile.frames[hottest?.frame ?? -1];
  assert.deepEqual([frame?.name, frame?.category, frame?.file], ["spin", "cell", "cell:hot"]);
  assert.ok((hottest?.self ?? 0) > profile.duration * 0.8);
  const [line] = [...profile.lines].sort((one, other) => other.self - one.self);
  assert.match(profile.sources["cell:hot"]?.split("\n")[(line?.line ?? 0) - 1] ?? "", /state = Math\.imul/);
  assert.ok(profile.calls > 10 && profile.sampleCount > 100);
  assert.equal(profile.interval.asked, 200_000);
  assert.ok(profile.interval.achieved >= 100_000);
  assert.ok(parseCpuProfile(raw).nodes.length > 0);
});

test("no frame of the engine is left in a profile", async () => {
  const { profile } = await profileOf("small", { measured: "await Promise.resolve(n)" });
  const files = profile.frames.map(({ file }) => file ?? "").filter((file) => file.includes("engine"));
  assert.deepEqual(files, []);
});

test("a variant that fails while it is profiled is a failure", async () => {
  const outcome = await profileIn(join(workshop.folder, "failed"), "broken", { measured: "null.x" });
  assert.ok(outcome.kind === "failed");
  assert.equal(outcome.failure.kind, "threw");
  assert.deepEqual(readdirSync(join(workshop.folder, "failed")), []);
});

async function profileOf(name: string, bundle: HandBundle) {
  const outcome = await profileIn(workshop.folder, name, bundle);
  assert.ok(outcome.kind === "profiled");
  return outcome;
}

function profileIn(scratch: string, name: string, bundle: HandBundle) {
  return createEngine({ scratch }).profile(
    {
      side: workshop.side(name, bundle),
      parameters: { n: 3 },
      duration: 0.3e9,
      interval: 200e3,
      timeout: 20e9,
    },
    { signal: new AbortController().signal, progress: () => undefined },
  );
}
