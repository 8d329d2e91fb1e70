/** The cells of the comparison, in both languages. `{i}` becomes a number, so that no two runs of a cell are alike. */

export interface Works {
  readonly trivial: string;
  readonly constant: string;
  readonly function: string;
  readonly busy: string;
  readonly endless: string;
  readonly pending: string;
  readonly timerLoop: string;
  readonly lines: string;
  /** Text and the cursor at its end. */
  readonly completion: string;
  readonly inspection: string;
  readonly prepare: string;
  /** A measurement of many forks, as only our kernel knows it. */
  readonly measurement?: Measurement;
}

export interface Measurement {
  /** Run before it, one after the other. */
  readonly before: readonly string[];
  readonly cell: string;
  /** Fails where no finished fork was kept. */
  readonly kept: string;
}

const TS_FUNCTION = `interface Summary{i} { readonly mean: number; readonly low: number; readonly high: number }
function summary{i}(values: readonly number[], share = 0.95): Summary{i} {
  if (values.length === 0) {
    return { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
  }
  const sorted = [...values].sort((a, b) => a - b);
  let sum = 0;
  for (const value of sorted) {
    sum += value;
  }
  const mean = sum / sorted.length;
  const tail = (1 - share) / 2;
  const at = (quantile: number): number => {
    const position = quantile * (sorted.length - 1);
    const below = Math.floor(position);
    const above = Math.ceil(position);
    const weight = position - below;
    const low = sorted[below] ?? 0;
    const high = sorted[above] ?? 0;
    return low * (1 - weight) + high * weight;
  };
  const counts = new Map<number, number>();
  for (const value of sorted) {
    const known = counts.get(value) ?? 0;
    counts.set(value, known + 1);
  }
  const result = { mean, low: at(tail), high: at(1 - tail) };
  return result;
}
summary{i}([3, 1, 2, {i}]).mean`;

const PY_FUNCTION = `import math
def summary{i}(values: list[float], share: float = 0.95) -> dict[str, float]:
    if len(values) == 0:
        return {"mean": math.nan, "low": math.nan, "high": math.nan}
    ordered = sorted(values)
    total = 0.0
    for value in ordered:
        total += value
    mean = total / len(ordered)
    tail = (1 - share) / 2

    def at(quantile: float) -> float:
        position = quantile * (len(ordered) - 1)
        below = math.floor(position)
        above = math.ceil(position)
        weight = position - below
        low = ordered[below]
        high = ordered[above]
        return low * (1 - weight) + high * weight

    counts: dict[float, int] = {}
    for value in ordered:
        known = counts.get(value, 0)
        counts[value] = known + 1
    result = {
        "mean": mean,
        "low": at(tail),
        "high": at(1 - tail),
    }
    return result

summary{i}([3, 1, 2, {i}])["mean"]`;

export const TYPESCRIPT: Works = {
  trivial: "1+1",
  constant: "const value{i}: number = {i};",
  function: TS_FUNCTION,
  busy: "{ const end = Date.now() + 3000; while (Date.now() < end); }",
  endless: "while (true) {}",
  pending: "await new Promise(() => {})",
  timerLoop: "await new Promise(() => { setTimeout(() => { while (true) {} }, 10) })",
  lines: "for (let i = 0; i < 100_000; i++) console.log(i);",
  prepare: "const prepared: number[] = [1, 2, 3];",
  completion: "prepared.len",
  inspection: "prepared",
  measurement: {
    before: ['%case "interrupted"', "%%setup n=1000\nconst numbers = seeded(1).float64(n)"],
    cell: "%%baseline sum --rounds 48 --budget 600s\nnumbers.reduce((sum, value) => sum + value, 0)",
    kept: 'if (results.sum.forks.length === 0) throw new Error("no fork was kept")',
  },
};

export const PYTHON: Works = {
  trivial: "1+1",
  constant: "value{i}: int = {i}",
  function: PY_FUNCTION,
  busy: "import time\nend = time.time() + 3\nwhile time.time() < end: pass",
  endless: "while True: pass",
  pending: "import asyncio\nawait asyncio.Event().wait()",
  timerLoop: [
    "import asyncio",
    "def forever():",
    "    while True: pass",
    "asyncio.get_running_loop().call_later(0.01, forever)",
    "await asyncio.Event().wait()",
  ].join("\n"),
  lines: "for i in range(100_000): print(i)",
  prepare: "prepared: list[int] = [1, 2, 3]",
  completion: "prepared.app",
  inspection: "prepared",
};

export function numbered(code: string, number: number): string {
  return code.replaceAll("{i}", String(number));
}
