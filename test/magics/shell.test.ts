/** `--shell`: what fits with it, what the record holds, and one case from its setup to its report. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Output } from "../../src/model/output.js";
import type { Runtime } from "../../src/model/ports/runtime.js";
import { createRuntime } from "../../src/runtime/index.js";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

const WITHOUT_SHELL = process.platform === "win32" ? "Windows has no /bin/sh" : false;

describe("what fits with --shell", { skip: WITHOUT_SHELL }, () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = await openNotebook({ variants: { pack: "10 ms ± 0.3 %", "fast-pack": "5 ms ± 0.3 %" } });
    await notebook.ok('%case "Commands"');
    await notebook.ok("%%setup n=4\nconst data = [n]");
    await notebook.ok("%%baseline pack --shell\n# packs\n\ngzip -9 -c data.txt | wc -c");
  });
  after(() => notebook.close());

  it("the record says that the source is a command line", () => {
    const [pack] = notebook.record().variants;
    assert.equal(pack?.language, "shell");
    assert.equal(pack.expression.text, "gzip -9 -c data.txt | wc -c");
    assert.equal(pack.expression.line, 4);
    assert.match(pack.source, /^\n?# packs/);
  });

  const refusals: readonly (readonly [what: string, cell: string, error: RegExp])[] = [
    [
      "an empty body",
      "%%variant a --shell\n# nothing\n\n",
      /The body of a is what --shell runs, and it is empty; write/,
    ],
    [
      "TypeScript",
      "%%variant a --shell\nconst x = n\nx",
      /The body of a is TypeScript \(it declares x\).*take --shell away/,
    ],
    [
      "a variable as the result",
      "%%variant a --shell --result x\necho 1",
      /--result x names a variable, and a is a command/,
    ],
    [
      "flags of Node",
      '%%variant a --shell --node-flags "--jitless"\necho 1',
      /--node-flags --jitless would change the Node/,
    ],
    [
      "a file without a command",
      "%%variant a --result-file x\nn",
      /--result-file x is a file that a command writes/,
    ],
    [
      "a git revision",
      "%%variant a --shell --rev main\necho 1",
      /--rev speaks of what a TypeScript cell imports/,
    ],
    [
      "a profile",
      "%profile pack",
      /pack runs a command, and V8's profiler sees the Node process only; .* --no-profile/,
    ],
    [
      "no profile",
      "%%optimize a --shell\n# why\necho 1",
      /NoProfileError: pack runs a command.*--no-profile "reason"/,
    ],
    ["no hypothesis", '%%optimize a --shell --no-profile "x"\necho 1', /Why should a be faster\?/],
  ];
  for (const [what, cell, error] of refusals) {
    it(`${what} is refused in one sentence`, async () => assert.match(await notebook.fails(cell), error));
  }

  it("comments on top are the hypothesis", async () => {
    await notebook.ok(
      '%%optimize fast-pack --shell --no-profile "perf"\n# searches\n# less\ngzip -1 -c data.txt | wc -c',
    );
    const variant = notebook.record().variants.find(({ name }) => name === "fast-pack");
    assert.equal(variant?.hypothesis, "searches\nless");
    assert.equal(variant.parent, "pack");
  });

  it("rotated inputs, which a command cannot see, are refused", async () => {
    await notebook.ok("%%setup n=4 --inputs 2\nconst data = [n]");
    assert.match(
      await notebook.fails("%%baseline pack --shell\necho 1"),
      /--inputs 2 rotates names of the setup, and pack is a command/,
    );
  });

  it("Tab and Shift-Tab leave a command line alone", async () => {
    const cell = "%%baseline pack --shell\ngz";
    assert.deepEqual((await notebook.runtime.complete(cell, cell.length)).matches, []);
    assert.equal(await notebook.runtime.inspect(cell, cell.length, 0), null);
    const option = "%%baseline pack --she";
    const { matches } = await notebook.runtime.complete(option, option.length);
    assert.ok(matches.some(({ text }) => text.includes("--shell")));
  });
});

describe("a case of commands, in real forks", { skip: WITHOUT_SHELL }, () => {
  let folder: string;
  let runtime: Runtime;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "benchbook-shell-"));
    const options = { folder, notebook: null, fresh: false, overrides: {}, budget: 1e9, quick: true };
    runtime = await createRuntime(options);
  });
  after(async () => {
    await runtime.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(code: string): Promise<string> {
    const outputs: Output[] = [];
    const request = { code, cellId: null, executionCount: 1 };
    const reply = await runtime.execute(request, (output) => outputs.push(output));
    const texts = outputs.flatMap((output) => ("data" in output ? [String(output.data["text/plain"])] : []));
    return reply.status === "ok" ? (texts.at(-1) ?? "") : `${reply.error.ename}: ${reply.error.evalue}`;
  }

  it("setups write files, commands read them, and their output is verified", async () => {
    await run('%case "Sorting" --target "memory <= 1 GiB"');
    await run(
      [
        "%%setup n=2000",
        'import { writeFileSync } from "node:fs"',
        "const lines = Array.from({ length: n }, (_, i) => String((i * 7919) % n))",
        'const text = lines.join("\\n")',
        'writeFileSync("numbers.txt", text)',
      ].join("\n"),
    );
    const baseline = await run(
      '%%baseline text --shell --bytes "text.length"\nLC_ALL=C sort numbers.txt | head -n "$n" | cksum',
    );
    assert.match(baseline, /^text takes .* per call \(n=2000/);
    assert.match(baseline, /starting a process took .* of it/);
    assert.match(baseline, /Each call is one process of \/bin\/sh -e; its value is what it prints\./);
    assert.match(baseline, /traffic .*B\/s/);

    const wrong = await run(
      '%%optimize numeric --shell --no-profile "a trial"\n# numbers compare faster than text\nsort -n numbers.txt | cksum',
    );
    assert.match(wrong, /numeric was not timed: its result is not text's/);
    const right = await run(
      '%%optimize plain --shell --no-profile "a trial"\n# one process less\nLC_ALL=C sort numbers.txt | cksum',
    );
    assert.match(right, /plain .*text/);
    assert.match(await run("%diff text plain"), /- LC_ALL=C sort numbers\.txt \| head/);

    const record = runtime.current();
    const plain = record?.variants.find(({ name }) => name === "plain");
    assert.equal(plain?.verification.verdict, "verified");
    const command = plain.measurements[0]?.command ?? assert.fail("no figures of the processes");
    assert.ok(command.start > 0);
    assert.equal(record?.targets[0]?.verdict, command.peakMemory === null ? "undecided" : "met");
  });

  it("a typed variant may be compared with a command where both give text", async () => {
    assert.match(await run("%%variant number\nn"), /number/);
    assert.match(await run("%verify number"), /number returns a WRONG RESULT.* got 2000/);
  });

  it("the report shows the command line and what its processes used", async () => {
    await run("%report --out report.html --format html,md");
    const page = await readFile(join(folder, "report.html"), "utf8");
    assert.match(page, /The command line of text, run by \/bin\/sh -e\./);
    assert.match(page, /Its processes: /);
  });
});
