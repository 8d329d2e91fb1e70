/** The hot-line table as HTML: self and total of each line as a heat strip beside the source. */
import { ceilingHover } from "./ceiling.js";
import { type Html, html } from "./html.js";
import { note, TONES } from "./look.js";
import { type HotLine, type HotSource, isCell, shownLines, sourceLabel } from "./profile-lines.js";
import { percentOrBlank } from "./shares.js";

const MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace";
const CELL = `padding:0 10px 0 0;border:0;font-family:${MONO};font-size:12px;line-height:18px;white-space:pre;vertical-align:top`;

export function hotLinesHtml(source: HotSource): Html {
  return html`${note(html`<b>${sourceLabel(source.file)}</b>: share of the time in each line; <b>self</b> in the line, <b>total</b> with what it calls`)}
<div style="overflow:auto"><table style="border-collapse:collapse;margin:4px 0"><thead><tr>${[
    "self",
    "total",
    "",
    "",
    "",
  ].map(
    (title) => html`<th style="${CELL};text-align:right;color:${TONES.muted};font-weight:400">${title}</th>`,
  )}</tr></thead><tbody>${shownLines(source).map((line) => (typeof line === "number" ? gap(line) : row(line, source.file)))}</tbody></table></div>`;
}

function gap(count: number): Html {
  return html`<tr><td style="${CELL}"></td><td style="${CELL}"></td><td style="${CELL}"></td><td style="${CELL}"></td><td style="${CELL};color:${TONES.muted}">⋯ ${count} lines without cost</td></tr>`;
}

function row(line: HotLine, file: string): Html {
  const heat = Math.sqrt(line.self ?? 0);
  const tint = heat > 0.1 ? `;background:${TONES.bad}${alpha(heat * 0.32)}` : "";
  const share = Math.max(line.self ?? 0, line.total ?? 0);
  const title = share >= 0.0005 ? html` title="${ceilingHover(share)}"` : null;
  return html`<tr${title}><td style="${CELL};text-align:right">${percentOrBlank(line.self)}</td><td style="${CELL};text-align:right;color:${TONES.muted}">${percentOrBlank(line.total)}</td>${bar(line)}<td style="${CELL};text-align:right;color:${TONES.muted}">${isCell(file) ? line.line : `${file}:${line.line}`}</td><td style="${CELL};text-align:left${tint}">${line.text}${line.inlined ? html`<span style="color:${TONES.muted}">  (inlined)</span>` : null}</td></tr>`;
}

function bar(line: HotLine): Html {
  const [self, total] = [line.self ?? 0, line.total ?? 0].map((share) => Math.round(Math.min(1, share) * 60));
  return html`<td style="${CELL};width:64px"><span style="display:inline-block;width:${self ?? 0}px;height:10px;background:${TONES.bad}"></span><span style="display:inline-block;width:${Math.max(0, (total ?? 0) - (self ?? 0))}px;height:10px;background:${TONES.bad}44"></span></td>`;
}

function alpha(share: number): string {
  return Math.round(Math.min(1, share) * 255)
    .toString(16)
    .padStart(2, "0");
}
