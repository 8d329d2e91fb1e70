/**
 * Collects what cells show, in the order made, and sends it in batches: 100,000 lines are a few dozen messages. A cell
 * that prints without end is cut off with a notice.
 */
import type { Output } from "../../model/output.js";
import type { EvaluationOutput } from "../protocol.js";
import { context, type Evaluation, outside } from "./evaluation.js";
import * as own from "./own.js";

export interface Outputs {
  stream(name: "stdout" | "stderr", text: string): void;
  publish(output: Output): void;
  /** Sends what is there. */
  flush(): void;
}

/** Characters of one evaluation that are shown; a frontend becomes unusable far below it. */
export const PRINT_LIMIT = 4 * 1024 * 1024;
/** Characters that wait at most. */
const BATCH = 64 * 1024;
/** ms that output waits at most: faster than an eye. */
const DELAY = 40;
/** Messages that may go at once; one more is allowed after each delay. */
const BURST = 25;

export function createOutputs(
  send: (items: readonly EvaluationOutput[]) => void,
  current: () => Evaluation | null,
): Outputs {
  let items: EvaluationOutput[] = [];
  // Text of the stream that grows at the end of `items`, kept apart so that pieces are joined once.
  let tail: { evaluation: number; name: "stdout" | "stderr"; pieces: string[] } | null = null;
  let waiting = 0;
  let allowance = BURST;
  let lastTime = own.now();
  let scheduled = false;

  function stream(name: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    const evaluation = context.get() ?? current();
    const shown = evaluation ? limit(evaluation, text) : text;
    if (shown === "") return;
    const id = evaluation?.id ?? 0;
    if (tail?.evaluation !== id || tail.name !== name) {
      closeTail();
      tail = { evaluation: id, name, pieces: [] };
    }
    tail.pieces.push(shown);
    waiting += shown.length;
    arrange();
  }

  function publish(output: Output): void {
    closeTail();
    items.push({ evaluation: (context.get() ?? current())?.id ?? 0, output });
    arrange();
  }

  function closeTail(): void {
    if (!tail) return;
    items.push({
      evaluation: tail.evaluation,
      output: { kind: "stream", name: tail.name, text: tail.pieces.join("") },
    });
    tail = null;
  }

  /** Sends at once as long as there are few, so that a print before a busy loop is seen: no timer fires in it. */
  function arrange(): void {
    const time = own.now();
    allowance = own.Math.min(allowance + (time - lastTime) / DELAY, BURST);
    lastTime = time;
    if (allowance < 1 && waiting < BATCH) {
      schedule();
      return;
    }
    allowance = own.Math.max(allowance - 1, 0);
    flush();
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    outside(() => own.setTimeout(flush, DELAY));
  }

  function flush(): void {
    scheduled = false;
    closeTail();
    waiting = 0;
    if (items.length === 0) return;
    const sent = items;
    items = [];
    send(sent);
  }

  return { stream, publish, flush };
}

function limit(evaluation: Evaluation, text: string): string {
  const left = PRINT_LIMIT - evaluation.printed;
  if (left < 0) return "";
  evaluation.printed += text.length;
  if (text.length <= left) return text;
  return `${text.slice(0, left)}\n[benchbook: this cell printed more than ${PRINT_LIMIT / 1024 / 1024} MiB; the rest is not shown]\n`;
}
