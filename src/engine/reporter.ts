/** Tells a measurement's progress: what runs, how much is done, the time left, the running interval. */
import type { MeasureRequest, Ratio, Side, Watch } from "../model/ports/engine.js";
import { formatInterval, formatRatio } from "../model/units.js";
import { FEWEST_FOR_STEADY } from "../stats/steady.js";
import { SLOW, SLOW_SAMPLES, VERY_SLOW, VERY_SLOW_SAMPLES } from "./fork/slow.js";
import { steadyTime } from "./fork/steady-time.js";
import type { MeasureReport, SamplingPlan } from "./fork/tasks.js";
import { roundsAhead } from "./schedule.js";

export interface Reporter {
  pilot(side: Side): void;
  /** What a pilot says about the forks of its side. */
  estimate(pilot: { side: Side; spent: number; report: MeasureReport; plan: SamplingPlan }): void;
  fork(side: Side, rounds: number): void;
  /** After a round: ns that a fork has taken on average. */
  round(rounds: number, forkTime: number): void;
  look(ratio: Ratio): void;
}

export function createReporter(
  { sides, pairs, parameters, options }: MeasureRequest,
  watch: Watch,
): Reporter {
  const values = Object.entries(parameters).map(([name, value]) => `, ${name}=${value}`);
  const [pair] = pairs;
  const title = (pair ? `${pair.variant} against ${pair.against}` : (sides[0]?.name ?? "")) + values.join("");
  let forkTimes: number[] = [];
  let done = 0;
  let rounds = 0;
  let note: string | null = null;
  let target = roundsAhead({ rounds, roundTime: 0, options });

  const forkTime = () => forkTimes.reduce((sum, time) => sum + time, 0) / Math.max(1, forkTimes.length);

  function tell(what: string): void {
    const total = sides.length * (1 + target);
    const known = forkTimes.length >= (rounds > 0 ? 1 : sides.length);
    watch.progress({
      step: what,
      done,
      total: Math.max(total, done),
      timeLeft: known ? forkTime() * Math.max(0, total - done) : null,
      note,
    });
  }

  return {
    pilot: (side) => tell(`${title}: trial run of ${side.name}`),
    estimate({ spent, report, plan }) {
      done++;
      forkTimes.push(estimateFork(spent, report, plan));
      tell(title);
    },
    fork(_side, finished) {
      rounds = finished;
      target = roundsAhead({ rounds, roundTime: forkTime() * sides.length, options });
      tell(title);
      done++;
    },
    round(finished, forkTime) {
      rounds = finished;
      forkTimes = [forkTime];
      tell(title);
    },
    look(ratio) {
      const { estimate, low, high } = ratio.speedup;
      note = `${formatRatio(estimate)} (${formatInterval(low, high, formatRatio)}) after ${ratio.speedup.rounds} rounds`;
      tell(title);
    },
  };
}

/** ns: what the pilot spent outside its samples, and the samples that the plan asks for. */
function estimateFork(spent: number, report: MeasureReport, plan: SamplingPlan): number {
  // Its samples are windows of calls; the trial run had as short a warm-up as its stretch.
  if (report.latency) return spent + plan.warmUp + plan.steady;
  const sample = (report.samples.at(-1) ?? 0) * report.batch;
  const sampled = report.samples.reduce((sum, time) => sum + time * report.batch, 0);
  if (report.batch === 1 && sample > SLOW) {
    // A slow call's first sample is its first call.
    return (
      Math.max(0, spent - sampled) + sample * (1 + (sample > VERY_SLOW ? VERY_SLOW_SAMPLES : SLOW_SAMPLES))
    );
  }
  const overhead = Math.max(0, spent - sampled) + Math.min(plan.warmUp, FEWEST_FOR_STEADY * sample);
  return overhead + Math.max(steadyTime(plan, overhead), plan.fewest * sample);
}
