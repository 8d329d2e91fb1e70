/** What each thread does in a pool of `workers`: its text is sent there, so it uses its arguments and globals only. */
import type { Thread } from "../../threads/workers.js";
import type { KernelKind } from "./kinds.js";

export interface KernelTask {
  readonly kind: KernelKind;
  /** Loops of a peak, turns of a triad. */
  readonly loops: number;
  /** Of a triad: bytes of one array of this thread, a multiple of 64. */
  readonly bytes: number;
  /** Threads begin once the gate has counted so many. */
  readonly gate: number;
}

export interface KernelData {
  readonly modules: Readonly<Record<string, WebAssembly.Module>>;
  readonly native: string | null;
  /** Where koffi is, as a file URL. */
  readonly koffi: string;
  readonly gate: Int32Array;
}

/** Begin and end on the clock that all threads share, ns. */
export interface Span {
  readonly begin: bigint;
  readonly end: bigint;
}

type Kernel = (loops: number) => unknown;

export async function runKernel(task: KernelTask, { shared, kept }: Thread<KernelData>): Promise<Span> {
  const [by, plus] = [0.999_999, 0.000_001];
  const kernel = await find();
  const { gate } = shared;
  Atomics.add(gate, 0, 1);
  while (Atomics.load(gate, 0) < task.gate);
  const begin = process.hrtime.bigint();
  kernel(task.loops);
  return { begin, end: process.hrtime.bigint() };

  async function find(): Promise<Kernel> {
    const name = `${task.kind} ${task.bytes}`;
    if (kept.name !== name) {
      kept.kernel = await load();
      kept.name = name;
    }
    return kept.kernel as Kernel;
  }

  async function load(): Promise<Kernel> {
    if (task.kind === "js-f64") return (loops) => scalar(loops, by, plus);
    if (task.kind.startsWith("native")) return native();
    const module = shared.modules[task.kind] as WebAssembly.Module;
    if (task.kind !== "wasm-triad") {
      const { run } = new WebAssembly.Instance(module).exports as { run: (...values: number[]) => number };
      return (loops) => run(loops, by, plus);
    }
    const { b, c, all } = places();
    const memory = new WebAssembly.Memory({ initial: Math.ceil(all / 65_536) + 1 });
    new Float64Array(memory.buffer).fill(1);
    const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports as {
      run: (...values: number[]) => void;
    };
    return (loops) => run(loops, 0, b, c, task.bytes);
  }

  async function native(): Promise<Kernel> {
    const koffi = (await import(shared.koffi)).default;
    const library = koffi.load(shared.native);
    if (task.kind !== "native-triad") {
      const run = library.func(`double peak_${task.kind.slice(-3)}(int64_t loops, double by, double plus)`);
      return (loops) => run(loops, by, plus);
    }
    const run = library.func("void triad(double *a, double *b, double *c, int64_t n, int64_t turns)");
    const { b, c, all } = places();
    const memory = new ArrayBuffer(all + 64);
    new Float64Array(memory).fill(1);
    const arrays = [0, b, c].map((offset) => new Float64Array(memory, offset, task.bytes / 8));
    return (loops) => run(...arrays, task.bytes / 8, loops);
  }

  /** Not a multiple of 4 KiB apart: loads would wait for stores whose addresses end alike. */
  function places() {
    return { b: task.bytes + 5 * 64, c: 2 * task.bytes + 11 * 64, all: 3 * task.bytes + 11 * 64 };
  }

  /** As many chains as the vector kernels have. */
  function scalar(loops: number, m: number, a: number): number {
    let [x0, x1, x2, x3, x4, x5] = [1 / 16, 2 / 16, 3 / 16, 4 / 16, 5 / 16, 6 / 16];
    let [x6, x7, x8, x9, x10, x11] = [7 / 16, 8 / 16, 9 / 16, 10 / 16, 11 / 16, 12 / 16];
    // Two at a time: V8 looks at its stack limit in every turn.
    for (let i = 0; i < loops; i += 2) {
      x0 = x0 * m;
      x1 = x1 + a;
      x2 = x2 * m;
      x3 = x3 + a;
      x4 = x4 * m;
      x5 = x5 + a;
      x6 = x6 * m;
      x7 = x7 + a;
      x8 = x8 * m;
      x9 = x9 + a;
      x10 = x10 * m;
      x11 = x11 + a;
      x0 = x0 * m;
      x1 = x1 + a;
      x2 = x2 * m;
      x3 = x3 + a;
      x4 = x4 * m;
      x5 = x5 + a;
      x6 = x6 * m;
      x7 = x7 + a;
      x8 = x8 * m;
      x9 = x9 + a;
      x10 = x10 * m;
      x11 = x11 + a;
    }
    return x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11;
  }
}
