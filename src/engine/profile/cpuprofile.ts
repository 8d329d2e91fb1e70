/** V8's `.cpuprofile` (Chrome DevTools Protocol, domain Profiler, type Profile). Lines and columns are 0-based. */

export interface CpuProfile {
  readonly nodes: readonly CpuNode[];
  /** µs, of a clock without meaning. */
  readonly startTime: number;
  readonly endTime: number;
  /** Id of the node that each sample ended in. */
  readonly samples: readonly number[];
  /** µs from the sample before; the first from `startTime`. Can be negative. */
  readonly timeDeltas: readonly number[];
}

export interface CpuNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly hitCount?: number;
  readonly children?: readonly number[];
  /** Samples by line (1-based) of the function's file. */
  readonly positionTicks?: readonly { readonly line: number; readonly ticks: number }[];
}

export interface CallFrame {
  readonly functionName: string;
  readonly scriptId: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Throws for what is no profile. */
export function parseCpuProfile(text: string): CpuProfile {
  const parsed = JSON.parse(text) as Partial<CpuProfile> | null;
  if (
    !parsed ||
    !Array.isArray(parsed.nodes) ||
    !Array.isArray(parsed.samples) ||
    !Array.isArray(parsed.timeDeltas)
  ) {
    throw new TypeError("This is no .cpuprofile: it has no nodes, samples and timeDeltas.");
  }
  return parsed as CpuProfile;
}
