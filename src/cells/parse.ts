/** Cell text → magics and code (design, section 2: a magic also stands in a comment, and `\` continues its options). */
import { type UserError, usageError } from "../model/problem.js";
import { excerpt } from "./excerpt.js";
import { blankLines, type Line, splitLines } from "./lines.js";
import { commentText, continuationAt, continuesMagic, type MagicStart, magicStart } from "./magic-line.js";
import { MAGIC_NAMES } from "./names.js";
import { AT_START, scanLine } from "./scan.js";
import type { CodeSegment, LineMagic, Piece, Segment } from "./segment.js";

export type { CellMagic, CodeSegment, LineMagic, Magic, Piece, Segment } from "./segment.js";
export { placeOf, toCellOffset, toTextOffset } from "./segment.js";

import { spelled } from "./written.js";

/** In the order in which they run. Throws a UserError where a cell magic is not on top, or a magic stands in one's body. */
export function parseCell(source: string, known: readonly string[] = MAGIC_NAMES): readonly Segment[] {
  const { segments, problem } = readCell(source, known);
  if (problem !== null) throw problem;
  return segments;
}

/** As `parseCell`, for a cell that is still being typed: a misplaced magic is kept as a line magic. */
export function readCell(
  source: string,
  known: readonly string[] = MAGIC_NAMES,
): { readonly segments: readonly Segment[]; readonly problem: UserError | null } {
  const lines = splitLines(source);
  const found = findMagics(lines, known);
  const first = found[0];
  const onTop = first?.double === true && lines.slice(0, first.from).every((line) => line.text.trim() === "");
  if (onTop) {
    const body = blankLines(lines, (index) => index >= first.to);
    return {
      segments: [{ kind: "cell-magic", ...head(first), body }],
      problem: strayInBody(first, found[1]),
    };
  }
  const stray = found.find((magic) => magic.double);
  return { segments: split(lines, found), problem: stray === undefined ? null : notOnTop(stray) };
}

interface Found extends MagicStart {
  /** Indices of its first line and of the line after it. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Line[];
}

function findMagics(lines: readonly Line[], known: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  let state = AT_START;
  let blankBefore = true;
  for (let index = 0; index < lines.length; index++) {
    const { text } = lines[index]!;
    const start = magicStart(text, { state, blankBefore, onTop: state === AT_START, known });
    if (start === null) {
      blankBefore = text.trim() === "";
      if (!blankBefore) state = scanLine(state, text);
      continue;
    }
    let to = index + 1;
    while (to < lines.length && continuesMagic(lines[to - 1]!.text, lines[to]!.text, start.comment)) to++;
    found.push({ ...start, from: index, to, lines: lines.slice(index, to) });
    state = { ...state, last: ";" };
    index = to - 1;
  }
  return found;
}

/** Code between magics runs between them. */
function split(lines: readonly Line[], found: readonly Found[]): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const magic of found) {
    segments.push(...code(lines, from, magic.from), { kind: "line-magic", ...head(magic) });
    from = magic.to;
  }
  return [...segments, ...code(lines, from, lines.length)];
}

function code(lines: readonly Line[], from: number, to: number): readonly CodeSegment[] {
  const offset = lines.slice(from, to).findIndex((line) => line.text.trim() !== "");
  if (offset < 0) return [];
  const source = blankLines(lines, (index) => index >= from && index < to);
  return [{ kind: "code", source, line: from + offset + 1 }];
}

function head(found: Found): Omit<LineMagic, "kind"> {
  const pieces = piecesOf(found);
  return {
    name: found.name,
    nameOffset: found.lines[0]!.offset + found.nameColumn,
    text: pieces.map(({ source, column, length }) => source.slice(column - 1, column - 1 + length)).join(" "),
    line: found.from + 1,
    pieces,
  };
}

function piecesOf(found: Found): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const [index, { text, offset }] of found.lines.entries()) {
    const from = index === 0 ? found.textColumn : found.comment ? (commentText(text) ?? 0) : 0;
    const length = Math.max(0, (continuationAt(text) ?? text.length) - from);
    const place = { offset: offset + from, line: found.from + index + 1, column: from + 1 };
    pieces.push({ start, length, ...place, source: text });
    start += length + 1;
  }
  return pieces;
}

function strayInBody(top: Found, stray: Found | undefined): UserError | null {
  if (stray === undefined) return null;
  const [outer, inner] = [spelled(top.name, top.double), spelled(stray.name, stray.double)];
  return misplaced(stray, `${inner} stands in the body of ${outer}: put it into a cell of its own`);
}

function notOnTop(stray: Found): UserError {
  return misplaced(
    stray,
    `${spelled(stray.name, stray.double)} must be the first line of its cell: move it to the top, or into a cell of its own`,
  );
}

function misplaced(found: Found, message: string): UserError {
  const { text } = found.lines[0]!;
  const magic = { line: found.from + 1, column: found.nameColumn - (found.double ? 1 : 0), source: text };
  return usageError(message, excerpt({ ...magic, length: spelled(found.name, found.double).length }));
}
