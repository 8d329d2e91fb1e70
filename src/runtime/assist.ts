/** Tab and Shift-Tab: in a magic by its spec, in code by the language service. */
import { classify } from "../cells/classify.js";
import { type Cursor, cursorAt } from "../cells/cursor.js";
import { MAGIC_NAMES } from "../cells/names.js";
import { completeArguments, helpFor, inspectArguments } from "../cells/options.js";
import { toCellOffset } from "../cells/segment.js";
import type { MagicSpec } from "../cells/spec.js";
import { splitWords } from "../cells/words.js";
import type { CaseState } from "../magics/state.js";
import type { Completion, Inspection, Language } from "../model/ports/language.js";
import type { Runtime } from "../model/ports/runtime.js";

export interface AssistPorts {
  readonly language: Language;
  readonly state: CaseState;
  /** Of every magic. */
  readonly specs: () => Promise<readonly MagicSpec[]>;
  /** What ordinary cells have declared. */
  readonly declarations: () => string;
  /** Text of the cell that has declared a name last, or null. */
  readonly sourceOf: (name: string) => string | null;
}

export async function complete(code: string, cursor: number, ports: AssistPorts): Promise<Completion> {
  const at = cursorAt(code, cursor, MAGIC_NAMES);
  switch (at.kind) {
    case "magic-name":
      return completeName(code, at, await ports.specs());
    case "arguments": {
      const spec = await specOf(at, ports);
      if (spec === undefined) return { start: cursor, end: cursor, matches: [] };
      const written = codeIn(spec, at);
      if (written !== null) {
        const found = await ports.language.complete({ context: ports.state.setupDeclarations, ...written });
        return {
          ...found,
          start: toCellOffset(at.magic, found.start + written.from),
          end: toCellOffset(at.magic, found.end + written.from),
        };
      }
      const found = completeArguments(spec, at.magic.text, at.cursor, candidates(ports.state));
      return {
        start: toCellOffset(at.magic, found.start),
        end: toCellOffset(at.magic, found.end),
        matches: found.matches,
      };
    }
    case "code": {
      if (isCommand(at)) return { start: cursor, end: cursor, matches: [] };
      const found = await ports.language.complete({
        context: contextOf(at, ports),
        source: at.source,
        cursor: at.cursor,
      });
      return { ...found, start: found.start + at.removed, end: found.end + at.removed };
    }
  }
}

/**
 * In the form typed, or in the other one where the magic has no such form: `%ba` gives `%%baseline`. One that works on
 * a whole cell is offered on its first line only.
 */
function completeName(
  code: string,
  at: Extract<Cursor, { kind: "magic-name" }>,
  specs: readonly MagicSpec[],
): Completion {
  const percents = at.cell ? "%%" : "%";
  const start = at.start - percents.length;
  const onTop = /^[\s/]*$/.test(code.slice(0, start));
  const typed = at.cell ? "cell" : "line";
  const known = specs.filter(({ name }) => name.startsWith(at.prefix));
  const matches = known.flatMap((spec) => {
    const form = spec.forms.includes(typed) ? typed : (spec.forms[0] ?? typed);
    if (form === "cell" && !onTop) return [];
    return [{ text: `${form === "cell" ? "%%" : "%"}${spec.name}`, type: "magic" }];
  });
  return { start, end: at.end, matches };
}

export async function inspect(
  code: string,
  cursor: number,
  ports: AssistPorts & { readonly detail: 0 | 1 },
): ReturnType<Runtime["inspect"]> {
  const at = cursorAt(code, cursor, MAGIC_NAMES);
  switch (at.kind) {
    case "magic-name": {
      const spec = (await ports.specs()).find(({ name }) => name === at.name);
      return spec === undefined ? null : helpFor(spec);
    }
    case "arguments": {
      const spec = await specOf(at, ports);
      const written = spec === undefined ? null : codeIn(spec, at);
      if (written !== null) {
        const found = await ports.language.inspect({ context: ports.state.setupDeclarations, ...written });
        return found === null ? null : inspected(found);
      }
      return spec === undefined ? null : inspectArguments(spec, at.magic.text, at.cursor);
    }
    case "code": {
      if (isCommand(at)) return null;
      const found = await ports.language.inspect({
        context: contextOf(at, ports),
        source: at.source,
        cursor: at.cursor,
      });
      if (found === null) return null;
      const source = ports.detail === 1 ? ports.sourceOf(nameAt(at.source, at.cursor)) : null;
      return inspected(found, source);
    }
  }
}

function nameAt(source: string, cursor: number): string {
  const before = /[\w$]*$/.exec(source.slice(0, cursor))?.[0] ?? "";
  return before + (/^[\w$]*/.exec(source.slice(cursor))?.[0] ?? "");
}

/** `source`: the cell that declares the name, for the second level of detail. */
function inspected({ signature, documentation }: Inspection, source: string | null = null) {
  const parts = (code: (text: string) => string) => [
    code(signature),
    documentation,
    ...(source === null ? [] : ["Declared by this cell:", code(source.trim())]),
  ];
  const joined = (all: readonly string[]) => all.filter((part) => part !== "").join("\n\n");
  return { markdown: joined(parts(fenced)), text: joined(parts((text) => text)) };
}

/** The fence is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}typescript\n${text}\n${fence}`;
}

/** The cursor stands in code that a magic takes as it stands, as %timeit does; `from` is where it starts in the text. */
function codeIn(spec: MagicSpec, { magic, cursor }: Extract<Cursor, { kind: "arguments" }>) {
  for (const argument of classify(spec, splitWords(magic.text).words, magic.text)) {
    if (argument.kind !== "positional" || argument.key === null) continue;
    const from = argument.word.start;
    if (spec.positionals[argument.key]?.rest && cursor > from)
      return { source: magic.text.slice(from), cursor: cursor - from, from };
  }
  return null;
}

async function specOf({ magic }: Extract<Cursor, { kind: "arguments" }>, { specs }: AssistPorts) {
  return (await specs()).find(({ name }) => name === magic.name);
}

/** A command line is none of the language service's business. */
function isCommand({ magic }: Extract<Cursor, { kind: "code" }>): boolean {
  return magic !== null && /(?:^|\s)--shell(?=\s|$)/.test(magic.text);
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
