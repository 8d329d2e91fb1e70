/** Runs a notebook's cells in a staged store: the record stays as it was until the end, and is replaced only if asked. */
import { basename, dirname, relative } from "node:path";
import type { Case } from "../../model/case.js";
import type { Runtime, RuntimeOptions } from "../../model/ports/runtime.js";
import type { Store } from "../../model/ports/store.js";
import type { Parameters } from "../../model/workload.js";
import { stagedStore } from "../../store/index.js";
import type { Cell } from "../../store/notebook.js";
import type { CommandIo } from "../io.js";
import { type Execution, executeCells } from "./execute.js";
import { createView } from "./view.js";

export type CreateRuntime = (options: RuntimeOptions) => Runtime | Promise<Runtime>;

export interface RunSettings {
  /** Absolute path. */
  readonly notebook: string;
  readonly overrides: Parameters;
  /** ns; null: the magics' own. */
  readonly budget: number | null;
  readonly quick: boolean;
}

export interface Run {
  readonly execution: Execution;
  /** Null where the notebook has no `%case`. */
  readonly record: Case | null;
}

interface RunOptions {
  readonly settings: RunSettings;
  readonly cells: readonly Cell[];
  readonly createRuntime: CreateRuntime;
  readonly io: CommandIo;
  /** Called with what was recorded, before it replaces the record; null: the record stays as it is. */
  readonly keep: ((record: Case, store: Store) => Promise<void>) | null;
}

export async function runNotebook({ settings, cells, createRuntime, io, keep }: RunOptions): Promise<Run> {
  const { notebook: path, ...defaults } = settings;
  const folder = dirname(path);
  const store = await stagedStore({ folder });
  try {
    const runtime = await createRuntime({
      folder,
      notebook: basename(path),
      fresh: true,
      ...defaults,
      store,
    });
    try {
      const view = createView(io, { notebook: relative(io.cwd, path), cells });
      const execution = await executeCells({ cells, runtime, view, signal: io.signal });
      const record = runtime.current();
      if (keep !== null && record !== null) await keep(record, store);
      if (keep !== null) await store.commit();
      return { execution, record };
    } finally {
      await runtime.close();
    }
  } finally {
    await store.discard();
  }
}
