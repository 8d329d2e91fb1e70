/** `--line N` of an optimization: the line of its parent's cell that it speeds up, and what the parent's profile says of it. */
import type { Case, Ceiling, Variant } from "../../model/case.js";
import { usageError } from "../../model/problem.js";
import type { Profile } from "../../model/profile.js";
import { type LineShare, lineShare } from "../../stats/line-share.js";
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
  const { share, waiting } = shareOf(line, parent, profile);
  return {
    line,
    of: parent.name,
    text: textOf(parent, line),
    share,
    ...(waiting > 0 ? { waiting } : {}),
    samples: profile.sampleCount,
    profiled: kept.recorded,
  };
}

function profileOf(record: Case, { name, hash }: Variant) {
  return record.profiles.findLast(
    (one) => one.variant === name && one.hash === hash && !one.stale && one.kind === "cpu",
  );
}

function shareOf(line: number, parent: Variant, profile: Profile): LineShare {
  const cell = `cell:${parent.name}`;
  const at = (one: number) => lineShare(profile, { file: cell, line: one, clocked: cell });
  const found = at(line);
  if (found.share > 0) return found;
  const count = parent.source.split("\n").length;
  const why =
    line > count
      ? `${parent.name} has ${count} lines`
      : `no sample of ${parent.name}'s profile fell on line ${line}`;
  const near = [...linesOf(profile, cell)]
    .sort((one, other) => Math.abs(one - line) - Math.abs(other - line))
    .slice(0, NEAREST)
    .sort((one, other) => one - other)
    .map((one) => `${one} (${(at(one).share * 100).toFixed(1)} %: ${clip(textOf(parent, one), 40)})`);
  const known =
    near.length === 0
      ? "no line of its cell is in the profile; leave --line out"
      : `the nearest lines in it are ${near.join(", ")}`;
  throw usageError(`--line ${line}: ${why}; ${known}.`);
}

/** Lines of the cell that take time, or wait. */
function linesOf({ lines, waiting }: Profile, cell: string): ReadonlySet<number> {
  const costly = lines.filter(({ file, self, total }) => file === cell && Math.max(self, total) > 0);
  return new Set([...costly, ...(waiting?.lines ?? [])].map(({ line }) => line));
}

function textOf({ source }: Variant, line: number): string {
  return (source.split("\n")[line - 1] ?? "").trim();
}
