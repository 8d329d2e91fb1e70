/** The flamegraph as a static picture, for where no script runs. */

import { escapeHtml } from "../html.js";
import { clip } from "../text.js";
import { flameColor } from "./color.js";
import type { FlameData } from "./data.js";
import { flameLayout } from "./layout.js";

const WIDTH = 860;
const ROW = 20;
/** Width of a character of the 11 px monospaced face. */
const CHARACTER = 6.7;
const MAX_ROWS = 40;

export function flamegraphSvg(data: FlameData): string {
  const rects = flameLayout(data).filter((rect) => rect.width * WIDTH >= 0.4 && rect.depth < MAX_ROWS);
  const rows = rects.reduce((most, rect) => Math.max(most, rect.depth + 1), 1);
  const bars = rects.map((rect) => {
    const [left, top, width] = [rect.left * WIDTH, rect.depth * ROW, rect.width * WIDTH];
    const share = `${((100 * rect.total) / (data.total || 1)).toFixed(1)} %`;
    const room = Math.floor((width - 8) / CHARACTER);
    const label =
      room >= 3
        ? clip(room > rect.name.length + share.length ? `${rect.name} ${share}` : rect.name, room)
        : "";
    const text = label && `<text x="${(left + 4).toFixed(1)}" y="${top + 14}">${escapeHtml(label)}</text>`;
    const box = `<rect x="${left.toFixed(2)}" y="${top}" width="${Math.max(0.4, width - 0.6).toFixed(2)}" height="${ROW - 1}" rx="2" fill="${flameColor(rect.category, rect.name)}"/>`;
    return `<g><title>${escapeHtml(`${rect.name} ${share} ${rect.place}`.trim())}</title>${box}${text}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${rows * ROW}" viewBox="0 0 ${WIDTH} ${rows * ROW}" font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="11" fill="#1b1f24">${bars.join("")}</svg>`;
}
