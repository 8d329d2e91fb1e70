/** The tasks of verification: write the first call's value, or compare it with the reference that another fork wrote. */
import { readTree, writeTree } from "../values/codec.js";
import { compareValues } from "../values/compare.js";
import { describeValue } from "../values/describe.js";
import { whyDegenerate, whyUnverifiable } from "../values/proof.js";
import { tagValue } from "../values/tag.js";
import type { ValueTree } from "../values/tree.js";
import { untagValue } from "../values/untag.js";
import { firstCall } from "./calls.js";
import type { Channel } from "./channel.js";
import type { Loaded } from "./load.js";
import type { CompareReport, CompareTask, ValueReport, ValueTask } from "./tasks.js";

export async function writeValue(
  task: ValueTask,
  { module }: Loaded,
  channel: Channel,
): Promise<ValueReport> {
  channel.beat("call");
  const { value } = await firstCall(module);
  const tree = tagValue(value);
  channel.beat("report");
  const report = describe(tree);
  await writeTree(task.file, tree);
  return report;
}

export async function compareValue(
  task: CompareTask,
  { module }: Loaded,
  channel: Channel,
): Promise<CompareReport> {
  channel.beat("call");
  const { value } = await firstCall(module);
  const actual = tagValue(value);
  channel.beat("report");
  const report = describe(actual);
  const expected = await readTree(task.expected);
  if (task.property !== null) {
    channel.beat("property");
    return { ...report, ...(await holds(task.property, untagValue(expected), value)) };
  }
  if (report.unverifiable !== null) {
    return { ...report, verdict: "unverified", mismatch: null, note: report.unverifiable };
  }
  const comparison = compareValues(expected, actual, task.tolerance);
  const note = comparison.verdict === "unverified" ? "the result holds nothing that could be compared" : null;
  return { ...report, ...comparison, note };
}

function describe(tree: ValueTree): ValueReport {
  return {
    described: describeValue(tree),
    unverifiable: whyUnverifiable(tree),
    degenerate: whyDegenerate(tree),
  };
}

async function holds(
  property: string,
  expected: unknown,
  actual: unknown,
): Promise<Pick<CompareReport, "verdict" | "mismatch" | "note">> {
  // The property is the user's own code, compiled in the process that runs the user's variant.
  const check: unknown = new Function(`return (${property}\n);`)();
  if (typeof check !== "function")
    throw new TypeError("A property is a function (expected, actual) => boolean.");
  const answer: unknown = await check(expected, actual);
  if (typeof answer === "boolean") {
    return {
      verdict: answer ? "same" : "different",
      mismatch: null,
      note: answer ? null : "the property does not hold",
    };
  }
  const note = `the property answered ${String(answer)}; let it return true or false`;
  return { verdict: "unverified", mismatch: null, note };
}
