/** What a comparison adds up: how much was compared, how much differs, the first difference, the largest errors. */
import type { Mismatch } from "../../model/verification.js";

/** Where a value stands in the whole: a chain towards the root, written out only where it is shown. */
export interface Path {
  readonly parent: Path | null;
  readonly step: string;
}

export function showPath(path: Path | null): string {
  const steps: string[] = [];
  for (let at = path; at; at = at.parent) steps.push(at.step);
  return steps.reverse().join("");
}

export class Tally {
  compared = 0;
  differing = 0;
  /** Functions and alike on both sides: nothing that could differ. */
  opaque = 0;
  #first: Pick<Mismatch, "path" | "expected" | "actual"> | null = null;
  #maxAbsolute: number | null = null;
  #maxRelative: number | null = null;

  same(count = 1): void {
    this.compared += count;
  }

  different(first: { path: Path | null; expected: string; actual: string }, count = 1): void {
    this.compared += count;
    this.differing += count;
    this.#first ??= { path: showPath(first.path), expected: first.expected, actual: first.actual };
  }

  /** One more difference, after the first. */
  differs(): void {
    this.compared++;
    this.differing++;
  }

  /** Errors of numbers that both sides have; what is not finite has no size. */
  errors(absolute: number, relative: number): void {
    if (Number.isFinite(absolute)) this.#maxAbsolute = Math.max(this.#maxAbsolute ?? 0, absolute);
    if (Number.isFinite(relative)) this.#maxRelative = Math.max(this.#maxRelative ?? 0, relative);
  }

  mismatch(): Mismatch | null {
    if (!this.#first) return null;
    return {
      ...this.#first,
      maxAbsolute: this.#maxAbsolute,
      maxRelative: this.#maxRelative,
      differing: this.differing,
      compared: this.compared,
    };
  }
}
