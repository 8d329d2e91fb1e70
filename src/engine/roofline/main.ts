/** The measuring process: every peak and every level of memory, on one thread and on all, the best of some repetitions each. */
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import type { Bandwidth, MemoryLevel, Peak } from "../../model/roofline.js";
import { enableRelaxedSimd, RELAXED_SIMD_FLAG } from "../../process/relaxed-simd.js";
import { type Pool, workers } from "../../threads/workers.js";
import { CHAINS, type KernelKind, type Mix, type RooflineMessage, type RooflineOrder } from "./kinds.js";
import { workingSets } from "./levels.js";
import { describeNative } from "./native-facts.js";
import { type KernelData, type KernelTask, runKernel, type Span } from "./thread.js";
import { peakModule, triadModule } from "./wasm.js";

type Kernels = Pool<KernelTask, Span>;

const send = (message: RooflineMessage, then: () => void = () => undefined) =>
  void process.send?.(message, then);
// Only the optimising compiler's code is a peak; the first one of V8 would run until it is replaced.
setFlagsFromString("--no-liftoff");

process.once("message", (order: RooflineOrder) => {
  measureAll(order)
    .catch((error: unknown): RooflineMessage => ({ kind: "threw", message: String(error) }))
    .then((message) => send(message, () => process.exit(0)));
});

async function measureAll(order: RooflineOrder): Promise<RooflineMessage> {
  const relaxed = takeRelaxed();
  const left = relaxed.works ? [] : [relaxed.why];
  const native = order.native === null ? null : await describeNative(order.native);
  const modules: Record<string, WebAssembly.Module> = {
    "wasm-f32": new WebAssembly.Module(peakModule("f32", false)),
    "wasm-f64": new WebAssembly.Module(peakModule("f64", false)),
    "wasm-triad": new WebAssembly.Module(triadModule()),
    ...(relaxed.works ? { "wasm-relaxed-f32": new WebAssembly.Module(peakModule("f32", true)) } : {}),
  };
  const half = CHAINS / 2;
  const mixes: Mix[] = [
    {
      ...{ kind: "js-f64", lanes: 1, fused: false },
      mix: `${half} chains of f64 multiplications and ${half} of additions in JavaScript`,
    },
    {
      ...{ kind: "wasm-f32", lanes: 4, fused: false },
      mix: `${half} chains of f32x4.mul and ${half} of f32x4.add`,
    },
    {
      ...{ kind: "wasm-f64", lanes: 2, fused: false },
      mix: `${half} chains of f64x2.mul and ${half} of f64x2.add`,
    },
    ...(relaxed.works ? [relaxedMix(relaxed.how)] : []),
    ...(native === null ? [] : [native.mix("f32"), native.mix("f64")]),
  ];
  const triad: KernelKind = native === null ? "wasm-triad" : "native-triad";
  const triadMethod = native === null ? "triad on f64x2 in WebAssembly" : `triad in C, ${native.how}`;
  const counts = order.cores > 1 ? [1, order.cores] : [1];
  const sets = workingSets(order);
  left.push(...sets.left);
  const total = counts.length * (mixes.length + sets.levels.length);
  const peaks: Peak[] = [];
  const bandwidths: Bandwidth[] = [];
  let done = 0;
  for (const threads of counts) {
    const data: KernelData = {
      modules,
      native: order.native?.file ?? null,
      koffi: import.meta.resolve("koffi"),
      gate: new Int32Array(new SharedArrayBuffer(4)),
    };
    const pool = await workers(threads, runKernel, data);
    const tell = (what: string) =>
      send({
        kind: "progress",
        done: done++,
        total,
        note: `${what}, ${threads === 1 ? "one thread" : `${threads} threads`}`,
      });
    for (const { kind, lanes, fused, mix } of mixes) {
      tell(kind);
      const perLoop = threads * CHAINS * lanes * (fused ? 2 : 1);
      const one = peaks.find((peak) => peak.kind === kind && peak.threads === 1);
      const measure = () => bestRate(pool, { kind, bytes: 0 }, { order, gate: data.gate });
      const flops = perLoop * (await undisturbed(measure, ((one?.flops ?? 0) * BOTH) / perLoop));
      peaks.push({
        kind,
        element: kind.endsWith("f32") ? "f32" : "f64",
        threads,
        flops,
        method: mix,
      });
    }
    for (const { level, bytesOf } of sets.levels) {
      tell(level);
      const bytes = bytesOf(threads);
      const one = bandwidths.find((bandwidth) => bandwidth.level === level && bandwidth.threads === 1);
      const measure = () => bestRate(pool, { kind: triad, bytes }, { order, gate: data.gate });
      const perLoop = 3 * threads * bytes;
      const rate = perLoop * (await undisturbed(measure, ((one?.rate ?? 0) * HARDLY) / perLoop));
      bandwidths.push({
        level: level as MemoryLevel,
        threads,
        rate,
        bytes: 3 * threads * bytes,
        method: triadMethod,
      });
    }
    await pool.close();
  }
  return { kind: "finished", peaks, bandwidths, left: [...left, ...doubts(peaks)] };
}

function relaxedMix(how: string): Mix {
  const mix = `${CHAINS} chains of f32x4.relaxed_madd${how}`;
  return { kind: "wasm-relaxed-f32", lanes: 4, fused: true, mix };
}

/** Below `expected` the rate may be of a moment in which a core was somebody else's: it gets a few more, and the best counts. */
async function undisturbed(measure: () => Promise<number>, expected: number): Promise<number> {
  let best = await measure();
  for (let turn = 0; turn < MOMENTS && best < expected; turn++) {
    await delay(PAUSE);
    best = Math.max(best, await measure());
  }
  return best;
}

const MOMENTS = 4;
/** ms */
const PAUSE = 400;
/** Two cores do about twice the work of one. */
const BOTH = 1.7;

/** All threads together do hardly more than one: the cores were busy, or they are two threads of one core. */
function doubts(peaks: readonly Peak[]): readonly string[] {
  const low = peaks.filter((peak) => {
    const one = peaks.find(({ kind, threads }) => kind === peak.kind && threads === 1);
    return peak.threads > 1 && one !== undefined && peak.flops < HARDLY * one.flops;
  });
  const [first] = low;
  if (first === undefined) return [];
  return [
    `On ${first.threads} threads ${low.map(({ kind }) => kind).join(", ")} did hardly more than on one: other work may have kept the cores busy (then run %roofline --again when it is quiet), or they share the units of one core.`,
  ];
}

const HARDLY = 1.25;

/** Loops per second of all threads at once, from the first that begins to the last that ends. */
async function bestRate(
  pool: Kernels,
  task: Pick<KernelTask, "kind" | "bytes">,
  { order, gate }: { readonly order: RooflineOrder; readonly gate: Int32Array },
): Promise<number> {
  const run = async (loops: number) => {
    Atomics.store(gate, 0, 0);
    const spans = await pool.run({ ...task, loops, gate: pool.count });
    const begin = Math.min(...spans.map((span) => Number(span.begin - (spans[0] as Span).begin)));
    const end = Math.max(...spans.map((span) => Number(span.end - (spans[0] as Span).begin)));
    return end - begin;
  };
  // Doubling warms up too: what JavaScript runs is compiled by then.
  let loops = 1;
  let time = await run(loops);
  while (time < order.stretch / 4) {
    loops *= 2;
    time = await run(loops);
  }
  for (;;) {
    loops = Math.max(loops, Math.round((loops * order.stretch) / Math.max(time, 1)));
    let best = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < order.repetitions; turn++) best = Math.min(best, await run(loops));
    // A thread that waited for its processor made so few loops seem long: then it is begun anew with more.
    if (best >= order.stretch / 4) return (loops / best) * 1e9;
    time = best;
  }
}

function takeRelaxed():
  | { readonly works: true; readonly how: string }
  | { readonly works: false; readonly why: string } {
  const relaxed = enableRelaxedSimd();
  if (relaxed !== "none") {
    return { works: true, how: relaxed === "flag" ? `, by ${RELAXED_SIMD_FLAG}` : "" };
  }
  return {
    works: false,
    why: `Relaxed multiply-add was left out: Node ${process.versions.node} has no relaxed SIMD; take a newer one.`,
  };
}
