/** `await input("name? ")`: a line that the user types below the cell. */
import type { InputQuestion } from "../../model/ports/frontend.js";
import type { ValueAnswer } from "../protocol.js";
import { context, type Evaluation } from "./evaluation.js";
import * as own from "./own.js";

export interface Input {
  input(prompt?: unknown, options?: { readonly password?: boolean }): Promise<string>;
  typed(question: number, answer: ValueAnswer): void;
}

interface Open {
  readonly evaluation: Evaluation | null;
  settle(answer: ValueAnswer): void;
}

export function createInput({
  ask,
  current,
}: {
  readonly ask: (question: number, asked: InputQuestion) => void;
  readonly current: () => Evaluation | null;
}): Input {
  const open = new own.Map<number, Open>();
  let questions = 0;

  return {
    input(prompt = "", options = {}) {
      const evaluation = context.get() ?? current();
      // Made here, so that its traceback is the cell's.
      const error = new InputError("");
      if (evaluation?.settled) {
        error.message =
          "input() asks below a running cell, and this one has ended; await it within the cell.";
        return own.Promise.reject(error);
      }
      return new own.Promise((resolve, reject) => {
        const question = ++questions;
        open.set(question, {
          evaluation,
          settle(answer) {
            if (answer.kind === "value") return resolve(own.String(answer.value));
            error.message = answer.message;
            reject(error);
          },
        });
        ask(question, { prompt: own.String(prompt), password: options.password === true });
      });
    },
    typed(question, answer) {
      const asked = open.get(question);
      open.delete(question);
      // An interrupted cell is not to go on.
      if (asked && !asked.evaluation?.abandoned) asked.settle(answer);
    },
  };
}

class InputError extends own.Error {
  override name = "InputError";
}
