import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../src/model/problem.js";
import { formatCase, parseCase, upgrade } from "../../src/store/format.js";
import { sampleCase } from "../support/sample-case.js";

const messageOf = (text: string) => {
  try {
    parseCase(text, "case.json");
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return assert.fail("it was taken for a case");
};

test("a case survives its text", () => {
  assert.deepEqual(parseCase(formatCase(sampleCase()), "case.json"), sampleCase());
});

test("keys stand in one order, whatever the order of the object", () => {
  const record = sampleCase();
  const shuffled = Object.fromEntries(Object.entries(record).reverse()) as unknown as typeof record;
  assert.equal(formatCase(shuffled), formatCase(record));
  assert.match(
    formatCase(record),
    /^\{\n {2}"format": "benchbook-case",\n {2}"version": 1,\n {2}"id": "matmul",/,
  );
});

test("unknown fields are kept, so that a newer hand's notes survive a save", () => {
  const text = formatCase({ ...sampleCase(), reviewer: "ada" } as ReturnType<typeof sampleCase>);
  assert.equal((parseCase(text, "case.json") as unknown as { reviewer: string }).reviewer, "ada");
});

test("lists that are missing are empty", () => {
  const { decisions, findings, ...rest } = sampleCase();
  const read = parseCase(JSON.stringify(rest), "case.json");
  assert.equal(decisions.length > 0 && findings.length > 0, true);
  assert.deepEqual([read.decisions, read.findings], [[], []]);
});

test("a newer version says to update", () => {
  assert.equal(
    messageOf('{"format":"benchbook-case","version":3}'),
    "this case was written by a newer benchbook (version 3); update benchbook or move the folder away",
  );
});

test("what is no case says so", () => {
  assert.match(messageOf('{"cells":[]}'), /no "format": "benchbook-case" and so is no case/);
  assert.match(messageOf('{"format":"benchbook-case","version":"one"}'), /has the version "one"/);
  assert.match(messageOf('{"format":"benchbook-case","version":1}'), /has no id/);
  const broken = JSON.stringify({ ...sampleCase(), variants: { naive: {} } });
  assert.match(messageOf(broken), /has variants that are no list of objects/);
});

test("an older version climbs step by step", () => {
  const upgraders = [
    (raw: Readonly<Record<string, unknown>>) => ({ ...raw, steps: ["1 to 2"] }),
    (raw: Readonly<Record<string, unknown>>) => ({ ...raw, steps: [...(raw.steps as string[]), "2 to 3"] }),
  ];
  const to = { file: "case.json", upgraders, version: 3 };
  assert.deepEqual(upgrade({ version: 1 }, to), { version: 3, steps: ["1 to 2", "2 to 3"] });
  assert.deepEqual(upgrade({ version: 2, steps: [] }, to), { version: 3, steps: ["2 to 3"] });
  assert.deepEqual(upgrade({ version: 3 }, to), { version: 3 });
});
