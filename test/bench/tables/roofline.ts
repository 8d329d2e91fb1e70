/** (g) Roofline: its peaks against loops in C that were written by hand for the same instruction mix. */
import { findCompiler, measureRoofline } from "../../../src/engine/roofline/index.js";
import { usableCores } from "../../../src/model/environment.js";
import type { Peak } from "../../../src/model/roofline.js";
import { formatPercent, formatRate } from "../../../src/model/units.js";
import { createMachine } from "../../../src/store/machine.js";
import { type HandWritten, withHandWritten } from "../hand-written.js";
import { type Bench, shareOf, type Table } from "../table.js";

/** Of a C loop: what the roofline promises. */
const ASKED = 0.1;

interface Pair {
  readonly peak: Peak;
  /** Flops per second of the loop in C, measured next to the peak. */
  readonly byHand: number;
}

export const roofline: Table = {
  key: "g",
  title: "Roofline: peaks against hand-written loops in C, for the same instruction mix",
  async run(bench) {
    const count = shareOf(bench, 1 / 8);
    const compiler = await findCompiler();
    if (compiler === null) {
      return { columns: ["peak"], rows: [], notes: ["There is no C compiler; install cc."], experiments: [] };
    }
    const experiments = await withHandWritten(async (byHand) => {
      const done: (readonly Pair[])[] = [];
      for (let at = 0; at < count && !bench.signal.aborted; at++) {
        bench.progress(`g: ${at + 1} of ${count}`);
        done.push(await experiment(bench, compiler, byHand));
      }
      return done;
    });
    return {
      columns: [
        "peak",
        "threads",
        "%roofline",
        `C by hand, ${compiler}`,
        "ratio",
        "of single runs",
        "within 10 %",
      ],
      rows: (experiments[0] ?? []).map((_, at) => rowOf(experiments.map((pairs) => pairs[at] as Pair))),
      notes: [
        `The best of ${count} runs (an eighth of --experiments) on each side, each run the best of its repetitions; “of single runs” is the ratio's range over them. Asked: within ${formatPercent(ASKED)}.`,
      ],
      experiments,
    };
  },
};

async function experiment(
  { options, signal }: Bench,
  compiler: string,
  byHand: HandWritten,
): Promise<Pair[]> {
  const environment = await createMachine().environment(".");
  const means = { compiler, cores: usableCores(environment) };
  const { peaks } = await measureRoofline(
    { environment, means, quick: options.quick, recorded: new Date().toISOString() },
    { signal, progress: () => undefined },
  );
  const pairs: Pair[] = [];
  for (const peak of peaks) pairs.push({ peak, byHand: await byHand(peak.kind, peak.threads) });
  return pairs;
}

/** Neighbours only take away from a peak, so the best of all runs stands for each side. */
function rowOf(pairs: readonly Pair[]): string[] {
  const { kind, threads } = (pairs[0] as Pair).peak;
  const ours = Math.max(...pairs.map(({ peak }) => peak.flops));
  const byHand = Math.max(...pairs.map((pair) => pair.byHand));
  const ratios = pairs.map((pair) => pair.peak.flops / pair.byHand);
  return [
    kind,
    `${threads}`,
    formatRate(ours, "FLOPS"),
    formatRate(byHand, "FLOPS"),
    (ours / byHand).toFixed(3),
    `${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`,
    Math.abs(ours / byHand - 1) <= ASKED ? "yes" : "no",
  ];
}
