/** Output events → a cell's outputs, as a Jupyter frontend would keep them. */
import type { Output } from "../model/output.js";
import type { CellOutput } from "./nbformat.js";

export interface OutputRecorder {
  /** Outputs go to this cell from now on. */
  startCell(executionCount: number): void;
  publish(output: Output): void;
  /** Of every cell started, in order. An update may still change an earlier cell's display. */
  outputs(): readonly (readonly CellOutput[])[];
}

export function createOutputRecorder(): OutputRecorder {
  const cells: { count: number; outputs: CellOutput[]; clearNext: boolean }[] = [];
  /** Where displays with an id stand: an update reaches each of them, in any cell. */
  const displays = new Map<string, { cell: number; index: number }[]>();

  const add = (output: CellOutput, displayId?: string) => {
    const cell = cells.at(-1);
    if (cell === undefined) return;
    if (cell.clearNext) clear();
    const last = cell.outputs.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      cell.outputs[cell.outputs.length - 1] = { ...last, text: last.text + output.text };
      return;
    }
    cell.outputs.push(output);
    if (displayId === undefined) return;
    const place = { cell: cells.length - 1, index: cell.outputs.length - 1 };
    displays.set(displayId, [...(displays.get(displayId) ?? []), place]);
  };

  const clear = () => {
    const cell = cells.at(-1);
    if (cell === undefined) return;
    cell.outputs = [];
    cell.clearNext = false;
    for (const [id, places] of displays) {
      displays.set(
        id,
        places.filter((place) => place.cell !== cells.length - 1),
      );
    }
  };

  return {
    startCell(count) {
      cells.push({ count, outputs: [], clearNext: false });
    },
    outputs: () => cells.map((cell) => cell.outputs),
    publish(output) {
      switch (output.kind) {
        case "stream":
          return add({ output_type: "stream", name: output.name, text: output.text });
        case "display": {
          const { data, metadata = {} } = output;
          return add({ output_type: "display_data", data, metadata }, output.displayId);
        }
        case "result": {
          const { data, metadata = {} } = output;
          const execution_count = cells.at(-1)?.count ?? null;
          return add({ output_type: "execute_result", execution_count, data, metadata });
        }
        case "update": {
          const { data, metadata = {} } = output;
          for (const { cell, index } of displays.get(output.displayId) ?? []) {
            cells[cell]!.outputs[index] = { output_type: "display_data", data, metadata };
          }
          return;
        }
        case "error": {
          const { ename, evalue, traceback } = output.error;
          return add({ output_type: "error", ename, evalue, traceback });
        }
        case "clear": {
          const cell = cells.at(-1);
          if (output.wait && cell !== undefined) cell.clearNext = true;
          else clear();
        }
      }
    },
  };
}
