/**
 * The hot-line table as HTML: self and total of each line as a heat strip beside the source. Columns are made of blanks
 * in one face: as a table, each cell would carry its style, a kilobyte a line.
 */
import { ceilingHover } from "./ceiling.js";
import { type Html, html } from "./html.js";
import { note, TONES } from "./look.js";
import { type HotLine, type HotSource, isCell, shownLines, sourceLabel } from "./profile-lines.js";
import { percentOrBlank } from "./shares.js";

const STYLE =
  "overflow:auto;margin:4px 0;white-space:pre;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace;font-size:12px;line-height:18px;text-align:left";
/** Width of the heat strip with what parts it from the numbers of lines, px. */
const STRIP = 64;

export function hotLinesHtml(source: HotSource): Html {
  const shown = shownLines(source);
  const places = shown.map((line) => (typeof line === "number" ? "" : placeOf(line, source.file)));
  const width = Math.max(...places.map((place) => place.length), 1);
  return html`${note(html`<b>${sourceLabel(source.file)}</b>: share of the time in each line; <b>self</b> in the line, <b>total</b> with what it calls`)}
<div style="${STYLE}"><div>${muted("   self    total")}</div>${shown.map((line, at) =>
    typeof line === "number" ? gap(line, width) : row(line, (places[at] ?? "").padStart(width)),
  )}</div>`;
}

function placeOf(line: HotLine, file: string): string {
  return isCell(file) ? String(line.line) : `${file}:${line.line}`;
}

function gap(count: number, width: number): Html {
  return html`<div>${"".padEnd(17)}${space(STRIP)}${"".padEnd(width)}  ${muted(`⋯ ${count} lines without cost`)}</div>`;
}

function row(line: HotLine, place: string): Html {
  const { share, waiting } = line.saves;
  const title = share >= 0.0005 ? html` title="${ceilingHover(share, waiting)}"` : null;
  const [self, total] = [percentOrBlank(line.self).padStart(7), percentOrBlank(line.total).padStart(9)];
  return html`<div${title}>${self}${total.trim() === "" ? total : muted(total)} ${strip(line)}${muted(place)}  ${code(line)}${line.inlined ? muted("  (inlined)") : null}</div>`;
}

function code({ text, self }: HotLine): Html | string {
  const heat = Math.sqrt(self ?? 0);
  if (heat <= 0.1) return text;
  return html`<span style="background:${TONES.bad}${alpha(heat * 0.32)}">${text}</span>`;
}

function strip(line: HotLine): Html {
  const [self = 0, total = 0] = [line.self ?? 0, line.total ?? 0].map((share) =>
    Math.round(Math.min(1, share) * 56),
  );
  const rest = Math.max(0, total - self);
  return html`${space(self, TONES.bad)}${space(rest, `${TONES.bad}44`)}${space(STRIP - self - rest)}`;
}

/** A stretch of so many px, coloured or empty. */
function space(width: number, color?: string): Html | null {
  if (width === 0) return null;
  const filled = color === undefined ? "" : `;height:10px;background:${color}`;
  return html`<span style="display:inline-block;width:${width}px${filled}"></span>`;
}

function muted(text: string): Html {
  return html`<span style="color:${TONES.muted}">${text}</span>`;
}

function alpha(share: number): string {
  return Math.round(Math.min(1, share) * 255)
    .toString(16)
    .padStart(2, "0");
}
