import assert from "node:assert/strict";
import { test } from "node:test";
import { prettyJson } from "../../src/store/json.js";

test("what fits on a line stands on one, so that a fork is one line of a diff", () => {
  const fork = { estimate: 530123456.7, prepare: 1e6, batch: 1, samples: 5, steady: "flat" };
  const value = { parameters: { n: 512, seed: 1 }, forks: [fork, fork], empty: {}, none: [] };
  assert.equal(
    prettyJson(value),
    `{
  "parameters": { "n": 512, "seed": 1 },
  "forks": [
    { "estimate": 530123456.7, "prepare": 1000000, "batch": 1, "samples": 5, "steady": "flat" },
    { "estimate": 530123456.7, "prepare": 1000000, "batch": 1, "samples": 5, "steady": "flat" }
  ],
  "empty": {},
  "none": []
}
`,
  );
});

test("an infinite bound comes back as infinite, NaN as null, and undefined fields are left out", () => {
  const value = { low: -Infinity, high: Infinity, mean: Number.NaN, gone: undefined, text: 'a\n"b"\u2028' };
  assert.deepEqual(JSON.parse(prettyJson(value)), {
    low: -Infinity,
    high: Infinity,
    mean: null,
    text: 'a\n"b"\u2028',
  });
});
