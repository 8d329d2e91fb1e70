/** `%format`: what a formatter changes in each source. */
import type { MimeBundle } from "../model/output.js";
import { html } from "./html.js";
import { codeBlock, lead, note, panel } from "./look.js";
import { mimeBundle } from "./mime.js";
import { diffCount, diffHtml, diffText, sourceDiff } from "./source-diff.js";
import { lines as joined } from "./text.js";

export interface FormattedSource {
  readonly name: string;
  readonly source: string;
  readonly formatted: string;
  /** Why it could not be parsed; it is kept as it is. */
  readonly problem: string | null;
}

const NEXT = "This is shown only; the cells keep their text.";

export function formatView(sources: readonly FormattedSource[]): MimeBundle {
  const parts = sources.map((one) => {
    const lines = sourceDiff(one.source, one.formatted);
    const { added, removed } = diffCount(lines);
    const changed = added + removed > 0;
    const title =
      one.problem !== null
        ? `${one.name}: kept as it is, it cannot be parsed: ${one.problem}`
        : changed
          ? `${one.name}: ${added} ${added === 1 ? "line" : "lines"} added, ${removed} removed`
          : `${one.name}: formatted already`;
    return { ...one, lines, changed, title };
  });
  const count = parts.filter(({ changed }) => changed).length;
  const headline = `${count} of ${parts.length} ${parts.length === 1 ? "source" : "sources"} would change`;
  return mimeBundle({
    text: joined(
      headline,
      ...parts.flatMap(({ title, changed, lines }) => (changed ? [title, diffText(lines)] : [title])),
      ...(count > 0 ? [NEXT] : []),
    ),
    html: panel(
      lead(headline),
      html`${parts.map(({ title, changed, lines }) => html`${note(title)}${changed ? codeBlock(diffHtml(lines)) : null}`)}`,
      count > 0 && note(NEXT),
    ),
    data: {
      kind: "format",
      sources: parts.map(({ name, changed, problem, formatted }) => ({ name, changed, problem, formatted })),
    },
  });
}
