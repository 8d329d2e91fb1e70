/** Finds for an output the cell it belongs to, also after that cell's end: a timer of cell 3 prints below cell 3. */
import type { Output, Publish } from "../model/output.js";

export interface Router {
  open(evaluation: number, publish: Publish): void;
  /** 0, or a cell that is long gone: the last one. */
  publish(evaluation: number, output: Output): void;
}

/** Cells that are remembered. */
const KEPT = 200;

export function createRouter(): Router {
  const cells = new Map<number, Publish>();
  let last: Publish | null = null;
  return {
    open(evaluation, publish) {
      last = publish;
      cells.set(evaluation, publish);
      for (const oldest of cells.keys()) {
        if (cells.size <= KEPT) break;
        cells.delete(oldest);
      }
    },
    publish: (evaluation, output) => (cells.get(evaluation) ?? last)?.(output),
  };
}
