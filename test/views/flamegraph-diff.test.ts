import assert from "node:assert/strict";
import { test } from "node:test";
import type { Profile } from "../../src/model/profile.js";
import { diffProfiles } from "../../src/stats/profile-diff.js";
import { flameScaled, flameWidths } from "../../src/views/flamegraph/choices.js";
import { flameDecode } from "../../src/views/flamegraph/decode.js";
import { flameDetails } from "../../src/views/flamegraph/details.js";
import { flameDiffData } from "../../src/views/flamegraph/diff-data.js";
import { flamePaint } from "../../src/views/flamegraph/paint.js";
import { flamegraphSvg } from "../../src/views/flamegraph/static.js";
import { profileDiffView } from "../../src/views/index.js";
import { sampleCase } from "../support/sample-case.js";
import { profileOf } from "../support/sample-profile.js";

const MS = 1e6;
const profile = (variant: string, stacks: string): Profile => ({
  ...profileOf({ stacks: stacks.replace(/\d+/g, (ms) => String(Number(ms) * MS)), variant, source: "" }),
  calls: 1,
});
const NOW = profile("tiled", "measured;matmul 40\nmeasured;pack 10");
const BEFORE = profile("naive", "measured;matmul 80\nmeasured;copy 20");
const data = flameDiffData(diffProfiles(NOW, BEFORE), { now: "tiled", before: "naive" });
const tree = flameDecode(data);
/** Rounded ms of a column by the name of each node. */
const byName = (column: Float64Array) =>
  Object.fromEntries(
    [...column].map((ns, node) => [tree.frames[tree.frame[node]!]!.name, Math.round(ns / MS)]),
  );

test("both columns come back from the page's data", () => {
  assert.deepEqual(byName(tree.total), { measured: 50, matmul: 40, pack: 10, copy: 0 });
  assert.deepEqual(byName(tree.totalBefore!), { measured: 100, matmul: 80, pack: 0, copy: 20 });
});

test("by change a frame is as wide as increases and decreases below it together, and shaded over the net", () => {
  assert.deepEqual(byName(flameWidths(tree, "change")), { measured: 70, matmul: 40, pack: 10, copy: 20 });
  const { net } = flamePaint(tree, { scheme: "category", dark: false, change: true });
  assert.deepEqual(
    [...net!].map((share) => Math.round(share * 100)),
    [-71, -100, 100, -100],
  );
});

test("elided shows only what vanished, and now only what is there", () => {
  assert.deepEqual(byName(flameWidths(tree, "elided")), { measured: 20, matmul: 0, pack: 0, copy: 20 });
  assert.deepEqual(byName(flameWidths(tree, "now")), byName(tree.total));
});

test("as shares both profiles are as large, so that what kept its share has not changed", () => {
  const scaled = flameScaled(tree);
  assert.deepEqual(byName(scaled.totalBefore!), { measured: 50, matmul: 40, pack: 0, copy: 10 });
});

test("details tell now, before and the change, and what is new or gone", () => {
  const node = (name: string) => tree.frame.findIndex((frame) => tree.frames[frame]!.name === name);
  assert.deepEqual(flameDetails(tree, node("matmul"), { unit: "ns" }).slice(2), [
    "now 40.0 ms a call (80.0 %), self 40.0 ms",
    "before 80.0 ms a call (80.0 %), self 80.0 ms",
    "change −40.0 ms (−50.0 %)",
  ]);
  assert.match(flameDetails(tree, node("pack"), { unit: "ns" })[4]!, /\(new\)$/);
  assert.match(flameDetails(tree, node("copy"), { unit: "ns" })[4]!, /\(gone\)$/);
});

test("the static picture shades the net change", () => {
  assert.ok((flamegraphSvg(data).match(/<path/g) ?? []).length >= 2);
});

test("the view tells the change in a sentence, a table, and what is gone and new", () => {
  const [record] = sampleCase().profiles;
  const bundle = profileDiffView(
    { name: "tiled", profile: NOW, record: record! },
    { name: "naive", profile: BEFORE, record: record! },
  );
  const text = String(bundle["text/plain"]);
  assert.match(
    text,
    /^tiled takes 50\.0 ms a call where naive takes 100 ms \(−50\.0 %\); matmul takes 40\.0 ms less a call/,
  );
  assert.match(text, /gone from tiled: copy \(20\.0 ms\)\nnew in tiled: pack \(10\.0 ms\)/);
  assert.match(text, /^ {2}matmul .*−40\.0 ms/m);
  assert.match(String(bundle["text/html"]), /NEW.*GONE|GONE.*NEW/s);
});

test("names with HTML in them stay text", () => {
  const evil = profile("tiled", "<img src=x onerror=alert(1)> 30");
  const [record] = sampleCase().profiles;
  const bundle = profileDiffView(
    { name: "tiled", profile: evil, record: record! },
    { name: "naive", profile: BEFORE, record: record! },
  );
  assert.doesNotMatch(String(bundle["text/html"]), /<img src=x/);
});
