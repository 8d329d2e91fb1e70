/** The load that a baseline states for its workload (`--concurrency`, `--rate`, `--serve`), and what can bear one. */
import { isDeepStrictEqual } from "node:util";
import type { Load } from "../../model/load.js";
import { usageError } from "../../model/problem.js";
import type { Workload } from "../../model/workload.js";
import { loadWords } from "../../views/latency-words.js";
import type { MagicContext } from "../magic.js";
import type { CompiledVariant, VariantCell } from "./compile.js";

export interface LoadOptions {
  readonly concurrency: number | undefined;
  readonly rate: number | undefined;
  readonly serve: boolean;
}

/** Callers of a `--serve` without a number: enough to keep a process busy while answers are on their way. */
const SERVED = 8;
/** One process cannot start more, nor hold as many sockets. */
const MOST_CALLERS = 10_000;
const MOST_PER_SECOND = 1e6;

/** Null for none. Throws a UserError for options that contradict each other. */
export function loadOf({ concurrency, rate, serve }: LoadOptions): Load | null {
  if (concurrency !== undefined && rate !== undefined) {
    throw usageError(
      `--concurrency ${concurrency} makes callers wait for answers and --rate ${rate}/s starts calls whether answered or not; keep one of the two.`,
    );
  }
  if (concurrency !== undefined && concurrency > MOST_CALLERS)
    throw usageError(`--concurrency takes at most ${MOST_CALLERS} callers, got ${concurrency}.`);
  if (rate !== undefined && !(rate > 0 && rate <= MOST_PER_SECOND))
    throw usageError(`--rate takes a rate above 0 and up to ${MOST_PER_SECOND}/s, got ${rate}/s.`);
  if (rate !== undefined) return { kind: "open", rate, serve };
  return concurrency === undefined && !serve
    ? null
    : { kind: "closed", concurrency: concurrency ?? SERVED, serve };
}

/** A baseline's own load, or the workload's. */
export function loadFor(cell: VariantCell, workload: Workload): Load | null {
  return cell.load === undefined ? (workload.load ?? null) : cell.load;
}

/** Throws a UserError where calls of the cell cannot be put as its load wants them. */
export function requireLoadable(cell: VariantCell, compiled: CompiledVariant, { state }: MagicContext): void {
  const { workload } = state.require();
  const load = loadFor(cell, workload);
  if (load === null) return;
  const words = loadWords(load);
  if (cell.command !== undefined)
    throw usageError(
      `${cell.name} is a command, which cannot be measured with ${words}; drop one of the two.`,
    );
  const perCall = workload.setups.find((setup) => setup.perCall);
  if (perCall !== undefined || workload.inputs > 1) {
    const what = perCall === undefined ? "--inputs" : "--per-call";
    throw usageError(
      `With ${words} calls overlap, so none can have the fresh input of %%setup ${what}; let the measured expression make its own input.`,
    );
  }
  if (load.serve && cell.result !== null)
    throw usageError(
      `With --serve the response is what is verified; drop --result ${cell.result} of ${cell.name}.`,
    );
  if (load.serve || compiled.expression.asynchronous) return;
  throw usageError(
    `${cell.name} is to be measured with ${words}, but its measured expression \`${compiled.expression.text}\` has no await, so no two calls could overlap; write \`await ${compiled.expression.text}\`, or give a request handler and --serve.`,
  );
}

/** A baseline's load becomes the workload's: from here on every variant is measured under it. */
export async function takeLoad({ load }: VariantCell, { state }: MagicContext): Promise<void> {
  if (load === undefined || isDeepStrictEqual(load, state.require().workload.load ?? null)) return;
  await state.change((record) => {
    const { load: _, ...workload } = record.workload;
    return { ...record, workload: load === null ? workload : { ...workload, load } };
  });
}
