/** How long each line of an asynchronous cell was suspended, from a fork of its own. */
import { readFile, rm, writeFile } from "node:fs/promises";
import type { ForkFailure, ProfileRequest } from "../model/ports/engine.js";
import type { Waiting } from "../model/profile.js";
import type { Executor } from "./executor.js";
import { type BundleMap, readBundleMap } from "./source-map.js";
import type { Instrumented } from "./waiting/instrument.js";

export type WaitingOutcome =
  | { readonly kind: "clocked"; readonly waiting: Waiting }
  | { readonly kind: "failed"; readonly failure: ForkFailure };

export async function clockWaiting(
  request: Pick<ProfileRequest, "side" | "parameters" | "timeout"> & { readonly duration: number },
  signal: AbortSignal,
  executor: Executor,
): Promise<WaitingOutcome> {
  const { side, parameters, duration, timeout } = request;
  // Loaded here, as a parser has nothing to do where nothing waits.
  const { instrumentAwaits } = await import("./waiting/instrument.js");
  const instrumented = instrumentAwaits(await readFile(side.bundle, "utf8"));
  const map = await readBundleMap(side.bundle);
  // Beside the bundle, so that what it imports is found from there.
  const bundle = side.bundle.replace(/\.mjs$/, `.waiting-${process.pid}.mjs`);
  try {
    await writeFile(bundle, instrumented.js);
    const outcome = await executor.run(
      { side: { ...side, bundle }, parameters, kind: "waiting", task: { duration }, timeout },
      signal,
    );
    if (outcome.kind === "failed") return outcome;
    return {
      kind: "clocked",
      waiting: byLine(outcome.report, instrumented, { map, file: `cell:${side.name}` }),
    };
  } finally {
    await rm(bundle, { force: true });
  }
}

/** Lines of the cell whose awaits have been reached, ascending. */
function byLine(
  report: {
    readonly calls: number;
    readonly duration: number;
    readonly sites: readonly { readonly count: number; readonly suspended: number }[];
  },
  { sites }: Instrumented,
  { map, file }: { readonly map: BundleMap | null; readonly file: string },
): Waiting {
  const lines = new Map<number, { line: number; awaits: number; suspended: number }>();
  for (const [index, { count, suspended }] of report.sites.entries()) {
    const site = sites[index];
    const origin = site && map?.origin(site.line, site.column);
    if (!origin || origin.file !== file || count === 0) continue;
    const known = lines.get(origin.line) ?? { line: origin.line, awaits: 0, suspended: 0 };
    lines.set(origin.line, {
      ...known,
      awaits: known.awaits + count,
      suspended: known.suspended + suspended,
    });
  }
  const { calls, duration } = report;
  return { calls, duration, lines: [...lines.values()].sort((one, other) => one.line - other.line) };
}
