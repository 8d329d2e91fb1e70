/** The sample case with its baseline and `ikj` measured over a sweep, by laws that the test gives. */
import type { Case, Variant } from "../../src/model/case.js";
import type { Parameters, ParameterValue } from "../../src/model/workload.js";
import { seeded } from "../../src/stats/seeded.js";
import { sampleCase } from "./sample-case.js";

export interface Sweep {
  /** Every value of every parameter; the last of each is the workload's own. */
  readonly sweep: Readonly<Record<string, readonly ParameterValue[]>>;
  /** ns per call by variant name; null: the measurement failed there. */
  readonly times: Readonly<Record<string, (parameters: Parameters) => number | null>>;
  /** Bytes that a call is stated to move. */
  readonly bytes?: (parameters: Parameters) => number;
  readonly forks?: number;
}

export function sweptCase(request: Sweep): Case {
  const record = sampleCase();
  const { sweep } = request;
  const grid = Object.entries(sweep).reduce<readonly Parameters[]>(
    (points, [name, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [name]: value }))),
    [{}],
  );
  const parameters = grid.at(-1) as Parameters;
  const names = Object.keys(request.times);
  return {
    ...record,
    workload: { ...record.workload, parameters, sweep },
    comparisons: record.comparisons.map((one) => ({ ...one, parameters })),
    variants: record.variants
      .filter((variant) => names.includes(variant.name))
      .map((variant) => ({ ...variant, measurements: measurements(variant, grid, request) })),
  };
}

/** Forks that differ by 0.3 %. */
function measurements(
  variant: Variant,
  grid: readonly Parameters[],
  request: Sweep,
): Variant["measurements"] {
  const { times, bytes, forks = 12 } = request;
  const random = seeded(7);
  const [like] = variant.measurements;
  if (like === undefined) throw new Error(`sweptCase: ${variant.name} has no measurement to copy`);
  return grid.flatMap((parameters) => {
    const time = times[variant.name]?.(parameters) ?? null;
    if (time === null) return [];
    return [
      {
        ...like,
        parameters,
        time: { ...like.time, estimate: time, low: time * 0.99, high: time * 1.01 },
        rates: bytes === undefined ? {} : { bytes: (bytes(parameters) * 1e9) / time },
        forks: Array.from({ length: forks }, () => ({
          ...(like.forks[0] as (typeof like.forks)[number]),
          estimate: time * Math.exp(0.003 * random.normal()),
        })),
      },
    ];
  });
}
