/** Tab and Shift-Tab: in a magic by its spec, in code by the language service. */
import { type Cursor, cursorAt } from "../cells/cursor.js";
import { completeArguments, helpFor, inspectArguments } from "../cells/options.js";
import { toCellOffset } from "../cells/segment.js";
import { MAGICS } from "../magics/registry.js";
import type { CaseState } from "../magics/state.js";
import type { Completion, Language } from "../model/ports/language.js";
import type { Runtime } from "../model/ports/runtime.js";
import { MAGIC_NAMES } from "./run-cell.js";

export interface AssistPorts {
  readonly language: Language;
  readonly state: CaseState;
  /** What ordinary cells have declared. */
  readonly declarations: () => string;
}

export async function complete(code: string, cursor: number, ports: AssistPorts): Promise<Completion> {
  const at = cursorAt(code, cursor, MAGIC_NAMES);
  switch (at.kind) {
    case "magic-name": {
      const form = at.cell ? "cell" : "line";
      const matches = MAGICS.filter(
        ({ spec }) => spec.name.startsWith(at.prefix) && spec.forms.includes(form),
      );
      return {
        start: at.start,
        end: at.end,
        matches: matches.map(({ spec }) => ({ text: spec.name, type: "magic" })),
      };
    }
    case "arguments": {
      const spec = specOf(at);
      if (spec === undefined) return { start: cursor, end: cursor, matches: [] };
      const found = completeArguments(spec, at.magic.text, at.cursor, candidates(ports.state));
      return {
        start: toCellOffset(at.magic, found.start),
        end: toCellOffset(at.magic, found.end),
        matches: found.matches,
      };
    }
    case "code": {
      const found = await ports.language.complete({
        context: contextOf(at, ports),
        source: at.source,
        cursor: at.cursor,
      });
      return { ...found, start: found.start + at.removed, end: found.end + at.removed };
    }
  }
}

export async function inspect(
  code: string,
  cursor: number,
  ports: AssistPorts,
): ReturnType<Runtime["inspect"]> {
  const at = cursorAt(code, cursor, MAGIC_NAMES);
  switch (at.kind) {
    case "magic-name": {
      const magic = MAGICS.find(({ spec }) => spec.name === at.name);
      return magic === undefined ? null : helpFor(magic.spec);
    }
    case "arguments": {
      const spec = specOf(at);
      return spec === undefined ? null : inspectArguments(spec, at.magic.text, at.cursor);
    }
    case "code": {
      const found = await ports.language.inspect({
        context: contextOf(at, ports),
        source: at.source,
        cursor: at.cursor,
      });
      if (found === null) return null;
      const { signature, documentation } = found;
      return {
        markdown: `\`\`\`typescript\n${signature}\n\`\`\`\n\n${documentation}`.trimEnd(),
        text: `${signature}\n\n${documentation}`.trimEnd(),
      };
    }
  }
}

function specOf(at: Extract<Cursor, { kind: "arguments" }>) {
  return MAGICS.find(({ spec }) => spec.name === at.magic.name)?.spec;
}

/** A variant's body sees the setups only. */
function contextOf(
  { magic }: Extract<Cursor, { kind: "code" }>,
  { state, declarations }: AssistPorts,
): string {
  const isolated = magic !== null && magic.name !== "setup" && state.setupDeclarations !== "";
  return isolated ? state.setupDeclarations : declarations();
}

function candidates({ record }: CaseState) {
  return {
    variants: record?.variants.map((one) => one.name) ?? [],
    parameters: Object.keys(record?.workload.parameters ?? {}),
    magics: MAGIC_NAMES,
  };
}
