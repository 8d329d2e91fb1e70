/** What of a cell's outputs a reader of the terminal sees: its text, shortened, without control characters. */
import type { MimeBundle, Output } from "../../model/output.js";
import { DATA_TYPE } from "../../views/mime.js";
import { plainText } from "../terminal.js";

export interface Line {
  readonly text: string;
  readonly error: boolean;
}

export interface CellText {
  /** Whole lines that an output brings. */
  lines(output: Output): readonly Line[];
  /** What a stream wrote without a line end. */
  rest(): readonly Line[];
}

/** The notebook and the report have the rest. A result of ours says what it is in a few sentences more. */
const LINES_OF_RESULT = 4;
const SENTENCES = 6;

export function cellText(): CellText {
  const open = { stdout: "", stderr: "" };
  return {
    lines(output) {
      switch (output.kind) {
        case "stream": {
          const lines = `${open[output.name]}${output.text}`.split("\n");
          open[output.name] = lines.pop() ?? "";
          return lines.map(plain);
        }
        case "display":
        case "update":
        case "result":
          return resultLines(output.data);
        case "error":
          return errorLines(output.error.traceback, `${output.error.ename}: ${output.error.evalue}`);
        case "clear":
          return [];
      }
    },
    rest: () => [open.stdout, open.stderr].filter((text) => text !== "").map(plain),
  };
}

function resultLines(data: MimeBundle): readonly Line[] {
  const text = data["text/plain"];
  if (typeof text !== "string") return [];
  const lines = plainText(text)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return (DATA_TYPE in data ? sentences(lines) : lines.slice(0, LINES_OF_RESULT)).map(plain);
}

/** Of benchbook's own results: sentences start a line, tables are indented, and their headings go with
 * them. A doubt is never left out. */
function sentences(lines: readonly string[]): readonly string[] {
  const indented = (line: string | undefined) => line !== undefined && /^\s/.test(line);
  const own = lines.filter((line, at) => !indented(line) && !(line.endsWith(":") && indented(lines[at + 1])));
  const doubts = own.slice(SENTENCES).filter((line) => line.startsWith("finding "));
  return [...own.slice(0, SENTENCES), ...doubts];
}

/** Traceback items may hold several lines. */
function errorLines(traceback: readonly string[], sentence: string): readonly Line[] {
  const lines = traceback.length > 0 ? traceback : [sentence];
  return lines.flatMap((item) => plainText(item).split("\n")).map((text) => ({ text, error: true }));
}

function plain(text: string): Line {
  return { text: plainText(text), error: false };
}
