/** `benchbook lint`: what costs in a notebook's timed code; runs nothing. */
import { relative } from "node:path";
import type { LintOptions } from "../model/lint.js";
import { lintSource } from "../runtime/sources.js";
import { IGNORE_HINT, type LintedSource, lintHeadline, lintText } from "../views/lint-view.js";
import { readArguments } from "./arguments.js";
import { type CommandIo, EXIT } from "./io.js";
import { cellName, type NotebookCode, readNotebookCode } from "./notebook-code.js";
import { LINT } from "./specs.js";
import { plainText } from "./terminal.js";

export async function lintCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const args = readArguments(LINT, argv, io);
  if (args === null) return EXIT.done;
  let status: number = EXIT.done;
  for (const path of args.positionals) {
    const code = await readNotebookCode(path, io.cwd);
    const sources = await lintNotebook(code);
    const [warned, broken] = [
      sources.some(({ warnings }) => warnings.length > 0),
      sources.some(({ problem }) => problem !== null),
    ];
    if (warned || broken) status = EXIT.bad;
    const file = relative(io.cwd, code.file);
    const details = args.values.check === true ? [] : sources;
    const lines = [
      ...details.flatMap((one) => lintText(one)?.split("\n") ?? []),
      sources.length === 0
        ? `${file}: no cell is measured (%%setup, %%baseline, %%optimize, %%variant), so there is nothing to lint`
        : `${file}: ${lintHeadline(sources)}`,
      ...(warned && details.length > 0 ? [IGNORE_HINT] : []),
    ];
    for (const line of lines) io.stdout.write(`${plainText(line)}\n`);
  }
  return status;
}

/** Setups and variants; the functions of setups count where a variant names them. */
async function lintNotebook({ cells }: NotebookCode): Promise<readonly LintedSource[]> {
  const parts = cells.flatMap(({ index, parts }) => parts.map((part) => ({ index, ...part })));
  const variants = parts.filter(({ role }) => role === "variant");
  const called = [...new Set(variants.flatMap(({ text }) => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []))];
  const linted: LintedSource[] = [];
  for (const { index, problem } of cells) {
    if (problem !== null) linted.push({ name: cellName(index, null), warnings: [], problem });
  }
  for (const { index, role, magic, inPlace } of parts) {
    if (role === "other") continue;
    const options: LintOptions = role === "setup" ? { place: "setup", called } : { place: "variant" };
    linted.push(await lint(cellName(index, magic), inPlace, options));
  }
  return linted;
}

async function lint(name: string, source: string, options: LintOptions): Promise<LintedSource> {
  try {
    return { name, warnings: await lintSource(source, options), problem: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { name, warnings: [], problem: error.message };
  }
}
