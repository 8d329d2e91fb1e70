/** `benchbook run`: a notebook from an empty case to an executed notebook, a report and a record, without Jupyter. */
import { executedNotebook, readNotebook, writeNotebook } from "../store/notebook.js";
import { readArguments } from "./arguments.js";
import { type Command, EXIT } from "./io.js";
import { checkWritable } from "./run/check-writable.js";
import { writeExports } from "./run/exports.js";
import { injectParameters } from "./run/inject.js";
import { shortcomings } from "./run/outcome.js";
import { planRun, type RunPlan } from "./run/plan.js";
import { type CreateRuntime, type Run, runNotebook } from "./run/run-notebook.js";
import { printVerdict } from "./run/verdict.js";
import { RUN } from "./specs.js";

export function createRunCommand(createRuntime: CreateRuntime): Command {
  return async (argv, io) => {
    const args = readArguments(RUN, argv, io);
    if (args === null) return EXIT.done;
    const plan = await planRun(args, io.cwd);
    const notebook = await readNotebook(plan.settings.notebook);
    const cells = injectParameters(notebook.cells, plan.settings.overrides);
    await checkWritable([plan.output, plan.report, plan.json]);

    const run = await runNotebook({
      settings: plan.settings,
      cells,
      createRuntime,
      io,
      keep: (record, store) => writeExports(record, store, plan),
    });
    await writeNotebook(plan.output, executedNotebook(notebook, run.execution.cells, process.versions.node));
    printVerdict({ ...run, plan }, io);
    return statusOf(run, plan);
  };
}

function statusOf({ execution, record }: Run, plan: RunPlan): number {
  if (execution.ended === "interrupted") return EXIT.interrupted;
  if (execution.ended === "error") return EXIT.bad;
  return record !== null && shortcomings(record, plan.requireTargets).length > 0 ? EXIT.bad : EXIT.done;
}
