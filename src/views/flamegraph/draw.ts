/** Paints the boxes on a canvas: only the rows in view, in each only as many boxes as there are pixels. Runs in pages. */
import type { PageContext } from "./dom.js";
import type { FlameBoxes } from "./layout.js";
import { flameLabel, flamePercent } from "./page-text.js";
import type { FlamePaint } from "./paint.js";
import { flameEnd, flameFirst, flameStrip } from "./rows.js";
import type { FlameTree } from "./tree.js";

/** One for each widget; changed in place between frames, so that a frame allocates nothing. */
export interface FlameScene {
  tree: FlameTree;
  boxes: FlameBoxes;
  paint: FlamePaint;
  /** Labels by box, with the characters they have room for. */
  labels: Map<number, { readonly room: number; readonly text: string }>;
  /** Shares stand behind names: not where boxes are stretches of time. */
  shares: boolean;
  /** What is in view, in the unit. */
  from: number;
  to: number;
  /** px */
  width: number;
  height: number;
  scroll: number;
  row: number;
  /** The root at the bottom. */
  flame: boolean;
  ratio: number;
  dark: boolean;
  hits: Uint8Array | null;
  /** Boxes under the pointer or chosen by keys: from one to before another; -1 for none. */
  chosen: number;
  chosenEnd: number;
  /** The box being drawn: its places in px, and the width of a character. */
  readonly at: { box: number; last: number; left: number; top: number; wide: number; character: number };
  readonly ink: FlameInk;
}

/** What a frame draws, by colour: a canvas takes longer to be told a new colour than to fill with one that it has. */
export interface FlameInk {
  /** By colour: left, top and width of rectangles, one after the other. */
  readonly bright: Map<string, number[]>;
  readonly dimmed: Map<string, number[]>;
  readonly texts: { text: string; left: number; top: number; dimmed: boolean }[];
}

export function flameInk(): FlameInk {
  return { bright: new Map(), dimmed: new Map(), texts: [] };
}

/** Top of a row within all rows, px. */
export function flameTop(scene: FlameScene, depth: number): number {
  return (scene.flame ? scene.boxes.depth - 1 - depth : depth) * scene.row;
}

/** Boxes thinner than this are drawn as one strip, px. */
export const LEAST = 1.2;

export function flameDraw(context: PageContext, scene: FlameScene): void {
  const { boxes, tree, row, from, to, width, dark, at } = scene;
  context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
  context.clearRect(0, 0, width, scene.height);
  context.font = "11px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
  context.textBaseline = "middle";
  at.character = context.measureText("MMMMMMMMMM").width / 10;
  const scale = width / (to - from);
  const limits = { least: LEAST / scale, to };
  const seen = [Math.floor(scene.scroll / row), Math.ceil((scene.scroll + scene.height) / row)];
  const [low, high] = scene.flame ? [boxes.depth - seen[1]!, boxes.depth - seen[0]!] : seen;
  for (let depth = Math.max(0, low!); depth < Math.min(boxes.depth, high!); depth += 1) {
    const top = flameTop(scene, depth) - scene.scroll;
    let box = flameFirst(boxes, boxes.rows[depth]!, boxes.rows[depth + 1]!, from);
    const end = flameEnd(boxes, box, boxes.rows[depth + 1]!, to);
    while (box < end && boxes.left[box]! < to) {
      const thin = boxes.right[box]! - boxes.left[box]! < limits.least;
      const last = thin ? flameStrip(boxes, box, end, limits) : box + 1;
      const left = Math.max(0, (boxes.left[box]! - from) * scale);
      const right = Math.min(width, (boxes.right[last - 1]! - from) * scale);
      at.box = box;
      at.last = last;
      at.left = left;
      at.top = top;
      at.wide = Math.max(LEAST, right - left);
      flameBox(scene);
      box = last;
    }
  }
  flameFlush(context, scene);
  // The frame around the chosen one goes over its neighbours.
  if (scene.chosen >= 0) {
    const left = Math.max(0, (boxes.left[scene.chosen]! - from) * scale);
    const right = Math.min(width, (boxes.right[scene.chosenEnd - 1]! - from) * scale);
    const top = flameTop(scene, tree.depth[boxes.node[scene.chosen]!]!) - scene.scroll;
    context.strokeStyle = dark ? "#ffffff" : "#1b1f24";
    context.lineWidth = 2;
    if (right > 0 && left < width)
      context.strokeRect(left + 1, top + 1, Math.max(1, right - left - 3), row - 3);
  }
}

function flameFlush(context: PageContext, { ink, row, dark }: FlameScene): void {
  for (const [alpha, shapes] of [[1, ink.bright] as const, [0.22, ink.dimmed] as const]) {
    context.globalAlpha = alpha;
    for (const [color, places] of shapes) {
      context.fillStyle = color;
      for (let at = 0; at < places.length; at += 3)
        context.fillRect(places[at]!, places[at + 1]!, places[at + 2]!, row - 1);
    }
    shapes.clear();
  }
  for (const { text, left, top, dimmed } of ink.texts) {
    context.globalAlpha = dimmed ? 0.7 : 1;
    context.fillStyle = dimmed && dark ? "#d7dbe0" : "#1b1f24";
    context.fillText(text, left, top);
  }
  ink.texts.length = 0;
  context.globalAlpha = 1;
}

/** One box, or a strip of thin ones. */
function flameBox(scene: FlameScene): void {
  const { boxes, tree, paint, hits, row, at, ink } = scene;
  const { box, last, left, top, wide } = at;
  const node = boxes.node[box]!;
  const strip = last - box > 1;
  let dimmed = hits !== null;
  // Of a strip a few are looked at: enough to see where matches are many.
  for (let one = box; dimmed && one < last && one < box + 64; one += 1)
    dimmed = hits![tree.frame[boxes.node[one]!]!] === 0;
  const shapes = dimmed ? ink.dimmed : ink.bright;
  const add = (color: string, width: number) => {
    const places = shapes.get(color);
    if (places) places.push(left, top, width);
    else shapes.set(color, [left, top, width]);
  };
  // A hairline between neighbours, given up where it would eat the frame.
  const drawn = wide > 3 ? wide - 1 : wide;
  if (paint.net && !strip) {
    // As in pprof: as wide as all that changed below, shaded over the net of it.
    const net = paint.net[node]!;
    add(paint.palette[10]!, drawn);
    add(paint.palette[net > 0 ? 20 : 0]!, drawn * Math.abs(net));
  } else add(strip ? paint.small : paint.palette[paint.of[node]!]!, drawn);
  const room = Math.floor((wide - 9) / at.character);
  if (room < 3) return;
  let label = scene.labels.get(box);
  if (label === undefined || label.room !== room || strip) {
    const name = strip ? `(${last - box} small frames)` : tree.frames[tree.frame[node]!]!.name;
    const share = scene.shares && !strip ? ` ${flamePercent(tree.total[node]!, tree.whole)}` : "";
    label = {
      room,
      text: flameLabel(room >= name.length + share.length ? name + share : name, room),
    };
    if (scene.labels.size > 20_000) scene.labels.clear();
    scene.labels.set(box, label);
  }
  if (label.text !== "") ink.texts.push({ text: label.text, left: left + 4, top: top + row / 2, dimmed });
}
