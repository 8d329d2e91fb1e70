/**
 * A cell's text with pieces put in or taken out, which still knows where each of its places came from.
 *
 *     original   const A = 1; A + 1
 *     edited     const A = 1; const measured = () => (A + 1)
 */
export interface Edit {
  /** Offsets in the original; equal for an insertion. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface TextPlace {
  /** Both from 0. */
  readonly line: number;
  readonly column: number;
}

export interface EditedText {
  readonly original: string;
  readonly text: string;
  /** Where a place of the edited text lies in the original; null for what was put in. */
  toOriginal(place: TextPlace): TextPlace | null;
}

interface Piece {
  readonly at: number;
  /** Offset in the original; null for what was put in. */
  readonly from: number | null;
  readonly length: number;
}

/** Edits must not overlap; those at the same place keep their order. */
export function editText(original: string, edits: readonly Edit[]): EditedText {
  const pieces: Piece[] = [];
  let text = "";
  let done = 0;
  const add = (piece: string, from: number | null) => {
    if (piece !== "") pieces.push({ at: text.length, from, length: piece.length });
    text += piece;
  };
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    add(original.slice(done, edit.start), done);
    add(edit.text, null);
    done = edit.end;
  }
  add(original.slice(done), done);

  const originalLines = lineStarts(original);
  const editedLines = lineStarts(text);
  return {
    original,
    text,
    toOriginal({ line, column }) {
      const offset = (editedLines[line] ?? text.length) + column;
      const piece = pieces.findLast(({ at }) => at <= offset);
      if (!piece || piece.from === null || offset > piece.at + piece.length) return null;
      return placeOf(originalLines, piece.from + offset - piece.at);
    },
  };
}

export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

export function placeOf(starts: readonly number[], offset: number): TextPlace {
  let line = starts.findLastIndex((start) => start <= offset);
  if (line < 0) line = 0;
  return { line, column: offset - starts[line]! };
}
