/** Runs ordinary TypeScript in the session: type-checked, with declarations carried from cell to cell. */

import { diagnosticsError } from "../magics/diagnostics.js";
import { CellFailure, interruptedError } from "../magics/failure.js";
import type { CellRunner } from "../magics/magic.js";
import type { MimeBundle } from "../model/output.js";
import type { Language } from "../model/ports/language.js";
import type { Evaluation, Session } from "../model/ports/session.js";
import type { Parameters } from "../model/workload.js";
import { type Results, withoutResults } from "./results.js";

export interface SessionCells extends CellRunner {
  /** What the language service knows of the session's names. */
  readonly declarations: string;
  /** Text of the cell that has declared the name last, or null. */
  sourceOf(name: string): string | null;
  /** Why the session died while no cell ran, told once; null where it did not. */
  takeLoss(): string | null;
}

export function createCellRunner(ports: {
  readonly language: Language;
  readonly session: Session;
  readonly results: Results;
  /** The session's process is gone, and all names with it. */
  readonly onLost: () => void;
}): SessionCells {
  const { language, session, results, onLost } = ports;
  const names = new Set<string>();
  const sources = new Map<string, string>();
  let declarations = "";
  /** A cell may take the name for its own. */
  const ownResults = () => names.has("results");
  const known = () => (ownResults() ? declarations : results.declaration() + declarations);

  let running = false;
  let untold: string | null = null;
  session.onLost((reason) => {
    names.clear();
    sources.clear();
    declarations = "";
    results.forget();
    if (!running) untold = reason;
    onLost();
  });

  return {
    names,
    get declarations() {
      return known();
    },
    sourceOf: (name) => sources.get(name) ?? null,
    takeLoss() {
      const reason = untold;
      untold = null;
      return reason;
    },
    async run({ source, fileName, publish, quiet, profile }) {
      if (source.trim() === "") return;
      const converted = await language.convert({ context: known(), source, fileName });
      if (converted.diagnostics.length > 0 || converted.code === null) {
        throw diagnosticsError(converted.diagnostics, source, fileName);
      }
      const { code } = converted;
      if (!ownResults()) await results.refresh();
      running = true;
      const evaluation = await session
        .evaluate({ code, fileName, source, publish, ...(profile ? { profile } : {}) })
        .finally(() => {
          running = false;
        });
      // A cell that fails half-way keeps what it declared before, as in any kernel.
      if (evaluation.kind !== "died") {
        declarations = withoutResults(converted.declarations);
        for (const name of code.declares) {
          names.add(name);
          sources.set(name, source);
        }
      }
      if (evaluation.kind !== "died" && evaluation.samples) profile?.take(evaluation.samples);
      const result = settle(evaluation);
      if (result !== null && !quiet) publish({ kind: "result", data: result });
    },
    async define(parameters: Parameters) {
      await session.define(parameters);
      const converted = await language.convert({
        context: declarations,
        source: parameterSource(parameters),
        fileName: "parameters",
      });
      if (converted.code !== null) declarations = converted.declarations;
      for (const name of Object.keys(parameters)) names.add(name);
    },
    async bind({ name, type, expression }) {
      const fileName = `module ${name}`;
      const source = `const ${name}: ${type} = null as any;`;
      const converted = await language.convert({ context: declarations, source, fileName });
      if (converted.code === null) throw diagnosticsError(converted.diagnostics, source, fileName);
      const code = { js: `\n${name} = ${expression};`, map: null, declares: [name], hasResult: false };
      const publish = () => undefined;
      settle(await session.evaluate({ code, fileName, source: code.js, publish }));
      declarations = converted.declarations;
      names.add(name);
    },
  };
}

/** Parameters are typed `number` or `string`, not as literals. */
export function parameterSource(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `let ${name}: ${typeof value} = ${JSON.stringify(value)};`)
    .join("\n");
}

function settle(evaluation: Evaluation): MimeBundle | null {
  switch (evaluation.kind) {
    case "done":
      return evaluation.result;
    case "failed":
      throw new CellFailure(evaluation.error);
    case "interrupted":
      throw interruptedError("the cell");
    case "died": {
      const evalue = `${evaluation.reason} The case is not touched by that.`;
      throw new CellFailure({ ename: "SessionDied", evalue, traceback: [`SessionDied: ${evalue}`] });
    }
  }
}
