import assert from "node:assert/strict";
import { test } from "node:test";
import type { Profile } from "../../src/model/profile.js";
import { diffProfiles, type ProfileDiff } from "../../src/stats/profile-diff.js";
import { profileOf } from "../support/sample-profile.js";

const profile = (variant: string, calls: number, stacks: string): Profile => ({
  ...profileOf({ stacks, variant, source: "" }),
  calls,
});

/** `name self before`, indented by depth. */
function drawn({ nodes, frames }: ProfileDiff): string {
  const depth = (at: number): number => (at < 0 ? -1 : 1 + depth(nodes[at]!.parent));
  return nodes
    .map((node, at) => `${"  ".repeat(depth(at))}${frames[node.frame]!.name} ${node.self} ${node.before}`)
    .join("\n");
}

test("times are per call of each profile, and equal stacks are merged", () => {
  const diff = diffProfiles(
    profile("tiled", 4, "measured;matmul 40\nmeasured;pack 8"),
    profile("naive", 2, "measured;matmul 100\nmeasured;copy 6"),
  );
  assert.equal(drawn(diff), "measured 0 0\n  matmul 10 50\n  pack 2 0\n  copy 0 3");
  assert.deepEqual(diff.total, { now: 12, before: 53 });
});

test("the functions that changed most stand first, new and gone ones named so", () => {
  const diff = diffProfiles(
    profile("tiled", 1, "measured;matmul 40\nmeasured;pack 8\nmeasured;same 5"),
    profile("naive", 1, "measured;matmul 100\nmeasured;copy 6\nmeasured;same 5"),
  );
  assert.deepEqual(
    diff.functions.map(({ frame, kind, self, selfBefore }) => [frame.name, kind, self - selfBefore]),
    [
      ["matmul", "both", -60],
      ["pack", "new", 8],
      ["copy", "gone", -6],
      ["measured", "both", 0],
      ["same", "both", 0],
    ],
  );
});

test("a function of one cell is that of the other, whatever its line; the same name in a package is another", () => {
  const now = profile("tiled", 1, "matmul 10");
  const before = profile("naive", 1, "matmul 20");
  const moved = { ...now, frames: now.frames.map((frame) => ({ ...frame, line: 99 })) };
  assert.equal(diffProfiles(moved, before).nodes.length, 1);
  const packaged = {
    ...now,
    frames: now.frames.map((frame) => ({ ...frame, category: "package" as const, file: "lib/index.js" })),
  };
  assert.equal(diffProfiles(packaged, before).nodes.length, 2);
});

test("a function that calls itself counts once in its total", () => {
  const diff = diffProfiles(profile("a", 1, "f;f;f 30"), profile("b", 1, "f;f 10"));
  assert.deepEqual([diff.functions[0]!.total, diff.functions[0]!.totalBefore], [30, 10]);
});

test("a profile against itself has no change", () => {
  const one = profile("naive", 3, "measured;matmul 40\nmeasured;pack 8");
  const { nodes, functions } = diffProfiles(one, one);
  assert.ok(nodes.every((node) => node.self === node.before));
  assert.ok(functions.every((change) => change.kind === "both" && change.self === change.selfBefore));
});

test("an empty profile makes all of the other gone, and two empty ones nothing", () => {
  const empty = { ...profile("tiled", 0, "a 0"), nodes: [], frames: [] };
  const diff = diffProfiles(empty, profile("naive", 1, "measured;matmul 40"));
  assert.ok(diff.functions.every((change) => change.kind === "gone"));
  assert.deepEqual(diffProfiles(empty, empty).functions, []);
});
