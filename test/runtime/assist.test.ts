import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

describe("Tab", () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = await openNotebook();
    await notebook.ok('%case "Sums"');
    await notebook.ok("%%setup n=8\nconst numbers = Array.from({ length: n }, (_, index) => index)");
  });
  after(() => notebook.close());

  /** The cell after each match is taken; the cursor stands at `|`. */
  async function taken(cell: string): Promise<string[]> {
    const cursor = cell.indexOf("|");
    const code = cell.replace("|", "");
    const { start, end, matches } = await notebook.runtime.complete(code, cursor);
    return matches.map(({ text }) => code.slice(0, start) + text + code.slice(end));
  }

  it("gives a magic the form that it has, whatever was typed", async () => {
    assert.deepEqual(await taken("%ba|"), ["%%baseline"]);
    assert.deepEqual(await taken("%%ba|"), ["%%baseline"]);
    assert.deepEqual(await taken("//%ba|"), ["//%%baseline"]);
    assert.deepEqual(await taken("%%tim|"), ["%timeit"]);
    assert.deepEqual(await taken("%ver|"), ["%verify"]);
    assert.deepEqual(await taken("%%ver|"), ["%%verify"]);
  });

  it("replaces the whole name, and leaves what stands behind it", async () => {
    assert.deepEqual(await taken("%ba|se slow\nf()"), ["%%baseline slow\nf()"]);
  });

  it("offers what works on a whole cell on its first line only", async () => {
    assert.deepEqual(await taken("const x = 1;\n\n%ba|"), []);
    assert.deepEqual(await taken("const x = 1;\n\n%ver|"), ["const x = 1;\n\n%verify"]);
    assert.ok((await taken("%|")).includes("%%optimize"));
  });

  it("completes the code of %timeit in the setup's names, and its options before it", async () => {
    assert.deepEqual(await taken("%timeit --duration 1s numbers.flatM|"), [
      "%timeit --duration 1s numbers.flatMap",
    ]);
    assert.deepEqual(await taken("%timeit numbers.redu|"), [
      "%timeit numbers.reduce",
      "%timeit numbers.reduceRight",
    ]);
    assert.deepEqual(await taken("%timeit --dur|"), ["%timeit --duration"]);
  });

  it("shows the type of a name in %timeit's code", async () => {
    const code = "%timeit numbers.map(String)";
    const shown = await notebook.runtime.inspect(code, code.indexOf("numbers") + 3, 0);
    assert.match(shown?.text ?? "", /numbers: number\[\]/);
  });
});
