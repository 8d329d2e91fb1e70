/** Load of asynchronous work: how calls are put to it, and the latencies that come of it. Times are nanoseconds. */

/**
 * `closed`: that many callers, each calls again as soon as its call is answered. `open`: calls start at their intended
 * times whatever happened to those before, and latency counts from there, so that a stall is not hidden ("coordinated
 * omission": Tene, "How NOT to measure latency", 2013; Schroeder, Wierman and Harchol-Balter, "Open versus closed: a
 * cautionary tale", NSDI 2006). With `serve` the call is a request over HTTP to a handler in the fork.
 */
export type Load =
  | { readonly kind: "closed"; readonly concurrency: number; readonly serve: boolean }
  /** Calls per second; Poisson arrivals. */
  | { readonly kind: "open"; readonly rate: number; readonly serve: boolean };

/** Number of calls by latency: upper edges in ns, ascending, logarithmic. */
export type LatencyHistogram = readonly { readonly edge: number; readonly count: number }[];

/** Percentiles, ns. */
export interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Of the steady stretch of one fork. */
export interface ForkLatency {
  /** Calls that were answered. */
  readonly calls: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Completed calls per second. */
  readonly throughput: number;
  /** Calls that threw, or were answered with an error. */
  readonly failed: number;
  /** The first failure in words. */
  readonly error?: string;
  /** Open loop: calls per second that were meant to start in this stretch. */
  readonly intended?: number;
  /** Open loop: calls without an answer when waiting ended; they count with the time waited, a lower bound. */
  readonly unanswered?: number;
  /** Open loop: calls piled up towards the stretch's end. */
  readonly overloaded?: boolean;
  /** An empty call under the same load in the same fork: what the load itself costs. */
  readonly control: Delay & { readonly throughput: number };
  /** Delay of the event loop that runs the work, ns. */
  readonly eventLoop: Delay;
  readonly histogram: LatencyHistogram;
}

export interface LatencyRange {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Over forks: medians with their exact sign intervals; with fewer than six forks `low` and `high` are the extremes. */
export interface Latency {
  readonly load: Load;
  /** Answered calls of a typical fork. */
  readonly calls: number;
  readonly p50: LatencyRange;
  /** Null where forks have too few calls for it: 200 for p95, 1000 for p99. */
  readonly p95: LatencyRange | null;
  readonly p99: LatencyRange | null;
  /** Of all forks. */
  readonly max: number;
  readonly throughput: LatencyRange;
  /** Of all forks. */
  readonly failed: number;
  /** Forks that did not keep up with the rate. */
  readonly overloaded: number;
  readonly control: Delay & { readonly throughput: number };
  readonly eventLoop: Delay;
  readonly histogram: LatencyHistogram;
}

/** A ratio of latencies from common rounds: above 1 the variant's is shorter. */
export interface LatencyRatio extends LatencyRange {
  /** 0 where there are too few rounds for an interval. */
  readonly confidence: number;
}

/** Null where one of the sides has too few calls. */
export interface LatencyRatios {
  readonly p50: LatencyRatio | null;
  readonly p95: LatencyRatio | null;
  readonly p99: LatencyRatio | null;
}
