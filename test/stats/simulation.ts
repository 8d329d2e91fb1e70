/** Simulated experiments with known truth: log times of forks, and a comparison that stops as the schedule does. */
import { decide } from "../../src/engine/schedule.js";
import type { MeasureOptions, Ratio } from "../../src/model/ports/engine.js";
import { failsControl, neighbourInterval } from "../../src/stats/control.js";
import { seeded } from "../../src/stats/seeded.js";
import { type Interval, signInterval } from "../../src/stats/sign-interval.js";
import { summarize } from "../../src/stats/summary.js";
import { judge } from "../../src/stats/verdict.js";

export const MARGIN = 0.02;
export const ROUNDS = 48;

/** Log time of a fork, without its variant's effect, at a time of the session that is counted in rounds. */
export type Forks = (time: number) => number;
/** A machine: each experiment on it starts anew. */
export type Machine = () => Forks;

const random = seeded(12);

/** How forks of one variant differ; where a share is named, by about that much. */
export const MACHINES = {
  "normal, 2 %": () => () => 0.02 * random.normal(),
  "skewed, neighbours only add, 2 %": () => () => -0.02 * Math.log(1 - random.next()),
  "bimodal, two levels 5 % apart": () => () => (random.next() < 0.5 ? 0 : 0.05) + 0.002 * random.normal(),
  /** Up to some ten percent over the session, on top of the forks' own differences. */
  "drifting, 2 %": () => {
    const perRound = (0.1 * random.normal()) / ROUNDS;
    return (time: number) => perRound * time + 0.02 * random.normal();
  },
  "autocorrelated within forks, 2 %": () => () => 0.0175 * random.normal() + autocorrelatedFork(),
} satisfies Readonly<Record<string, Machine>>;

const SAMPLES = 30;
const CORRELATION = 0.9;

/** The log of the 10th percentile of samples that each resemble the one before (AR(1), 1 % around their level). */
function autocorrelatedFork(): number {
  const fresh = Math.sqrt(1 - CORRELATION ** 2);
  let state = random.normal();
  const samples = Array.from({ length: SAMPLES }, () => {
    state = CORRELATION * state + fresh * random.normal();
    return 1 + 0.01 * state;
  });
  return Math.log(summarize(samples).p10);
}

export interface Session {
  /** Logs of the rounds' ratios, in order. */
  readonly ratios: readonly number[];
  /** Log times of the reference's forks. */
  readonly reference: readonly number[];
}

/** As many rounds as are looked at, at most; the two forks of a round stand in random order. */
export function runSession(machine: Machine, speedup: number): Session {
  const forks = machine();
  const effect = Math.log(speedup);
  const reference: number[] = [];
  const ratios = Array.from({ length: ROUNDS }, (_, round) => {
    const first = random.next() < 0.5;
    const against = forks(round + (first ? 0 : 0.5));
    const variant = forks(round + (first ? 0.5 : 0)) - effect;
    reference.push(against);
    return against - variant;
  });
  return { ratios, reference };
}

const OPTIONS: MeasureOptions = {
  rounds: null,
  margin: MARGIN,
  budget: Number.POSITIVE_INFINITY,
  timeout: 0,
  quick: false,
  seed: 1,
};

export interface Stopped extends Pick<Ratio, "verdict"> {
  readonly interval: Interval;
  readonly rounds: number;
}

/** Goes through a session's rounds until the schedule stops, with all looks on the way. */
export function stopAsScheduled({ ratios, reference }: Session): Stopped {
  for (let rounds = 1; ; rounds++) {
    if (decide(progress(rounds, null)).kind === "stop") {
      const interval = signInterval(ratios.slice(0, rounds));
      const noisy = failsControl(neighbourInterval(reference.slice(0, rounds)), MARGIN);
      const verdict = judge({ interval, rounds, margin: MARGIN, unstable: false, noisy });
      const ratio = ratioOf(interval, rounds, verdict);
      if (decide(progress(rounds, ratio)).kind === "stop") return { verdict, interval, rounds };
    }
  }
}

/** Without a ratio the schedule stops at each look, and nowhere else. */
function progress(rounds: number, ratio: Ratio | null) {
  return { rounds, spent: 0, roundTime: 0, options: OPTIONS, ratio };
}

function ratioOf(interval: Interval, rounds: number, verdict: Ratio["verdict"]): Ratio {
  const { estimate, low, high, confidence } = interval;
  const exp = { estimate: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high) };
  return {
    variant: "b",
    against: "a",
    speedup: { ...exp, confidence, rounds },
    bootstrap: null,
    verdict,
    margin: MARGIN,
    roundsNeeded: null,
  };
}
