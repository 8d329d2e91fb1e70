/** The arguments of `benchbook run`, checked and made absolute. */
import { stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { parseDuration } from "../../cells/quantities.js";
import { usageError } from "../../model/problem.js";
import type { Parameters } from "../../model/workload.js";
import type { Arguments } from "../arguments.js";
import { wrong } from "../arguments.js";
import { RUN } from "../specs.js";
import { readParameters } from "./parameters.js";

export interface RunPlan {
  /** Paths are absolute. */
  readonly notebook: string;
  readonly output: string;
  readonly report: string | null;
  readonly json: string | null;
  readonly overrides: Parameters;
  /** ns. */
  readonly budget: number | null;
  readonly quick: boolean;
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
    notebook,
    output: path(values.output) ?? defaultOutput(notebook),
    report: path(values.report),
    json: path(values.json),
    overrides: readParameters(values.parameter ?? []),
    budget: values.budget === undefined ? null : budgetOf(values.budget),
    quick: values.quick ?? false,
    requireTargets: values["require-targets"] ?? false,
  };
}

/** `study.ipynb` → `study.executed.ipynb` beside it, and that again for itself. */
function defaultOutput(notebook: string): string {
  const stem = basename(notebook, extname(notebook)).replace(/\.executed$/, "");
  return join(dirname(notebook), `${stem}.executed.ipynb`);
}

function budgetOf(text: string): number {
  const ns = parseDuration(text, "--budget");
  if (ns > 0) return ns;
  throw wrong(RUN, `--budget wants a time above zero such as 30s, got ${text}`);
}

async function mustBeFile(path: string, given: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw usageError(`there is no notebook ${given}; check the path, or start one: benchbook new template`);
  if (found.isDirectory()) throw usageError(`${given} is a folder; name a notebook in it`);
}
