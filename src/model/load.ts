/** Load of asynchronous work: how calls are put to it, and the latencies that come of it. Times are nanoseconds. */

/**
 * `closed`: that many callers, each calls again as soon as its call is answered. `open`: calls start at their intended
 * times whatever happened to those before, and latency counts from there (Schroeder et al., NSDI 2006).
 */
export type Load =
  | { readonly kind: "closed"; readonly concurrency: number; readonly serve: boolean }
  /** Calls per second. */
  | { readonly kind: "open"; readonly rate: number; readonly serve: boolean };

/** Of the steady stretch of one fork. */
export interface ForkLatency {
  readonly calls: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Completed calls per second. */
  readonly throughput: number;
  /** Calls that were thrown at, or never answered. */
  readonly failed: number;
  /** Delay of the event loop, ns. */
  readonly eventLoop: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Number of calls by latency: upper edges in ns, ascending, logarithmic. */
  readonly histogram: readonly { readonly edge: number; readonly count: number }[];
}

interface Range {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Over forks: medians with their exact sign intervals. */
export interface Latency {
  readonly load: Load;
  readonly p50: Range;
  readonly p95: Range;
  readonly p99: Range;
  readonly max: number;
  readonly throughput: Range;
  readonly failed: number;
  readonly eventLoop: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly histogram: ForkLatency["histogram"];
}
