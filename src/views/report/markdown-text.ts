/** Text from users as Markdown that stays text. */

/** Escapes what Markdown or HTML would take for markup; one line. */
export function inlineText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>|#]/g, (character) => (character === "<" ? "&lt;" : `\\${character}`));
}

/** A code block whose fence is longer than any within. */
export function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/\n+$/, "")}\n${fence}`;
}

/** The first row is the head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => row.map(inlineText));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}

/** Moves headings down by so many levels, outside of code blocks. */
export function shiftHeadings(markdown: string, by: number): string {
  return linesOf(markdown)
    .map(({ text, heading }) =>
      heading
        ? text.replace(/^#{1,6}/, (signs) => "#".repeat(Math.min(6, Math.max(1, signs.length + by))))
        : text,
    )
    .join("\n");
}

/** What stands before the first heading, and the rest from there on. */
export function splitAtHeading(markdown: string): readonly [before: string, rest: string] {
  const lines = linesOf(markdown);
  const at = lines.findIndex((line) => line.heading);
  const part = (from: number, to?: number) => lines.slice(from, to).map((line) => line.text);
  return at < 0 ? [markdown, ""] : [part(0, at).join("\n").trim(), part(at).join("\n")];
}

/** A heading within a code block is none. */
function linesOf(markdown: string): readonly { readonly text: string; readonly heading: boolean }[] {
  let fence: string | null = null;
  return markdown.split("\n").map((text) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark) fence = fence === null ? mark.slice(0, 3) : mark.startsWith(fence) ? null : fence;
    return { text, heading: fence === null && /^#{1,6}\s/.test(text) };
  });
}

export function inlineCode(code: string): string {
  const fence = code.includes("`") ? "``" : "`";
  return fence === "`" ? `\`${code}\`` : `${fence} ${code} ${fence}`;
}
