/** A profile in at most 40 lines of text: what waits, the heaviest functions and stacks, hot lines, why it is slow. */
import type { Profile } from "../model/profile.js";
import { compilationSummary } from "./compilation-text.js";
import { fitLines } from "./fit.js";
import { type HotSource, hotSources, isCell, sourceLabel } from "./profile-lines.js";
import { functionsTable, stacksTable } from "./profile-stacks.js";
import { percentOrBlank } from "./shares.js";
import { clip, indent, lines, textTable } from "./text.js";
import { waitingText } from "./waiting.js";

export const MOST_LINES = 40;
/** Share from which a file's lines are shown beside those of the cell. */
const NOTABLE = 0.05;

export function profileText(input: {
  readonly profile: Profile;
  readonly variant: string;
  readonly title: string;
  readonly basis: string;
}): string {
  const { profile, variant, title, basis } = input;
  const [own, other] = shownSources(profile, variant);
  const limits = {
    waiting: { most: 6, least: 2 },
    functions: { most: 6, least: 3 },
    stacks: { most: 10, least: 4 },
    lines: { most: 10, least: 4 },
    others: { most: 6, least: 2 },
  };
  return fitLines(MOST_LINES, limits, (rows) =>
    lines(
      title,
      basis,
      waitingText(profile, variant, rows.waiting),
      ...tableOf("functions by self time:", functionsTable(profile, rows.functions)),
      ...tableOf("stacks, heaviest first:", stacksTable(profile, rows.stacks)),
      ...linesOf(own, rows.lines),
      ...linesOf(other, rows.others),
      compilationSummary(profile, variant),
    ),
  );
}

/** None where it has no row below its head. */
function tableOf(label: string, text: string): readonly string[] {
  return text.includes("\n") ? [label, indent(text)] : [];
}

/** The variant's cell, and the heaviest file or setup where it holds a notable share. */
function shownSources(profile: Profile, variant: string): readonly HotSource[] {
  const [own, ...others] = hotSources(profile, variant);
  const heavy = others.filter(({ share }) => share >= NOTABLE).slice(0, 1);
  return own === undefined ? heavy : [own, ...heavy];
}

function linesOf(source: HotSource | undefined, limit: number): readonly string[] {
  if (source === undefined) return [];
  return tableOf(`hot lines of ${sourceLabel(source.file)}:`, lineText(source, limit));
}

function lineText(source: HotSource, limit: number): string {
  const costly = [...source.lines]
    .filter((line) => (line.self ?? 0) >= 0.001 || (line.total ?? 0) >= 0.01)
    .sort((a, b) => (b.self ?? 0) - (a.self ?? 0))
    .slice(0, limit)
    .sort((a, b) => a.line - b.line);
  return textTable({
    head: ["self", "total", "line", "source"],
    right: [0, 1, 2],
    rows: costly.map((line) => [
      percentOrBlank(line.self),
      percentOrBlank(line.total),
      isCell(source.file) ? String(line.line) : `${source.file}:${line.line}`,
      `${clip(line.text, 80)}${line.inlined ? "  (inlined)" : ""}`,
    ]),
  });
}
