/**
 * `npm run bench:kernel`: start-up and latency of our kernel beside others, in one run, by a real client. By hand only.
 * Kernels take turns within each round, so that a busy moment of the machine meets all of them.
 */
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tableText } from "../table-text.js";
import { type Effort, FIGURES, type Figure, measureLife, measureRow, measureStart } from "./figures.js";
import { type BenchKernel, findKernels } from "./kernels.js";

const USAGE = `npm run bench:kernel -- [--only benchbook,ipykernel] [--rounds 5] [--repeats 30] [--long 1000] [--json FILE]

  --python FILE   a Python that has ipykernel (python3 by default)
  --deno FILE     the deno program (deno by default); kernels that are not there are left out
  --parts LIST    some of start, life, row (all by default)
  --rounds N      fresh starts per kernel; a life of its own per kernel for every second one
  --repeats N     cells and completions per life
  --long N        cells in a row, of our kernel only; 0 leaves it out`;

type Figures = Map<string, Map<string, number[]>>;

await main();

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) return console.log(USAGE);
  const kernels = findKernels(options).filter(
    ({ name }) => options.only.length === 0 || options.only.includes(name),
  );
  const folder = await realpath(await mkdtemp(join(tmpdir(), "benchbook-bench-kernel-")));
  const effort = { folder, repeats: options.repeats, long: options.long };
  console.log(
    `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}; ` +
      kernels.map(({ name, version }) => `${name} ${version}`).join(", "),
  );
  try {
    const figures = await measureAll(kernels, effort, options);
    console.log(`\n${tableText(toTable(kernels, figures))}\n`);
    console.log(
      "Medians; in brackets the 10th and 90th percentile. ms, where the row names no other unit; – no answer.",
    );
    if (options.json !== null) await writeFile(options.json, `${JSON.stringify(toJson(figures), null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(
  kernels: readonly BenchKernel[],
  effort: Effort,
  { rounds, parts }: { readonly rounds: number; readonly parts: readonly string[] },
): Promise<Figures> {
  const figures: Figures = new Map();
  const lives = Math.ceil(rounds / 2);
  for (let round = 0; round < rounds; round++) {
    for (const kernel of kernels) {
      if (parts.includes("start")) add(figures, kernel, await measureStart(kernel, effort));
      if (round < lives && parts.includes("life")) add(figures, kernel, await measureLife(kernel, effort));
      console.error(`round ${round + 1} of ${rounds}: ${kernel.name}`);
    }
  }
  const own = kernels.find(({ name }) => name === "benchbook");
  if (own && parts.includes("row") && effort.long > 0) add(figures, own, await measureRow(own, effort));
  return figures;
}

function add(
  figures: Figures,
  { name }: BenchKernel,
  samples: Readonly<Record<string, readonly number[]>>,
): void {
  for (const [figure, values] of Object.entries(samples)) {
    const byKernel = figures.get(figure) ?? new Map<string, number[]>();
    byKernel.set(name, [...(byKernel.get(name) ?? []), ...values]);
    figures.set(figure, byKernel);
  }
}

function toTable(kernels: readonly BenchKernel[], figures: Figures) {
  const measured = (Object.keys(FIGURES) as Figure[]).filter((figure) => figures.has(figure));
  return {
    columns: ["", ...kernels.map(({ name }) => name)],
    rows: measured.map((figure) => [
      FIGURES[figure],
      ...kernels.map(({ name }) => cellText(figures.get(figure)?.get(name) ?? [])),
    ]),
  };
}

function cellText(values: readonly number[]): string {
  if (values.length === 0) return "–";
  const at = quantiles(values);
  return `${figureText(at(0.5))} [${figureText(at(0.1))} – ${figureText(at(0.9))}]`;
}

function toJson(figures: Figures): object {
  return Object.fromEntries([...figures].map(([figure, byKernel]) => [figure, Object.fromEntries(byKernel)]));
}

function quantiles(values: readonly number[]): (share: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  return (share) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

function figureText(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      parts: { type: "string", default: "start,life,row" },
      rounds: { type: "string", default: "5" },
      repeats: { type: "string", default: "30" },
      long: { type: "string", default: "1000" },
      python: { type: "string", default: "python3" },
      deno: { type: "string", default: "deno" },
      json: { type: "string" },
    },
  });
  if (values.help) return null;
  const list = (text: string) => text.split(",").filter((part) => part !== "");
  return {
    only: list(values.only),
    parts: list(values.parts),
    rounds: Number(values.rounds),
    repeats: Number(values.repeats),
    long: Number(values.long),
    python: values.python,
    deno: values.deno,
    json: values.json ?? null,
  };
}
