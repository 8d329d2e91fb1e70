/** Outputs of one cell → broadcasts. Printed pieces are put together, so that 100,000 lines are few messages. */
import type { Output } from "../src/model/output.js";
import type { Broadcast } from "./messages.js";

export interface Publisher {
  publish(output: Output): void;
  /** Sends printed text that waits for more of it. */
  flush(): void;
  /** Sends what waits. From `end` on a result is too late and is dropped; what a timer prints later still goes to its cell. */
  end(): void;
  /** Whether an error was shown: a failed cell shows exactly one. */
  readonly shownError: boolean;
  /** `text/plain` of the result, for the history. */
  readonly resultText: string | null;
}

export interface PublisherOptions {
  readonly executionCount: number;
  send(broadcast: Broadcast): void;
  log(text: string): void;
  /** ms that printed text may wait for more of it. */
  readonly gather?: number;
}

export function createPublisher(options: PublisherOptions): Publisher {
  const { executionCount, send, log } = options;
  const stream = createGatherer(send, options.gather ?? GATHER);
  let ended = false;
  let shownError = false;
  let resultText: string | null = null;

  return {
    publish(output) {
      if (output.kind === "stream") return stream.add(output.name, output.text);
      if (ended && output.kind === "result")
        return log("A result came after its cell had ended and was dropped.");
      stream.flush();
      if (output.kind === "error") shownError = true;
      if (output.kind === "result") {
        const text = output.data["text/plain"];
        resultText = typeof text === "string" ? text : null;
      }
      send(broadcastOf(output, executionCount));
    },
    flush: stream.flush,
    end() {
      ended = true;
      stream.flush();
    },
    get shownError() {
      return shownError;
    },
    get resultText() {
      return resultText;
    },
  };
}

/** ms: below what an eye sees, above what a loop of console.log needs per line. */
const GATHER = 20;
/** Characters: a message of this size leaves at once. */
const LARGE = 256 * 1024;

type Plain = Exclude<Output, { kind: "stream" }>;

function broadcastOf(output: Plain, executionCount: number): Broadcast {
  switch (output.kind) {
    case "display":
      return { type: "display_data", content: bundle(output, output.displayId) };
    case "update":
      return { type: "update_display_data", content: bundle(output, output.displayId) };
    case "result":
      return { type: "execute_result", content: { ...bundle(output), execution_count: executionCount } };
    case "error": {
      const { ename, evalue, traceback } = output.error;
      return { type: "error", content: { ename, evalue, traceback } };
    }
    case "clear":
      return { type: "clear_output", content: { wait: output.wait } };
  }
}

function bundle(output: Extract<Plain, { readonly data: unknown }>, displayId?: string) {
  const transient = displayId === undefined ? {} : { display_id: displayId };
  return { data: output.data, metadata: output.metadata ?? {}, transient };
}

/** Holds printed text of one stream until another output comes, it is large, or it has waited long enough. */
function createGatherer(send: PublisherOptions["send"], gather: number) {
  let name: "stdout" | "stderr" = "stdout";
  let pieces: string[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (size === 0) return;
    const text = pieces.join("");
    pieces = [];
    size = 0;
    send({ type: "stream", content: { name, text } });
  }

  return {
    flush,
    add(to: "stdout" | "stderr", text: string): void {
      if (to !== name) flush();
      name = to;
      pieces.push(text);
      size += text.length;
      if (size >= LARGE) flush();
      else timer ??= setTimeout(flush, gather);
    },
  };
}
