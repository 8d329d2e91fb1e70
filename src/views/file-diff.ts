/** What changed between the local files of two variants, path by path; unchanged ones are left out. */
import { type DiffLine, diffCount, sourceDiff } from "./source-diff.js";

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

export interface FileDiff {
  readonly path: string;
  readonly kind: "changed" | "new" | "removed";
  readonly lines: readonly DiffLine[];
  readonly added: number;
  readonly removed: number;
}

/** Lines shown of a file that is new or removed: there is nothing to compare it with. */
const SHOWN = 80;

export function fileDiffs(from: Files, to: Files): readonly FileDiff[] {
  const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return paths.flatMap((path): FileDiff[] => {
    const [before, after] = [from[path], to[path]];
    if (before === after) return [];
    const kind = before === undefined ? "new" : after === undefined ? "removed" : "changed";
    const lines =
      kind === "changed" ? sourceDiff(before ?? "", after ?? "") : wholeFile(before ?? after ?? "", kind);
    const count = diffCount(lines);
    if (kind === "changed" && count.added + count.removed === 0) return [];
    return [{ path, kind, lines: kind === "changed" ? lines : shortened(lines), ...count }];
  });
}

/** `src/tokenizer.ts: 1 line added, 9 removed`, `src/lower.ts: removed, 3 lines`. */
export function fileDiffTitle({ path, kind, added, removed }: FileDiff): string {
  return kind === "changed"
    ? `${path}: ${lineCount(added)} added, ${removed} removed`
    : `${path}: ${kind}, ${lineCount(added + removed)}`;
}

function lineCount(count: number): string {
  return `${count} ${count === 1 ? "line" : "lines"}`;
}

function wholeFile(text: string, kind: "new" | "removed"): readonly DiffLine[] {
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line, index) =>
      kind === "new"
        ? { kind: "added", text: line, from: null, to: index + 1 }
        : { kind: "removed", text: line, from: index + 1, to: null },
    );
}

function shortened(lines: readonly DiffLine[]): readonly DiffLine[] {
  const rest = lines.length - SHOWN;
  return rest > 2 ? [...lines.slice(0, SHOWN), { kind: "folded", count: rest, more: true }] : lines;
}
