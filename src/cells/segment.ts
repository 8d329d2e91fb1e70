/** A cell's parts: code and magics, each with the cell's own places. */

export type Segment = CodeSegment | Magic;
export type Magic = LineMagic | CellMagic;

export interface CodeSegment {
  readonly kind: "code";
  /** The whole cell's lines with everything else emptied. */
  readonly source: string;
  /** Of its first line that is not blank, from 1. */
  readonly line: number;
}

interface MagicHead {
  /** Without `%`; empty while the user has typed nothing else. */
  readonly name: string;
  /** Offset of the name in the cell, UTF-16 units. */
  readonly nameOffset: number;
  /** The arguments; lines continued by `\` are joined with a space. */
  readonly text: string;
  /** Of the magic's first line, from 1. */
  readonly line: number;
  /** Where the pieces of `text` stand, in order; at least one. */
  readonly pieces: readonly Piece[];
}

export interface LineMagic extends MagicHead {
  readonly kind: "line-magic";
}

export interface CellMagic extends MagicHead {
  readonly kind: "cell-magic";
  /** The rest of the cell, with the magic's own lines emptied. */
  readonly body: string;
}

/**
 * One line's share of a magic's arguments.
 *
 *     %%baseline naive --flops "2 n^3" \      start 0,  column 12
 *       --bytes "12 n^2"                      start 23, column 1
 */
export interface Piece {
  /** Offset in `text`. */
  readonly start: number;
  readonly length: number;
  /** Offset in the cell, UTF-16 units. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The whole line as it stands in the cell. */
  readonly source: string;
}

/** The place in the cell of an offset in a magic's `text`; lines and columns from 1. */
export function placeOf(magic: Magic, offset: number): { readonly line: number; readonly column: number } {
  const piece = pieceAt(magic, offset);
  return { line: piece.line, column: piece.column + within(piece, offset) };
}

/** The offset in the cell of an offset in a magic's `text`. */
export function toCellOffset(magic: Magic, offset: number): number {
  const piece = pieceAt(magic, offset);
  return piece.offset + within(piece, offset);
}

/** The offset in a magic's `text` of an offset in the cell, or null where its arguments do not reach. */
export function toTextOffset(magic: Magic, cellOffset: number): number | null {
  const piece = magic.pieces.find(
    (piece) => cellOffset >= piece.offset && cellOffset <= piece.offset + piece.length,
  );
  return piece === undefined ? null : piece.start + cellOffset - piece.offset;
}

export function pieceAt(magic: Magic, offset: number): Piece {
  return magic.pieces.findLast((piece) => piece.start <= offset) ?? magic.pieces[0]!;
}

function within(piece: Piece, offset: number): number {
  return Math.min(Math.max(0, offset - piece.start), piece.length);
}
