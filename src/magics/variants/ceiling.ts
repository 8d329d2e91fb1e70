/** `--line N` of an optimization: the line of its parent's cell that it speeds up, and what the parent's profile says of it. */
import type { Case, Ceiling, Variant } from "../../model/case.js";
import { usageError } from "../../model/problem.js";
import type { LineCost, Profile } from "../../model/profile.js";
import { clip } from "../../views/text.js";
import type { MagicContext } from "../magic.js";

/** Lines that the error names. */
const NEAREST = 3;

/** Null without `--line`. Throws a UserError for a line that the profile has not met. */
export async function ceilingOf(
  line: number | undefined,
  parent: Variant,
  { state, store }: Pick<MagicContext, "state" | "store">,
): Promise<Ceiling | null> {
  if (line === undefined) return null;
  const record = state.require();
  const kept = profileOf(record, parent);
  const profile = kept === undefined ? null : await store.loadProfile(record.id, kept.file);
  if (kept === undefined || profile === null) {
    throw usageError(
      `--line ${line} needs a profile of ${parent.name}; run %profile ${parent.name} first, or leave --line out.`,
    );
  }
  const cost = costOf(line, parent, profile);
  const text = textOf(parent, line);
  return {
    line,
    of: parent.name,
    text,
    share: shareOf(cost, profile, parent),
    samples: profile.sampleCount,
    profiled: kept.recorded,
  };
}

function profileOf(record: Case, { name, hash }: Variant) {
  return record.profiles.findLast(
    (one) => one.variant === name && one.hash === hash && !one.stale && one.kind === "cpu",
  );
}

function costOf(line: number, parent: Variant, profile: Profile): LineCost {
  const costs = profile.lines.filter(
    ({ file, self, total }) => file === `cell:${parent.name}` && Math.max(self, total) > 0,
  );
  const found = costs.find((one) => one.line === line);
  if (found !== undefined) return found;
  const count = parent.source.split("\n").length;
  const why =
    line > count
      ? `${parent.name} has ${count} lines`
      : `no sample of ${parent.name}'s profile fell on line ${line}`;
  const near = [...costs]
    .sort((one, other) => Math.abs(one.line - line) - Math.abs(other.line - line))
    .slice(0, NEAREST);
  const known =
    near.length === 0
      ? "no line of its cell is in the profile; leave --line out"
      : `the nearest lines in it are ${near
          .sort((one, other) => one.line - other.line)
          .map(
            (cost) =>
              `${cost.line} (${(shareOf(cost, profile, parent) * 100).toFixed(1)} %: ${clip(textOf(parent, cost.line), 40)})`,
          )
          .join(", ")}`;
  throw usageError(`--line ${line}: ${why}; ${known}.`);
}

/** With what the line calls; of asynchronous work the waiting counts into the whole. */
function shareOf({ self, total }: LineCost, { duration, idle }: Profile, { expression }: Variant): number {
  const whole = duration + (expression.asynchronous ? idle : 0);
  return whole > 0 ? Math.min(1, Math.max(self, total) / whole) : 0;
}

function textOf({ source }: Variant, line: number): string {
  return (source.split("\n")[line - 1] ?? "").trim();
}
