/** Profiles that other tools wrote are read as those tools show them, and go reads ours. test/fixtures/profiles/README.md */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { Profile } from "../../../src/model/profile.js";
import { frameTotals } from "../../../src/views/flamegraph/frame-totals.js";
import { readProfile, toPprof } from "../../../src/views/profile-formats/index.js";
import { temporaryFolder } from "../../support/folder.js";
import { artOf, profileOf } from "../../support/profile-art.js";

const FIXTURES = new URL("../../../../test/fixtures/profiles/", import.meta.url);
const read = (file: string) => readProfile(readFileSync(new URL(file, FIXTURES)), file);

/** Self by function, the largest first. */
function selfByName({ nodes, frames }: Profile): readonly (readonly [string, number])[] {
  const { self } = frameTotals(nodes, frames.length);
  const sums = new Map<string, number>();
  frames.forEach(({ name }, frame) => {
    sums.set(name, (sums.get(name) ?? 0) + (self[frame] ?? 0));
  });
  return [...sums].sort((a, b) => b[1] - a[1]);
}

test("a CPU profile of Go has the times that go tool pprof shows, an inlined function below its host", () => {
  const profile = read("go1.26.8.cpu.pb.gz");
  assert.equal(profile.unit, "ns");
  assert.equal(profile.duration, 730e6);
  assert.deepEqual(selfByName(profile).slice(0, 4), [
    ["main.mix", 390e6],
    ["runtime.asyncPreempt", 120e6],
    ["main.walk", 100e6],
    ["main.host", 90e6],
  ]);
  assert.match(
    artOf(profile),
    /main\.work@app\/app\.go:52>main\.host@app\/app\.go:36>main\.small@app\/app\.go:33 /,
  );
});

test("a heap profile of Go is read by the bytes allocated, not by those in use", () => {
  const profile = read("go1.26.8.heap.pb.gz");
  assert.equal(profile.unit, "bytes");
  assert.equal(profile.kind, "heap");
  assert.deepEqual(selfByName(profile)[0], ["main.work", 24_576_000]);
});

test("py-spy's speedscope file has seconds, its raw file samples, and samples without a stack count nowhere", () => {
  const timed = read("pyspy-0.4.3.speedscope.json");
  const counted = read("pyspy-0.4.3.collapsed.txt");
  assert.deepEqual([timed.unit, counted.unit], ["ns", "samples"]);
  for (const profile of [timed, counted]) {
    const [[heaviest] = []] = selfByName(profile);
    assert.equal(heaviest, "walk");
    assert.ok(profile.frames.some(({ name, file }) => name === "main" && file?.endsWith("app.py")));
  }
  assert.equal(counted.sampleCount, counted.duration);
});

test("pyinstrument's speedscope file is one of events", () => {
  const profile = read("pyinstrument-5.1.3.speedscope.json");
  const { total } = frameTotals(profile.nodes, profile.frames.length);
  const main = profile.frames.findIndex(({ name }) => name === "main");
  assert.ok(total[main]! > profile.duration * 0.95);
});

test("go tool pprof reads what we write", { skip: withoutGo() }, async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, "ours.pb.gz");
  const drawn = `
    measured@cell:naive:9>matmul@cell:naive:2 3000000000
    measured@cell:naive:9>matmul@cell:naive:2>dot@cell:naive:5 1000000000`;
  const top = async (profile: Profile) => {
    await writeFile(file, toPprof(profile));
    const env = { ...process.env, PPROF_TMPDIR: folder };
    const options = { encoding: "utf8", cwd: folder, env, stdio: "pipe" } as const;
    return execFileSync("go", ["tool", "pprof", "-top", file], options);
  };
  const times = await top(profileOf(drawn));
  assert.match(times, /Type: cpu\n/);
  assert.match(times, /^\s+3s 75\.00% 75\.00%\s+4s\s+100%\s+matmul$/m);
  assert.match(times, /^\s+1s 25\.00%\s+100%\s+1s 25\.00%\s+dot$/m);
  const bytes = await top(profileOf(drawn, "bytes"));
  assert.match(bytes, /Type: alloc_space\n/);
  assert.match(await top(profileOf("main 30; main>work 10", "samples")), /Type: samples\n/);
});

/** Reason to skip, or false. */
function withoutGo(): string | false {
  try {
    execFileSync("go", ["version"], { stdio: "pipe" });
    return false;
  } catch {
    return "go is not on this machine";
  }
}
