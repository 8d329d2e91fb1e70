/** `benchbook run`: a notebook from an empty case to an executed notebook, a report and a record, without Jupyter. */
import { basename, dirname, relative } from "node:path";
import type { Case } from "../model/case.js";
import type { Runtime, RuntimeOptions } from "../model/ports/runtime.js";
import { stagedStore } from "../store/index.js";
import { type Cell, executedNotebook, readNotebook, writeNotebook } from "../store/notebook.js";
import { readArguments } from "./arguments.js";
import { type Command, type CommandIo, EXIT } from "./io.js";
import { checkWritable } from "./run/check-writable.js";
import { type Execution, executeCells } from "./run/execute.js";
import { writeExports } from "./run/exports.js";
import { injectParameters } from "./run/inject.js";
import { shortcomings } from "./run/outcome.js";
import { planRun, type RunPlan } from "./run/plan.js";
import { printVerdict } from "./run/verdict.js";
import { createView } from "./run/view.js";
import { RUN } from "./specs.js";

export type CreateRuntime = (options: RuntimeOptions) => Runtime | Promise<Runtime>;

export function createRunCommand(createRuntime: CreateRuntime): Command {
  return async (argv, io) => {
    const args = readArguments(RUN, argv, io);
    if (args === null) return EXIT.done;
    const plan = await planRun(args, io.cwd);
    const notebook = await readNotebook(plan.notebook);
    const cells = injectParameters(notebook.cells, plan.overrides);
    await checkWritable([plan.output, plan.report, plan.json]);

    const run = await runNotebook({ plan, cells, createRuntime, io });
    await writeNotebook(plan.output, executedNotebook(notebook, run.execution.cells, process.versions.node));
    return finish(run, plan, io);
  };
}

interface Run {
  readonly execution: Execution;
  /** Null where the notebook has no `%case`. */
  readonly record: Case | null;
}

/** Runs in a staged store, so that the record is replaced at the end or not at all. */
async function runNotebook(options: {
  readonly plan: RunPlan;
  readonly cells: readonly Cell[];
  readonly createRuntime: CreateRuntime;
  readonly io: CommandIo;
}): Promise<Run> {
  const { plan, cells, createRuntime, io } = options;
  const folder = dirname(plan.notebook);
  const store = await stagedStore({ folder });
  try {
    const { overrides, budget, quick } = plan;
    const notebook = basename(plan.notebook);
    const runtime = await createRuntime({ folder, notebook, fresh: true, overrides, budget, quick, store });
    try {
      const view = createView(io, { notebook: relative(io.cwd, plan.notebook) || plan.notebook, cells });
      const execution = await executeCells({ cells, runtime, view, signal: io.signal });
      const record = runtime.current();
      if (record !== null) await writeExports(record, store, plan);
      await store.commit();
      return { execution, record };
    } finally {
      await runtime.close();
    }
  } finally {
    await store.discard();
  }
}

/** What a reader of the terminal wants to see last: the verdicts, then where everything is. */
function finish({ execution, record }: Run, plan: RunPlan, io: CommandIo): number {
  printVerdict({ execution, record, plan }, io);
  if (execution.ended === "interrupted") return EXIT.interrupted;
  if (execution.ended === "error") return EXIT.bad;
  return record !== null && shortcomings(record, plan.requireTargets).length > 0 ? EXIT.bad : EXIT.done;
}
