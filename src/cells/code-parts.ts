/** A cell as stretches of TypeScript between what stays as it is: magics, blank lines around them, other languages. */
import { splitLines } from "./lines.js";
import { parseCell } from "./parse.js";
import type { CellMagic, Segment } from "./segment.js";

/** What the code is to a case: `other` is TypeScript too, but not measured. */
export type CodeRole = "setup" | "variant" | "other";

export interface CodePart {
  readonly role: CodeRole;
  /** The magic above it as written, such as `%%baseline naive`; null in an ordinary cell. */
  readonly magic: string | null;
  /** From its first line that is not blank to its last, without that line's end. Offsets are the cell's. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The whole cell with everything else emptied, so that lines are the cell's own. */
  readonly inPlace: string;
}

/** In their order. Throws a UserError where the cell's magics are misplaced. */
export function codeParts(cell: string): readonly CodePart[] {
  return parseCell(cell).flatMap((segment) => {
    const role = roleOf(segment);
    if (role === null || segment.kind === "line-magic") return [];
    const inPlace = segment.kind === "code" ? segment.source : segment.body;
    const lines = splitLines(inPlace);
    const first = lines.findIndex(({ text }) => text.trim() !== "");
    const last = lines.findLastIndex(({ text }) => text.trim() !== "");
    if (first < 0) return [];
    const magic = segment.kind === "code" ? null : `%%${segment.name} ${segment.text}`.trim();
    // Emptied lines keep their ends only, so the cell's own lines tell the offsets.
    const own = splitLines(cell);
    const [from, to] = [own[first]!, own[last]!];
    const [start, end] = [from.offset, to.offset + to.text.length];
    return [{ role, magic, start, end, text: cell.slice(start, end), inPlace }];
  });
}

const VARIANTS = ["baseline", "optimize", "variant", "reference"];
const OTHERS = ["teardown", "verify", "profile"];

/** Null for what is no TypeScript, or no magic of ours. */
function roleOf(segment: Segment): CodeRole | null {
  if (segment.kind === "code") return "other";
  if (segment.kind === "line-magic") return null;
  if (hasOption(segment, "shell")) return null;
  if (segment.name === "setup") return "setup";
  if (VARIANTS.includes(segment.name)) return "variant";
  if (segment.name === "wasm") return isAssemblyScript(segment) ? "other" : null;
  return OTHERS.includes(segment.name) ? "other" : null;
}

/** Its syntax is TypeScript's. */
function isAssemblyScript({ text }: CellMagic): boolean {
  const language = /(?:^|\s)--lang[ =]+(\S+)/.exec(text)?.[1];
  return language === undefined || language === "assemblyscript";
}

function hasOption({ text }: CellMagic, name: string): boolean {
  return new RegExp(`(?:^|\\s)--${name}(?:[\\s=]|$)`).test(text);
}
