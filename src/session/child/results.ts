/** `results` in cells: plain data that the kernel sends, and each variant's `value`, asked for when it is first read. */
import type { ToChild, ValueAnswer } from "../protocol.js";
import { setGlobal } from "./declare.js";
import * as own from "./own.js";

export interface Results {
  define(results: Extract<ToChild, { kind: "results" }>["results"]): void;
  answer(question: number, answer: ValueAnswer): void;
}

type Settle = (answer: ValueAnswer) => void;

export function createResults(ask: (question: number, variant: string) => void): Results {
  const open = new own.Map<number, Settle>();
  let questions = 0;

  function findValue(variant: string): Promise<unknown> {
    return new own.Promise((resolve, reject) => {
      const question = ++questions;
      open.set(question, (answer) => {
        if (answer.kind === "value") resolve(answer.value);
        else reject(new own.Error(answer.message));
      });
      ask(question, variant);
    });
  }

  return {
    define(results) {
      const entries = own.Object.entries(results).map(([name, result]) => [
        name,
        withValue(result, () => findValue(name)),
      ]);
      setGlobal("results", own.Object.fromEntries(entries));
    },
    answer(question, answer) {
      open.get(question)?.(answer);
      open.delete(question);
    },
  };
}

/** Not enumerable: printing or cloning a result starts no process. A failure may be asked for again. */
function withValue(result: object, ask: () => Promise<unknown>): object {
  let asked: Promise<unknown> | null = null;
  return own.Object.defineProperty(result, "value", {
    enumerable: false,
    get() {
      asked ??= ask().catch((error) => {
        asked = null;
        throw error;
      });
      return asked;
    },
  });
}
