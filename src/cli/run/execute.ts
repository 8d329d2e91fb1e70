/** Runs a notebook's code cells in order and collects what they show, up to the first error. */
import type { CellError, Output } from "../../model/output.js";
import type { Runtime } from "../../model/ports/runtime.js";
import { type Cell, type CodeCell, createOutputRecorder } from "../../store/notebook.js";
import type { View } from "./view.js";

export interface Execution {
  /** All cells, those that ran with their outputs. */
  readonly cells: readonly Cell[];
  readonly ended: "done" | "error" | "interrupted";
  /** Of the cell that ended the run: its number among all cells, from 1. */
  readonly failed: { readonly cell: number; readonly error: CellError } | null;
}

interface ExecuteOptions {
  readonly cells: readonly Cell[];
  readonly runtime: Runtime;
  readonly view: View;
  readonly signal: AbortSignal;
}

export async function executeCells({ cells, runtime, view, signal }: ExecuteOptions): Promise<Execution> {
  const recorder = createOutputRecorder();
  const ran: CodeCell[] = [];
  const interrupt = () => runtime.interrupt();
  const result = (ended: Execution["ended"], failed: Execution["failed"] = null): Execution => {
    view.end();
    return { cells: withOutputs(cells, ran, recorder.outputs()), ended, failed };
  };
  signal.addEventListener("abort", interrupt);
  try {
    for (const [index, cell] of cells.entries()) {
      if (cell.cell_type !== "code" || cell.source.trim() === "") continue;
      if (signal.aborted) return result("interrupted");
      const executionCount = ran.length + 1;
      ran.push({ ...cell, execution_count: executionCount });
      recorder.startCell(executionCount);
      view.startCell(cell);
      const publish = (output: Output) => {
        recorder.publish(output);
        view.show(output);
      };
      const reply = await runtime.execute({ code: cell.source, cellId: cell.id, executionCount }, publish);
      view.endCell();
      if (reply.status === "ok") continue;
      const failed = { cell: index + 1, error: reply.error };
      // The runtime replies with the error; a notebook keeps it as the cell's last output.
      if (!hasError(recorder.outputs().at(-1))) publish({ kind: "error", error: reply.error });
      return result(reply.status === "aborted" || signal.aborted ? "interrupted" : "error", failed);
    }
    return result(signal.aborted ? "interrupted" : "done");
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}

function hasError(outputs: CodeCell["outputs"] = []): boolean {
  return outputs.some((output) => output.output_type === "error");
}

/** Cells that did not run lose the outputs of an earlier run: they would pass for this one's. */
function withOutputs(
  cells: readonly Cell[],
  ran: readonly CodeCell[],
  outputs: readonly CodeCell["outputs"][],
): readonly Cell[] {
  const executed = new Map(ran.map((cell, index) => [cell.id, { ...cell, outputs: outputs[index] ?? [] }]));
  return cells.map((cell) => {
    if (cell.cell_type !== "code") return cell;
    return executed.get(cell.id) ?? { ...cell, execution_count: null, outputs: [] };
  });
}
