/** A runtime that runs no TypeScript: each test says by a few words in the cell what it is to do. */
import { setTimeout as delay } from "node:timers/promises";
import type { CellError, Publish } from "../../src/model/output.js";
import type { ExecuteReply, Runtime } from "../../src/model/ports/runtime.js";

export interface FakeRuntime extends Runtime {
  /** Cells that were run, in order. */
  readonly executed: readonly {
    readonly code: string;
    readonly cellId: string | null;
    readonly executionCount: number;
  }[];
  readonly closed: boolean;
}

/**
 * Each line of a cell is one command:
 *
 *     print TEXT        prints a line            warn TEXT    prints it on stderr
 *     result TEXT       shows a result           show ID TEXT shows a display   update ID TEXT  replaces it
 *     clear             clears the output        fail TEXT    ends with an error
 *     fail-silently     an error nobody shows    wait         runs until an interrupt
 *     later TEXT        prints after the cell    throw TEXT   breaks the runtime's promise
 *     repeat N TEXT     prints it N times
 */
export function createFakeRuntime(): FakeRuntime {
  const executed: { code: string; cellId: string | null; executionCount: number }[] = [];
  let closed = false;
  let stop: (() => void) | null = null;

  async function run(line: string, publish: Publish): Promise<ExecuteReply | null> {
    const [command = "", ...words] = line.split(" ");
    const text = words.join(" ");
    const data = (content: string) => ({ "text/plain": content });
    switch (command) {
      case "print":
        publish({ kind: "stream", name: "stdout", text: `${text}\n` });
        return null;
      case "repeat":
        for (let i = 0; i < Number(words[0]); i++) {
          publish({ kind: "stream", name: "stdout", text: `${words[1]} ${i}\n` });
        }
        return null;
      case "warn":
        publish({ kind: "stream", name: "stderr", text: `${text}\n` });
        return null;
      case "result":
        publish({ kind: "result", data: data(text) });
        return null;
      case "show":
        publish({ kind: "display", displayId: words[0] as string, data: data(words.slice(1).join(" ")) });
        return null;
      case "update":
        publish({ kind: "update", displayId: words[0] as string, data: data(words.slice(1).join(" ")) });
        return null;
      case "clear":
        publish({ kind: "clear", wait: true });
        return null;
      case "later":
        setTimeout(() => publish({ kind: "stream", name: "stdout", text: `${text}\n` }), 30);
        return null;
      case "fail": {
        const error = errorOf("FakeError", text);
        publish({ kind: "error", error });
        return { status: "error", error };
      }
      case "fail-silently":
        return { status: "error", error: errorOf("FakeError", "nobody showed it") };
      case "throw":
        throw new Error(text);
      case "wait":
        await Promise.race([
          new Promise<void>((resolve) => {
            stop = resolve;
          }),
          delay(20_000, undefined, { ref: false }),
        ]);
        return { status: "aborted", error: errorOf("Interrupted", "The cell was interrupted.") };
      default:
        return null;
    }
  }

  return {
    executed,
    get closed() {
      return closed;
    },
    async execute(request, publish) {
      executed.push(request);
      for (const line of request.code.split("\n")) {
        const reply = await run(line, publish);
        if (reply) return reply;
      }
      return { status: "ok" };
    },
    /** Completes the word before the cursor with `WORD_1` and `WORD_2`. */
    async complete(code, cursor) {
      const word = /\w*$/.exec(code.slice(0, cursor))?.[0] ?? "";
      return {
        start: cursor - word.length,
        end: cursor,
        matches: [
          { text: `${word}_1`, type: "const" },
          { text: `${word}_2`, type: "function" },
        ],
      };
    },
    async inspect(code, cursor, detail) {
      const word = /\w*$/.exec(code.slice(0, cursor))?.[0];
      return word ? { text: `${word}: ${detail}`, markdown: `**${word}**` } : null;
    },
    async isComplete(code) {
      return code.endsWith("{") ? { status: "incomplete", indent: "  " } : { status: "complete", indent: "" };
    },
    interrupt: () => stop?.(),
    current: () => null,
    async close() {
      closed = true;
      stop?.();
    },
  };
}

function errorOf(ename: string, evalue: string): CellError {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
