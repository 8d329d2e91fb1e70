/** Sources and their differences as figures with line numbers. */
import { type Html, html } from "../html.js";
import { type DiffLine, foldedText } from "../source-diff.js";

/** Longer sources are folded. */
const OPEN_LINES = 24;

export function diffFigure(lines: readonly DiffLine[], caption: Html | string): Html {
  const rows = lines.map((line) => {
    if (line.kind === "folded") return html`<span class="line folded">${foldedText(line)}</span>`;
    const sign = line.kind === "added" ? "+" : line.kind === "removed" ? "−" : " ";
    return html`<span class="line ${line.kind}"><span class="count">${line.to ?? ""}</span><span class="sign">${sign}</span>${line.text}\n</span>`;
  });
  return html`<figure><pre class="source"><code>${rows}</code></pre><figcaption>${caption}</figcaption></figure>`;
}

export function sourceFigure(source: string, caption: string): Html {
  const lines = source.replace(/\n+$/, "").split("\n");
  // A cell's magic line is kept as an empty one, so that lines keep the cell's numbers; it says nothing here.
  const first = Math.max(
    0,
    lines.findIndex((text) => text.trim() !== ""),
  );
  const rows = lines
    .slice(first)
    .map(
      (text, index) =>
        html`<span class="line"><span class="count">${first + index + 1}</span><span class="sign"> </span>${text}\n</span>`,
    );
  const block = html`<pre class="source"><code>${rows}</code></pre>`;
  const shown =
    rows.length > OPEN_LINES
      ? html`<details><summary>${rows.length} lines</summary>${block}</details>`
      : block;
  return html`<figure>${shown}<figcaption>${caption}</figcaption></figure>`;
}
