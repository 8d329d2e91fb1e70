/**
 * What arrives on a pipe past `process.stdout`: prints of child processes and native code, between them the markers of
 * ended evaluations. V8's last words before an out-of-memory abort are cut off; the death has a sentence of its own.
 */
import { markerStart } from "./protocol.js";

export interface RawStream {
  add(text: string): void;
  /** The pipe is closed. */
  end(): void;
  /** Resolves when all that was printed before the evaluation's end was passed on. */
  reached(evaluation: number): Promise<void>;
}

/** ms; a cell that closed the descriptor gets no marker. */
const PATIENCE = 250;
/** Characters between two evaluations' ends that are passed on. */
const LIMIT = 4 * 1024 * 1024;
/** V8's want of memory, and Node's own aborts, which an ended loop can cause where the cell uses async_hooks. */
const LAST_WORDS =
  /\n<--- Last few GCs --->|\n {2}# {2}\S+\[\d+\]: |Error: async hook stack has become corrupted|\n#\n# Fatal error in|----- Native stack trace -----\n/;

export function createRawStream(token: string, pass: (text: string) => void): RawStream {
  const start = markerStart(token);
  const waiting = new Map<number, () => void>();
  let held = "";
  let last = 0;
  let passed = 0;
  let silent = false;

  function passOn(text: string): void {
    if (text === "" || silent) return;
    const words = text.search(LAST_WORDS);
    const shown = words < 0 ? text : text.slice(0, words);
    silent = words >= 0;
    if (passed < LIMIT && shown !== "") {
      const cut = passed + shown.length > LIMIT;
      pass(
        cut
          ? `${shown.slice(0, LIMIT - passed)}\n[benchbook: more than 4 MiB were printed; the rest is not shown]\n`
          : shown,
      );
    }
    passed += shown.length;
  }

  function reach(evaluation: number): void {
    last = evaluation;
    passed = 0;
    waiting.get(evaluation)?.();
    waiting.delete(evaluation);
  }

  return {
    add(text) {
      held += text;
      for (;;) {
        const at = held.indexOf(start);
        if (at < 0) break;
        passOn(held.slice(0, at));
        const end = held.indexOf("\u0003", at);
        if (end < 0) {
          held = held.slice(at);
          return;
        }
        reach(Number(held.slice(at + start.length, end)));
        held = held.slice(end + 1);
      }
      const begun = beginningOf(held, start);
      passOn(held.slice(0, held.length - begun));
      held = held.slice(held.length - begun);
    },
    end() {
      passOn(held);
      held = "";
      for (const resolve of waiting.values()) resolve();
      waiting.clear();
    },
    reached(evaluation) {
      if (last >= evaluation) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(evaluation);
          resolve();
        }, PATIENCE);
        waiting.set(evaluation, () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

/** How many characters at the end of `text` may be the start of `marker`. */
function beginningOf(text: string, marker: string): number {
  for (let length = Math.min(marker.length - 1, text.length); length > 0; length--) {
    if (marker.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
