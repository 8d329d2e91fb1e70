/** Paints the rectangles on a canvas. Runs in pages. */
import { flameColor } from "./color.js";
import type { PageContext } from "./dom.js";
import type { FlameRect } from "./layout.js";
import { flameLabel, flamePercent } from "./page-text.js";

export interface FlameScene {
  readonly rects: readonly FlameRect[];
  readonly whole: number;
  /** Shares of the whole at the left and the right edge. */
  readonly from: number;
  readonly to: number;
  /** px */
  readonly width: number;
  readonly height: number;
  readonly row: number;
  readonly ratio: number;
  readonly dark: boolean;
  readonly hits: readonly boolean[] | null;
  /** Index of the rectangle under the pointer or chosen by keys, -1 for none. */
  readonly chosen: number;
}

/** Left edge and width in px; wider than the view for what is above the zoom. */
export function flamePlace(
  scene: Pick<FlameScene, "from" | "to" | "width">,
  rect: FlameRect,
): [left: number, width: number] {
  const scale = scene.width / (scene.to - scene.from);
  const left = Math.max(0, (rect.left - scene.from) * scale);
  const right = Math.min(scene.width, (rect.left + rect.width - scene.from) * scale);
  return [left, right - left];
}

export function flameDraw(context: PageContext, scene: FlameScene): void {
  const { rects, row, dark, hits } = scene;
  context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  context.font = "11px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
  context.textBaseline = "middle";
  const character = context.measureText("MMMMMMMMMM").width / 10;
  rects.forEach((rect, index) => {
    const [left, width] = flamePlace(scene, rect);
    if (width < 0.3) return;
    const top = rect.depth * row;
    const dimmed = hits !== null && !hits[index];
    context.globalAlpha = dimmed ? 0.22 : 1;
    context.fillStyle = flameColor(rect.category, rect.name, dark);
    // A hairline between neighbours, given up where it would eat the frame.
    context.fillRect(left, top, width > 2 ? width - 1 : width, row - 1);
    context.globalAlpha = dimmed ? 0.7 : 1;
    context.fillStyle = dimmed && dark ? "#d7dbe0" : "#1b1f24";
    const room = Math.floor((width - 9) / character);
    const share = ` ${flamePercent(rect.total, scene.whole)}`;
    const label = flameLabel(room >= rect.name.length + share.length ? rect.name + share : rect.name, room);
    if (label !== "") context.fillText(label, left + 4, top + row / 2);
    context.globalAlpha = 1;
    if (index !== scene.chosen) return;
    context.strokeStyle = dark ? "#ffffff" : "#1b1f24";
    context.lineWidth = 2;
    context.strokeRect(left + 1, top + 1, Math.max(1, width - 3), row - 3);
  });
}
