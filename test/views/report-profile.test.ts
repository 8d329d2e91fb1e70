/** The profiles of a stage in the report: waiting, time, compilers, change, heap. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Case } from "../../src/model/case.js";
import type { Profile, ProfileRecord } from "../../src/model/profile.js";
import { profileParts } from "../../src/views/report/markdown-profile.js";
import { profileSection } from "../../src/views/report/profile.js";
import { stageOf } from "../../src/views/summary.js";
import { profileOf } from "../support/profile-art.js";
import { sampleCase } from "../support/sample-case.js";

const SLOW = profileOf("main@cell:naive:3>work@cell:naive:9 80000000/300; main@cell:naive:3 20000000/100");
const FAST = profileOf("main@cell:ikj:3>work@cell:ikj:9 30000000/300; main@cell:ikj:3 20000000/100");
const HEAP: Profile = {
  ...profileOf("main@cell:ikj:3>make@cell:ikj:7 4000/400", "bytes"),
  kind: "heap",
  allocation: { bytes: 400, objects: 10, sites: [{ frame: 1, bytes: 400, objects: 10 }], external: 0 },
};

test("a stage whose profile was compared by --against shows what changed, with the functions that changed most", () => {
  const page = section({ against: "naive" });
  assert.equal(page.match(/data-benchbook-flame/g)?.length, 2);
  assert.match(page, /ikj takes 50\.0 ms a call where naive takes 100 ms \(−50\.0 %\)/);
  assert.match(page, /Functions that changed most from naive to ikj/);
  assert.match(markdown({ against: "naive" }), /ikj takes 50\.0 ms a call where naive takes 100 ms/);
});

test("without --against, or where the other's profile is gone, there is no change to show", () => {
  assert.doesNotMatch(section({}), /a call where/);
  assert.doesNotMatch(section({ against: "naive" }, { "ikj.json": FAST }), /a call where/);
  assert.equal(markdown({ against: "naive" }, { "ikj.json": FAST }).includes("a call where"), false);
});

test("a heap profile stands beside the CPU profile, with who allocates", () => {
  const files = { ...FILES, "ikj.heap.json": HEAP };
  const page = section({}, files, [heapRecord()]);
  assert.match(page, /ikj allocates 400 B per call in 10 objects, 100\.0 % of it in make/);
  assert.match(page, /Functions of ikj that allocate/);
  assert.equal(page.match(/data-benchbook-flame/g)?.length, 2);
  assert.match(markdown({}, files, [heapRecord()]), /ikj allocates 400 B per call/);
});

test("what V8 made of it is folded, and open where something stands against it", () => {
  assert.match(section({}, { "ikj.json": compiled(false) }), /<details class="wide"><summary>Why is it slow/);
  const page = section({}, { "ikj.json": compiled(true) });
  assert.match(page, /<details class="wide" open=""><summary>Why is it slow/);
  assert.match(page, /reads \.x of 6 or more shapes/);
  assert.match(
    markdown({}, { "ikj.json": compiled(true) }),
    /- megamorphic: work, .* reads \.x of 6 or more shapes/,
  );
});

test("the idle share of asynchronous work stands first, then each line's wait", () => {
  const waiting = { calls: 10, lines: [{ line: 1, awaits: 20, suspended: 4e8 }] };
  const page = section({}, { "ikj.json": { ...FAST, idle: 450e6, waiting } });
  assert.ok(page.indexOf("ikj waits 90.0 % of the time") < page.indexOf("data-benchbook-flame"));
  assert.match(page, /suspended per call/);
});

test("too few samples are said with what to raise, and names with markup do no harm", () => {
  assert.match(section({ sampleCount: 20 }), /too few samples: 20, .*Raise .*--duration/);
  const hostile = profileOf("<script>alert(1)</script>@cell:ikj:3 30/300");
  assert.doesNotMatch(section({ against: "naive" }, { ...FILES, "ikj.json": hostile }), /<script>alert/);
});

const FILES: Readonly<Record<string, Profile>> = { "naive.json": SLOW, "ikj.json": FAST };

function compiled(megamorphic: boolean): Profile {
  const access = {
    file: "cell:ikj",
    line: 9,
    column: 4,
    operation: "read",
    property: "x",
    shapes: 6,
  } as const;
  return {
    ...FAST,
    compilation: {
      functions: [],
      deopts: [],
      accesses: megamorphic ? [{ name: "work", ...access, megamorphic }] : [],
      memory: { allocated: 0, collections: [] },
      calls: 10,
      duration: 1e9,
    },
  };
}

function section(
  change: Partial<ProfileRecord>,
  profiles = FILES,
  more: readonly ProfileRecord[] = [],
): string {
  return profileSection({ ...staged(change, more), profiles }).html;
}

function markdown(
  change: Partial<ProfileRecord>,
  profiles = FILES,
  more: readonly ProfileRecord[] = [],
): string {
  return profileParts({ ...staged(change, more), profiles }).join("\n");
}

function staged(change: Partial<ProfileRecord>, more: readonly ProfileRecord[]) {
  const sample = sampleCase();
  const profiles = [
    ...sample.profiles.map((one) => (one.variant === "ikj" ? { ...one, ...change } : one)),
    ...more,
  ];
  const record: Case = { ...sample, profiles };
  const variant = record.variants.find(({ name }) => name === "ikj");
  assert.ok(variant);
  return { record, stage: stageOf(record, variant) };
}

function heapRecord(): ProfileRecord {
  const of = sampleCase().profiles.find(({ variant }) => variant === "ikj");
  assert.ok(of);
  return { ...of, kind: "heap", file: "ikj.heap.json" };
}
