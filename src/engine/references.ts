/** Expected values: made once per bundle, flags and parameters, kept as files while the engine lives. */
import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ForkFailure, Side } from "../model/ports/engine.js";
import type { Parameters } from "../model/workload.js";
import type { Executor } from "./executor.js";
import type { ValueReport } from "./fork/tasks.js";

export type Reference =
  | { readonly kind: "value"; readonly file: string; readonly report: ValueReport }
  | { readonly kind: "failed"; readonly failure: ForkFailure };

export interface ReferenceRequest {
  readonly side: Side;
  readonly parameters: Parameters;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

export interface References {
  get(request: ReferenceRequest): Promise<Reference>;
  close(): Promise<void>;
}

export function createReferences(scratch: string, executor: Executor): References {
  /** Promises, as two checks may ask for one value at the same time. */
  const known = new Map<string, Promise<Reference>>();
  // Two engines may share a folder.
  const own = `${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  return {
    async get(request) {
      const key = keyOf(request);
      const found = known.get(key);
      if (found) return found;
      const making = make(join(scratch, `value-${own}-${key}.bin`), request);
      known.set(key, making);
      let made = false;
      try {
        const reference = await making;
        made = reference.kind === "value";
        return reference;
      } finally {
        // The next one tries again.
        if (!made) known.delete(key);
      }
    },
    async close() {
      const made = await Promise.all(known.values());
      const files = made.flatMap((reference) => (reference.kind === "value" ? [reference.file] : []));
      known.clear();
      await Promise.all(files.map((file) => rm(file, { force: true })));
    },
  };

  async function make(file: string, request: ReferenceRequest): Promise<Reference> {
    await mkdir(scratch, { recursive: true });
    return makeReference(file, request, executor);
  }
}

async function makeReference(
  file: string,
  request: ReferenceRequest,
  executor: Executor,
): Promise<Reference> {
  const { side, parameters, timeout, signal } = request;
  const outcome = await executor.run({ side, parameters, kind: "value", task: { file }, timeout }, signal);
  if (outcome.kind === "finished") return { kind: "value", file, report: outcome.report };
  await rm(file, { force: true });
  return { kind: "failed", failure: outcome.failure };
}

/** Bundles are named by their hash. */
function keyOf({ side, parameters }: ReferenceRequest): string {
  const identity = [
    basename(side.bundle),
    side.bundle,
    side.nodeFlags,
    Object.entries(side.env),
    Object.entries(parameters),
    Object.entries(side.fixed ?? {}),
  ];
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 16);
}
