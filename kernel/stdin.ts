/**
 * Questions to the user, on the stdin channel: one at a time, on behalf of the cell that runs.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-stdin-router-dealer-channel
 */
import { setTimeout as delay } from "node:timers/promises";
import type { InputQuestion } from "../src/model/ports/frontend.js";
import { UserError } from "../src/model/problem.js";
import type { Message } from "./messages.js";
import type { Outbox } from "./outbox.js";

export interface Stdin {
  /** From now on, until `end`, this cell may ask. */
  begin(cell: AskingCell): void;
  /** What it still asks stays without an answer. */
  end(): void;
  /** Rejects with a `UserError` that says why there is no answer. */
  ask(question: InputQuestion): Promise<string>;
  /** What came on the stdin channel. */
  receive(message: Message): void;
}

export interface AskingCell {
  readonly message: Message;
  /** `allow_stdin` of its request. */
  readonly allowed: boolean;
  /** Sends what the cell has printed: it stands above the question. */
  flush(): void;
}

export interface StdinOptions {
  readonly outbox: Pick<Outbox, "askInput">;
  log(text: string): void;
  /** ms that a client's stdin socket may need to connect. */
  readonly patience?: number;
}

export function createStdin({ outbox, log, patience = PATIENCE }: StdinOptions): Stdin {
  let cell: AskingCell | null = null;
  let open: { readonly id: string; answer(text: string): void; refuse(error: UserError): void } | null = null;
  // Questions wait for their turn: a frontend shows one.
  let turn: Promise<unknown> = Promise.resolve();

  async function put(question: InputQuestion, asking: AskingCell): Promise<string> {
    if (cell !== asking) throw refusal(ENDED);
    asking.flush();
    for (let waited = 0; ; waited += RETRY) {
      const asked = outbox.askInput(asking.message, question);
      const answer = new Promise<string>((resolve, reject) => {
        open = { id: asked.id, answer: resolve, refuse: reject };
      });
      if (await asked.delivered) return answer.finally(close);
      close();
      if (waited >= patience) throw refusal(UNREACHABLE);
      await delay(RETRY);
      if (cell !== asking) throw refusal(ENDED);
    }
  }

  function close(): void {
    open = null;
  }

  return {
    begin(next) {
      cell = next;
    },
    end() {
      cell = null;
      open?.refuse(refusal(ENDED));
    },
    async ask(question) {
      const asking = cell;
      if (asking === null) throw refusal(ENDED);
      if (!asking.allowed) throw refusal(NOT_ALLOWED);
      const mine = turn.then(() => put(question, asking));
      turn = mine.catch(() => undefined);
      return mine;
    },
    receive({ header, parent, content }) {
      if (header.msg_type !== "input_reply") {
        return log(`A message on stdin is ignored: its type ${header.msg_type} is unknown.`);
      }
      // Some clients send no parent; one that names another question answers too late.
      const late = parent.msg_id !== undefined && parent.msg_id !== open?.id;
      if (open === null || late) return log("An input_reply is ignored: nobody waits for it.");
      open.answer(typeof content.value === "string" ? content.value : "");
    },
  };
}

const PATIENCE = 2000;
/** ms */
const RETRY = 100;

const ENDED = "The cell ended before its question was answered; await input() within the cell.";
const NOT_ALLOWED =
  "The frontend that runs this cell cannot ask (allow_stdin is false); put the value into the cell.";
const UNREACHABLE =
  "The frontend that runs this cell listens to no questions (its stdin channel is not connected); put the value into the cell.";

function refusal(message: string): UserError {
  return new UserError({ name: "InputError", message });
}
