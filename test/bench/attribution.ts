/**
 * By hand: self time per function, ours against `node --cpu-prof` of the same code, and the profiled run against a
 * timed one. Prints a table; nothing is asserted, as both sample.
 *
 *     npx tsc -p . && node dist/test/bench/attribution.js
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "../../src/engine/index.js";
import type { Profile } from "../../src/model/profile.js";
import { readProfile } from "../../src/views/profile-formats/index.js";

const RUNS = 5;
const NAMES = ["walk", "mix", "text"];
/** Not inlined into each other, so that both profiles name them. */
const CODE = `
const numbers = Float64Array.from({ length: 20000 }, (_, i) => i % 97);
function walk() { let s = 0; for (let r = 0; r < 6; r++) for (let i = 0; i < numbers.length; i++) s += Math.sqrt(numbers[i]); return s; }
function mix() { let h = 1; for (let i = 0; i < 120000; i++) h = Math.imul(h ^ i, 16777619); return h; }
function text() { let s = ""; for (let i = 0; i < 1500; i++) s += i.toString(36); return s.length; }
const calls = [walk, mix, text];
function all() { let s = 0; for (const call of calls) s += call(); return s; }
`;

const folder = mkdtempSync(join(tmpdir(), "benchbook-attribution-"));
try {
  const rows = [await oursShares(), theirShares()] as const;
  const [ours, theirs] = rows;
  process.stdout.write("function  ours    --cpu-prof  difference\n");
  for (const name of NAMES) {
    const [one, other] = [
      median(ours.map((shares) => shares[name] ?? 0)),
      median(theirs.map((shares) => shares[name] ?? 0)),
    ];
    process.stdout.write(
      `${name.padEnd(8)}  ${one.toFixed(1).padStart(5)} %  ${other.toFixed(1).padStart(5)} %     ${(one - other).toFixed(1)} points\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function oursShares() {
  const bundle = join(folder, "ours.mjs");
  writeFileSync(
    bundle,
    `globalThis.__benchbook.mark("setup");${CODE}globalThis.__benchbook.mark("prepare");
const sink = { value: 0 };
export const asynchronous = false, perCall = null, result = null, teardown = null;
export const measured = () => all();
export const loop = (count) => { for (let i = 0; i < count; i++) sink.value = measured(); return sink.value; };
export const control = (count) => count;
`,
  );
  const side = { name: "ours", bundle, nodeFlags: ["--no-turbo-inlining"], env: {} };
  const taken: Record<string, number>[] = [];
  for (let run = 0; run < RUNS; run++) {
    const engine = createEngine({ scratch: folder });
    const before = performance.now();
    const outcome = await engine.profile(
      { side, parameters: {}, duration: 2e9, interval: 200e3, timeout: 60e9 },
      { signal: new AbortController().signal, progress: () => undefined },
    );
    process.stdout.write(
      `profile of 2 s and a quarter of warm-up ready after ${((performance.now() - before) / 1e3).toFixed(2)} s\n`,
    );
    if (outcome.kind === "profiled") taken.push(shares(outcome.profile));
  }
  return taken;
}

function theirShares() {
  const script = join(folder, "theirs.mjs");
  writeFileSync(
    script,
    `${CODE}\nconst end = performance.now() + 2500; let s = 0; while (performance.now() < end) s += all(); globalThis.s = s;`,
  );
  return Array.from({ length: RUNS }, (_, run) => {
    const out = join(folder, `run${run}`);
    execFileSync(process.execPath, [
      "--no-turbo-inlining",
      "--cpu-prof",
      "--cpu-prof-interval",
      "200",
      "--cpu-prof-dir",
      out,
      script,
    ]);
    const [file = ""] = readdirSync(out);
    return shares(readProfile(readFileSync(join(out, file)), file));
  });
}

/** Percent of the self time of all three. */
function shares({ frames, nodes }: Profile): Record<string, number> {
  const self: Record<string, number> = {};
  for (const node of nodes) {
    const name = frames[node.frame]?.name ?? "";
    if (NAMES.includes(name)) self[name] = (self[name] ?? 0) + node.self;
  }
  const whole = Object.values(self).reduce((sum, time) => sum + time, 0) || 1;
  return Object.fromEntries(Object.entries(self).map(([name, time]) => [name, (100 * time) / whole]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
