/**
 * (h) Profiles: self time of each function beside `node --cpu-prof` of the same code, what profiling costs, and how
 * long after its run a profile is there.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profileRecord } from "../../../src/magics/variants/profile-record.js";
import type { Profile } from "../../../src/model/profile.js";
import { formatDuration, formatPercent } from "../../../src/model/units.js";
import { median } from "../../../src/stats/quantile.js";
import { profileView } from "../../../src/views/index.js";
import { readProfile } from "../../../src/views/profile-formats/index.js";
import type { ProfileRun } from "../ours.js";
import { type Bench, shareOf, type Table } from "../table.js";
import { type Work, whole } from "../works.js";

const SECOND = 1e9;
const INTERVAL = 200e3;
/** What is sampled, and the same for the other's run, ns. */
const DURATION = 2 * SECOND;
/** Calls before it in our fork: the ready time does not count them. */
const WARM_UP = DURATION / 4;
/** Neither side inlines, so that both see all functions. */
const FLAGS = ["--no-turbo-inlining"];
/** Share of the time from which a function counts, in percent. */
const LEAST = 5;

interface Experiment {
  /** Percent of the self time of all named functions. */
  readonly ours: Shares;
  readonly theirs: Shares;
  /** ns per call, profiled and timed. */
  readonly profiled: number;
  readonly timed: number;
  /** ns from the end of the sampled run to the finished output; starting the process is in it. */
  readonly ready: number;
}

type Shares = Readonly<Record<string, number>>;

export const profile: Table = {
  key: "h",
  title: "Profiles: self time beside node --cpu-prof, the cost of profiling, ready after the run",
  async run(bench) {
    const count = shareOf(bench, 1 / 8);
    const experiments: Experiment[] = [];
    for (let at = 0; at < count && !bench.signal.aborted; at++) {
      bench.progress(`h: ${at + 1} of ${count}`);
      experiments.push(await experiment(bench));
    }
    const over = (of: (one: Experiment) => number) => median(experiments.map(of));
    const functions = NAMES.filter((name) => over(({ theirs }) => theirs[name] ?? 0) >= LEAST);
    return {
      columns: ["figure", "benchbook", "beside", "difference", "asked"],
      rows: [
        ...functions.map((name) => {
          const [ours, theirs] = [over((one) => one.ours[name] ?? 0), over((one) => one.theirs[name] ?? 0)];
          const points = `${(ours - theirs).toFixed(1)} points`;
          return [`self time of ${name}`, percent(ours), percent(theirs), points, "within 3 points"];
        }),
        [
          "time per call",
          formatDuration(over(({ profiled }) => profiled)),
          formatDuration(over(({ timed }) => timed)),
          formatPercent(over(({ profiled, timed }) => profiled / timed) - 1),
          "at most 10 % more",
        ],
        ["ready after a run of 2 s", formatDuration(over(({ ready }) => ready)), "", "", "within 1 s"],
      ],
      notes: [
        `Medians of ${count} runs (an eighth of --experiments), ours and the other's in turn; functions over ${LEAST} %. Beside self time stands node --cpu-prof --cpu-prof-interval 200, beside time per call a timed fork.`,
        "Neither side inlines here, so that both see all functions. The start of the process counts into the time until a profile is ready. V8 samples from a thread of its own: where no core is free for it, profiling costs more.",
      ],
      experiments,
    };
  },
};

const NAMES = ["walk", "mix", "text"];

async function experiment(bench: Bench): Promise<Experiment> {
  const { times } = await bench.ours.measure(
    whole,
    { rounds: 1, quick: true, seed: bench.options.seed },
    FLAGS,
  );
  const run = await bench.ours.profile(whole, { duration: DURATION, interval: INTERVAL }, FLAGS);
  const output = performance.now();
  show(run);
  const shown = (performance.now() - output) * 1e6;
  return {
    ours: shares(run.profile),
    theirs: theirShares(whole),
    profiled: (run.profile.duration + run.profile.idle) / run.profile.calls,
    timed: times[whole.variants[0]?.name ?? ""]?.mean ?? Number.NaN,
    ready: run.spent - DURATION - WARM_UP + shown,
  };
}

/** What a notebook gets: it belongs to the time until the profile is there. */
function show({ profile }: ProfileRun): void {
  const name = whole.variants[0]?.name ?? "";
  const record = profileRecord({
    ...{ name, hash: "", profile, file: "", parameters: {}, recorded: "", session: "" },
  });
  JSON.stringify(profileView({ profile, record, variant: { name } }));
}

function theirShares({ setup, variants: [variant] }: Work): Shares {
  const folder = mkdtempSync(join(tmpdir(), "benchbook-bench-"));
  try {
    const script = join(folder, "theirs.mjs");
    const until = (DURATION + WARM_UP) / 1e6;
    writeFileSync(
      script,
      `${setup}\n${variant?.declarations}\nconst end = performance.now() + ${until}; let s = 0; while (performance.now() < end) s += ${variant?.expression}; globalThis.s = s;`,
    );
    const flags = ["--cpu-prof", "--cpu-prof-interval", String(INTERVAL / 1000), "--cpu-prof-dir", folder];
    execFileSync(process.execPath, [...FLAGS, ...flags, script]);
    const file = readdirSync(folder).find((name) => name.endsWith(".cpuprofile")) ?? "";
    return shares(readProfile(readFileSync(join(folder, file)), file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function shares({ frames, nodes }: Profile): Shares {
  const self: Record<string, number> = {};
  for (const node of nodes) {
    const name = frames[node.frame]?.name ?? "";
    if (NAMES.includes(name)) self[name] = (self[name] ?? 0) + node.self;
  }
  const whole = Object.values(self).reduce((sum, time) => sum + time, 0) || 1;
  return Object.fromEntries(Object.entries(self).map(([name, time]) => [name, (100 * time) / whole]));
}

function percent(share: number): string {
  return `${share.toFixed(1)} %`;
}
