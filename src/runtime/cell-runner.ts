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
  /** The cell that has declared the name last, as tracebacks call it. */
  const cellOf = new Map<string, string>();
  let declarations = "";
  /** A cell may take the name for its own. */
  const ownResults = () => names.has("results");
  const known = () => (ownResults() ? declarations : results.declaration() + declarations);

  let running = false;
  let untold: string | null = null;
  let lost: string | null = null;
  session.onLost((died) => {
    const reason = `${died}${lostCells(cellOf)}`;
    lost = reason;
    cellOf.clear();
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
      lost = null;
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
          // Last in order, as the cell ran last.
          cellOf.delete(name);
          cellOf.set(name, fileName);
        }
      }
      if (evaluation.kind !== "died" && evaluation.samples) profile?.take(evaluation.samples);
      const result = settle(
        evaluation.kind === "died" && lost !== null ? { kind: "died", reason: lost } : evaluation,
      );
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

/** Which cells made the session what it was: they are the ones to run again. */
function lostCells(cellOf: ReadonlyMap<string, string>): string {
  const byCell = new Map<string, string[]>();
  for (const [name, cell] of cellOf) byCell.set(cell, [...(byCell.get(cell) ?? []), name]);
  if (byCell.size === 0) return "";
  const told = [...byCell].slice(-SHOWN_CELLS).map(([cell, names]) => `${cell} (${shortList(names)})`);
  const more = byCell.size > SHOWN_CELLS ? ` and ${byCell.size - SHOWN_CELLS} earlier ones` : "";
  return ` Gone is what these declared: ${told.join(", ")}${more}.`;
}

const SHOWN_CELLS = 12;
const SHOWN_NAMES = 4;

function shortList(names: readonly string[]): string {
  return [...names.slice(0, SHOWN_NAMES), ...(names.length > SHOWN_NAMES ? ["…"] : [])].join(", ");
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
