/** `%diff A B`: what one variant's source changes against another's, in its cell and in the files that it imports. */
import type { MimeBundle } from "../model/output.js";
import { type Files, fileDiffs, fileDiffTitle } from "./file-diff.js";
import { html } from "./html.js";
import { codeBlock, lead, note, panel } from "./look.js";
import { mimeBundle } from "./mime.js";
import { diffCount, diffHtml, diffText, sourceDiff } from "./source-diff.js";
import { lines as joined } from "./text.js";

export function diffView(input: {
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
  /** Texts of the local files that they import. */
  readonly files?: { readonly from: Files; readonly to: Files };
  /** Where those come from, where that needs a word. */
  readonly origins?: readonly string[];
  /** The given sources are formatted ones; as written they differ. */
  readonly layoutDiffers?: boolean;
}): MimeBundle {
  const { fromName, toName, origins = [], layoutDiffers = false } = input;
  const lines = sourceDiff(input.from, input.to);
  const files = fileDiffs(input.files?.from ?? {}, input.files?.to ?? {});
  const { added, removed } = diffCount(lines);
  const title = titleOf({ from: fromName, to: toName, added, removed, files: files.length, layoutDiffers });
  const same = added + removed === 0 && (files.length > 0 || layoutDiffers);
  return mimeBundle({
    text: joined(
      title,
      ...origins.map((one) => `${one}.`),
      ...(same ? [] : [diffText(lines)]),
      ...files.flatMap((file) => [fileDiffTitle(file), diffText(file.lines)]),
    ),
    html: panel(
      lead(title),
      html`${origins.map((one) => note(`${one}.`))}`,
      same ? null : codeBlock(diffHtml(lines)),
      html`${files.map((file) => html`${note(html`<b>${fileDiffTitle(file)}</b>`)}${codeBlock(diffHtml(file.lines))}`)}`,
    ),
    data: { kind: "diff", from: fromName, to: toName, added, removed, lines, files },
  });
}

function titleOf(given: {
  readonly from: string;
  readonly to: string;
  readonly added: number;
  readonly removed: number;
  readonly files: number;
  readonly layoutDiffers: boolean;
}): string {
  const { from, to, added, removed, files, layoutDiffers } = given;
  const imported = files === 0 ? "" : `${files} imported ${files === 1 ? "file" : "files"} changed`;
  if (added + removed === 0 && files === 0 && layoutDiffers)
    return `${from} → ${to}: no change in code; only its layout differs`;
  if (added + removed === 0)
    return files === 0
      ? `${from} and ${to} have the same source`
      : `${from} → ${to}: ${imported}, the cell is the same`;
  const cell = `${added} ${added === 1 ? "line" : "lines"} added, ${removed} removed`;
  return `${from} → ${to}: ${cell}${files === 0 ? "" : ` in the cell, ${imported}`}`;
}
