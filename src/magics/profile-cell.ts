/** %%profile: the cell runs in the session as any other, with its state and its outputs, and is sampled meanwhile. */
import type { SessionSamples } from "../model/ports/session.js";
import { usageError } from "../model/problem.js";
import { profileView } from "../views/index.js";
import type { MagicContext } from "./magic.js";
import { profileRecord } from "./variants/profile-record.js";

export interface CellProfile {
  readonly source: string;
  readonly fileName: string;
  /** ns. */
  readonly interval: number;
}

/** Shows what was sampled below the cell's outputs, also where an error or an interrupt ended it. Nothing is recorded. */
export async function profileCell(cell: CellProfile, context: MagicContext): Promise<void> {
  const { source, fileName, interval } = cell;
  if (source.trim() === "") {
    throw usageError(
      "%%profile has no cell to profile; put code below it, or profile a variant by %profile NAME.",
    );
  }
  const taken: SessionSamples[] = [];
  try {
    await context.cells.run({
      ...{ source, fileName, publish: context.publish, quiet: false },
      profile: { interval, take: (samples) => void taken.push(samples) },
    });
  } finally {
    for (const samples of taken) show(samples, interval, context);
  }
}

function show(samples: SessionSamples, interval: number, { engine, state, now, show }: MagicContext): void {
  const { cell } = samples;
  const profile = engine.sessionProfile(samples, interval);
  const stamp = { parameters: {}, recorded: now().toISOString(), session: state.session };
  const record = {
    ...profileRecord({ name: cell, hash: "", profile, file: "", ...stamp }),
    place: "session" as const,
  };
  show(profileView({ profile, record, variant: { name: cell } }));
}

/** Options that need a fork: the cell form has none. */
export function refuseForkOptions(options: Readonly<Record<"deopt" | "heap", boolean>>): void {
  const [option] = (["deopt", "heap"] as const).filter((name) => options[name]);
  if (option === undefined) return;
  throw usageError(
    `--${option} needs a process of its own, and %%profile runs its cell in the session; make the cell a variant and write %profile NAME --${option}.`,
  );
}
