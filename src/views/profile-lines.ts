/** The hot-line table: a cell's source with what each line costs, as shares of the sampled time. */
import type { Profile } from "../model/profile.js";
import { type LineShare, lineShare } from "../stats/line-share.js";
import { inlinedLines } from "./inlined-lines.js";

export interface HotLine {
  /** 1-based, in the cell's lines. */
  readonly line: number;
  readonly text: string;
  /** Shares of the whole profile, 0 to 1; null where no sample fell. */
  readonly self: number | null;
  readonly total: number | null;
  /** Of a function whose time was spent in a copy of it in another's machine code. */
  readonly inlined: boolean;
  /** Of the whole run, waiting included: what a faster line could save. */
  readonly saves: LineShare;
}

export interface HotSource {
  /** `cell:naive`, `setup`, a relative path. */
  readonly file: string;
  readonly lines: readonly HotLine[];
  /** Share of the time that its lines hold. */
  readonly share: number;
}

/** Sources with any cost, the variant's own cell first. */
export function hotSources(profile: Profile, variant: string): readonly HotSource[] {
  const own = `cell:${variant}`;
  return Object.entries(profile.sources)
    .map(([file, source]) => hotSource(profile, { file, source, own }))
    .filter((source) => source.share > 0 || source.file === own)
    .sort((a, b) => Number(b.file === own) - Number(a.file === own) || b.share - a.share);
}

/** `line 5`, `line 2 of setup`, `src/tokenizer.ts:41`. */
export function linePlace(file: string, line: number, variant: string): string {
  if (file === `cell:${variant}`) return `line ${line}`;
  return isCell(file) ? `line ${line} of ${sourceLabel(file)}` : `${file}:${line}`;
}

/** What a source is called: an ordinary cell of the session has no variant's name. */
export function sourceLabel(file: string): string {
  return file.replace(/^cell:(?=cell \d+$)/, "");
}

/** A cell or a setup, not a file. */
export function isCell(file: string): boolean {
  return file.startsWith("cell:") || file === "setup" || file.startsWith("setup:") || file === "teardown";
}

/** The line with the largest self share, or null. */
export function hottestLine(source: HotSource): HotLine | null {
  const costly = source.lines.filter((line) => line.self !== null && line.self > 0);
  return costly.reduce<HotLine | null>(
    (best, line) => ((line.self ?? 0) > (best?.self ?? 0) ? line : best),
    null,
  );
}

/** What is shown of a source: all of a cell; of a long file, what stands around its costs. A number counts lines left out. */
export function shownLines({ file, lines }: HotSource): readonly (HotLine | number)[] {
  const all = lines.filter((line) => line.line > 1 || line.text.trim() !== "");
  if (isCell(file) || all.length <= WHOLE) return all;
  const costly = all.flatMap(({ self, total }, index) =>
    (self ?? 0) >= NOTABLE || (total ?? 0) >= 10 * NOTABLE ? [index] : [],
  );
  const shown: (HotLine | number)[] = [];
  for (const [index, line] of all.entries()) {
    const last = shown.at(-1);
    if (costly.some((at) => Math.abs(at - index) <= AROUND)) shown.push(line);
    else if (typeof last === "number") shown[shown.length - 1] = last + 1;
    else shown.push(1);
  }
  return shown;
}

/** Lines of a file that is shown whole, lines around a cost, and the share from which a cost is shown. */
const WHOLE = 60;
const AROUND = 3;
const NOTABLE = 0.001;

function hotSource(
  profile: Profile,
  { file, source, own }: { readonly file: string; readonly source: string; readonly own: string },
): HotSource {
  const inlined = inlinedLines(profile, file);
  const whole = profile.nodes.reduce((sum, node) => sum + node.self, 0) || 1;
  const costs = new Map(profile.lines.filter((cost) => cost.file === file).map((cost) => [cost.line, cost]));
  const lines = source
    .replace(/\n+$/, "")
    .split("\n")
    .map((text, index) => {
      const cost = costs.get(index + 1);
      return {
        line: index + 1,
        text,
        self: cost ? cost.self / whole : null,
        total: cost ? cost.total / whole : null,
        inlined: cost !== undefined && cost.self > 0 && inlined(index + 1),
        saves: lineShare(profile, { file, line: index + 1, clocked: own }),
      };
    });
  return { file, lines, share: lines.reduce((sum, line) => sum + (line.self ?? 0), 0) };
}
