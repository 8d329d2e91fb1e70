import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkForm,
  completeArguments,
  helpFor,
  inspectArguments,
  magicSpec,
  option,
  positional,
  suggest,
} from "../../src/cells/options.js";
import { type Magic, parseCell } from "../../src/cells/parse.js";

const profile = magicSpec({
  name: "profile",
  summary: "Shows where the time goes.",
  forms: ["line", "cell"],
  body: "optional",
  positionals: { variant: positional.variant({ help: "The variant to profile", required: false }) },
  options: {
    heap: option.flag({ help: "Profiles allocations" }),
    against: option.variant({ help: "Compares with another variant" }),
    duration: option.duration({ help: "Time to sample", default: 2e9 }),
    format: option.choices(["html", "md"], { help: "Formats" }),
    also: option.assignments({ help: "Other sizes" }),
    shape: option.extents({ help: "Extents" }),
  },
  examples: ["%profile naive", "%profile naive --duration 5s"],
});
const setup = magicSpec({
  name: "setup",
  summary: "Defines the inputs.",
  forms: ["cell"],
  positionals: { name: positional.name({ help: "Its name", required: false }) },
  assignments: "parameters",
  details: "Runs in every fork.",
});

test("the text of a magic's help is complete", () => {
  assert.equal(
    helpFor(profile).text,
    `%profile [VARIANT] [options]
%%profile [VARIANT] [options]

Shows where the time goes.

  VARIANT            The variant to profile

Options
  --heap             Profiles allocations
  --against VARIANT  Compares with another variant
  --duration 50ms    Time to sample (default 2s)
  --format html,md   Formats
  --also n=1,7,33    Other sizes (may be given several times)
  --shape h,w,4      Extents
  --help             Shows this

Examples
  %profile naive
  %profile naive --duration 5s`,
  );
});

test("the Markdown of a magic's help has its usage, details and options", () => {
  assert.equal(
    helpFor(setup).markdown,
    [
      "```\n%%setup [NAME] [name=value …]\n```",
      "Defines the inputs.",
      "Runs in every fork.",
      "- `NAME` – Its name\n- `name=value` – Values of parameters: n=512 seed=1, or several: T=16,32,64",
      "**Options**\n\n- `--help` – Shows this",
    ].join("\n\n"),
  );
});

const INSPECTED: readonly (readonly [marked: string, firstLine: string])[] = [
  ["|", "%profile [VARIANT] [options]"],
  ["na|ive", "VARIANT"],
  ["naive --du|ration 3s", "--duration 50ms"],
  ["naive --duration 3|s", "--duration 50ms"],
  ["naive --nonsense|", "%profile [VARIANT] [options]"],
];

for (const [marked, firstLine] of INSPECTED) {
  test(`inspected: ${marked}`, () => {
    const { text } = inspectArguments(profile, marked.replace("|", ""), marked.indexOf("|"));
    assert.equal(text.split("\n")[0], firstLine);
  });
}

const OPTIONS = "--heap --against --duration --format --also --shape --help";

/** What Tab offers, and the text with its first offer in place. */
const COMPLETED: readonly (readonly [marked: string, offers: string, first: string])[] = [
  ["|", `naive ikj ${OPTIONS}`, "naive"],
  ["n|", "naive", "naive"],
  ["n|ai", "naive", "naive"],
  ["naive |", OPTIONS, "naive --heap"],
  ["naive --|", OPTIONS, "naive --heap"],
  ["naive -|", OPTIONS, "naive --heap"],
  ["naive --he|", "--heap --help", "naive --heap"],
  ["naive --heap --he|", "--help", "naive --heap --help"],
  ["--against |", "naive ikj", "--against naive"],
  ["--against=i|", "ikj", "--against=ikj"],
  ['--against "i|', "ikj", '--against "ikj'],
  ["--format |", "html md", "--format html"],
  ["--format html,m|", "md", "--format html,md"],
  ["--duration |", "", "--duration "],
  ["--also |", "n= seed=", "--also n="],
  ["--also n=1 --al|", "--also", "--also n=1 --also"],
  ["--shape n,s|", "seed", "--shape n,seed"],
  ["--nonsense=|", "", "--nonsense="],
  ["x|yz", "", "xyz"],
  ["-- n|", "naive", "-- naive"],
];

for (const [marked, offers, first] of COMPLETED) {
  test(`completed: ${marked}`, () => {
    const text = marked.replace("|", "");
    const candidates = { variants: ["naive", "ikj"], parameters: ["n", "seed"] };
    const { start, end, matches } = completeArguments(profile, text, marked.indexOf("|"), candidates);
    assert.equal(matches.map(({ text }) => text).join(" "), offers);
    if (matches.length > 0) assert.equal(text.slice(0, start) + matches[0]!.text + text.slice(end), first);
  });
}

test("names of parameters complete where a magic takes assignments", () => {
  const { matches } = completeArguments(setup, "s", 1, { variants: [], parameters: ["n", "seed"] });
  assert.deepEqual(matches, [{ text: "seed=", type: "parameter" }]);
});

const FORMS: readonly (readonly [cell: string, message: string | null])[] = [
  ["%profile naive", null],
  ["%%profile\nf()", null],
  ["%%profile", null],
  ["%%setup n=1\nf()", null],
  ["%setup n=1", "%setup works on a whole cell: write %%setup as its first line"],
  ["%%setup n=1\n\n", "%%setup needs code below it in its cell, got none"],
];

for (const [cell, message] of FORMS) {
  test(`form: ${JSON.stringify(cell)}`, () => {
    const magic = parseCell(cell)[0] as Magic;
    const check = () => checkForm(magic.name === "setup" ? setup : profile, magic);
    if (message === null) assert.doesNotThrow(check);
    else assert.throws(check, { name: "UsageError", message });
  });
}

test("a magic without a cell form says how to write it", () => {
  const machine = magicSpec({ name: "machine", summary: "", forms: ["line"] });
  const magic = parseCell("//%%machine\nf()")[0] as Magic;
  assert.throws(() => checkForm(machine, magic), {
    message: "%%machine has no cell form: write %machine in a cell of its own",
    problem: {
      name: "UsageError",
      message: "%%machine has no cell form: write %machine in a cell of its own",
      detail: ["line 1, column 3:", "  //%%machine", "    ^^^^^^^^^"],
    },
  });
});

const SUGGESTED: readonly (readonly [word: string, expected: string | null])[] = [
  ["profil", "profile"],
  ["PROFILE", "profile"],
  ["verfy", "verify"],
  ["pro", "profile"],
  ["zebra", null],
  ["v", null],
  ["", null],
];

for (const [word, expected] of SUGGESTED) {
  test(`suggested for ${JSON.stringify(word)}`, () =>
    assert.equal(suggest(word, ["verify", "profile"]), expected));
}
