/** The end of a text that may be endless: keeps at most `limit` characters. */

export interface Tail {
  add(text: string): void;
  text(): string;
}

export function createTail(limit: number): Tail {
  let kept = "";
  return {
    add(text) {
      kept += text;
      // Cut at twice the limit, so that long floods do not copy the tail for every piece.
      if (kept.length > limit * 2) kept = kept.slice(-limit);
    },
    text: () => kept.slice(-limit),
  };
}
