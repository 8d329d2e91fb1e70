/** A stage's source: its cell, or what it changes of its parent's, and the same of the files that they import. */
import { type Files, fileDiffs, fileDiffTitle } from "../file-diff.js";
import { type Html, html } from "../html.js";
import { modulesSentence } from "../revision-words.js";
import { codeDiff, diffCount } from "../source-diff.js";
import type { Stage } from "../summary.js";
import { diffFigure, sourceFigure } from "./source.js";
import { chosenText } from "./tuning.js";

/** Texts of the local files, by variant and path. */
export type FilesOf = Readonly<Record<string, Files>>;

export function stageSource(
  { variant, parent }: Stage,
  files: FilesOf,
  formatted: Readonly<Record<string, string>> = {},
): Html {
  const origin = modulesSentence(variant);
  const said = origin === null ? null : html`<p>${origin}.</p>`;
  const own = files[variant.name] ?? {};
  if (parent === null) {
    return html`${said}${sourceFigure(
      variant.source,
      variant.language === "shell"
        ? `The command line of ${variant.name}, run by /bin/sh -e.`
        : `The source of ${variant.name}; its last expression is what is measured.${importedText(own)}`,
    )}`;
  }
  const changed = fileDiffs(files[parent.name] ?? {}, own);
  const lines = codeDiff(parent, variant, formatted);
  const { added, removed } = diffCount(lines);
  const cell =
    added + removed === 0
      ? html`<p>${changed.length > 0 ? `The cell is that of ${parent.name}; the files that it imports differ.` : `No change in code against ${parent.name}.`}${chosenText(variant)}</p>`
      : diffFigure(
          lines,
          `${variant.name} against ${parent.name}: ${added} ${added === 1 ? "line" : "lines"} added, ${removed} removed.${chosenText(variant)}`,
        );
  return html`${said}${cell}${changed.map((file) => diffFigure(file.lines, html`<b>${fileDiffTitle(file)}</b>, in ${variant.name} against ${parent.name}.`))}`;
}

function importedText(files: Files): string {
  const paths = Object.keys(files);
  return paths.length === 0 ? "" : ` It is made of ${paths.join(", ")} too.`;
}
