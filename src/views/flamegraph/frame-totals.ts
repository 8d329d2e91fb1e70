/** Self and total of each function over all its stacks; a function that calls itself counts once. */

export interface FrameTotals {
  readonly self: Float64Array;
  readonly total: Float64Array;
}

/** `value` picks what is added up: by default the self time. */
export function frameTotals<
  Node extends { readonly frame: number; readonly parent: number; readonly self: number },
>(nodes: readonly Node[], frames: number, value: (node: Node) => number = (node) => node.self): FrameTotals {
  const [self, total] = [new Float64Array(frames), new Float64Array(frames)];
  const below = Float64Array.from(nodes, value);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const { frame, parent } = nodes[index]!;
    self[frame]! += value(nodes[index]!);
    if (parent >= 0) below[parent]! += below[index]!;
    let above = parent;
    while (above >= 0 && nodes[above]!.frame !== frame) above = nodes[above]!.parent;
    if (above < 0) total[frame]! += below[index]!;
  }
  return { self, total };
}
