/**
 * Practice for the language service: V8 optimises what has run often, so the first hundred cells of a process take three
 * times as long to check as later ones. In quiet moments the service checks cells of no meaning, one by one, until its
 * code is as fast as it gets. Whatever is asked of it waits for one of them at most.
 */

export interface Practice {
  /** The service was used just now. */
  used(): void;
  pause(): void;
  resume(): void;
  close(): void;
}

export interface PracticeTimes {
  /** ms without a request before it begins. */
  readonly quiet: number;
  /** ms between two cells, for what else the machine has to do. */
  readonly rest: number;
  /** Cells in all; with 200 a cell of 30 lines falls from 15 to 4 ms, with more hardly further. */
  readonly cells: number;
}

const TIMES: PracticeTimes = { quiet: 300, rest: 10, cells: 200 };

/** `check` rejects where the service is gone, which ends the practice. */
export function createPractice(
  check: (source: string) => Promise<unknown>,
  { quiet, rest, cells }: PracticeTimes = TIMES,
): Practice {
  let timer: NodeJS.Timeout | null = null;
  let paused = false;
  let done = 0;

  function stop(): void {
    if (timer) clearTimeout(timer);
    timer = null;
  }

  function wait(time: number): void {
    stop();
    if (paused || done >= cells) return;
    const mine = setTimeout(async () => {
      const well = await check(practiceCell(++done)).then(
        () => true,
        () => false,
      );
      if (!well) done = cells;
      // Not where somebody else has used the service meanwhile.
      if (timer === mine) wait(rest);
    }, time);
    timer = mine;
    mine.unref();
  }

  return {
    used: () => wait(quiet),
    pause() {
      paused = true;
      stop();
    },
    resume() {
      paused = false;
      wait(quiet);
    },
    close() {
      done = cells;
      stop();
    },
  };
}

/** What cells are made of, with names of its own, as a declaration that is known costs nothing. */
export function practiceCell(number: number): string {
  return KINDS[number % KINDS.length]!.replaceAll("{i}", String(number));
}

const KINDS: readonly string[] = [
  `interface Span{i} { readonly low: number; readonly high: number; readonly label?: string }
function spans{i}(values: readonly number[], width = 2): Span{i}[] {
  const counts = new Map<number, number>();
  for (const value of values) {
    const at = Math.floor(value / width);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const found = [...counts.keys()].sort((a, b) => a - b).map((at) => ({ low: at * width, high: (at + 1) * width }));
  const result = { first: found[0], rest: found.slice(1) };
  if (result.first === undefined) {
    return [];
  }
  return [result.first, ...result.rest];
}
spans{i}([3, 1, 2, {i}]).length`,
  `function multiply{i}(a: Float32Array, b: Float32Array, n: number): Float32Array {
  const c = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const value = a[i * n + k]!;
      for (let j = 0; j < n; j++) c[i * n + j] += value * b[k * n + j]!;
    }
  }
  return c;
}
const product{i} = multiply{i}(new Float32Array(4), Float32Array.from([1, 2, 3, 4]), 2);
console.log(\`\${product{i}.length} values\`, product{i}.reduce((sum, value) => sum + value, 0));`,
  `class Counter{i}<Key extends string> {
  readonly #counts: Record<string, number> = {};
  add(key: Key, by = 1): this {
    this.#counts[key] = (this.#counts[key] ?? 0) + by;
    return this;
  }
  get entries(): [string, number][] {
    return Object.entries(this.#counts).filter(([, count]) => count > 0);
  }
}
const { length: size{i} } = new Counter{i}<"a" | "b">().add("a").add("b", 2).entries;
const text{i} = JSON.stringify({ size: size{i}, at: new Date(0).toISOString() }).split(",");
await Promise.all(text{i}.map(async (part) => part.trim().toUpperCase()))`,
];
