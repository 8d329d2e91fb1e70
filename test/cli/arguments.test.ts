import assert from "node:assert/strict";
import { test } from "node:test";
import { type CommandSpec, readArguments } from "../../src/cli/arguments.js";
import { fakeIo } from "../support/command-io.js";

const SPEC = {
  name: "measure",
  usage: "FILE [--out FILE]",
  summary: "Measure it",
  positionals: { min: 1, max: 1 },
  options: {
    out: { type: "string", short: "o", value: "FILE", help: "where it goes" },
    define: { type: "string", short: "d", multiple: true, value: "name=value", help: "sets a value" },
    quick: { type: "boolean", help: "hurries" },
  },
} as const satisfies CommandSpec;

const read = (...argv: string[]) => readArguments(SPEC, argv, fakeIo("/"));

test("values and positionals come typed", () => {
  assert.deepEqual(
    { ...read("a.ipynb", "-o", "b", "-d", "x=1", "--define", "y=2", "--quick")?.values },
    {
      out: "b",
      define: ["x=1", "y=2"],
      quick: true,
    },
  );
  assert.deepEqual(read("--", "--odd-name")?.positionals, ["--odd-name"]);
});

const WRONG: readonly (readonly [string[], string])[] = [
  [[], "measure wants FILE, got nothing; see benchbook measure --help"],
  [["a", "b"], 'measure got "b", which is one argument too many; see benchbook measure --help'],
  [["a", "--quik"], "measure has no option --quik; did you mean --quick? See benchbook measure --help"],
  [["a", "--zebra"], "measure has no option --zebra; see benchbook measure --help"],
  [["a", "-z"], "measure has no option -z; see benchbook measure --help"],
  [["a", "--out"], "measure --out wants FILE; see benchbook measure --help"],
  [["a", "--quick=yes"], "measure --quick takes no value; see benchbook measure --help"],
];

for (const [argv, message] of WRONG) {
  test(`benchbook measure ${argv.join(" ")} is answered by one sentence`, () => {
    assert.throws(() => read(...argv), { name: "UsageError", message });
  });
}

test("--help lists every option and asks for nothing", () => {
  const io = fakeIo("/");
  assert.equal(readArguments(SPEC, ["--help"], io), null);
  assert.match(io.out(), /^benchbook measure FILE \[--out FILE\]\n\nMeasure it\.\n/);
  for (const name of ["-o, --out FILE", "-d, --define name=value", "--quick", "--help"]) {
    assert.equal(io.out().includes(name), true, name);
  }
});
