/** Checks that came out alike as one row: five seeds that agree need no five rows. */

import type { Check } from "../model/verification.js";
import type { Parameters } from "../model/workload.js";
import { parametersText } from "./facts.js";
import { checkReason } from "./verification-words.js";

export interface CheckGroup {
  readonly kind: Check["kind"];
  readonly verdict: Check["verdict"];
  readonly count: number;
  /** `n=256, seed=2,3,4`, as a sweep is written. */
  readonly at: string;
  /** What was compared, and what differs or why it was not compared. */
  readonly described: string;
  readonly reason: string;
}

export function checkGroups(checks: readonly Check[]): readonly CheckGroup[] {
  const groups: Check[][] = [];
  for (const check of checks) {
    const last = groups.at(-1);
    if (last?.[0] && alike(last[0], check)) last.push(check);
    else groups.push([check]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, verdict } = first;
    return {
      kind,
      verdict,
      count: group.length,
      at: merged(group.map((check) => check.parameters)),
      described: distinct(group.map((check) => check.described ?? "")).join(", "),
      reason: checkReason(first),
    };
  });
}

/** What differs or could not be compared keeps a row of its own. */
function alike(a: Check, b: Check): boolean {
  return (
    a.kind === b.kind && a.verdict === "same" && b.verdict === "same" && checkReason(a) === checkReason(b)
  );
}

/** Each parameter with its values; checks vary one at a time. */
function merged(all: readonly Parameters[]): string {
  const [first = {}] = all;
  return parametersText(
    Object.fromEntries(
      Object.keys(first).map((name) => [name, distinct(all.map((one) => String(one[name]))).join(",")]),
    ),
  );
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== "");
}
