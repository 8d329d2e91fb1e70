/** The failing line with its neighbours and a caret, as compilers show it. */
import * as own from "./own.js";
import type { Position, Sources } from "./sources.js";

const BEFORE = 2;
const AFTER = 1;
const WIDTH = 160;
const RED = "\u001b[31m";
const DIM = "\u001b[2m";
const RESET = "\u001b[0m";

/**
 *     cell 3, line 4
 *       3 | const y = 1;
 *     > 4 | missing.x;
 *         | ^
 */
export function excerpt(position: Position, sources: Sources): readonly string[] {
  const lines = sources.lines(position.file);
  if (!lines || position.line > lines.length) return [];
  const first = own.Math.max(position.line - BEFORE, 1);
  const last = own.Math.min(position.line + AFTER, lines.length);
  const digits = own.String(last).length;
  const rows = lines.slice(first - 1, last).flatMap((line, index) => {
    const number = first + index;
    const label = own.String(number).padStart(digits);
    const text = line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line;
    if (number !== position.line) return [`${DIM}  ${label} | ${text}${RESET}`];
    const row = `${RED}>${RESET} ${label} | ${text}`;
    if (position.column > WIDTH) return [row];
    // Tabs keep their width, so that the caret stands below its character.
    const indent = line.slice(0, position.column - 1).replace(/[^\t]/g, " ");
    return [row, `  ${" ".repeat(digits)} | ${indent}${RED}^${RESET}`];
  });
  return [`${DIM}${position.file}, line ${position.line}${RESET}`, ...rows];
}
