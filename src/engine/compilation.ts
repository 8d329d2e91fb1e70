/** One fork of its own that writes V8's log of compilations, read into the cell's own lines. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Compilation } from "../model/compilation.js";
import type { ForkFailure, ProfileRequest } from "../model/ports/engine.js";
import { importCompilation } from "./compilation/import.js";
import type { Executor } from "./executor.js";
import { WARM_UP } from "./fork/tasks.js";
import { readBundleMap } from "./source-map.js";

export type CompilationOutcome =
  | { readonly kind: "traced"; readonly compilation: Compilation }
  | { readonly kind: "failed"; readonly failure: ForkFailure };

export async function traceSide(
  request: Pick<ProfileRequest, "side" | "parameters" | "timeout"> & {
    readonly duration: number;
    /** How long it is sampled in another fork, ns. */
    readonly sampled: number;
  },
  signal: AbortSignal,
  parts: { readonly executor: Executor; readonly scratch: string },
): Promise<CompilationOutcome> {
  const { side, parameters, duration, sampled, timeout } = request;
  const file = join(parts.scratch, `trace-${process.pid}-${Math.random().toString(36).slice(2, 10)}.log`);
  const traces = `${file}.txt`;
  const traced = { ...side, nodeFlags: [...side.nodeFlags, ...logFlags(file, traces)] };
  try {
    const outcome = await parts.executor.run(
      {
        side: traced,
        parameters,
        kind: "trace",
        task: { duration, warmUp: warmUpOf(duration, sampled) },
        timeout,
      },
      signal,
    );
    if (outcome.kind === "failed") return outcome;
    const compilation = importCompilation({
      ...outcome.report,
      log: await readFile(file, "utf8"),
      variant: side.name,
      bundle: side.bundle,
      map: await readBundleMap(side.bundle),
    });
    return { kind: "traced", compilation };
  } finally {
    await Promise.all([rm(file, { force: true }), rm(traces, { force: true })]);
  }
}

/** As long as the sampled fork has, and half of the steady stretch: what is hot there must be compiled here. */
function warmUpOf(duration: number, sampled: number): number {
  return Math.max(duration / 2, sampled * WARM_UP);
}

/** V8's texts of deoptimisations would go to standard output, past `process.stdout`, which is the variant's. */
function logFlags(file: string, traces: string): string[] {
  // V8 reads %p and %t in the name of its log.
  const name = file.replaceAll("%", "%%");
  return [
    ...["--log-deopt", "--log-code", "--log-ic", `--logfile=${name}`, "--no-logfile-per-isolate"],
    ...["--redirect-code-traces", `--redirect-code-traces-to=${traces}`],
  ];
}
