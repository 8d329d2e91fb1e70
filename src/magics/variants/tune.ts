/**
 * Chooses the values of tuning parameters: every point of the grid is checked against the baseline, then measured by
 * successive halving at the last sweep value. Its figures choose, and nothing else: the best of many noisy figures looks
 * better than it is, so the variant is measured afresh.
 */
import type { Estimator, ForkRecord, Round } from "../../model/measurement.js";
import type { Side, Watch } from "../../model/ports/engine.js";
import { type RunnerUp, type Trial, type Tuning, type TuningGrid, tuningPoints } from "../../model/tuning.js";
import type { Parameters } from "../../model/workload.js";
import { chooseEstimator } from "../../stats/forks.js";
import { finalists, type Halving, type Heat, nextHeat, startHalving, withHeat } from "../../stats/halving.js";
import { median } from "../../stats/quantile.js";
import { compareRounds } from "../../stats/ratio.js";
import { estimateOf } from "../../stats/summary.js";
import { pointText } from "../../views/tuning-words.js";
import type { MagicContext } from "../magic.js";
import type { CompiledVariant } from "./compile.js";
import type { VariantRequest } from "./request.js";
import { type Checked, checkPoint, type Field, race } from "./tune-heat.js";
import { tuningWatch } from "./tune-progress.js";
import { DEFAULT_TOLERANCE } from "./value-check.js";

export interface TuneRequest {
  readonly request: VariantRequest;
  readonly grid: TuningGrid;
  readonly compiled: CompiledVariant;
}

/** ns of a short fork of a short call, before one has run. */
const FORK_GUESS = 0.4e9;

/** Never rejects for what a point does: that is in the trials. Interrupted, it tells what was tried. */
export async function tune(asked: TuneRequest, context: MagicContext, watch: Watch): Promise<Tuning> {
  const points = tuningPoints(asked.grid);
  const at = context.state.require().workload.parameters;
  const [only] = points;
  if (points.length === 1 && only !== undefined) return { grid: asked.grid, chosen: only, trials: [], at };
  const run = await createRun(asked, points, context);
  context.language.pause();
  try {
    await halve(run, watch, [...points.keys()]);
    // With --anyway, points of another value may win where there is no right one.
    const wrong = [...run.checked.values()].filter(({ verdict }) => verdict === "wrong");
    if (asked.request.anyway && !run.interrupted && finalists(run.halving).length === 0 && wrong.length > 0)
      await halve(
        run,
        watch,
        wrong.map(({ point }) => point),
      );
  } finally {
    context.language.resume();
  }
  return tuningOf(run, { grid: asked.grid, points, at });
}

interface Run {
  readonly field: Field;
  readonly context: MagicContext;
  readonly name: string;
  readonly checked: Map<number, Checked>;
  readonly failures: Map<number, string>;
  halving: Halving;
  estimator: Estimator | null;
  /** Of the last heat. */
  rounds: readonly Round[];
  interrupted: boolean;
}

async function createRun(
  { request, compiled }: TuneRequest,
  points: readonly Parameters[],
  context: MagicContext,
): Promise<Run> {
  const { cell, nodeFlags, env, options, checkedAgainst } = request;
  const { id, workload } = context.state.require();
  const bundle = await context.store.saveBundle(id, compiled.bundle);
  const sides = points.map(
    (fixed): Side => ({ name: `${cell.name} ${pointText(fixed)}`, bundle, nodeFlags, env, fixed }),
  );
  const { seed, budget, quick } = options;
  return {
    field: {
      ...{ sides, at: workload.parameters, options, baseline: checkedAgainst },
      tolerance: request.tolerance ?? DEFAULT_TOLERANCE,
    },
    context,
    name: cell.name,
    checked: new Map(),
    failures: new Map(),
    halving: startHalving({ points: points.length, seed, budget, forkGuess: FORK_GUESS, quick }),
    estimator: null,
    rounds: [],
    interrupted: false,
  };
}

/** Among these points; those that were found wrong before are not checked again. */
async function halve(run: Run, watch: Watch, among: readonly number[]): Promise<void> {
  const again = run.checked.size > 0;
  if (again) {
    const { options } = run.field;
    run.halving = startHalving({ points: run.field.sides.length, forkGuess: FORK_GUESS, ...options, among });
  }
  for (let heat = nextHeat(run.halving); heat !== null && !run.interrupted; heat = nextHeat(run.halving)) {
    await runHeat(run, heat, { watch, again });
  }
}

async function runHeat(
  run: Run,
  heat: Heat,
  { watch, again }: { readonly watch: Watch; readonly again: boolean },
): Promise<void> {
  const { field, context, halving } = run;
  const ports = { context, watch: tuningWatch(run, watch) };
  const started = context.now().getTime();
  const right: number[] = [];
  let checks = 0;
  for (const point of heat.points) {
    const known = run.checked.get(point);
    const checked = known ?? (await checkPoint(field, point, ports));
    if (checked.verdict === "interrupted" || watch.signal.aborted) {
      run.interrupted = true;
      return;
    }
    if (known === undefined) checks++;
    run.checked.set(point, checked);
    if (checked.verdict === "right" || (again && checked.verdict === "wrong")) right.push(point);
  }
  const checking = (context.now().getTime() - started) * 1e6;
  const raced =
    right.length === 0 ? null : await race(seeded(field, halving), { ...heat, points: right }, ports);
  for (const [point, reason] of raced?.failed ?? []) run.failures.set(point, reason);
  run.rounds = raced?.rounds ?? [];
  run.interrupted = raced?.interrupted ?? false;
  const estimates = estimatesOf(run, raced?.forks ?? new Map());
  const failed = heat.points.filter((point) => !right.includes(point) || run.failures.has(point));
  const forks = checks + right.length * (heat.rounds + 1);
  run.halving = withHeat(halving, heat, { estimates, failed, forks, spent: checking + (raced?.spent ?? 0) });
}

/** Another order in each heat. */
function seeded(field: Field, { rung, forks }: Halving): Field {
  return { ...field, options: { ...field.options, seed: field.options.seed + 1000 * (rung + 1) + forks } };
}

/** One estimator throughout: that of the first heat. */
function estimatesOf(
  run: Run,
  forks: ReadonlyMap<number, readonly ForkRecord[]>,
): ReadonlyMap<number, readonly number[]> {
  const estimator = run.estimator ?? chooseEstimator(...forks.values());
  if (forks.size > 0) run.estimator = estimator;
  return new Map(
    [...forks].map(([point, records]) => [point, records.map((one) => estimateOf(one, estimator))]),
  );
}

function tuningOf(
  run: Run,
  { grid, points, at }: { readonly points: readonly Parameters[] } & Pick<Tuning, "grid" | "at">,
): Tuning {
  const { halving, interrupted } = run;
  const [best, second] = finalists(halving);
  // Where no point can win, one that is merely wrong says so like any wrong optimization.
  const spokesman = [...run.checked.values()].find(({ verdict }) => verdict === "wrong")?.point ?? 0;
  const runnerUp =
    best === undefined || second === undefined ? null : runnerUpOf(run, points, [best, second]);
  return {
    grid,
    chosen: points[best ?? spokesman] ?? {},
    trials: points.map((values, point) => trialOf(run, values, point)),
    at,
    ...(runnerUp === null ? {} : { runnerUp }),
    stopped: interrupted ? "interrupted" : halving.cutShort ? "budget" : null,
  };
}

function trialOf(run: Run, values: Parameters, point: number): Trial {
  const { halving, checked, failures } = run;
  const forks = halving.estimates[point] ?? [];
  const leftIn = halving.leftIn[point] ?? null;
  const reason = failures.get(point) ?? checked.get(point)?.reason ?? null;
  const estimate = forks.length > 0 ? median(forks) : null;
  return { values, estimate, forks: forks.length, leftIn, failure: reason };
}

/** From the rounds of the last heat, where both ran in them. */
function runnerUpOf(
  { field, rounds }: Run,
  points: readonly Parameters[],
  [best, second]: readonly [number, number],
): RunnerUp | null {
  const { margin, seed } = field.options;
  const [variant, against] = [field.sides[best]?.name ?? "", field.sides[second]?.name ?? ""];
  const { speedup, verdict } = compareRounds({ rounds, variant, against, margin, seed });
  return speedup.rounds === 0 ? null : { values: points[second] ?? {}, speedup, verdict, margin };
}
