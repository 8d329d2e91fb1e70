/** `%lint`: what costs in timed code, with its line, the reason and the remedy. */
import type { LintRule, LintWarning } from "../model/lint.js";
import type { MimeBundle } from "../model/output.js";
import { type Html, html } from "./html.js";
import { badge, code, codeBlock, inlineCode, lead, note, panel, table } from "./look.js";
import { mimeBundle } from "./mime.js";
import { indent, lines } from "./text.js";

export interface LintedSource {
  readonly name: string;
  readonly warnings: readonly LintWarning[];
  /** Why it could not be parsed. */
  readonly problem: string | null;
}

export const IGNORE_HINT =
  "A warning is a question, not a verdict: measure before you change it. `// lint-ignore RULE why` on the line or above silences one.";

export function lintView(sources: readonly LintedSource[]): MimeBundle {
  const count = sources.reduce((sum, { warnings }) => sum + warnings.length, 0);
  const headline = lintHeadline(sources);
  return mimeBundle({
    text: lines(headline, ...sources.map(lintText), count > 0 && IGNORE_HINT),
    html: panel(
      lead(headline, count > 0 || sources.some(({ problem }) => problem !== null) ? "doubt" : "good"),
      html`${sources.map(sourceHtml)}`,
      count > 0 && note(inlineCode(IGNORE_HINT)),
    ),
    data: { kind: "lint", sources: sources.map((one) => ({ ...one })) },
  });
}

/** `3 warnings in naive and tile; 2 sources without`. */
export function lintHeadline(sources: readonly LintedSource[]): string {
  const count = sources.reduce((sum, { warnings }) => sum + warnings.length, 0);
  const broken = sources.filter(({ problem }) => problem !== null).length;
  const places = `${sources.length} ${sources.length === 1 ? "source" : "sources"}`;
  const unread = broken === 0 ? "" : `; ${broken} cannot be parsed`;
  return `${count === 0 ? "no warning" : `${count} ${count === 1 ? "warning" : "warnings"}`} in ${places}${unread}`;
}

/** One source's warnings as paragraphs; null where there is none. A rule's reason is told once per source. */
export function lintText({ name, warnings, problem }: LintedSource): string | null {
  if (problem !== null) return `${name}: cannot be parsed: ${problem}`;
  const told = new Set<string>();
  return (
    warnings
      .map((one) => {
        const reasons = told.has(one.rule) ? [] : [`why: ${one.why}`, `instead: ${one.instead}`];
        told.add(one.rule);
        return lines(
          `${name}, line ${one.line}: ${one.message} (${one.rule})`,
          indent(excerptOf(one)),
          indent(reasons.join("\n")),
        );
      })
      .join("\n") || null
  );
}

export function lintRulesView(rules: readonly LintRule[]): MimeBundle {
  const headline = `${rules.length} rules`;
  return mimeBundle({
    text: lines(
      headline,
      ...rules.map(({ name, why, instead }) =>
        lines(name, indent(`why: ${why}`), indent(`instead: ${instead}`)),
      ),
      IGNORE_HINT,
    ),
    html: panel(
      lead(headline),
      table(
        [{ title: "rule", keep: true }, { title: "why" }, { title: "instead" }],
        rules.map(({ name, why, instead }) => [code(name), inlineCode(why), inlineCode(instead)]),
      ),
      note(inlineCode(IGNORE_HINT)),
    ),
    data: { kind: "lint-rules", rules: [...rules] },
  });
}

function sourceHtml({ name, warnings, problem }: LintedSource): Html {
  if (problem !== null) return note(`${name}: cannot be parsed: ${problem}`);
  return html`${warnings.map(
    (one) =>
      html`<div style="margin:10px 0">${html`<b>${name}</b>, line ${String(one.line)}: ${one.message}`}${badge(one.rule, "doubt")}${codeBlock(excerptOf(one))}${note(inlineCode(`Why: ${one.why}. Instead: ${one.instead}.`))}</div>`,
  )}`;
}

/** Characters shown of a line; of a longer one those from a little before the place on. */
const WIDTH = 100;

/** The line with what it is about underlined. */
function excerptOf({ text, column, length }: LintWarning): string {
  const first = text.length - text.trimStart().length;
  const start = column - first > WIDTH / 2 ? column - 1 - WIDTH / 5 : first;
  const cut = start > first ? "…" : "";
  const part = text.slice(start, start + WIDTH).trimEnd();
  const gap = (cut + text.slice(start, column - 1)).replace(/[^\t]/g, " ");
  const marked = Math.max(1, Math.min(length, part.length - (column - 1 - start)));
  return `${cut}${part}${start + WIDTH < text.length ? "…" : ""}\n${gap}${"^".repeat(marked)}`;
}
