import assert from "node:assert/strict";
import { test } from "node:test";
import { magicSpec, option, type Parsed, parseArguments, positional } from "../../src/cells/options.js";
import { parseCell } from "../../src/cells/parse.js";
import { UserError } from "../../src/model/problem.js";
import type { ParameterValue } from "../../src/model/workload.js";

const optimize = magicSpec({
  name: "optimize",
  summary: "Measures an optimization.",
  forms: ["cell"],
  positionals: { name: positional.name({ help: "Its name" }) },
  assignments: "parameters",
  options: {
    why: option.text({ help: "The hypothesis" }),
    expect: option.ratio({ help: "Predicted speed-up" }),
    flops: option.expression({ help: "Flops per call" }),
    parent: option.variant({ help: "The variant it improves on" }),
    rounds: option.integer({ help: "Rounds to run", minimum: 1 }),
    rtol: option.number({ help: "Relative tolerance" }),
    budget: option.duration({ help: "Time to spend", default: 30e9 }),
    margin: option.percent({ help: "Smallest difference", default: 0.02 }),
    memory: option.quantity("bytes", { help: "Memory limit" }),
    estimator: option.choice(["p10", "mean"], { help: "How forks reduce", default: "p10" }),
    format: option.choices(["html", "md"], { help: "Formats" }),
    seeds: option.numbers({ help: "Seeds", default: [1, 2] }),
    tags: option.texts({ help: "Tags" }),
    shape: option.extents({ help: "Extents" }),
    target: option.repeatedText({ help: "What to reach" }),
    env: option.pairs({ help: "Environment" }),
    also: option.assignments({ help: "Other sizes" }),
    anyway: option.flag({ help: "Go on" }),
    nodeFlags: option.text({ help: "Flags of Node" }),
  },
  examples: ["%%optimize ikj --expect 3x"],
});

/** Fails to compile where the two types differ. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Options = Parsed<typeof optimize>["options"];
const inferred: readonly [
  Same<Options["why"], string | undefined>,
  Same<Options["expect"], number | undefined>,
  Same<Options["rounds"], number | undefined>,
  Same<Options["budget"], number>,
  Same<Options["estimator"], "p10" | "mean">,
  Same<Options["format"], readonly ("html" | "md")[] | undefined>,
  Same<Options["seeds"], readonly number[]>,
  Same<Options["shape"], readonly ParameterValue[] | undefined>,
  Same<Options["target"], readonly string[]>,
  Same<Options["env"], Readonly<Record<string, string>>>,
  Same<Options["anyway"], boolean>,
  Same<Parsed<typeof optimize>["positionals"]["name"], string>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];

test("types are inferred from the spec", () => assert.ok(inferred.every(Boolean)));

test("without options there are the defaults", () => {
  assert.deepEqual(parseArguments(optimize, "ikj"), {
    help: false,
    positionals: { name: "ikj" },
    assignments: {},
    options: {
      ...{ why: undefined, expect: undefined, flops: undefined, parent: undefined, rounds: undefined },
      ...{
        rtol: undefined,
        budget: 30e9,
        margin: 0.02,
        memory: undefined,
        estimator: "p10",
        format: undefined,
      },
      ...{ seeds: [1, 2], tags: undefined, shape: undefined, target: [], env: {}, also: [], anyway: false },
      nodeFlags: undefined,
    },
  });
});

const OPTIONS: readonly (readonly [text: string, options: Partial<Options>])[] = [
  ["ikj --why 'it is \"walked\" by row'", { why: 'it is "walked" by row' }],
  ['ikj --why "it\'s \\"walked\\" by \\\\ row"', { why: 'it\'s "walked" by \\ row' }],
  ['ikj --why "C:\\new"', { why: "C:\\new" }],
  ['ikj --why="a b"', { why: "a b" }],
  ["ikj --why=--heap", { why: "--heap" }],
  ['ikj --why "--heap"', { why: "--heap" }],
  ["ikj --why größer🎉", { why: "größer🎉" }],
  ["--why x ikj", { why: "x" }],
  ["ikj --expect 3x", { expect: 3 }],
  ["ikj --expect 2.5", { expect: 2.5 }],
  ['ikj --flops "2 n^3"', { flops: "2 n^3" }],
  ["ikj --parent naive", { parent: "naive" }],
  ["ikj --rounds 12", { rounds: 12 }],
  ["ikj --rounds=1_000", { rounds: 1000 }],
  ["ikj --rtol 1e-6", { rtol: 1e-6 }],
  ["ikj --rtol -1", { rtol: -1 }],
  ["ikj --budget 200us", { budget: 200_000 }],
  ["ikj --budget 200 us --rounds 3", { budget: 200_000, rounds: 3 }],
  ['ikj --budget "1.5 min"', { budget: 90e9 }],
  ["ikj --margin 0.5%", { margin: 0.005 }],
  ["ikj --margin 0.01", { margin: 0.01 }],
  ["ikj --memory 1.5MiB", { memory: 1.5 * 1024 ** 2 }],
  ["ikj --estimator mean", { estimator: "mean" }],
  ["ikj --format md,html,md", { format: ["md", "html"] }],
  ["ikj --seeds 3", { seeds: [3] }],
  ['ikj --tags a,"b, c"', { tags: ["a", "b, c"] }],
  ["ikj --shape h,w,4", { shape: ["h", "w", 4] }],
  ['ikj --target "time <= 50 ms" --target "speedup >= 10"', { target: ["time <= 50 ms", "speedup >= 10"] }],
  ["ikj --env A=1 --env B='x=y z' --env C=", { env: { A: "1", B: "x=y z", C: "" } }],
  [
    "ikj --also n=1,7,33 --also kind=a",
    {
      also: [
        { name: "n", values: [1, 7, 33] },
        { name: "kind", values: ["a"] },
      ],
    },
  ],
  ["ikj --anyway", { anyway: true }],
  ['ikj --node-flags "--max-old-space-size=64"', { nodeFlags: "--max-old-space-size=64" }],
];

for (const [text, expected] of OPTIONS) {
  test(`options: ${text}`, () => {
    const { options } = parseArguments(optimize, text);
    assert.deepEqual({ ...options, ...expected }, options);
  });
}

const ASSIGNMENTS: readonly (readonly [
  text: string,
  assignments: Record<string, readonly ParameterValue[]>,
])[] = [
  ["ikj n=512", { n: [512] }],
  ["ikj T=16,32,64 seed=1", { T: [16, 32, 64], seed: [1] }],
  ["n=-1.5e3 ikj", { n: [-1500] }],
  ["ikj n=0x10 m=.5 k=1_000", { n: [16], m: [0.5], k: [1000] }],
  ["ikj kind=fast,slow", { kind: ["fast", "slow"] }],
  ['ikj kind="a, b",c', { kind: ["a, b", "c"] }],
  ['ikj n="5" empty=""', { n: ["5"], empty: [""] }],
  ["ikj größe=3", { größe: [3] }],
  ["ikj -- n=3", { n: [3] }],
];

for (const [text, expected] of ASSIGNMENTS) {
  test(`assignments: ${text}`, () => assert.deepEqual(parseArguments(optimize, text).assignments, expected));
}

for (const text of ["--help", "ikj --help --nonsense", "-h", "--why --help"]) {
  test(`help: ${text}`, () => {
    const parsed = parseArguments(optimize, text);
    assert.equal(parsed.help, true);
    assert.equal(parsed.positionals.name, "");
  });
}

/** The message, and what the carets point at. */
const REFUSED: readonly (readonly [text: string, message: string, marked: string])[] = [
  ["", "%%optimize needs a NAME, such as: %%optimize ikj --expect 3x", ""],
  ["ikj --flosp 3", "%%optimize has no option --flosp; did you mean --flops?", "--flosp"],
  ["ikj --rou=3", "%%optimize has no option --rou; did you mean --rounds?", "--rou"],
  ["ikj —rounds 3", "%%optimize has no option —rounds; did you mean --rounds?", "—rounds"],
  ["ikj --Rounds 3", "%%optimize has no option --Rounds; did you mean --rounds?", "--Rounds"],
  ["ikj --nodeFlags x", "%%optimize has no option --nodeFlags; did you mean --node-flags?", "--nodeFlags"],
  ["ikj --rounds", "--rounds needs a value: write --rounds N", "--rounds"],
  ["ikj --rounds --anyway", "--rounds needs a value: write --rounds N", "--rounds"],
  ["ikj --rounds=", '--rounds wants a whole number such as 12, got ""', ""],
  ["ikj --rounds abc", '--rounds wants a whole number such as 12, got "abc"', "abc"],
  ["ikj --rounds 1.5", '--rounds wants a whole number such as 12, got "1.5"', "1.5"],
  ["ikj --rounds 1e999", '--rounds wants a whole number such as 12, got "1e999"', "1e999"],
  ["ikj --rounds 0", '--rounds wants a number of at least 1, got "0"', "0"],
  ["ikj --rtol x", '--rtol wants a number such as 0.5 or 1e-6, got "x"', "x"],
  ["ikj --rounds=5 --rounds 6", "--rounds is given twice: keep one", "--rounds"],
  ["ikj --anyway --anyway", "--anyway is given twice: keep one", "--anyway"],
  ["ikj --anyway=yes", "--anyway takes no value: write --anyway alone", "--anyway"],
  ["ikj foo", '%%optimize takes NAME only, got "foo" as well: put a text of several words in quotes', "foo"],
  ["ikj rounds", '%%optimize takes NAME only, got "rounds" as well: did you mean --rounds?', "rounds"],
  ['ikj --why "abc', 'A quote is never closed: end the text with "', '"'],
  ["ikj --why don't", "A quote is never closed: end the text with '", "'"],
  ['ikj --why ""', '--why wants a text, got ""', '""'],
  ["ikj --expect fast", "--expect wants a ratio such as 3x, got fast", "fast"],
  ["ikj --budget 50 GFLOPS", "--budget wants a duration such as 50 ms, got 50 GFLOPS", "50 GFLOPS"],
  ["ikj --budget 5", "--budget wants a duration such as 50 ms, got 5, which has no unit: write 50ms", "5"],
  ["ikj --estimator p90", '--estimator wants one of p10, mean, got "p90"', "p90"],
  ["ikj --format html,pdf", '--format wants one of html, md, got "pdf"', "pdf"],
  ["ikj --format html,", '--format wants values with a comma between each two, got "html,"', "html,"],
  ["ikj --env PATH", '--env wants KEY=VALUE, got "PATH"', "PATH"],
  ["ikj --also 7", '--also wants name=value such as n=1,7,33, got "7"', "7"],
  ["ikj --also n=1,,3", "--also has an empty value for n: write n=1 or n=1,2,3", ""],
  ["ikj n=", "%%optimize has an empty value for n: write n=1 or n=1,2,3", ""],
  ["ikj n=2^10", "%%optimize got n=2^10, which is no number: put it in quotes if it is a text", "2^10"],
  ["ikj n=1 n=2", "n is given twice: write n=1,2,3 for several values", "n=2"],
  ["a/b", '%%optimize: NAME wants a name of letters, digits, - and _ such as ikj-2, got "a/b"', "a/b"],
  ["../x", '%%optimize: NAME wants a name of letters, digits, - and _ such as ikj-2, got "../x"', "../x"],
  [
    "__proto__",
    '%%optimize: NAME wants a name of letters, digits, - and _ such as ikj-2, got "__proto__"',
    "__proto__",
  ],
  ["日本 --expct 3", "%%optimize has no option --expct; did you mean --expect?", "--expct"],
  [
    "ikj \u0000",
    '%%optimize takes NAME only, got "\\u0000" as well: put a text of several words in quotes',
    "\u0000",
  ],
];

for (const [text, message, marked] of REFUSED) {
  test(`refused: ${JSON.stringify(text)}`, () => {
    const { problem } = refusal(() => parseArguments(optimize, text));
    assert.equal(problem.name, "UsageError");
    assert.equal(problem.message, message);
    const [place, line, carets] = problem.detail!;
    const column = Number(/column (\d+):/.exec(place!)![1]);
    assert.equal(line!.slice(2).slice(column - 1, column - 1 + marked.length), marked);
    assert.equal(carets!.trim(), "^".repeat(Math.max(1, marked.length)));
  });
}

test("an unknown option without a near one lists all", () => {
  const { message } = refusal(() =>
    parseArguments(magicSpec({ name: "machine", summary: "", forms: ["line"] }), "--zzz"),
  );
  assert.equal(message, "%machine has no option --zzz; it takes --help");
});

test("an error shows the cell's own line, under a continuation and behind wide characters too", () => {
  const [magic] = parseCell('//%%optimize ikj \\\n//\t--why "日本🎉" --flosp 3\nf()');
  assert.ok(magic?.kind === "cell-magic");
  const { problem } = refusal(() => parseArguments(optimize, magic));
  assert.deepEqual(problem.detail, [
    "line 2, column 17:",
    '  //\t--why "日本🎉" --flosp 3',
    "    \t               ^^^^^^^",
  ]);
});

test("several positionals come in their order, the last may be repeated", () => {
  const spec = magicSpec({
    name: "verify",
    summary: "",
    forms: ["line"],
    positionals: {
      reason: positional.text({ help: "", required: false }),
      variants: positional.variants({ help: "", required: false }),
    },
  });
  assert.deepEqual(parseArguments(spec, "").positionals, { reason: undefined, variants: [] });
  assert.deepEqual(parseArguments(spec, '"a b" c d').positionals, { reason: "a b", variants: ["c", "d"] });
});

test("code is taken as it stands, after the options", () => {
  const spec = magicSpec({
    name: "timeit",
    summary: "",
    forms: ["line"],
    positionals: { code: positional.code({ help: "" }) },
    options: { rounds: option.integer({ help: "" }) },
  });
  const { options, positionals } = parseArguments(spec, "--rounds 3 f(\"a  b\", 'it\\'s') --rounds it's  ");
  assert.equal(options.rounds, 3);
  assert.equal(positionals.code, "f(\"a  b\", 'it\\'s') --rounds it's");
  assert.equal(parseArguments(spec, "-- --x").positionals.code, "--x");
  assert.equal(parseArguments(spec, "f(--help)").help, false);
});

test("an assignment is no positional where a magic takes none", () => {
  const spec = magicSpec({
    name: "case",
    summary: "",
    forms: ["line"],
    positionals: { title: positional.text({ help: "" }) },
  });
  assert.deepEqual(parseArguments(spec, "a=b").positionals, { title: "a=b" });
});

function refusal(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: "nothing was refused" });
}
