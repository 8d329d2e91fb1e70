/** Argument text → words with their places. Quotes as in a shell: "…" and '…', a backslash escapes a quote or itself. */

export interface Word {
  /** Without its quotes and escapes. */
  readonly text: string;
  /** By UTF-16 unit of `text`: where it stands in the argument text, and whether within quotes. */
  readonly offsets: readonly number[];
  readonly quoted: readonly boolean[];
  readonly start: number;
  readonly end: number;
}

export interface Words {
  readonly words: readonly Word[];
  /** Offset of a quote that is never closed, or null; the rest of the text is then its word. */
  readonly unclosed: number | null;
}

export function splitWords(text: string): Words {
  const words: Word[] = [];
  let at = 0;
  let unclosed: number | null = null;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) at += 1;
    else {
      const read = readWord(text, at);
      words.push(read.word);
      unclosed = read.unclosed;
      at = read.word.end;
    }
  }
  return { words, unclosed };
}

function readWord(text: string, start: number): { readonly word: Word; readonly unclosed: number | null } {
  let [at, value, quote, opened] = [start, "", "", start];
  const offsets: number[] = [];
  const quoted: boolean[] = [];
  for (; at < text.length && (quote !== "" || !/\s/.test(text[at]!)); at++) {
    const character = text[at]!;
    if (character === quote) quote = "";
    else if (quote === "" && /["']/.test(character)) [quote, opened] = [character, at];
    else {
      if (quote !== "" && character === "\\" && /["'\\]/.test(text[at + 1] ?? "")) at += 1;
      value += text[at]!;
      offsets.push(at);
      quoted.push(quote !== "");
    }
  }
  return { word: { text: value, offsets, quoted, start, end: at }, unclosed: quote === "" ? null : opened };
}

/** A part of a word: `3` of `T=1,2,3`, with the place it came from. */
export function part(word: Word, from: number, to: number = word.text.length): Word {
  return {
    text: word.text.slice(from, to),
    offsets: word.offsets.slice(from, to),
    quoted: word.quoted.slice(from, to),
    start: from === 0 ? word.start : word.offsets[from - 1]! + 1,
    end: to >= word.text.length ? word.end : word.offsets[to]!,
  };
}

/** `30` and `s` of `--budget 30 s` as one word. */
export function join(left: Word, right: Word): Word {
  return {
    text: `${left.text} ${right.text}`,
    offsets: [...left.offsets, left.end, ...right.offsets],
    quoted: [...left.quoted, false, ...right.quoted],
    start: left.start,
    end: right.end,
  };
}

/** Index of a character that stands outside quotes, or -1. */
export function indexOutside(word: Word, character: string): number {
  return [...word.quoted.keys()].find((index) => word.text[index] === character && !word.quoted[index]) ?? -1;
}

/** Splits at commas that stand outside quotes. */
export function splitCommas(word: Word): readonly Word[] {
  const commas = [...word.quoted.keys()].filter((index) => word.text[index] === "," && !word.quoted[index]);
  const starts = [0, ...commas.map((index) => index + 1)];
  return starts.map((start, index) => part(word, start, commas[index] ?? word.text.length));
}

export function isQuoted(word: Word): boolean {
  return word.quoted.length === 0 ? word.end > word.start : word.quoted.some((quoted) => quoted);
}
