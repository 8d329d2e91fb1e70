/** Frames and stack nodes as they are met: the same frame under the same parent is one node, parents before children. */
import type { Frame } from "../model/profile.js";

export interface GrowingNode {
  readonly frame: number;
  /** -1 for a root. */
  readonly parent: number;
  self: number;
  samples: number;
}

const MOST_FRAMES = 2 ** 24;

export class Stacks {
  readonly frames: Frame[] = [];
  readonly nodes: GrowingNode[] = [];
  readonly #frameIndex = new Map<string, number>();
  readonly #nodeIndex = new Map<number, number>();

  /** Index of the frame. */
  frame(frame: Frame): number {
    const key = [frame.name, frame.category, frame.file, frame.line, frame.column].join("\n");
    const known = this.#frameIndex.get(key);
    if (known !== undefined) return known;
    const index = this.frames.push(frame) - 1;
    this.#frameIndex.set(key, index);
    return index;
  }

  /** Index of the node of that frame under that parent. */
  node(frame: number, parent: number): number {
    // As one number: files of 100 MB have millions of stacks.
    const key = (parent + 1) * MOST_FRAMES + frame;
    const known = this.#nodeIndex.get(key);
    if (known !== undefined) return known;
    const index = this.nodes.push({ frame, parent, self: 0, samples: 0 }) - 1;
    this.#nodeIndex.set(key, index);
    return index;
  }
}
