/** `%diff A B`: what one variant's source changes against another's. */
import type { MimeBundle } from "../model/output.js";
import { codeBlock, lead, panel } from "./look.js";
import { mimeBundle } from "./mime.js";
import { diffCount, diffHtml, diffText, sourceDiff } from "./source-diff.js";

export function diffView(input: {
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
}): MimeBundle {
  const { from, to, fromName, toName } = input;
  const lines = sourceDiff(from, to);
  const { added, removed } = diffCount(lines);
  const title =
    added + removed === 0
      ? `${fromName} and ${toName} have the same source`
      : `${fromName} → ${toName}: ${added} lines added, ${removed} removed`;
  return mimeBundle({
    text: `${title}\n${diffText(lines)}`,
    html: panel(lead(title), codeBlock(diffHtml(lines))),
    data: { kind: "diff", from: fromName, to: toName, added, removed, lines },
  });
}
