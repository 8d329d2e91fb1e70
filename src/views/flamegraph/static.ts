/**
 * The flamegraph as a static picture, for where no script runs: one path for each colour, its boxes drawn as thick
 * lines, so that it stays small.
 */
import { escapeHtml } from "../html.js";
import { clip } from "../text.js";
import { flameWidths } from "./choices.js";
import type { FlameData } from "./data.js";
import { flameDecode } from "./decode.js";
import { flameLayout } from "./layout.js";
import { flamePercent } from "./page-text.js";
import { flamePaint } from "./paint.js";
import { flameStrip } from "./rows.js";

const WIDTH = 860;
const ROW = 20;
/** Width of a character of the 11 px monospaced face. */
const CHARACTER = 6.7;
const MAX_ROWS = 40;
/** Thinner boxes are drawn as one strip, px. */
const LEAST = 1.5;

export function flamegraphSvg(data: FlameData): string {
  const tree = flameDecode(data);
  const boxes = flameLayout(tree, flameWidths(tree, "change"));
  const paint = flamePaint(tree, { scheme: "category", dark: false, change: true });
  const rows = Math.min(MAX_ROWS, boxes.depth);
  if (rows === 0) return textPicture("no samples");
  const scale = WIDTH / boxes.span;
  const limits = { least: LEAST / scale, to: boxes.span };
  const shapes = new Map<string, string>();
  const draw = (color: string, shape: string) => shapes.set(color, (shapes.get(color) ?? "") + shape);
  const texts: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const end = boxes.rows[row + 1]!;
    for (let box = boxes.rows[row]!; box < end; ) {
      const thin = boxes.right[box]! - boxes.left[box]! < limits.least;
      const last = thin ? flameStrip(boxes, box, end, limits) : box + 1;
      const node = boxes.node[box]!;
      const left = boxes.left[box]! * scale;
      const width = Math.max(LEAST, boxes.right[last - 1]! * scale - left);
      const strip = last - box > 1;
      const shape = (wide: number) => `M${short(left)} ${row * ROW}h${short(Math.max(0.4, wide))}`;
      if (paint.net && !strip) {
        const net = paint.net[node]!;
        draw(paint.palette[10]!, shape(width - 0.6));
        if (Math.abs(net) > 0.01)
          draw(paint.palette[net > 0 ? 20 : 0]!, shape(Math.abs(net) * (width - 0.6)));
      } else draw(strip ? paint.small : paint.palette[paint.of[node]!]!, shape(width - 0.6));
      const name = strip ? `(${last - box} small frames)` : tree.frames[tree.frame[node]!]!.name;
      const share = paint.net || strip ? "" : ` ${flamePercent(tree.total[node]!, tree.whole)}`;
      const room = Math.floor((width - 8) / CHARACTER);
      if (room >= 3) {
        const label = clip(room >= name.length + share.length ? name + share : name, room);
        texts.push(`<text x="${short(left + 4)}" y="${row * ROW + 14}">${escapeHtml(label)}</text>`);
      }
      box = last;
    }
  }
  const paths = [...shapes].map(([color, shape]) => `<path stroke="${color}" d="${shape}"/>`);
  const cut = boxes.depth - rows;
  const more =
    cut > 0
      ? `<text x="4" y="${rows * ROW + 14}" fill="#7d8590">… ${cut} deeper ${cut === 1 ? "row" : "rows"}</text>`
      : "";
  return svg(
    rows * ROW + (cut > 0 ? ROW : 0),
    `<g transform="translate(0 ${(ROW - 1) / 2})" stroke-width="${ROW - 1}">${paths.join("")}</g>${texts.join("")}${more}`,
  );
}

function textPicture(text: string): string {
  return svg(ROW, `<text x="4" y="14" fill="#7d8590">${text}</text>`);
}

function svg(height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="11" fill="#1b1f24">${content}</svg>`;
}

function short(number: number): string {
  return String(Math.round(number * 10) / 10).replace(/^0\./, ".");
}
