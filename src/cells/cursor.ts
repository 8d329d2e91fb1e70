/** What stands at a cursor in a cell: the name of a magic, its arguments, or code. Offsets are UTF-16 units. */
import { blankLines, type Line, splitLines } from "./lines.js";
import { MAGIC_NAMES } from "./names.js";
import { readCell } from "./parse.js";
import { type Magic, toTextOffset } from "./segment.js";

export type Cursor =
  | {
      readonly kind: "magic-name";
      /** The whole name under the cursor, and its share before the cursor. */
      readonly name: string;
      readonly prefix: string;
      /** Offsets of the name in the cell. */
      readonly start: number;
      readonly end: number;
      /** Written with `%%`. */
      readonly cell: boolean;
    }
  /** `cursor` is an offset in `magic.text`; `toCellOffset` of segment.ts leads back. */
  | { readonly kind: "arguments"; readonly magic: Magic; readonly cursor: number }
  /** All code of the cell with its magics' lines emptied; `removed` leads from an offset in `source` back to the cell. */
  | {
      readonly kind: "code";
      /** The cell magic whose body it is, or null. */
      readonly magic: Magic | null;
      readonly source: string;
      readonly cursor: number;
      /** Cell offset minus `cursor`, for places on the cursor's line and after. */
      readonly removed: number;
    };

export function cursorAt(cell: string, cursor: number, known: readonly string[] = MAGIC_NAMES): Cursor {
  const at = Math.min(Math.max(0, cursor), cell.length);
  const magics = readCell(cell, known).segments.filter(
    (segment): segment is Magic => segment.kind !== "code",
  );
  for (const magic of magics) {
    const found = inMagic(cell, magic, at);
    if (found !== null) return found;
  }
  return inUnnamedComment(cell, at) ?? inCode(cell, magics, at);
}

function inMagic(cell: string, magic: Magic, at: number): Cursor | null {
  const { name, nameOffset } = magic;
  const percents = cell.slice(0, nameOffset).endsWith("%%") ? 2 : 1;
  const end = nameOffset + name.length;
  if (at >= nameOffset - percents && at <= end) {
    const prefix = name.slice(0, Math.max(0, at - nameOffset));
    return { kind: "magic-name", name, prefix, start: nameOffset, end, cell: percents === 2 };
  }
  const offset = toTextOffset(magic, at) ?? besideText(magic, at);
  return offset === null ? null : { kind: "arguments", magic, cursor: offset };
}

/** Between the name and the arguments, behind a `\`, or before a comment's text. */
function besideText(magic: Magic, at: number): number | null {
  const piece = magic.pieces.find(({ offset, column, source }) => {
    const start = offset - column + 1;
    return at >= start && at <= start + source.length;
  });
  if (piece === undefined || at < magic.nameOffset) return null;
  return at < piece.offset ? piece.start : piece.start + piece.length;
}

/** `//%%` is a plain comment until a letter follows; Tab offers the names already. */
function inUnnamedComment(cell: string, at: number): Cursor | null {
  const line = lineAt(splitLines(cell), at);
  const match = /^\s*\/\/(?:[ \t]*(?=%%))?(%%?)$/.exec(line.text);
  if (match === null || at !== line.offset + line.text.length) return null;
  return { kind: "magic-name", name: "", prefix: "", start: at, end: at, cell: match[1] === "%%" };
}

function inCode(cell: string, magics: readonly Magic[], at: number): Cursor {
  const lines = splitLines(cell);
  const taken = new Set(magics.flatMap(({ pieces }) => pieces.map(({ line }) => line - 1)));
  const removed = lines
    .filter((line, index) => taken.has(index) && line.offset < at)
    .reduce((sum, { text, offset }) => sum + Math.min(text.length, at - offset), 0);
  const source = blankLines(lines, (index) => !taken.has(index));
  const magic = magics.find(({ kind }) => kind === "cell-magic") ?? null;
  return { kind: "code", magic, source, cursor: at - removed, removed };
}

function lineAt(lines: readonly Line[], at: number): Line {
  return lines.findLast(({ offset }) => offset <= at) ?? lines[0]!;
}
