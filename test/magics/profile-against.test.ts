/** `%profile A --against B`: what changed between the profiles of two variants. */
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

const CASE = '%case "Sums"';
const SETUP = "%%setup n=8 seed=1\nconst data = Array.from({ length: n }, (_, index) => index)";
const SLOW = "%%baseline slow\ndata.reduce((a, b) => a + b, 0)";
const FAST = '%%optimize fast --why "fewer" --no-profile "short"\nlet s = 0\nfor (const x of data) s += x\ns';

describe("%profile --against", () => {
  let notebook: TestNotebook;
  afterEach(() => notebook.close());

  const open = async () => {
    notebook = await openNotebook();
    for (const cell of [CASE, SETUP, SLOW, FAST]) await notebook.ok(cell);
  };
  const profiled = () => notebook.record().profiles.map((one) => one.variant);

  it("profiles the other variant too where it has no profile, and keeps both", async () => {
    await open();
    const { text } = await notebook.ok("%profile fast --against slow");
    assert.match(text, /^fast takes 10\.0 ms a call where slow takes 10\.0 ms/);
    assert.match(text, /No function changed by more than 0\.1 %/);
    assert.deepEqual(profiled().sort(), ["fast", "slow"]);
    const against = notebook.record().profiles.map((one) => [one.variant, one.against ?? null]);
    assert.deepEqual(against.sort(), [
      ["fast", "slow"],
      ["slow", null],
    ]);
  });

  it("takes the other's kept profile where it still holds, and a new one where its code changed", async () => {
    await open();
    await notebook.ok("%profile slow");
    const kept = notebook.record().profiles[0]?.recorded;
    const ofSlow = () => notebook.record().profiles.findLast((one) => one.variant === "slow");
    await notebook.ok("%profile fast --against slow");
    assert.equal(ofSlow()?.recorded, kept);
    await notebook.ok(SLOW.replace("a + b", "b + a"));
    await notebook.ok(FAST);
    await notebook.ok("%profile fast --against slow");
    const { variants } = notebook.record();
    assert.equal(ofSlow()?.hash, variants.find((one) => one.name === "slow")?.hash);
  });

  for (const [cell, message] of [
    ["%profile fast --against fast", /names the profiled variant itself/],
    ["%profile fast --against slwo", /There is no variant slwo; did you mean slow\?/],
    ["%profile fast --against slow --deopt", /ask for one at a time/],
    ["%%profile --against slow\n1 + 1", /write %profile NAME --against OTHER/],
  ] as const) {
    it(`refuses ${cell.split("\n")[0]} in one sentence, and keeps the record`, async () => {
      await open();
      const told = await notebook.fails(cell);
      assert.match(told, message);
      assert.deepEqual(profiled(), []);
    });
  }
});
