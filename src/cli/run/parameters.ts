/** `-p name=value`: overrides of a workload's parameters, and the names that a notebook's setups declare. */

import { parseCell } from "../../cells/parse.js";
import { didYouMean } from "../../cells/suggest.js";
import { assignmentAt, toNumber } from "../../cells/values.js";
import { splitWords } from "../../cells/words.js";
import { UserError, usageError } from "../../model/problem.js";
import type { Parameters, ParameterValue } from "../../model/workload.js";
import type { Cell } from "../../store/notebook.js";

/** The last of one name wins. A value that looks like a number is one. */
export function readParameters(texts: readonly string[]): Parameters {
  return Object.fromEntries(texts.map(readParameter));
}

/** Throws a UserError for a name that no setup of the notebook declares: a typing mistake would go unseen. */
export function checkNames(overrides: Parameters, cells: readonly Cell[]): void {
  const declared = declaredParameters(cells);
  const unknown = Object.keys(overrides).find((name) => !declared.includes(name));
  if (unknown === undefined) return;
  const there =
    declared.length === 0
      ? "no %%setup of the notebook declares any"
      : `the notebook's %%setup declares ${declared.join(", ")}`;
  throw usageError(
    `-p names the unknown parameter ${unknown}; ${there}${didYouMean(unknown, declared).replace(";", ":")}`,
  );
}

/** Names that the notebook's setups declare. */
export function declaredParameters(cells: readonly Cell[]): readonly string[] {
  return [...new Set(cells.flatMap(declaredNames))];
}

function readParameter(text: string): readonly [string, ParameterValue] {
  const [, name, value] = /^([\p{L}_$][\p{L}\p{N}_$]*)=(.+)$/su.exec(text.trim()) ?? [];
  if (name === undefined || value === undefined) {
    throw usageError(`-p wants name=value such as n=1024, got ${JSON.stringify(text)}`);
  }
  const pieces = value.split(",").map((piece) => toNumber(piece.trim()));
  if (pieces.length > 1 && pieces.every((piece) => piece !== null)) {
    throw usageError(
      `-p gives ${name} one value, got ${value}; a sweep stands in the notebook: %%setup ${name}=${value}`,
    );
  }
  return [name, toNumber(value) ?? value];
}

/** `%%setup NAME n=512 seed=1` and `%parameters n=1024` declare names; a cell that does not parse fails when it runs. */
function declaredNames(cell: Cell): readonly string[] {
  if (cell.cell_type !== "code") return [];
  try {
    return parseCell(cell.source).flatMap((segment) =>
      segment.kind === "cell-magic" && segment.name === "setup" ? assignedNames(segment.text) : [],
    );
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function assignedNames(text: string): readonly string[] {
  return splitWords(text).words.flatMap((word) => {
    const at = assignmentAt(word);
    return at === null ? [] : [word.text.slice(0, at)];
  });
}
