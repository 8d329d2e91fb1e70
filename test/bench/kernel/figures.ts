/** What is measured: each figure takes a kernel and answers samples, in ms unless its unit says otherwise. */
import { setTimeout as delay } from "node:timers/promises";
import { executeContent } from "./client.js";
import type { BenchKernel } from "./kernels.js";
import { type Running, startKernel } from "./process.js";
import { type Measurement, numbered } from "./works.js";

export type Samples = Readonly<Record<string, readonly number[]>>;

export interface Effort {
  readonly folder: string;
  /** Cells, completions and alike per kernel and round. */
  readonly repeats: number;
  /** Cells of the long row that memory and times are watched over. */
  readonly long: number;
}

/** Title of each figure in the order of the table. */
export const FIGURES = {
  kernelInfo: "start to kernel_info",
  firstResult: "start to first result",
  trivial: "warm 1+1",
  constant: "warm typed const",
  function: "warm 30-line function",
  completion: "completion, warm",
  inspection: "inspection, warm",
  busyCompletion: "completion in a busy loop",
  busyInfo: "kernel_info on control, busy",
  busyBeat: "heartbeat, busy",
  endless: "interrupt: while (true) {}",
  pending: "interrupt: pending await",
  timerLoop: "interrupt: loop in a timer",
  measurement: "interrupt: measurement, forks kept",
  lines: "100,000 printed lines",
  lost: "lines lost [lines]",
  early: "cell, 20th to 120th",
  late: "cell, last 100 of the row",
  grown: "memory grown over the row [MB]",
} as const;

export type Figure = keyof typeof FIGURES;

/** One start; the requests wait in the client's sockets for the kernel. */
export async function measureStart(kernel: BenchKernel, { folder }: Effort): Promise<Samples> {
  const running = await startKernel(kernel, folder);
  const info = running.client.ask("kernel_info_request");
  const first = running.client.ask("execute_request", executeContent(kernel.works.trivial));
  const infoAt = info.reply.then(() => performance.now());
  const firstAt = first.idle.then(() => performance.now());
  const times = await within(Promise.all([infoAt, firstAt]), START);
  await running.stop();
  if (times === null) return {};
  return { kernelInfo: [times[0] - running.started], firstResult: [times[1] - running.started] };
}

/** All of one kernel's life that needs no fresh start: cells, editing, a busy loop, interrupts, printing. */
export async function measureLife(kernel: BenchKernel, effort: Effort): Promise<Samples> {
  const running = await startKernel(kernel, effort.folder);
  const samples: Record<string, readonly number[]> = {};
  try {
    await within(running.client.run(kernel.works.prepare), START);
    await delay(READING);
    for (const measure of [measureCells, measureEditing, measureLines, measureBusy]) {
      const measured = await within(measure(kernel, running, effort.repeats), PART);
      // A kernel that does not answer here answers nothing more.
      if (measured === null) return samples;
      Object.assign(samples, measured);
    }
    for (const work of ["endless", "pending", "timerLoop"] as const) {
      const time = await measureInterrupt(kernel, running, work);
      if (time === null) break;
      samples[work] = [time];
    }
    const { measurement } = kernel.works;
    const time = measurement ? await measureStop(running, measurement) : null;
    if (time !== null) samples.measurement = [time];
  } finally {
    await running.stop();
  }
  return samples;
}

/** A long row of cells that each declare a name: do times and memory stay flat? */
export async function measureRow(kernel: BenchKernel, { folder, long }: Effort): Promise<Samples> {
  const running = await startKernel(kernel, folder);
  const times: number[] = [];
  let before = Number.NaN;
  try {
    for (let number = 0; number < long; number++) {
      const cell = `${numbered(kernel.works.constant, number)}\nvalue${number} + 1`;
      const time = await within(timeCell(running, cell), START);
      if (time === null) return {};
      times.push(time);
      if (number === WARM + 100) before = running.memory();
    }
    const grown = (running.memory() - before) / 1e6;
    return { early: times.slice(WARM, WARM + 100), late: times.slice(-100), grown: [grown] };
  } finally {
    await running.stop();
  }
}

async function measureCells(kernel: BenchKernel, running: Running, repeats: number): Promise<Samples> {
  const samples: Record<string, number[]> = { trivial: [], constant: [], function: [] };
  // In turn, so that a busy moment of the machine meets all three.
  for (let number = 0; number < WARM + repeats; number++) {
    for (const work of ["trivial", "constant", "function"] as const) {
      const time = await timeCell(running, numbered(kernel.works[work], number));
      if (number >= WARM) samples[work]!.push(time);
    }
  }
  return samples;
}

async function measureEditing(kernel: BenchKernel, running: Running, repeats: number): Promise<Samples> {
  const samples: Record<string, number[]> = { completion: [], inspection: [] };
  for (let number = 0; number < WARM + repeats; number++) {
    const completion = await timeCompletion(kernel, running);
    const { inspection: code } = kernel.works;
    const inspection = await timeReply(running, "inspect_request", {
      code,
      cursor_pos: code.length,
      detail_level: 0,
    });
    if (number < WARM) continue;
    samples.completion!.push(completion);
    samples.inspection!.push(inspection);
  }
  return samples;
}

async function measureLines(kernel: BenchKernel, running: Running): Promise<Samples> {
  const started = performance.now();
  const asked = running.client.ask("execute_request", executeContent(kernel.works.lines));
  await asked.idle;
  const time = performance.now() - started;
  // What comes after idle has not come in time.
  const lost = 100_000 - asked.lines();
  return { lines: [time], lost: [lost] };
}

/** While a cell computes for 3 s without a pause; an answer after its end is as slow as that. */
async function measureBusy(kernel: BenchKernel, running: Running): Promise<Samples> {
  const busy = running.client.ask("execute_request", executeContent(kernel.works.busy));
  await delay(300);
  const beat = await time(() => within(running.client.beat(), 4000));
  const info = await time(() => running.client.ask("kernel_info_request", {}, "control").reply);
  const completion = await timeCompletion(kernel, running);
  await busy.idle;
  return { busyBeat: [beat], busyInfo: [info], busyCompletion: [completion] };
}

/** ms from the request to the cell's idle, or null where the kernel does not come back with its state. */
async function measureInterrupt(
  kernel: BenchKernel,
  running: Running,
  work: "endless" | "pending" | "timerLoop",
): Promise<number | null> {
  const asked = running.client.ask("execute_request", executeContent(kernel.works[work]));
  await delay(300);
  const started = performance.now();
  running.client.ask("interrupt_request", {}, "control");
  if ((await within(asked.idle, INTERRUPT)) === null) return null;
  const spent = performance.now() - started;
  const after = await within(running.client.run(kernel.works.inspection), INTERRUPT);
  return after?.status === "ok" ? spent : null;
}

/** ms from the request to the idle of a measurement's cell, or null where its finished forks were lost. */
async function measureStop(running: Running, { before, cell, kept }: Measurement): Promise<number | null> {
  for (const code of before) await running.client.run(code);
  const asked = running.client.ask("execute_request", executeContent(cell));
  await delay(FORKS);
  const started = performance.now();
  running.client.ask("interrupt_request", {}, "control");
  if ((await within(asked.idle, INTERRUPT)) === null) return null;
  const spent = performance.now() - started;
  const after = await within(running.client.run(kept), INTERRUPT);
  return after?.status === "ok" ? spent : null;
}

function timeCell(running: Running, code: string): Promise<number> {
  return time(() => running.client.run(code));
}

function timeCompletion({ works }: BenchKernel, running: Running): Promise<number> {
  return timeReply(running, "complete_request", {
    code: works.completion,
    cursor_pos: works.completion.length,
  });
}

function timeReply(running: Running, type: string, content: Record<string, unknown>): Promise<number> {
  return time(() => running.client.ask(type, content).reply);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Null where it takes longer than `limit` ms. */
function within<T>(work: Promise<T>, limit: number): Promise<T | null> {
  return Promise.race([work, delay(limit, null, { ref: false })]);
}

/** ms between a notebook's first cell and the next: what a person takes at least, whatever a kernel does meanwhile. */
const READING = 5000;
/** ms that a start may take. */
const START = 20_000;
/** ms that one part of a kernel's life may take. */
const PART = 60_000;
/** ms that an interrupt may take. */
const INTERRUPT = 5000;
/** ms for some forks of a measurement to finish. */
const FORKS = 5000;
/** Runs that are not counted. */
const WARM = 20;
