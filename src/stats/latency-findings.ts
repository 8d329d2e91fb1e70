/** Findings about one variant under a load. `details` are in base units. */
import type { FindingCode } from "../model/finding.js";
import type { ForkLatency } from "../model/load.js";
import type { FindingsRequest, FoundFinding } from "./finding-request.js";
import { forksOf } from "./forks.js";
import { bears, callsNeeded, latenciesOf, SHARES } from "./latency.js";
import { median } from "./quantile.js";

export function findInLatencies(variant: string, { rounds, parameters }: FindingsRequest): FoundFinding[] {
  const latencies = latenciesOf(forksOf(rounds, variant));
  if (latencies.length === 0) return [];
  return DOUBTS.flatMap(({ code, find }) => {
    const details = find(latencies);
    return details ? [{ code, variant, against: null, parameters, details }] : [];
  });
}

type Details = Readonly<Record<string, number | string>>;

const DOUBTS: readonly {
  readonly code: FindingCode;
  readonly find: (latencies: readonly ForkLatency[]) => Details | null;
}[] = [
  { code: "failed-calls", find: failedCalls },
  { code: "overloaded", find: overloaded },
  { code: "too-few-calls", find: tooFewCalls },
  { code: "load-limited", find: loadLimited },
];

/** Details: how many calls `failed`, their `share`, and the first `error`. */
function failedCalls(latencies: readonly ForkLatency[]): Details | null {
  const failed = latencies.reduce((sum, one) => sum + one.failed, 0);
  const calls = latencies.reduce((sum, one) => sum + one.calls, 0);
  const error = latencies.find((one) => one.error !== undefined)?.error ?? "";
  return failed > 0 ? { failed, share: failed / (failed + calls), error } : null;
}

/** In most forks calls piled up. Details: rates per second, `achieved` and `intended`. */
function overloaded(latencies: readonly ForkLatency[]): Details | null {
  if (latencies.filter((one) => one.overloaded).length * 2 <= latencies.length) return null;
  return {
    achieved: median(latencies.map(({ throughput }) => throughput)),
    intended: median(latencies.map(({ intended = Number.NaN }) => intended)),
  };
}

/** Details: the lowest `percentile` that cannot be told, `calls` of a typical fork and those `needed`. */
function tooFewCalls(latencies: readonly ForkLatency[]): Details | null {
  const percentile = (["p95", "p99"] as const).find((one) => !bears(latencies, one));
  if (!percentile) return null;
  const calls = Math.round(median(latencies.map((one) => one.calls)));
  return { percentile, calls, needed: callsNeeded(SHARES[percentile]) };
}

/** From this share of a call on, what the load costs by itself is worth a word: five margins. */
const LOAD_MATTERS = 0.1;

/**
 * Details: ns of an empty call under the same load (`control`) and of the variant's (`time`): per completed call of a
 * closed loop, median latency of an open one.
 */
function loadLimited(latencies: readonly ForkLatency[]): Details | null {
  const open = latencies.some(({ intended }) => intended !== undefined);
  const figure = (one: { readonly p50: number; readonly throughput: number }) =>
    open ? one.p50 : 1e9 / one.throughput;
  const control = median(latencies.map((one) => figure(one.control)));
  const time = median(latencies.map(figure));
  return control >= LOAD_MATTERS * time ? { control, time } : null;
}
