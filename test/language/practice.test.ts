/** Practice in quiet moments: in virtual time, and its cells by the real service. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createLanguage } from "../../src/language/index.js";
import { createPractice, practiceCell } from "../../src/language/practice.js";
import { createFolder } from "./support/folder.js";

const TIMES = { quiet: 300, rest: 10, cells: 3 };

/** Lets promises settle, then time pass. */
async function pass(ms: number): Promise<void> {
  await new Promise((resolve) => process.nextTick(resolve));
  mock.timers.tick(ms);
  await new Promise((resolve) => process.nextTick(resolve));
}

test("it begins in a quiet moment, rests after each cell, and ends", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const checked: string[] = [];
  const practice = createPractice(async (source) => checked.push(source), TIMES);
  practice.used();
  await pass(299);
  assert.equal(checked.length, 0);
  await pass(1);
  assert.equal(checked.length, 1);
  for (let turn = 0; turn < 5; turn++) await pass(10);
  assert.deepEqual(checked, [1, 2, 3].map(practiceCell));
});

test("a request begins the quiet moment anew, a measurement stops it, and so does the end of the service", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  let checked = 0;
  let gone = false;
  const practice = createPractice(async () => {
    checked++;
    if (gone) throw new Error("closed");
  }, TIMES);
  practice.used();
  await pass(200);
  practice.used();
  await pass(200);
  assert.equal(checked, 0);
  practice.pause();
  practice.used();
  await pass(1000);
  assert.equal(checked, 0, "a measurement runs");
  practice.resume();
  gone = true;
  await pass(300);
  await pass(1000);
  assert.equal(checked, 1);
});

test("its cells are ones that TypeScript has no complaint about", async (t) => {
  const folder = createFolder();
  const language = createLanguage({ folder: folder.path });
  t.after(async () => {
    await language.close();
    folder.remove();
  });
  for (const number of [1, 2, 3]) {
    const source = practiceCell(number);
    const { diagnostics } = await language.convert({ context: "", source, fileName: "practice" });
    assert.deepEqual(diagnostics, [], source);
  }
});
