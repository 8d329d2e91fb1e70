/** What a run shows while it goes: live lines on a terminal, plain ones in a pipe or a log. */
import type { Output, Progress } from "../../model/output.js";
import type { Cell, CodeCell } from "../../store/notebook.js";
import type { CommandIo } from "../io.js";
import { oneLine, painter } from "../terminal.js";
import { type CellText, cellText } from "./cell-text.js";
import { createLiveLine } from "./live-line.js";
import { progressOf, progressText } from "./progress.js";

export interface View {
  startCell(cell: CodeCell): void;
  show(output: Output): void;
  endCell(): void;
  /** Leaves the terminal as it was. */
  end(): void;
}

interface ViewOptions {
  readonly notebook: string;
  readonly cells: readonly Cell[];
  /** ms. */
  readonly now?: () => number;
}

const INDENT = "        ";
const LOG_WIDTH = 100;

/** A log gets a line of progress this often, ms. */
const SIGN_OF_LIFE = 5000;

export function createView(io: CommandIo, { notebook, cells, now = Date.now }: ViewOptions): View {
  const paint = painter(io);
  const live = createLiveLine(io);
  const total = cells.filter((cell) => cell.cell_type === "code" && cell.source.trim() !== "").length;
  const print = (text: string) => io.stdout.write(`${text}\n`);
  let count = 0;
  let text: CellText = cellText();
  let shownAt = 0;

  const showProgress = (progress: Progress) => {
    const line = progressText(progress, io.isTerminal ? io.columns - INDENT.length - 1 : LOG_WIDTH);
    if (io.isTerminal) return live.write(`${INDENT}${paint("cyan", line)}`);
    if (now() - shownAt < SIGN_OF_LIFE) return;
    shownAt = now();
    print(`${INDENT}${line}`);
  };

  print(`${paint("bold", oneLine(notebook, io.columns))}  ${total} cells`);
  return {
    startCell(cell) {
      count += 1;
      shownAt = now();
      text = cellText();
      const label = `[${count}/${total}]`.padEnd(INDENT.length - 1);
      print(
        `${paint("dim", label)} ${paint("bold", oneLine(titleOf(cell.source), io.columns - INDENT.length))}`,
      );
    },
    show(output) {
      const progress = progressOf(output);
      if (progress !== null) return showProgress(progress);
      live.clear();
      for (const line of text.lines(output))
        print(`${INDENT}${line.error ? paint("red", line.text) : line.text}`);
    },
    endCell() {
      live.clear();
      for (const line of text.rest()) print(`${INDENT}${line.text}`);
    },
    end: () => live.close(),
  };
}

/** The cell's magic line, or its first line that is no comment. */
function titleOf(source: string): string {
  const lines = source.split("\n").filter((line) => line.trim() !== "");
  const code = lines.find((line) => !/^\s*\/\/(?!\s*%)/.test(line));
  return (code ?? lines[0] ?? "").replace(/\s*\\\s*$/, " …");
}
