import assert from "node:assert/strict";
import { test } from "node:test";
import { main } from "../../src/cli/main.js";
import { SPECS } from "../../src/cli/specs.js";
import { UserError, usageError } from "../../src/model/problem.js";
import { fakeIo } from "../support/command-io.js";

const run = async (argv: string[], command?: () => Promise<number>) => {
  const io = fakeIo("/");
  const status = await main(argv, io, command ? { probe: async () => command } : {});
  return { status, out: io.out(), err: io.err() };
};

test("without a command the help goes to stderr, with --help to stdout", async () => {
  const [none, help] = [await run([]), await run(["--help"])];
  assert.deepEqual([none.status, none.out, help.status, help.err], [2, "", 0, ""]);
  assert.equal(none.err, help.out);
  for (const { name } of SPECS) assert.equal(help.out.includes(`  ${name}`), true, name);
});

test("--version is the package's", async () => {
  assert.match((await run(["--version"])).out, /^\d+\.\d+\.\d+/);
});

test("a command's help is also under help", async () => {
  assert.equal((await run(["help", "run"])).out, (await run(["run", "--help"])).out);
});

test("an unknown command is answered with the nearest", async () => {
  const { status, err } = await run(["rnu", "x.ipynb"]);
  assert.deepEqual(
    [status, err],
    [2, "benchbook: there is no command rnu; did you mean run? See benchbook --help\n"],
  );
  assert.equal(
    (await run(["toString"])).err,
    "benchbook: there is no command toString; see benchbook --help\n",
  );
});

test("wrong usage is status 2, another expected error 1, each without a stack", async () => {
  const wrong = await run(["probe"], () =>
    Promise.reject(usageError("probe wants a FILE", ["probe", "     ^"])),
  );
  assert.deepEqual([wrong.status, wrong.err], [2, "benchbook: probe wants a FILE\n  probe\n       ^\n"]);
  const bad = await run(["probe"], () =>
    Promise.reject(new UserError({ name: "Broken", message: "it \u001b[2Jbroke" })),
  );
  assert.deepEqual([bad.status, bad.err], [1, "benchbook: it broke\n"]);
});

test("a bug shows its stack and says that it is one", async () => {
  const { status, err } = await run(["probe"], () => Promise.reject(new TypeError("x is undefined")));
  assert.equal(status, 1);
  assert.match(
    err,
    /^benchbook: this is a bug in benchbook; please report it.*\nTypeError: x is undefined\n\s+at /,
  );
});
