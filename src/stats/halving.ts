/**
 * Successive halving: all points get a few cheap forks, the slower half is dropped, the others get twice as many, until
 * two or three remain. Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization",
 * AISTATS 2016; for noisy arms: Karnin, Koren and Somekh, "Almost optimal exploration in multi-armed bandits", ICML
 * 2013. Each rung gets an equal share of the budget that is left.
 *
 *     rung 0: 8 points × 2 │ rung 1: 4 points × 4 │ rung 2: 2 points × 8
 *
 * Pure: `nextHeat` says what to measure, `withHeat` takes what came of it. Times are ns.
 */
import { median } from "./quantile.js";
import { createRandom, shuffle } from "./random.js";

export interface Halving {
  /** From 0. */
  readonly rung: number;
  /** Points of this rung that are still to be measured. */
  readonly waiting: readonly number[];
  /** Points of this rung that have been measured. */
  readonly measured: readonly number[];
  /** ns per call of every fork, by point, over all rungs: those that remain have had the same rounds. */
  readonly estimates: readonly (readonly number[])[];
  /** Rung that a point was left in; null for those that are still there. */
  readonly leftIn: readonly (number | null)[];
  readonly forks: number;
  readonly spent: number;
  /** Over all rungs. */
  readonly budget: number;
  /** What a fork is thought to take before one has run. */
  readonly forkGuess: number;
  readonly quick: boolean;
  readonly finished: boolean;
  /** The budget left points untried, or rungs. */
  readonly cutShort: boolean;
}

export interface Heat {
  readonly points: readonly number[];
  /** Forks of each point, a trial run not counted. */
  readonly rounds: number;
  /** Two or three points are left: their rounds decide. */
  readonly final: boolean;
}

export interface HeatResult {
  /** By point, ns per call of each fork; nothing for a point that gave none. */
  readonly estimates: ReadonlyMap<number, readonly number[]>;
  /** Points that cannot win: wrong, or a fork failed. */
  readonly failed: readonly number[];
  readonly forks: number;
  readonly spent: number;
}

/** So many remain for the last rung. */
const FINALISTS = 3;
const FINAL_ROUNDS = 8;
/** Points measured next to each other in the first rung, so that a large grid can stop in between. */
const LARGEST_HEAT = 8;

/** The first rung may take as many: a point that nobody has tried may be the best. */
const MOST_BUDGETS = 4;

export function startHalving(given: {
  readonly points: number;
  readonly seed: number;
  readonly budget: number;
  readonly forkGuess: number;
  readonly quick: boolean;
  /** Only these points; all of them unless told. */
  readonly among?: readonly number[];
}): Halving {
  const { points, seed, budget, forkGuess, quick } = given;
  const indices = Array.from({ length: points }, (_, index) => index);
  const among = given.among ?? indices;
  return {
    rung: 0,
    waiting: shuffle(among, createRandom(`${seed}/tuning`)),
    measured: [],
    estimates: indices.map(() => []),
    leftIn: indices.map((point) => (among.includes(point) ? null : 0)),
    forks: 0,
    spent: 0,
    budget,
    forkGuess,
    quick,
    finished: among.length === 0,
    cutShort: false,
  };
}

/** Points of each rung to come, this one first: 8 → 8, 4, 2. */
export function rungSizes(points: number): readonly number[] {
  const sizes = [points];
  for (let left = points; left > FINALISTS; ) {
    left = Math.ceil(left / 2);
    sizes.push(left);
  }
  return sizes;
}

/** Null when there is nothing more to measure. */
export function nextHeat(halving: Halving): Heat | null {
  const { rung, waiting, finished } = halving;
  if (finished) return null;
  const points = pointsOf(halving);
  const final = points <= FINALISTS;
  const rounds = roundsOf(halving, points);
  if (rung > 0) return { points: waiting, rounds, final };
  const affordable = Math.floor(shareOf(halving) / (cost(rounds) * forkTime(halving)));
  const size = Math.max(2, Math.min(LARGEST_HEAT, affordable));
  // One point alone would have nothing next to it.
  const taken = waiting.length - size === 1 ? size + 1 : size;
  return { points: waiting.slice(0, taken), rounds, final };
}

/** The state after a heat; points are dropped when the whole rung has been measured. */
export function withHeat(halving: Halving, heat: Heat, result: HeatResult): Halving {
  const failed = new Set(result.failed);
  const ran = heat.points.filter((point) => !failed.has(point) && result.estimates.has(point));
  const measuredNow = {
    ...halving,
    waiting: halving.waiting.filter((point) => !heat.points.includes(point)),
    measured: [...halving.measured, ...ran],
    estimates: halving.estimates.map((known, point) =>
      failed.has(point) ? [] : [...known, ...(result.estimates.get(point) ?? [])],
    ),
    leftIn: halving.leftIn.map((left, point) => (failed.has(point) ? halving.rung : left)),
    forks: halving.forks + result.forks,
    spent: halving.spent + result.spent,
  };
  if (measuredNow.waiting.length > 0 && !isOutOfTime(measuredNow)) return measuredNow;
  return endRung(measuredNow, heat.final);
}

/** By the median of their forks, fastest first; points without forks are not there. */
export function ranking({ estimates }: Pick<Halving, "estimates">, among: readonly number[]): number[] {
  const time = (point: number) => median(estimates[point] ?? []);
  return among
    .filter((point) => (estimates[point]?.length ?? 0) > 0)
    .sort((a, b) => time(a) - time(b) || a - b);
}

/** Those that stayed to the end, fastest first. */
export function finalists(halving: Halving): number[] {
  const stayed = halving.leftIn.flatMap((left, point) => (left === null ? [point] : []));
  return ranking(halving, stayed);
}

/** Forks and trial runs still to come, at most: for the time left. */
export function forksAhead(halving: Halving): number {
  if (halving.finished) return 0;
  return rungSizes(pointsOf(halving)).reduce((sum, size, index) => {
    const to = index === 0 ? halving.waiting.length : size;
    return sum + to * cost(mostRounds(halving, halving.rung + index, size));
  }, 0);
}

/** ns of a fork, by those that have run. */
export function forkTime({ forks, spent, forkGuess }: Halving): number {
  return forks > 0 ? spent / forks : forkGuess;
}

function endRung(halving: Halving, final: boolean): Halving {
  const { rung, measured, waiting, spent, budget } = halving;
  const untried = new Set(waiting);
  const leftIn = halving.leftIn.map((left, point) => (untried.has(point) ? rung : left));
  const ended = {
    ...halving,
    waiting: [],
    measured: [],
    leftIn,
    cutShort: halving.cutShort || waiting.length > 0,
  };
  if (final || measured.length <= 1) return { ...ended, finished: true };
  const kept = keptOf(halving);
  const dropped = new Set(measured.filter((point) => !kept.includes(point)));
  const late = spent >= budget;
  return {
    ...ended,
    rung: rung + 1,
    waiting: kept,
    leftIn: leftIn.map((left, point) => (dropped.has(point) ? rung : left)),
    finished: late,
    cutShort: ended.cutShort || late,
  };
}

/** The faster half; those that failures left may be few enough already. */
function keptOf(halving: Halving): number[] {
  const { measured } = halving;
  if (measured.length <= FINALISTS) return [...measured];
  return ranking(halving, measured).slice(0, Math.ceil(measured.length / 2));
}

/** In the first rung alone, which every point is to pass, as six rounds are run of every comparison. */
function isOutOfTime(halving: Halving): boolean {
  const next = 2 * cost(1) * forkTime(halving);
  return (
    halving.rung === 0 && halving.measured.length > 0 && halving.spent + next > MOST_BUDGETS * halving.budget
  );
}

/** As many rounds as the rung's share of the budget pays, within bounds. */
function roundsOf(halving: Halving, points: number): number {
  const paid = Math.floor(shareOf(halving) / (points * forkTime(halving))) - 1;
  return Math.max(1, Math.min(mostRounds(halving, halving.rung, points), paid));
}

/** Equal work per rung: half the points, twice the rounds. */
function mostRounds({ quick }: Halving, rung: number, points: number): number {
  if (points <= FINALISTS) return quick ? 3 : FINAL_ROUNDS;
  return quick ? 1 : Math.min(FINAL_ROUNDS, 2 * 2 ** rung);
}

/** Forks that a point costs: a trial run finds its batch size. */
function cost(rounds: number): number {
  return rounds + 1;
}

/** ns of what is left of the budget, for this rung. */
function shareOf(halving: Halving): number {
  return Math.max(0, halving.budget - halving.spent) / rungSizes(pointsOf(halving)).length;
}

function pointsOf({ waiting, measured }: Halving): number {
  return waiting.length + measured.length;
}
