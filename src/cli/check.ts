/** `benchbook check`: runs a recorded case again from an empty one and compares; the record stays as it is. */
import { join } from "node:path";
import type { Case } from "../model/case.js";
import { usageError } from "../model/problem.js";
import type { Parameters } from "../model/workload.js";
import { findCase } from "../store/find-case.js";
import { type Cell, readNotebook } from "../store/notebook.js";
import { type Arguments, readArguments } from "./arguments.js";
import { type Change, compareCases } from "./check/compare.js";
import { type Command, type CommandIo, EXIT } from "./io.js";
import { injectParameters } from "./run/inject.js";
import { shortcomings } from "./run/outcome.js";
import { declaredParameters, readParameters } from "./run/parameters.js";
import { budgetOf } from "./run/plan.js";
import { type CreateRuntime, type Run, runNotebook } from "./run/run-notebook.js";
import { CHECK } from "./specs.js";
import { painter, plainText } from "./terminal.js";

export function createCheckCommand(createRuntime: CreateRuntime): Command {
  return async (argv, io) => {
    const args = readArguments(CHECK, argv, io);
    if (args === null) return EXIT.done;
    const { record, folder } = await findCase(args.positionals[0]!, io.cwd);
    const { settings, cells } = await planCheck(args, { folder, record });
    const run = await runNotebook({ settings, cells, createRuntime, io, keep: null });
    if (run.execution.ended !== "done" || run.record === null) return unfinished(run, io);
    return judge(compareCases(record, run.record), shortcomings(run.record, false), io);
  };
}

/** Runs at the record's parameters, so that times compare whatever the notebook says by now. */
async function planCheck(
  { values }: Arguments<typeof CHECK.options>,
  { folder, record }: { readonly folder: string; readonly record: Case },
) {
  if (record.notebook === null) {
    throw usageError(
      "the record does not name its notebook; run the notebook again: benchbook run NOTEBOOK.ipynb",
    );
  }
  const path = join(folder, record.notebook);
  const { cells } = await readNotebook(path);
  const overrides = { ...recordedParameters(record, cells), ...readParameters(values.parameter ?? []) };
  const settings = { notebook: path, overrides, budget: budgetOf(values.budget), quick: false };
  return { settings, cells: injectParameters(cells, overrides) };
}

/** Sweeps stay as the notebook has them. */
function recordedParameters({ workload }: Case, cells: readonly Cell[]): Parameters {
  const declared = declaredParameters(cells);
  const fixed = Object.entries(workload.parameters).filter(
    ([name]) => declared.includes(name) && (workload.sweep[name]?.length ?? 1) === 1,
  );
  return Object.fromEntries(fixed);
}

function judge(changes: readonly Change[], wrong: readonly string[], io: CommandIo): number {
  const paint = painter(io);
  const worse = changes.filter(({ kind }) => kind === "regression");
  io.stdout.write("\n");
  for (const { kind, sentence } of changes) {
    const style = kind === "regression" ? "red" : kind === "improvement" ? "green" : "dim";
    io.stdout.write(`${paint(style, plainText(`${kind.padEnd(12)} ${sentence}`))}\n`);
  }
  for (const sentence of wrong) io.stderr.write(`${paint("red", `benchbook: ${plainText(sentence)}`)}\n`);
  if (worse.length === 0 && wrong.length === 0) {
    io.stdout.write("No regression against the record.\n");
    return EXIT.done;
  }
  if (worse.length > 0)
    io.stderr.write(`benchbook: ${worse.length} regressed against the record; see above\n`);
  return EXIT.bad;
}

function unfinished({ execution }: Run, io: CommandIo): number {
  const { ended, failed } = execution;
  if (ended === "interrupted") {
    io.stderr.write("benchbook: interrupted; nothing was compared\n");
    return EXIT.interrupted;
  }
  const reason = failed
    ? `cell ${failed.cell} failed with ${failed.error.ename}: ${failed.error.evalue}`
    : "the notebook has no case";
  io.stderr.write(`benchbook: ${plainText(reason)}; nothing was compared\n`);
  return EXIT.bad;
}
