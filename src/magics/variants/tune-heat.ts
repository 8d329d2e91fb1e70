/** One heat of the successive halving: values checked against the baseline's, then forks next to each other in time. */
import type { Variant } from "../../model/case.js";
import type { ForkRecord, Round } from "../../model/measurement.js";
import type { MeasureOptions, Side, Watch } from "../../model/ports/engine.js";
import type { Tolerance } from "../../model/verification.js";
import type { Parameters } from "../../model/workload.js";
import type { Heat } from "../../stats/halving.js";
import { checkReason } from "../../views/verification-words.js";
import type { MagicContext } from "../magic.js";
import { wasInterrupted } from "./measure.js";
import { sideOf } from "./sides.js";

export interface Field {
  /** By point of the grid. */
  readonly sides: readonly Side[];
  readonly at: Parameters;
  readonly options: MeasureOptions;
  /** Compared with before a point is timed; null for none. */
  readonly baseline: Variant | null;
  readonly tolerance: Tolerance;
}

export interface Checked {
  readonly point: number;
  /** `wrong`: another value than the baseline's; `failed`: no value at all. */
  readonly verdict: "right" | "wrong" | "failed" | "interrupted";
  readonly reason: string | null;
}

/** The point's value against the baseline's, in an untimed fork. */
export async function checkPoint(
  { sides, at, options, baseline, tolerance }: Field,
  point: number,
  { context, watch }: { readonly context: MagicContext; readonly watch: Watch },
): Promise<Checked> {
  const variant = sides[point];
  if (variant === undefined) throw new Error(`checkPoint: no point ${point}`);
  if (baseline === null) return { point, verdict: "right", reason: null };
  const { checks, failure } = await context.engine.check(
    {
      variant,
      reference: sideOf(context, baseline),
      checks: [{ kind: "inputs", parameters: at }],
      tolerance,
      property: null,
      timeout: options.timeout,
    },
    watch,
  );
  if (failure?.kind === "interrupted") return { point, verdict: "interrupted", reason: null };
  if (failure !== null) return { point, verdict: "failed", reason: failure.message };
  const different = checks.find((check) => check.verdict === "different");
  if (different === undefined) return { point, verdict: "right", reason: null };
  return {
    point,
    verdict: "wrong",
    reason: `another value than ${baseline.name}'s: ${checkReason(different)}`,
  };
}

export interface Raced {
  readonly forks: ReadonlyMap<number, readonly ForkRecord[]>;
  readonly rounds: readonly Round[];
  /** Reasons of points whose forks failed. */
  readonly failed: ReadonlyMap<number, string>;
  readonly interrupted: boolean;
  /** ns. */
  readonly spent: number;
}

/** Short forks of the points in shared rounds; where one point fails, the others run once more without it. */
export async function race(
  { sides, at, options }: Field,
  { points, rounds }: Heat,
  { context, watch }: { readonly context: MagicContext; readonly watch: Watch },
): Promise<Raced> {
  const failed = new Map<number, string>();
  const { load } = context.state.require().workload;
  let spent = 0;
  for (;;) {
    const running = points.filter((point) => !failed.has(point));
    const outcome = await context.engine.measure(
      {
        sides: running.flatMap((point) => sides[point] ?? []),
        pairs: [],
        parameters: at,
        options: { ...options, rounds, quick: true },
        ...(load === undefined ? {} : { load }),
      },
      watch,
    );
    spent += outcome.spent;
    const forksOf = (name: string | undefined) =>
      outcome.rounds.flatMap((round) => round.forks.filter((fork) => fork.variant === name));
    const interrupted = wasInterrupted(outcome);
    const guilty = running.find((point) => sides[point]?.name === outcome.failure?.variant);
    if (outcome.failure === null || interrupted || guilty === undefined) {
      const forks = new Map(running.map((point) => [point, forksOf(sides[point]?.name)]));
      return { forks, rounds: outcome.rounds, failed, interrupted, spent };
    }
    failed.set(guilty, outcome.failure.message);
    if (failed.size === points.length) return { forks: new Map(), rounds: [], failed, interrupted, spent };
  }
}
