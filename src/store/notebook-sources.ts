/**
 * New sources put into a notebook's text, with every other byte as it was: outputs, ids, numbers and the layout stay
 * those of the program that wrote them. The text must be a notebook that `parseNotebook` took.
 */

/** `sources` by the cell's index, from 0; written as that cell's source was: as a list of lines, or as one text. */
export function replaceSources(text: string, sources: ReadonlyMap<number, string>): string {
  const spans = sourceSpans(text);
  const ascii = !/[^\0-\x7f]/.test(text);
  let result = text;
  for (const [index, source] of [...sources].sort(([one], [other]) => other - one)) {
    const span = spans[index];
    if (span === undefined || span === null) throw new RangeError(`cell ${index} has no source`);
    const written = likeBefore(text.slice(span.start, span.end), source);
    result = result.slice(0, span.start) + (ascii ? escaped(written) : written) + result.slice(span.end);
  }
  return result;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function likeBefore(before: string, source: string): string {
  if (!before.startsWith("[")) return JSON.stringify(source);
  const lines = source === "" ? [] : source.split(/(?<=\n)/);
  if (lines.length === 0) return "[]";
  const open = /^\[(\s*)/.exec(before)?.[1] ?? "";
  const close = /(\s*)\]$/.exec(before)?.[1] ?? "";
  const between = open === "" ? " " : open;
  return `[${open}${lines.map((line) => JSON.stringify(line)).join(`,${between}`)}${close}]`;
}

/** As Python's `ensure_ascii` writes. */
function escaped(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Where each cell's source stands. Of a key that stands twice the last counts, as in JSON.parse. */
function sourceSpans(text: string): readonly (Span | null)[] {
  let at = 0;
  let cells: (Span | null)[] = [];
  entries((key) => {
    if (key !== "cells") return skip();
    cells = [];
    elements(() => {
      let source: Span | null = null;
      entries((name) => {
        const start = at;
        skip();
        if (name === "source") source = { start, end: at };
      });
      cells.push(source);
    });
  });
  return cells;

  function entries(each: (key: string) => void): void {
    list("}", () => {
      const start = at;
      skip();
      const key: unknown = JSON.parse(text.slice(start, at));
      next();
      at += 1;
      next();
      each(String(key));
    });
  }

  function elements(each: () => void): void {
    list("]", each);
  }

  /** From its bracket to after the closing one. */
  function list(close: string, each: () => void): void {
    next();
    at += 1;
    for (next(); text[at] !== close; next()) {
      each();
      next();
      if (text[at] === ",") at += 1;
    }
    at += 1;
  }

  /** To where something stands. A byte order mark is space to `\s`. */
  function next(): void {
    while (at < text.length && /\s/.test(text[at]!)) at += 1;
  }

  /** Past one value. */
  function skip(): void {
    if (text[at] === "{" || text[at] === "[") {
      let depth = 0;
      do {
        if (text[at] === '"') {
          skipText();
          continue;
        }
        if (text[at] === "{" || text[at] === "[") depth += 1;
        if (text[at] === "}" || text[at] === "]") depth -= 1;
        at += 1;
      } while (depth > 0);
    } else if (text[at] === '"') skipText();
    else while (/[^\s,\]}]/.test(text[at] ?? ",")) at += 1;
  }

  function skipText(): void {
    at += 1;
    while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at += 1;
  }
}
