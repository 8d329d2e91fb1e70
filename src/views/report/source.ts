/** Sources and their differences as figures with line numbers. */
import { type Html, html } from "../html.js";
import type { DiffLine } from "../source-diff.js";

/** Longer sources are folded. */
const OPEN_LINES = 24;

export function diffFigure(lines: readonly DiffLine[], caption: string): Html {
  const rows = lines.map((line) => {
    if (line.kind === "folded") return html`<span class="line folded">⋯ ${line.count} unchanged lines</span>`;
    const sign = line.kind === "added" ? "+" : line.kind === "removed" ? "−" : " ";
    return html`<span class="line ${line.kind}"><span class="count">${line.to ?? ""}</span><span class="sign">${sign}</span>${line.text}\n</span>`;
  });
  return html`<figure><pre class="source"><code>${rows}</code></pre><figcaption>${caption}</figcaption></figure>`;
}

export function sourceFigure(source: string, caption: string): Html {
  const lines = source.replace(/\n+$/, "").split("\n");
  const rows = lines.map(
    (text, index) =>
      html`<span class="line"><span class="count">${index + 1}</span><span class="sign"> </span>${text}\n</span>`,
  );
  const block = html`<pre class="source"><code>${rows}</code></pre>`;
  const shown =
    lines.length > OPEN_LINES
      ? html`<details><summary>${lines.length} lines</summary>${block}</details>`
      : block;
  return html`<figure>${shown}<figcaption>${caption}</figcaption></figure>`;
}
