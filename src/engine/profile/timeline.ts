/** The samples of a `.cpuprofile` in time order. */
import type { CpuProfile } from "./cpuprofile.js";

export interface TimedSample {
  /** V8's id of the node it ended in. */
  readonly id: number;
  /** ns until the next sample: what it stands for. */
  readonly duration: number;
  /** ns since the sample before. */
  readonly gap: number;
}

export function readTimeline({ samples, timeDeltas, startTime, endTime }: CpuProfile): TimedSample[] {
  const times: number[] = [];
  let now = startTime;
  for (const delta of timeDeltas.slice(0, samples.length)) {
    // V8 takes samples on one thread and stamps on another: time must not run backwards.
    now += Math.max(0, delta);
    times.push(now);
  }
  return samples.map((id, index) => {
    const at = times[index] ?? now;
    const next = times[index + 1] ?? Math.max(at, endTime);
    return {
      id,
      duration: (next - at) * 1000,
      gap: index === 0 ? 0 : (at - (times[index - 1] ?? at)) * 1000,
    };
  });
}
