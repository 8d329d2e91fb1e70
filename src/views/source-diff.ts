/** What changed between two sources: lines by the package `diff`, with long unchanged stretches folded. */
import { diffLines } from "diff";
import { type Html, html, trusted } from "./html.js";
import { TONES } from "./look.js";

export type DiffLine =
  | {
      readonly kind: "same" | "added" | "removed";
      readonly text: string;
      readonly from: number | null;
      readonly to: number | null;
    }
  | {
      readonly kind: "folded";
      readonly count: number;
      /** The lines are not unchanged, but more of the same kind. */
      readonly more?: boolean;
    };

/** Unchanged lines kept around each change. */
const CONTEXT = 3;

export function sourceDiff(from: string, to: string): readonly DiffLine[] {
  const all: Exclude<DiffLine, { kind: "folded" }>[] = [];
  let [left, right] = [1, 1];
  for (const change of diffLines(withNewline(from), withNewline(to))) {
    const kind = change.added ? "added" : change.removed ? "removed" : "same";
    for (const text of change.value.replace(/\n$/, "").split("\n")) {
      all.push({ kind, text, from: kind === "added" ? null : left, to: kind === "removed" ? null : right });
      if (kind !== "added") left += 1;
      if (kind !== "removed") right += 1;
    }
  }
  // A cell's magic line is kept as an empty one, so that lines keep their numbers; it says nothing here.
  return folded(all.slice(all.findIndex((line) => line.text.trim() !== "")));
}

/** Of two variants, between their formatted sources where both have one: layout is no change in code. */
export function codeDiff(
  from: { readonly name: string; readonly source: string },
  to: { readonly name: string; readonly source: string },
  formatted: Readonly<Record<string, string>> = {},
): readonly DiffLine[] {
  const [left, right] = [formatted[from.name], formatted[to.name]];
  return left === undefined || right === undefined
    ? sourceDiff(from.source, to.source)
    : sourceDiff(left, right);
}

/** `+12 −3 lines`. */
export function diffCount(lines: readonly DiffLine[]): { readonly added: number; readonly removed: number } {
  return {
    added: lines.filter((line) => line.kind === "added").length,
    removed: lines.filter((line) => line.kind === "removed").length,
  };
}

/** As `diff -u` shows it. */
export function diffText(lines: readonly DiffLine[]): string {
  return lines
    .map((line) =>
      line.kind === "folded" ? `  ${foldedText(line)}` : `${SIGNS[line.kind]} ${line.text}`.trimEnd(),
    )
    .join("\n");
}

/** Lines with a sign and a tint; colour is never the only mark. */
export function diffHtml(lines: readonly DiffLine[]): Html {
  return html`${lines.map((line) => {
    if (line.kind === "folded")
      return html`<span style="color:${TONES.muted}">  ${foldedText(line)}</span>\n`;
    const text = `${SIGNS[line.kind]} ${line.text}`;
    if (line.kind === "same") return html`${text}\n`;
    return html`<span style="background:${trusted(TINTS[line.kind])}">${text}</span>\n`;
  })}`;
}

/** `⋯ 12 unchanged lines`. */
export function foldedText({ count, more }: Extract<DiffLine, { kind: "folded" }>): string {
  return `⋯ ${count} ${more ? "more" : "unchanged"} lines`;
}

const SIGNS = { same: " ", added: "+", removed: "-" } as const;
const TINTS = { added: "#0a937333", removed: "#d5482b33" } as const;

function folded(all: readonly Exclude<DiffLine, { kind: "folded" }>[]): readonly DiffLine[] {
  const near = all.map((_, index) =>
    all.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some((line) => line.kind !== "same"),
  );
  const shown: DiffLine[] = [];
  let hidden: DiffLine[] = [];
  const flush = () => {
    // Folding a line or two saves nothing.
    if (hidden.length > 2) shown.push({ kind: "folded", count: hidden.length });
    else shown.push(...hidden);
    hidden = [];
  };
  all.forEach((line, index) => {
    if (!near[index]) {
      hidden.push(line);
      return;
    }
    flush();
    shown.push(line);
  });
  flush();
  return shown;
}

function withNewline(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
