/** Tells a measurement's progress: what runs, how much is done, the time left, the running interval. */
import type { MeasureRequest, Ratio, Side, Watch } from "../model/ports/engine.js";
import { formatInterval, formatRatio } from "../model/units.js";
import { affordableLook, budgetForFirstLook, FEWEST_ROUNDS } from "../stats/looks.js";
import { fixedRounds, roundsAhead } from "./schedule.js";

export interface Reporter {
  pilot(side: Side): void;
  /** After a pilot: ns that a fork of its side will take. */
  estimate(forkTime: number): void;
  /** After all pilots: the same for each side, by the plan that was chosen. */
  planned(forkTimes: readonly number[]): void;
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
    estimate(forkTime) {
      done++;
      forkTimes.push(forkTime);
      tell(title);
    },
    planned(times) {
      forkTimes = [...times];
      const roundTime = forkTime() * sides.length;
      if (fixedRounds(options) !== null || affordableLook(roundTime, options.budget) !== null) return;
      note = `${FEWEST_ROUNDS} rounds, for an interval, would need --budget ${Math.ceil(budgetForFirstLook(roundTime) / 1e9)}s`;
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
