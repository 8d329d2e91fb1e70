/** How far a profile can be trusted: its samples, its interval, what is outside the user's code, what it cost. */
import type { FrameCategory, Profile, ProfileRecord } from "../model/profile.js";
import { formatBytes, formatCount, formatDuration } from "../model/units.js";
import { parametersText } from "./facts.js";
import { percent } from "./shares.js";

/** Below this a share of one half has a standard error above 3.5 points. */
export const FEWEST_SAMPLES = 200;

/** Doubts in sentences, with what to do; none for a good profile. */
export function profileDoubts(record: ProfileRecord): readonly string[] {
  const { sampleCount, duration, perCall, timed, kind } = record;
  const doubts: string[] = [];
  if (sampleCount < FEWEST_SAMPLES) {
    const error = percent(Math.sqrt(0.25 / Math.max(1, sampleCount)));
    doubts.push(
      `too few samples: ${formatCount(sampleCount)}, and below ${FEWEST_SAMPLES} shares are only good to ± ${error}. ${remedy(record)}`,
    );
  }
  if (kind === "cpu" && perCall !== undefined && timed !== undefined && perCall > timed * SLOWED) {
    doubts.push(
      `slowed: a call took ${percent(perCall / timed - 1)} more in the profiled run than in the timed forks, so shares may differ too. Sample more rarely (--interval 1ms), or look whether the machine was busy.`,
    );
  }
  if (kind === "cpu" && duration > 0 && (record.outside ?? 0) > 0.5) {
    doubts.push(
      `mostly outside your code: ${percent(record.outside ?? 0)} of the time. Look at what calls into Node, V8 or the collector.`,
    );
  }
  return doubts;
}

/** A profiled run may be this much slower than the timed one. */
const SLOWED = 1.1;

function remedy({ kind, sampleCount, duration, idle = 0, interval }: ProfileRecord): string {
  if (kind === "heap") return "Raise --duration, or sample more closely: --every 1KiB.";
  const needed = Math.ceil((((duration + idle) / 1e9) * 1.5 * FEWEST_SAMPLES) / Math.max(1, sampleCount));
  const time = Math.max(2, Math.min(600, needed));
  const waits =
    idle > duration ? "It mostly waits, and where it waits is clocked, not sampled; for the rest: " : "";
  return `${waits}Raise --duration to ${time}s${interval.asked > 100_000 ? ", or lower --interval" : ""}.`;
}

/** How the profile came about: what a reader must know to trust it. */
export function profileBasis(record: ProfileRecord): string {
  const { sampleCount, duration, interval, parameters, kind, threads = 1 } = record;
  const where =
    record.place === "session"
      ? "in the session, while the cell ran once"
      : "in a process of its own, never in a timed one";
  if (kind === "heap") {
    return `${samplesText(sampleCount)} of ${formatBytes(duration)} allocated, one about every ${formatBytes(interval.asked)}${atText(parameters)}; ${where}.`;
  }
  const outside = record.outside === undefined ? "" : `, ${percent(record.outside)} outside your code`;
  const taken = `${samplesText(sampleCount)} over ${formatDuration(duration)}${threads > 1 ? ` of ${threads} threads together` : ""}, every ${formatDuration(interval.achieved)} (asked for ${formatDuration(interval.asked)})${outside}${atText(parameters)}`;
  return `${taken}; ${callText(record)}${where}.`;
}

export function samplesText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "sample" : "samples"}`;
}

function atText(parameters: ProfileRecord["parameters"]): string {
  return Object.keys(parameters).length === 0 ? "" : `, at ${parametersText(parameters)}`;
}

/** `a call took 55.5 ms, 0.4 % more than in the timed forks (55.3 ms); `. */
function callText({ perCall, timed, place }: ProfileRecord): string {
  if (perCall === undefined) return "";
  const took = `${place === "session" ? "it" : "a call"} took ${formatDuration(perCall)}`;
  if (timed === undefined) return `${took}; `;
  const change = perCall / timed - 1;
  const than =
    Math.abs(change) < 0.0005
      ? "as in"
      : `${percent(Math.abs(change))} ${change > 0 ? "more" : "less"} than in`;
  return `${took}, ${than} the timed forks (${formatDuration(timed)}); `;
}

/** Share of the samples' weight in Node, V8 and the collector. */
export function outsideShare({ frames, nodes }: Pick<Profile, "frames" | "nodes">): number {
  const whole = nodes.reduce((sum, { self }) => sum + self, 0);
  if (whole === 0) return 0;
  const outside = nodes.filter(({ frame }) => !OWN.has(frames[frame]?.category ?? "native"));
  return outside.reduce((sum, { self }) => sum + self, 0) / whole;
}

const OWN: ReadonlySet<FrameCategory> = new Set(["cell", "setup", "module", "package", "wasm"]);
