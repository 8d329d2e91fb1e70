import assert from "node:assert/strict";
import { test } from "node:test";
import { type RooflinePoint, rooflineFigure } from "../../src/charts/figures/roofline.js";
import type { Peak, PeakKind } from "../../src/model/roofline.js";

const peak = (kind: PeakKind, flops: number): Peak & { label: string } => ({
  ...{ kind, flops, label: kind, threads: 1, method: "" },
  element: kind.endsWith("f32") ? "f32" : "f64",
});
const point = (name: string, estimate: number, parent: string | null): RooflinePoint => ({
  ...{ name, estimate, low: estimate / 1.1, high: estimate * 1.1, intensity: 2, parent },
  role: "optimization",
  status: "ok",
});

function traces(peaks: readonly (Peak & { label: string })[], points: readonly RooflinePoint[] = []) {
  const bandwidths = [{ level: "memory" as const, threads: 1, rate: 12e9, bytes: 1e8, method: "" }];
  return rooflineFigure({ peaks, bandwidths, points, threads: "one thread" }).data;
}

test("roofs that would lie on each other are one line, whose name has them all", () => {
  const data = traces([
    peak("native-f64", 58.6e9),
    peak("js-f64", 14e9),
    peak("wasm-f32", 58.9e9),
    peak("wasm-relaxed-f32", 58.7e9),
    peak("native-f32", 118e9),
  ]);
  const texts = data.flatMap((trace) => (trace as unknown as { text?: string[] }).text ?? []);
  const names = texts.filter((text) => /GFLOPS/.test(text));
  assert.deepEqual(names, [
    "js-f64 14.0 GFLOPS",
    "native-f64, wasm-relaxed-f32, wasm-f32 58.9 GFLOPS",
    "native-f32 118 GFLOPS",
  ]);
});

test("an arrow goes from the parent, and ends before the child's mark so that its head is seen", () => {
  const data = traces([peak("js-f64", 14e9)], [point("naive", 1e9, null), point("loop", 4e9, "naive")]);
  const arrows = data.filter(({ name }) => / to /.test(name ?? ""));
  assert.deepEqual(
    arrows.map(({ name }) => name),
    ["naive to loop"],
  );
  const ends = (arrows[0] as unknown as { y: number[] }).y;
  assert.ok(Math.abs((ends[0] ?? 0) / 1e9 - 1) < 1e-9);
  assert.ok((ends[1] ?? 0) < 4e9 && (ends[1] ?? 0) > 3e9, `${ends[1]}`);
});

test("each point has its interval", () => {
  const marks = traces([peak("js-f64", 14e9)], [point("naive", 1e9, null)]).find(
    ({ name }) => name === "variants",
  ) as unknown as { error_y: { array: number[] } };
  assert.ok(Math.abs((marks.error_y.array[0] ?? 0) / 1e8 - 1) < 1e-9);
});
