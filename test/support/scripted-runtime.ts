/** A runtime that does what each test says for a cell's text, and records the case that it is given. */
import type { Case } from "../../src/model/case.js";
import type { Publish } from "../../src/model/output.js";
import type { ExecuteReply, Runtime, RuntimeOptions } from "../../src/model/ports/runtime.js";

type Act = (
  publish: Publish,
  runtime: { readonly interrupted: Promise<void> },
) => Promise<ExecuteReply | undefined> | ExecuteReply | undefined;

export interface Script {
  /** By the cell's whole text; others do nothing. */
  readonly cells?: Readonly<Record<string, Act>>;
  /** Saved when the first cell runs. */
  readonly record?: Case;
}

export interface ScriptedRuntime {
  readonly create: (options: RuntimeOptions) => Promise<Runtime>;
  readonly options: () => RuntimeOptions;
  readonly executed: readonly string[];
  readonly closed: () => boolean;
}

export function scriptedRuntime({ cells = {}, record }: Script = {}): ScriptedRuntime {
  const executed: string[] = [];
  const seen: RuntimeOptions[] = [];
  let closed = false;
  let current: Case | null = null;
  let release: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => {
    release = resolve;
  });

  return {
    executed,
    options: () => seen[0]!,
    closed: () => closed,
    create: async (options) => {
      seen.push(options);
      return {
        async execute({ code }, publish) {
          executed.push(code);
          if (current === null && record !== undefined) {
            current = record;
            await options.store?.save(record);
          }
          return (await cells[code]?.(publish, { interrupted })) ?? { status: "ok" };
        },
        complete: async () => ({ start: 0, end: 0, matches: [] }),
        inspect: async () => null,
        isComplete: async () => ({ status: "complete", indent: "" }),
        interrupt: () => release(),
        current: () => current,
        close: async () => {
          closed = true;
        },
      };
    },
  };
}
