/** The arguments of `benchbook run`, checked and made absolute. */
import { stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { parseDuration } from "../../cells/quantities.js";
import { usageError } from "../../model/problem.js";
import { type Arguments, wrong } from "../arguments.js";
import { RUN } from "../specs.js";
import { readParameters } from "./parameters.js";
import type { RunSettings } from "./run-notebook.js";

/** Paths are absolute. */
export interface RunPlan {
  readonly settings: RunSettings;
  readonly output: string;
  readonly report: string | null;
  readonly json: string | null;
  readonly requireTargets: boolean;
}

export async function planRun(
  { values, positionals }: Arguments<typeof RUN.options>,
  cwd: string,
): Promise<RunPlan> {
  const notebook = resolve(cwd, positionals[0]!);
  await mustBeFile(notebook, positionals[0]!);
  const path = (file: string | undefined) => (file === undefined ? null : resolve(cwd, file));
  if (values.report !== undefined && !/\.html?$/i.test(values.report)) {
    throw wrong(RUN, `--report wants a file that ends in .html, got ${values.report}`);
  }
  return {
    settings: {
      notebook,
      overrides: readParameters(values.parameter ?? []),
      budget: budgetOf(values.budget),
      quick: values.quick ?? false,
    },
    output: path(values.output) ?? defaultOutput(notebook),
    report: path(values.report),
    json: path(values.json),
    requireTargets: values["require-targets"] ?? false,
  };
}

/** In ns; null where none is given. */
export function budgetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const ns = parseDuration(text, "--budget");
  if (ns > 0) return ns;
  throw usageError(`--budget wants a time above zero such as 30s, got ${text}`);
}

/** `study.ipynb` → `study.executed.ipynb` beside it, and that again for itself. */
function defaultOutput(notebook: string): string {
  const stem = basename(notebook, extname(notebook)).replace(/\.executed$/, "");
  return join(dirname(notebook), `${stem}.executed.ipynb`);
}

async function mustBeFile(path: string, given: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) {
    throw usageError(`there is no notebook ${given}; check the path, or start one: benchbook new template`);
  }
  if (found.isDirectory()) throw usageError(`${given} is a folder; name a notebook in it`);
}
