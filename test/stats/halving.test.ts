import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  finalists,
  type Halving,
  type Heat,
  nextHeat,
  rungSizes,
  startHalving,
  withHeat,
} from "../../src/stats/halving.js";
import { createRandom } from "../../src/stats/random.js";

const SECOND = 1e9;
const FORK = 0.3 * SECOND;

interface Trial {
  readonly times: readonly number[];
  /** Standard deviation of the logarithm of a fork's estimate. */
  readonly noise: number;
  readonly seed: number;
  readonly budget?: number;
  readonly fork?: number;
  readonly failing?: readonly number[];
}

/** Forks with noise that only adds time, as neighbours do, and some that are hit hard. */
function simulate({ times, noise, seed, budget = 30 * SECOND, fork = FORK, failing = [] }: Trial) {
  const random = createRandom(`${seed}/noise`);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const disturbed = () => Math.abs(noise * normal()) + (random() < 0.05 ? 0.3 * random() : 0);
  const heats: Heat[] = [];
  let state: Halving = startHalving({ points: times.length, seed, budget, forkGuess: fork, quick: false });
  for (let heat = nextHeat(state); heat; heat = nextHeat(state)) {
    const { points, rounds } = heat;
    heats.push(heat);
    const ran = points.filter((point) => !failing.includes(point));
    const estimates = new Map(
      ran.map((point) => [
        point,
        Array.from({ length: rounds }, () => (times[point] as number) * Math.exp(disturbed())),
      ]),
    );
    const forks = points.length * (rounds + 1);
    const failed = points.filter((point) => failing.includes(point));
    state = withHeat(state, heat, { estimates, failed, forks, spent: forks * fork });
  }
  return { state, heats, winner: finalists(state)[0] };
}

describe("successive halving", () => {
  it("halves until two or three remain", () => {
    assert.deepEqual(rungSizes(8), [8, 4, 2]);
    assert.deepEqual(rungSizes(12), [12, 6, 3]);
    assert.deepEqual(rungSizes(7), [7, 4, 2]);
    assert.deepEqual(rungSizes(3), [3]);
    assert.deepEqual(rungSizes(2), [2]);
  });

  it("keeps the best of eight points that are 5 % apart in nearly all of 400 noisy experiments", () => {
    const times = Array.from({ length: 8 }, (_, index) => 1e6 * 1.05 ** index);
    const wins = Array.from({ length: 400 }, (_, seed) => simulate({ times, noise: 0.02, seed }));
    const best = wins.filter(({ winner }) => winner === 0).length;
    assert.ok(best >= 0.95 * 400, `the best won ${best} of 400`);
  });

  it("chooses a point within 5 % of the best where many are nearly alike", () => {
    const times = Array.from({ length: 16 }, (_, index) => 1e6 * (1 + 0.01 * ((index * 7) % 16)));
    for (let seed = 0; seed < 200; seed++) {
      const { winner } = simulate({ times, noise: 0.02, seed });
      assert.ok((times[winner as number] as number) <= 1.05e6, `seed ${seed} chose ${winner}`);
    }
  });

  it("gives each rung more rounds than the one before, and about the same work", () => {
    const { heats } = simulate({ times: [1, 2, 3, 4, 5, 6, 7, 8].map((x) => x * 1e6), noise: 0.01, seed: 1 });
    assert.deepEqual(
      heats.map(({ points, rounds }) => [points.length, rounds]),
      [
        [8, 2],
        [4, 4],
        [2, 8],
      ],
    );
    assert.deepEqual(
      heats.map(({ final }) => final),
      [false, false, true],
    );
  });

  it("spends no more than four budgets and one heat, and tries every point that this pays for", () => {
    for (const points of [2, 3, 5, 8, 13, 40, 200]) {
      for (const fork of [0.1, 1, 5].map((seconds) => seconds * SECOND)) {
        const times = Array.from({ length: points }, (_, index) => 1e6 + index);
        const { state } = simulate({ times, noise: 0.02, seed: points, fork });
        const last = 8 * 2 * fork;
        assert.ok(
          state.spent <= 4 * 30 * SECOND + last,
          `${points} points of ${fork / SECOND} s: ${state.spent}`,
        );
        const tried = state.estimates.filter((forks) => forks.length > 0).length;
        assert.ok(tried === points || 2 * points * fork > 4 * 30 * SECOND - last, `${tried} of ${points}`);
        assert.ok(finalists(state).length > 0);
      }
    }
  });

  it("says that points were left out for lack of time", () => {
    const times = Array.from({ length: 100 }, () => 1e6);
    const { state } = simulate({ times, noise: 0.02, seed: 3, fork: SECOND });
    assert.ok(state.estimates.filter((forks) => forks.length === 0).length > 0);
    assert.equal(state.cutShort, true);
  });

  it("never lets a failing point win, and goes on with the others", () => {
    const { winner, state } = simulate({
      times: [1e6, 2e6, 3e6, 4e6],
      noise: 0.01,
      seed: 1,
      failing: [0, 1],
    });
    assert.equal(winner, 2);
    assert.deepEqual([...state.leftIn].slice(0, 2), [0, 0]);
    const none = simulate({ times: [1e6, 2e6], noise: 0.01, seed: 1, failing: [0, 1] });
    assert.equal(none.winner, undefined);
  });

  it("is the same for the same seed, and measures in another order for another one", () => {
    const times = Array.from({ length: 8 }, (_, index) => 1e6 * 1.1 ** index);
    const once = (seed: number) => simulate({ times, noise: 0.02, seed });
    assert.deepEqual(once(4), once(4));
    assert.notDeepEqual(once(4).heats[0]?.points, once(5).heats[0]?.points);
  });
});
