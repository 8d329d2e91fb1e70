/** The command line of `npm run bench`. */
import { parseArgs } from "node:util";
import { usageError } from "../../src/model/problem.js";

export const TABLE_KEYS = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;
export type TableKey = (typeof TABLE_KEYS)[number];

export interface BenchOptions {
  readonly only: readonly TableKey[];
  readonly experiments: number;
  /** Few experiments of three short rounds: proves that it runs, and nothing else. */
  readonly quick: boolean;
  readonly seed: number;
  /** File for results as JSON, or null. */
  readonly json: string | null;
}

export const USAGE = `npm run bench -- [--only a,c] [--experiments N] [--quick] [--seed N] [--json FILE]

  a  A/A          one function as baseline and as variant: how often is a difference claimed?
  b  order        four identical functions: how far apart do they come out?
  c  known cost   chains of 1 to 64 multiplications: do times lie on a line?
  d  power        a true difference of 5 %: how often is it found?
  e  efficiency   wall time to the same width of interval
  f  flamegraph   a million samples: time to first paint, and script in a frame while panning
  g  roofline     peaks against loops in C for the same instructions: within 10 %?
  h  profiles     self time beside node --cpu-prof, the cost of profiling, time until a profile is ready

--experiments is that of table a (40 by default); the others take a share of it, as each says.`;

export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      experiments: { type: "string" },
      quick: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      json: { type: "string" },
    },
  });
  return {
    only: values.only === undefined ? TABLE_KEYS : values.only.split(",").map(tableKey),
    experiments: whole("--experiments", values.experiments ?? (values.quick ? "2" : "40"), 1),
    quick: values.quick,
    seed: whole("--seed", values.seed, 0),
    json: values.json ?? null,
  };
}

function tableKey(text: string): TableKey {
  const key = TABLE_KEYS.find((one) => one === text.trim());
  if (key) return key;
  throw usageError(`--only ${text}: there is no such table; name some of ${TABLE_KEYS.join(", ")}.`);
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw usageError(`${option} ${text}: give a whole number from ${least}.`);
}
