/** A profile in at most 40 lines of text: the heaviest functions, the heavy tree and the hot lines. */
import type { Profile } from "../model/profile.js";
import { compilationSummary } from "./compilation-text.js";
import { heavyRows } from "./flamegraph/heavy.js";
import { type HotSource, hotSources, isCell, sourceLabel } from "./profile-lines.js";
import { percent, percentOrBlank } from "./shares.js";
import { clip, indent, lines, textTable } from "./text.js";
import { waitingText } from "./waiting.js";

const TREE_ROWS = 10;
const LINE_ROWS = 10;
/** Below this share a stack is not worth a row. */
const SMALL = 0.01;
/** Share from which a file's lines are shown beside those of the cell. */
const NOTABLE = 0.05;

export function profileText(input: {
  readonly profile: Profile;
  readonly variant: string;
  readonly title: string;
  readonly basis: string;
}): string {
  const { profile, variant, title, basis } = input;
  return lines(
    title,
    basis,
    waitingText(profile, variant),
    "stacks, heaviest first (total, self):",
    indent(treeText(profile)),
    ...shownSources(profile, variant).flatMap((source) => [
      `hot lines of ${sourceLabel(source.file)} (self, total):`,
      indent(lineText(source)),
    ]),
    compilationSummary(profile, variant),
  );
}

function treeText(profile: Profile): string {
  const whole = profile.nodes.reduce((sum, node) => sum + node.self, 0) || 1;
  const rects = heavyRows(profile, SMALL);
  const shown = rects
    .slice(0, TREE_ROWS)
    .map((rect) => [
      percent(rect.total / whole),
      percentOrBlank(rect.self / whole),
      `${"  ".repeat(Math.min(rect.depth, 12))}${clip(rect.name, 50)}${rect.place ? `  ${rect.place}` : ""}`,
    ]);
  const more =
    rects.length > shown.length ? [["", "", `⋯ ${rects.length - shown.length} more above 1 %`]] : [];
  return textTable({ head: ["total", "self", "stack"], rows: [...shown, ...more], right: [0, 1] });
}

/** The variant's cell, and the heaviest file or setup where it holds a notable share. */
function shownSources(profile: Profile, variant: string): readonly HotSource[] {
  const [own, ...others] = hotSources(profile, variant);
  const heavy = others.filter(({ share }) => share >= NOTABLE).slice(0, 1);
  return own === undefined ? heavy : [own, ...heavy];
}

function lineText(source: HotSource): string {
  const costly = [...source.lines]
    .filter((line) => (line.self ?? 0) >= 0.001 || (line.total ?? 0) >= SMALL)
    .sort((a, b) => (b.self ?? 0) - (a.self ?? 0))
    .slice(0, LINE_ROWS)
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
