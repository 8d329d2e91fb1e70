/** `benchbook format`: rewrites a notebook's TypeScript as prettier writes it, and nothing else in the file. */
import { relative } from "node:path";
import { codeParts } from "../cells/code-parts.js";
import { UserError } from "../model/problem.js";
import { formatSource, prettierStyle, type Style } from "../runtime/sources.js";
import { writeAtomically } from "../store/files.js";
import { replaceSources } from "../store/notebook-sources.js";
import { readArguments } from "./arguments.js";
import { type CommandIo, EXIT } from "./io.js";
import { type CodeCellParts, cellName, readNotebookCode } from "./notebook-code.js";
import { FORMAT } from "./specs.js";
import { plainText } from "./terminal.js";

interface FormattedCell {
  readonly name: string;
  readonly index: number;
  readonly source: string;
  readonly formatted: string;
  /** Why some of it was kept. */
  readonly problems: readonly string[];
}

export async function formatCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(FORMAT, argv, io);
  if (args === null) return EXIT.done;
  const check = args.values.check ?? false;
  let status: number = EXIT.done;
  for (const path of args.positionals) {
    const { file, text, cells } = await readNotebookCode(path, io.cwd);
    const style = await prettierStyle(file);
    const formatted: FormattedCell[] = [];
    for (const cell of cells) formatted.push(await formatCell(cell, style));
    const changed = formatted.filter((one) => one.formatted !== one.source);
    if (changed.length > 0 && check) status = EXIT.bad;
    if (changed.length > 0 && !check) {
      const sources = new Map(changed.map((one) => [one.index, one.formatted]));
      await writeAtomically(file, replaceSources(text, sources));
    }
    for (const line of report(formatted, { file: relative(io.cwd, file), check }))
      io.stdout.write(`${plainText(line)}\n`);
  }
  return status;
}

function report(
  cells: readonly FormattedCell[],
  { file, check }: { readonly file: string; readonly check: boolean },
): readonly string[] {
  const changed = cells.filter((one) => one.formatted !== one.source);
  const count = `${changed.length} of ${cells.length} code ${cells.length === 1 ? "cell" : "cells"}`;
  const headline =
    cells.length === 0
      ? `${file}: no code cell`
      : changed.length === 0
        ? `${file}: nothing to format in ${cells.length} code ${cells.length === 1 ? "cell" : "cells"}`
        : `${file}: ${count} ${check ? "would change" : "formatted"}`;
  return [
    headline,
    ...cells.flatMap((one) => [
      ...(one.formatted === one.source ? [] : [`  ${one.name}`]),
      ...one.problems.map((problem) => `  ${one.name}: kept as it is: ${problem}`),
    ]),
  ];
}

/** Each stretch by itself; the cell is left alone where its magics would read otherwise afterwards. */
async function formatCell(cell: CodeCellParts, style: Style): Promise<FormattedCell> {
  const { index, source, parts } = cell;
  const name = cellName(index, parts[0]?.magic ?? null);
  const problems = cell.problem === null ? [] : [cell.problem];
  let formatted = source;
  for (const part of [...parts].reverse()) {
    try {
      const text = await formatSource(part.text, { semicolons: "keep", style });
      formatted = formatted.slice(0, part.start) + text + formatted.slice(part.end);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.unshift(`it cannot be parsed: ${error.message}`);
    }
  }
  if (isSameCell(source, formatted)) return { name, index, source, formatted, problems };
  return { name, index, source, formatted: source, problems: ["its magics would no longer read the same"] };
}

function isSameCell(before: string, after: string): boolean {
  try {
    const [one, other] = [codeParts(before), codeParts(after)];
    return one.length === other.length && one.every(({ magic }, index) => magic === other[index]?.magic);
  } catch (error) {
    if (error instanceof UserError) return before === after;
    throw error;
  }
}
