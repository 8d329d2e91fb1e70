/** Why it is slow, in words; inlined lines; how far a profile can be trusted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Compilation, Deopt, PolymorphicAccess } from "../../src/model/compilation.js";
import type { Profile, ProfileRecord } from "../../src/model/profile.js";
import { compilationSummary, compilationText } from "../../src/views/compilation-text.js";
import { deoptWords } from "../../src/views/deopt-words.js";
import { hotSources } from "../../src/views/profile-lines.js";
import { profileBasis, profileDoubts } from "../../src/views/profile-quality.js";
import { compilationView } from "../../src/views/profile-view.js";
import { profileOf } from "../support/profile-art.js";

const SOURCE = "\nfunction add(a, b) {\n  return a + b\n}\nfunction main() {\n  return add(1, 2)\n}\nmain()";
const DEOPT: Deopt = {
  name: "add",
  host: "main",
  file: "cell:sum",
  line: 3,
  column: 12,
  reason: "not a Smi",
  kind: "eager",
  count: 5,
  steady: 4,
  loop: true,
};

test("a deoptimisation has its line, its reason in plain words, what to try, and says when it is a loop", () => {
  const text = compilationText(profile({ deopts: [DEOPT] }), "sum");
  assert.match(
    text,
    /add \(inlined into main\), line 3, column 12 \(5 times, 4 of them after the warm-up: a deoptimisation loop\)/,
  );
  assert.match(text, /3 \| return a \+ b\n +\^/);
  assert.match(text, /integers and doubles .*mix here/);
  assert.match(text, /Keep one kind of number/);
});

test("what belongs to V8's usual course is counted, not shown, unless it is a loop", () => {
  const usual: Deopt = {
    ...DEOPT,
    reason: "prepare for on stack replacement (OSR)",
    count: 1,
    steady: 0,
    loop: false,
  };
  assert.match(
    compilationText(profile({ deopts: [{ ...usual, steady: 1 }] }), "sum"),
    /none that matters\.\n\(1 more belong/,
  );
  assert.match(
    compilationText(profile({ deopts: [{ ...usual, count: 3, steady: 3, loop: true }] }), "sum"),
    /stack replacement/,
  );
});

test("a hot function that no optimising compiler took is told", () => {
  const slow = profile({ functions: [{ ...MAIN, tier: "interpreter", optimised: 0, inlinedInto: [] }] });
  assert.match(compilationSummary(slow, "sum"), /never optimised: main \(80\.0 %\)/);
  assert.doesNotMatch(compilationSummary(profile({}), "sum"), /never optimised/);
});

test("accesses of several shapes are told once a line, with the line's time, and not where no time goes", () => {
  const access: PolymorphicAccess = {
    ...{ name: "add", file: "cell:sum", line: 3, column: 12, operation: "read", property: "y" },
    ...{ shapes: 6, megamorphic: true },
  };
  const accesses = [
    access,
    { ...access, column: 9, property: "x" },
    { ...access, line: 5, property: "cold" },
    { ...access, line: 6, property: null, shapes: 2, megamorphic: false },
  ];
  const text = compilationText(profile({ accesses }), "sum");
  assert.match(
    text,
    /megamorphic: add, line 3 \(60\.0 % of the time\), reads \.x and \.y of 6 or more shapes/,
  );
  assert.match(text, /polymorphic: add, line 6 \(20\.0 % of the time\), reads elements of 2 shapes/);
  assert.match(text, /Give the objects one shape/);
  assert.doesNotMatch(text, /cold/);
  assert.match(compilationSummary(profile({ accesses }), "sum"), /megamorphic: add, line 3 /);
});

test("an object that is filled under changing names is told so, and to use a Map", () => {
  const access: PolymorphicAccess = {
    ...{
      name: "add",
      file: "cell:sum",
      line: 3,
      column: 12,
      operation: "write",
      property: "[computed name]",
    },
    ...{ shapes: 1, megamorphic: true },
  };
  const text = compilationText(profile({ accesses: [access] }), "sum");
  assert.match(
    text,
    /megamorphic: add, line 3 \(60\.0 % of the time\), writes under names that change\n +Use a Map/,
  );
});

test("a place that several functions hold a copy of is explained once", () => {
  const own = { ...DEOPT, host: "add", count: 2, steady: 0, loop: false };
  const text = compilationText(profile({ deopts: [DEOPT, own] }), "sum");
  assert.match(
    text,
    /add \(inlined into main\), line 3.*\n +add, line 3, column 12 \(twice, in the warm-up\)/,
  );
  assert.equal(text.match(/Keep one kind of number/g)?.length, 1);
});

test("the summary says what to try first: against what comes in every call rather than once in the warm-up", () => {
  const access: PolymorphicAccess = {
    ...{ name: "add", file: "cell:sum", line: 3, column: 12, operation: "read", property: "y" },
    ...{ shapes: 6, megamorphic: true },
  };
  const summary = (compilation: Partial<Compilation>) => compilationSummary(profile(compilation), "sum");
  assert.match(summary({ deopts: [DEOPT], accesses: [access] }), /try: Keep one kind of number/);
  const once = { ...DEOPT, steady: 0, count: 1, loop: false };
  assert.match(summary({ deopts: [once], accesses: [access] }), /try: Give the objects one shape/);
  assert.match(summary({ deopts: [once] }), /try: Keep one kind of number/);
  assert.doesNotMatch(summary({}), /try: /);
});

test("every reason has words, also one that is not known yet", () => {
  for (const reason of [
    "wrong map",
    "lost precision",
    "out of bounds",
    "Insufficient type feedback for call",
    "(unknown)",
    "a reason of Node 40",
  ]) {
    assert.ok(deoptWords({ reason, kind: "eager" }).meaning.length > 20, reason);
  }
  assert.match(deoptWords({ reason: "(unknown)", kind: "lazy" }).meaning, /has changed/);
});

test("lines that ran as a copy in another function are marked", () => {
  const [source] = hotSources(profile({}), "sum");
  const marked = source?.lines.filter(({ inlined }) => inlined).map(({ line }) => line);
  assert.deepEqual(marked, [3]);
});

test("names with markup do no harm in the view", () => {
  const deopt = { ...DEOPT, name: "<script>x</script>" };
  const bundle = compilationView({
    profile: profile({ deopts: [deopt] }),
    record: RECORD,
    variant: { name: "sum" },
  });
  assert.doesNotMatch(String(bundle["text/html"]), /<script>x/);
  assert.match(String(bundle["text/plain"]), /<script>x/);
});

test("too few samples are told with what to raise, a slowed run with how much", () => {
  assert.deepEqual(profileDoubts(RECORD), []);
  const [few] = profileDoubts({ ...RECORD, sampleCount: 87 });
  assert.match(few ?? "", /^too few samples: 87, .*± 5\.4 %. Raise --duration to 7s/);
  const [waits] = profileDoubts({ ...RECORD, sampleCount: 20, duration: 1e7, idle: 4e8, perCall: 1000 });
  assert.match(waits ?? "", /mostly waits, .* for the rest: Raise --duration to 7s/);
  const [slowed] = profileDoubts({ ...RECORD, perCall: 1500 });
  assert.match(slowed ?? "", /^slowed: a call took 50\.0 % more/);
  assert.match(
    profileBasis({ ...RECORD, perCall: 1050 }),
    /3\.0 % outside your code.*5\.0 % more than in the timed forks/,
  );
});

const MAIN: Compilation["functions"][number] = {
  name: "main",
  category: "cell",
  file: "cell:sum",
  line: 5,
  column: null,
  tier: "turbofan",
  optimised: 1,
  deoptimised: 0,
  inlinedInto: [],
};
const ADD = { ...MAIN, name: "add", line: 2, inlinedInto: ["main"] };

function profile(compilation: Partial<Compilation>): Profile {
  const drawn = profileOf("main@cell:sum:5 80/800; main@cell:sum:5>(program) 20/200");
  return {
    ...drawn,
    lines: [
      { file: "cell:sum", line: 3, self: 60, total: 60, samples: 600 },
      { file: "cell:sum", line: 6, self: 20, total: 80, samples: 200 },
    ],
    sources: { "cell:sum": SOURCE },
    compilation: {
      functions: [ADD, MAIN],
      deopts: [],
      accesses: [],
      calls: 100,
      duration: 1e9,
      memory: { allocated: 0, collections: [] },
      ...compilation,
    },
  };
}

const RECORD: ProfileRecord = {
  variant: "sum",
  kind: "cpu",
  hash: "h",
  stale: false,
  parameters: { n: 3 },
  file: "f",
  recorded: "",
  session: "",
  duration: 2e9,
  sampleCount: 5000,
  interval: { asked: 2e5, achieved: 3e5 },
  perCall: 1000,
  timed: 1000,
  outside: 0.03,
  top: [],
  hotLines: [],
};
