/** Runs one cell after the other, and settles each evaluation exactly once. */
import * as vm from "node:vm";
import { type SessionFunction, sessionFunction } from "../../language/session-code.js";
import type { MimeBundle } from "../../model/output.js";
import type { ChildOutcome, ToChild } from "../protocol.js";
import { declareGlobals } from "./declare.js";
import { context, type Evaluation } from "./evaluation.js";
import type { Imports } from "./imports.js";
import { toMime } from "./mime.js";
import type { Outputs } from "./outputs.js";
import * as own from "./own.js";
import { type Traces, toCellError } from "./traceback.js";

export type EvaluateMessage = Extract<ToChild, { kind: "evaluate" }>;

export interface Evaluator {
  evaluate(message: EvaluateMessage): void;
  /** Gives an evaluation up, also one that has not begun. What it does later is stopped; see `interrupts.ts`. */
  abandon(id: number): void;
  /** Settles one that was abandoned. */
  interrupted(id: number): void;
  /** The evaluation that runs, or else the last one. */
  current(): Evaluation | null;
}

export interface EvaluatorParts {
  readonly outputs: Outputs;
  readonly imports: Imports;
  readonly traces: Traces;
  readonly settled: (evaluation: Evaluation, outcome: ChildOutcome) => void;
  readonly abandoned: () => void;
}

/**
 * An interrupt ends all pending microtasks, among them whatever this code would wait for. So nothing here relies on a
 * promise to settle an interrupted evaluation: `interrupted` does it in its own turn of the event loop.
 */
export function createEvaluator(parts: EvaluatorParts): Evaluator {
  let last: Evaluation | null = null;
  const refused = new own.Set<number>();

  function settle(evaluation: Evaluation, outcome: ChildOutcome): void {
    if (evaluation.settled) return;
    evaluation.settled = true;
    parts.settled(evaluation, outcome);
  }

  async function run(message: EvaluateMessage, evaluation: Evaluation): Promise<ChildOutcome> {
    try {
      const outcome = await start(message, parts);
      const result = message.hasResult && outcome ? await show(outcome.value, parts.outputs) : null;
      await own.Promise.all(evaluation.displays);
      return { kind: "done", result };
    } catch (error) {
      return { kind: "failed", error: toCellError(error, parts.traces) };
    }
  }

  return {
    evaluate(message) {
      const evaluation: Evaluation = {
        id: message.id,
        settled: false,
        abandoned: false,
        printed: 0,
        displays: new own.Set(),
      };
      last = evaluation;
      if (refused.delete(message.id)) return settle(evaluation, { kind: "interrupted" });
      const running = context.run(evaluation, () => run(message, evaluation));
      // A turn later, so that what the cell's end sets off (a rejection nobody handles) is part of its output.
      void running.then((outcome) => own.setImmediate(() => settle(evaluation, outcome)));
    },
    abandon(id) {
      if (last?.id !== id) return void refused.add(id);
      if (last.settled) return;
      last.abandoned = true;
      parts.abandoned();
    },
    interrupted(id) {
      if (last?.id === id && last.abandoned) settle(last, { kind: "interrupted" });
    },
    current: () => last,
  };
}

function start(message: EvaluateMessage, parts: EvaluatorParts): ReturnType<SessionFunction> {
  const { imports } = parts;
  const code = sessionFunction(message.js);
  parts.traces.sources.add(message.fileName, { text: message.source, map: message.map, code });
  const script = new vm.Script(code, {
    filename: message.fileName,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  declareGlobals(message.declares);
  const run = script.runInThisContext({ displayErrors: false }) as SessionFunction;
  const meta = imports.meta(message.fileName);
  return run(globalThis, imports.require, imports.importModule, meta, meta.filename, meta.dirname);
}

async function show(value: unknown, outputs: Outputs): Promise<MimeBundle | null> {
  if (value === undefined) return null;
  return toMime(value, (text) => outputs.stream("stderr", text));
}
