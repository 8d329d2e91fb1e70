/** A real session whose cells are JavaScript written by hand under the convention of `language/session-code.ts`. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import type { CellError, MimeBundle, Output } from "../../../src/model/output.js";
import type { Evaluation, Session } from "../../../src/model/ports/session.js";
import { createSession } from "../../../src/session/index.js";

export interface Ran {
  readonly evaluation: Evaluation;
  /** Text by stream, joined. */
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: readonly Output[];
}

export interface Cells {
  readonly folder: string;
  readonly session: Session;
  /** Runs statements. Names that they assign without `const` are globals. */
  run(
    js: string,
    options?: { declares?: readonly string[]; during?: (output: Output) => void },
  ): Promise<Ran>;
  /** Runs statements, then shows the value of an expression. */
  show(expression: string, statements?: string): Promise<MimeBundle>;
  write(file: string, text: string): void;
}

/** One session for the tests of a file. */
export function openCells(options: { readonly nodeFlags?: readonly string[] } = {}): Cells {
  const folder = mkdtempSync(join(tmpdir(), "benchbook-session-"));
  const session = createSession({ folder, ...options });
  after(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let count = 0;

  async function run(
    source: string,
    more: { declares?: readonly string[]; during?: (output: Output) => void; hasResult?: boolean } = {},
  ): Promise<Ran> {
    const outputs: Output[] = [];
    // The map of these cells is the identity: their JavaScript begins on the wrapper's first line.
    const { declares = [], hasResult = false } = more;
    const evaluation = await session.evaluate({
      code: { js: source, map: null, declares, hasResult },
      fileName: `cell ${++count}`,
      source,
      publish(output) {
        outputs.push(output);
        more.during?.(output);
      },
    });
    const text = (name: "stdout" | "stderr") =>
      outputs.map((output) => (output.kind === "stream" && output.name === name ? output.text : "")).join("");
    return {
      evaluation,
      outputs,
      get stdout() {
        return text("stdout");
      },
      get stderr() {
        return text("stderr");
      },
    };
  }

  return {
    folder,
    session,
    run,
    async show(expression, statements = "") {
      const { evaluation } = await run(`${statements};\nreturn { value: ${expression} };`, {
        hasResult: true,
      });
      if (evaluation.kind !== "done") throw new Error(`The cell ended so: ${JSON.stringify(evaluation)}`);
      return evaluation.result ?? {};
    },
    write: (file, text) => writeFileSync(join(folder, file), text),
  };
}

export function errorOf(ran: Ran): CellError {
  if (ran.evaluation.kind !== "failed") throw new Error(`No error: ${JSON.stringify(ran.evaluation)}`);
  return ran.evaluation.error;
}

/** Lines of a traceback without colours. */
export function tracebackOf(ran: Ran): readonly string[] {
  return errorOf(ran)
    .traceback.flatMap((line) => line.split("\n"))
    .map(plainText);
}

export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ANSI colours begin with one
  return text.replace(/\u001b\[[\d;]*m/g, "");
}
