/** What a flamegraph is drawn of: a profile's tree and its order in time, packed small for a page. */
import type { Profile, ProfileUnit } from "../../model/profile.js";
import { packNumbers } from "./bytes.js";
import { frameTotals } from "./frame-totals.js";
import { type DrawnFrame, keptNodes } from "./prune.js";
import { mergedRuns, packRuns } from "./runs.js";

/** Rides in the page beside the widget; `decode.ts` reads it. */
export interface FlameData {
  readonly title: string;
  readonly unit: ProfileUnit;
  /** Sampled time or bytes, in the unit. */
  readonly total: number;
  readonly samples: number;
  /** Of the unit, what a packed value counts in. */
  readonly step: number;
  readonly files: readonly string[];
  readonly categories: readonly string[];
  readonly frames: readonly PackedFrame[];
  /** Per node: its frame, the distance back to its parent (0 for a root), self, samples; of two profiles self before. */
  readonly nodes: string;
  /** Per frame: self and total, exact also where nodes were cut; of two profiles both before. */
  readonly sums: string;
  /** Samples in time order, equal neighbours merged: distance to the node before (zigzag), duration. Empty: none. */
  readonly runs: string;
  /** Shortest stretch that the order in time tells apart, in the unit; 0: all of it. */
  readonly grain: number;
  /** Of the profile that this one is held against: its title and its total per call; then `total` is per call too. */
  readonly against?: { readonly title: string; readonly total: number };
}

/** `category` is an index into `categories`; `file` one into `files`, -1 for none; `line` is 0 where unknown. */
export type PackedFrame = readonly [
  name: string,
  category: number,
  file: number,
  line: number,
  tier?: string,
];

export interface FlameLimits {
  readonly nodes: number;
  readonly runs: number;
  /** Share of the whole below which a node is cut. */
  readonly thinnest: number;
}

/** So that a notebook's output stays small: the widest nodes, to a twentieth of a pixel on a wide screen. */
export const OUTPUT_LIMITS: FlameLimits = { nodes: 4000, runs: 8000, thinnest: 1 / 40_000 };

/** A packed value of a profile counts at least a ten-millionth of the whole: three or four bytes at most. */
const FINEST = 1e7;

export function flameData(profile: Profile, title: string, limits: FlameLimits = OUTPUT_LIMITS): FlameData {
  const whole = profile.nodes.reduce((sum, node) => sum + node.self, 0);
  const step = Math.max(1, whole / FINEST);
  const kept = keptNodes(profile.nodes, profile.frames, limits);
  const places = new FramePlaces(kept.frames);
  const sums = frameTotals(profile.nodes, profile.frames.length);
  for (let frame = 0; frame < profile.frames.length; frame += 1) {
    if (sums.total[frame]! >= whole * NOTABLE) places.of(frame);
  }
  const nodes = kept.nodes.flatMap((node, index) => [
    places.of(node.frame),
    node.parent < 0 ? 0 : index - node.parent,
    node.self / step,
    node.samples,
  ]);
  const { runs, grain } = mergedRuns(profile.timeline, kept.placeOf, limits.runs);
  return {
    title,
    unit: profile.unit,
    total: whole,
    samples: profile.nodes.reduce((sum, node) => sum + node.samples, 0),
    step,
    ...places.packed(),
    nodes: packNumbers(nodes),
    sums: packNumbers(
      places.order.flatMap((frame) => [(sums.self[frame] ?? 0) / step, (sums.total[frame] ?? 0) / step]),
    ),
    runs: packRuns(runs, step),
    grain,
  };
}

/** Share from which a function stands in the table though all its nodes were cut. */
const NOTABLE = 0.0005;

export function placeText(frame: { readonly file: string | null; readonly line: number | null }): string {
  if (frame.file === null) return "";
  return frame.line === null ? frame.file : `${frame.file}:${frame.line}`;
}

/** Frames in the order in which they are asked for, and their files. */
export class FramePlaces {
  readonly order: number[] = [];
  readonly #index = new Map<number, number>();

  constructor(private readonly frames: readonly DrawnFrame[]) {}

  of(frame: number): number {
    const known = this.#index.get(frame);
    if (known !== undefined) return known;
    this.#index.set(frame, this.order.length);
    return this.order.push(frame) - 1;
  }

  packed(): Pick<FlameData, "files" | "categories" | "frames"> {
    const [files, categories] = [new Numbered(), new Numbered()];
    const frames = this.order.map((at): PackedFrame => {
      const { name, category, file, line, tier } = this.frames[at] ?? UNKNOWN;
      const packed = [name, categories.of(category), file === null ? -1 : files.of(file), line ?? 0] as const;
      return tier === undefined ? packed : [...packed, tier];
    });
    return { files: files.texts, categories: categories.texts, frames };
  }
}

const UNKNOWN: DrawnFrame = { name: "(unknown)", category: "native", file: null, line: null, column: null };

/** Texts that are said once. */
class Numbered {
  readonly texts: string[] = [];
  readonly #index = new Map<string, number>();

  of(text: string): number {
    const known = this.#index.get(text);
    if (known !== undefined) return known;
    this.#index.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
