/** The text form of profiles: complete enough to act on, and never more than 40 lines. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { profileRecord } from "../../src/magics/variants/profile-record.js";
import type { Deopt } from "../../src/model/compilation.js";
import type { MimeBundle } from "../../src/model/output.js";
import type { Profile } from "../../src/model/profile.js";
import { fitLines } from "../../src/views/fit.js";
import { heapView, importedProfileView, profileDiffView, profileView } from "../../src/views/index.js";
import { readProfile } from "../../src/views/profile-formats/index.js";
import { stacksTable } from "../../src/views/profile-stacks.js";
import { compilationView } from "../../src/views/profile-view.js";
import { profileOf } from "../support/profile-art.js";

/** Tests run from dist/test/views. */
const FIXTURES = fileURLToPath(new URL("../../../test/fixtures/profiles/", import.meta.url));

for (const file of readdirSync(FIXTURES).filter((name) =>
  /\.(cpuprofile|heapprofile|json|txt)$/.test(name),
)) {
  test(`${file} has at most 40 lines, with the heaviest functions and stacks`, () => {
    const profile = readProfile(readFileSync(`${FIXTURES}${file}`), file);
    const text = within(importedProfileView(profile, file));
    assert.match(text, /top functions:\n.*\n +\d+\.\d %/);
    assert.match(text, /stacks, heaviest first:\n.*\n +\d+\.\d %/);
  });
}

test("a profile with long tables in every part still has 40 lines, each part, and its doubts", () => {
  const view = profileView({ profile: BUSY, record: record(BUSY, { timed: 1 }), variant: { name: "busy" } });
  const text = within(view);
  const page = String(view["text/html"]);
  for (const part of ["slowed: a call took", "too few samples: 120", "outside your code", "asked for"])
    assert.ok(page.includes(part), part);
  for (const part of [
    /^busy waits 50\.0 % of the time; of the rest, it spends/,
    /finding slowed/,
    /finding too few samples: 120, and below 200/,
    /waiting by line:/,
    /functions by self time:/,
    /stacks, heaviest first:/,
    /hot lines of cell:busy:/,
    /hot lines of setup:/,
    /deopt: f0, line 1, column 5: wrong map/,
    /more: %profile busy --deopt/,
    /megamorphic: f1/,
    /memory: /,
  ])
    assert.match(text, part);
});

test("--deopt with many places, hosts and accesses has at most 40 lines, and says how many more there are", () => {
  const view = compilationView({ profile: BUSY, record: record(BUSY), variant: { name: "busy" } });
  const text = within(view);
  assert.match(text, /Build the objects in one place/);
  assert.match(text, /⋯ \d+ more/);
  assert.match(text, /V8's log over/);
});

test("--heap and --against have at most 40 lines with many functions", () => {
  const art = Array.from({ length: 60 }, (_, i) => `main@cell:a:1>f${i}@cell:a:${i + 2} ${1000 + i}/9`).join(
    ";",
  );
  const drawn = profileOf(art, "bytes");
  const sites = drawn.frames.map((_, frame) => ({ frame, bytes: 100 - frame, objects: 2 }));
  const heap: Profile = {
    ...{ ...drawn, kind: "heap" },
    allocation: { bytes: 4000, objects: 120, sites, external: 64 },
  };
  assert.match(
    within(heapView({ profile: heap, record: record(heap), variant: { name: "a" } })),
    /who allocates/,
  );
  const [now, before] = [profileOf(art), profileOf(art.replaceAll("f", "g"))];
  const view = profileDiffView(
    { name: "a", profile: now, record: record(now) },
    { name: "b", profile: before, record: record(before) },
  );
  assert.match(within(view), /functions that changed most, per call:/);
});

test("calls of Node's that only pass on are one row, and what stands below moves up", () => {
  const text = stacksTable(
    profileOf("tick@node:t:1>run@node:t:2>next@node:t:3>mine@cell:a:4 90; tick@node:t:1>other@cell:a:9 5"),
    10,
  );
  assert.deepEqual(text.split("\n").slice(1), [
    "100.0 %          tick › ⋯ 1 › next  node:t:3",
    " 94.7 %  94.7 %    mine  cell:a:4",
    "  5.3 %   5.3 %    other  cell:a:9",
  ]);
});

test("the heaviest rows are kept wherever they stand, each below its caller", () => {
  const text = stacksTable(
    profileOf("a@cell:a:1>deep@cell:a:2>deeper@cell:a:3 40; a@cell:a:1 20; b@cell:a:8 40"),
    3,
  );
  assert.deepEqual(text.split("\n").slice(1), [
    "60.0 %  20.0 %  a  cell:a:1",
    "40.0 %            deep  cell:a:2",
    "40.0 %  40.0 %  b  cell:a:8",
    "                ⋯ 1 more above 1 %",
  ]);
});

test("tables give rows, the longest first, and what is too long even so says how much is left out", () => {
  const write = ({ a, b }: Readonly<Record<"a" | "b", number>>) =>
    ["head", ..."a".repeat(a), ..."b".repeat(b)].join("\n");
  const limits = { a: { most: 9, least: 1 }, b: { most: 3, least: 1 } };
  assert.equal(fitLines(7, limits, write), write({ a: 3, b: 3 }));
  assert.equal(fitLines(20, limits, write), write({ a: 9, b: 3 }));
  assert.equal(fitLines(2, limits, write), "head\n⋯ 2 more lines");
});

function within(bundle: MimeBundle): string {
  const text = String(bundle["text/plain"]);
  const count = text.split("\n").length;
  assert.ok(count <= 40, `${count} lines:\n${text}`);
  return text;
}

function record(profile: Profile, given: { readonly timed?: number } = {}) {
  return profileRecord({
    ...{ name: "busy", hash: "h", profile, file: "f", parameters: { n: 3 }, recorded: "", session: "" },
    ...given,
  });
}

const FUNCTIONS = Array.from({ length: 30 }, (_, index) => index);

const DEOPTS: readonly Deopt[] = FUNCTIONS.flatMap((index) =>
  ["main", "other"].map((host) => ({
    ...{ name: `f${index}`, host: host === "main" ? `f${index}` : host, file: "cell:busy", line: index + 1 },
    ...({ column: 5, reason: "wrong map", kind: "eager", count: 2, steady: 1, loop: false } as const),
  })),
);

const BUSY: Profile = {
  ...profileOf(
    FUNCTIONS.map((i) => `main@cell:busy:1>f${i}@cell:busy:${i + 1}>g${i}@setup:${i + 1} ${1000 + i}/4`).join(
      ";",
    ),
  ),
  idle: FUNCTIONS.reduce((sum, i) => sum + 1000 + i, 0),
  calls: 10,
  sources: {
    "cell:busy": FUNCTIONS.map((i) => `    const f${i} = () => g${i}()`).join("\n"),
    setup: FUNCTIONS.map((i) => `const g${i} = () => 1`).join("\n"),
  },
  lines: FUNCTIONS.flatMap((i) => [
    { file: "cell:busy", line: i + 1, self: 500, total: 1000 + i, samples: 2 },
    { file: "setup", line: i + 1, self: 400, total: 400, samples: 2 },
  ]),
  waiting: { calls: 10, lines: FUNCTIONS.map((i) => ({ line: i + 1, awaits: 10, suspended: 1e6 * i })) },
  compilation: {
    functions: FUNCTIONS.map((i) => ({
      ...({ name: `f${i}`, category: "cell", file: "cell:busy", line: i + 1, column: null } as const),
      ...({ tier: "interpreter", optimised: 0, deoptimised: 1, inlinedInto: [] } as const),
    })),
    deopts: DEOPTS,
    accesses: FUNCTIONS.map((i) => ({
      ...({ name: `f${i}`, file: "cell:busy", line: i + 1, column: 3, operation: "read" } as const),
      ...{ property: "x", shapes: 5, megamorphic: i > 0 },
    })),
    memory: { allocated: 100, collections: [{ kind: "Scavenge", count: 3, time: 1e6 }] },
    calls: 100,
    duration: 1e9,
  },
};
