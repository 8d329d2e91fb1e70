/** What a line holds of a run, waiting included. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineShare, waitingShare } from "../../src/stats/line-share.js";

const PROFILE = {
  lines: [
    { file: "cell:a", line: 2, self: 5, total: 20, samples: 1 },
    { file: "setup", line: 2, self: 10, total: 10, samples: 1 },
  ],
  duration: 30,
  idle: 70,
  waiting: {
    calls: 2,
    duration: 1000,
    lines: [
      { line: 2, awaits: 4, suspended: 600 },
      { line: 3, awaits: 12, suspended: 2400 },
    ],
  },
};
const of = (line: number, file = "cell:a", profile: Parameters<typeof lineShare>[0] = PROFILE) =>
  lineShare(profile, { file, line, clocked: "cell:a" });

test("a line that computes and waits has both, of all the time", () => {
  assert.deepEqual(of(2), { share: 0.65, waiting: 0.6 });
});

test("awaits that wait at the same time hold at most all of it", () => {
  assert.deepEqual(of(3), { share: 1, waiting: 1 });
  assert.equal(waitingShare(PROFILE.waiting, 3), 2.4);
});

test("awaits are those of the clocked cell only, and what was not clocked or not reached is nothing", () => {
  assert.deepEqual(of(2, "setup"), { share: 0.1, waiting: 0 });
  assert.deepEqual(of(9), { share: 0, waiting: 0 });
  const { duration: _, ...older } = PROFILE.waiting;
  assert.deepEqual(of(2, "cell:a", { ...PROFILE, waiting: older }), { share: 0.2, waiting: 0 });
});

test("without waiting a line holds what it and its callees compute", () => {
  const { waiting: _, ...busy } = { ...PROFILE, idle: 0 };
  assert.equal(of(2, "cell:a", busy).share, 20 / 30);
});
