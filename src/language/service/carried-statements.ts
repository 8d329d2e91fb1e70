/**
 * Carried declarations as statements. They come back with each cell, a little longer: statements that stand at the head
 * or the end of a text as they stood in an earlier one are taken from there, and only what is new is parsed.
 */
import { commonEnd, commonStart } from "../common-ends.js";
import { compiler, type ts } from "./converter.js";
import { declaredBy } from "./names.js";
import { parse } from "./parse.js";

export interface Statement {
  /** With its documentation. */
  readonly text: string;
  /** None: it is always needed, as it may change what others mean. */
  readonly names: readonly string[];
}

export interface CarriedStatements {
  of(declarations: string): readonly Statement[];
  /** The text of statements that will come back. */
  join(statements: readonly Statement[]): string;
}

/** The notebook's own declarations and those of its setups come in turn. */
const KEPT = 3;

export function createCarriedStatements(
  parsed: (text: string) => readonly Statement[] = statementsOf,
): CarriedStatements {
  let known: Known[] = [];
  const remember = (text: string, statements: readonly Statement[]) => {
    known = [{ text, statements }, ...known.filter((one) => one.text !== text)].slice(0, KEPT);
  };

  return {
    of(declarations) {
      const same = known.find(({ text }) => text === declarations);
      if (same) return same.statements;
      const parts = known.map((one) => alike(declarations, one));
      const best = parts.reduce((best, part) => (part.left < best.left ? part : best), unlike(declarations));
      const middle = declarations.slice(best.from, best.from + best.left);
      const statements = [...best.head, ...(middle.trim() === "" ? [] : parsed(middle)), ...best.tail];
      if (textOf(statements) === declarations) remember(declarations, statements);
      return statements;
    },
    join(statements) {
      const text = textOf(statements);
      remember(text, statements);
      return text;
    },
  };
}

/** Each statement of the text ends with a line's end. */
interface Known {
  readonly text: string;
  readonly statements: readonly Statement[];
}

export function textOf(statements: readonly Statement[]): string {
  return statements.map(({ text }) => `${text}\n`).join("");
}

interface Alike {
  readonly head: readonly Statement[];
  readonly tail: readonly Statement[];
  /** Where the part that is not known starts, and its length. */
  readonly from: number;
  readonly left: number;
}

function unlike({ length }: string): Alike {
  return { head: [], tail: [], from: 0, left: length };
}

function alike(text: string, known: Known): Alike {
  const start = commonStart(known.text, text);
  let from = 0;
  let first = 0;
  for (; first < known.statements.length; first++) {
    const next = from + known.statements[first]!.text.length + 1;
    if (next > start) break;
    from = next;
  }
  const end = commonEnd(known.text, text, from);
  let kept = 0;
  let last = known.statements.length;
  for (; last > first; last--) {
    const next = kept + known.statements[last - 1]!.text.length + 1;
    if (next > end || !startsLine(text, text.length - next)) break;
    kept = next;
  }
  const { statements } = known;
  return {
    head: statements.slice(0, first),
    tail: statements.slice(last),
    from,
    left: text.length - kept - from,
  };
}

function startsLine(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === "\n";
}

export function statementsOf(declarations: string): readonly Statement[] {
  const file = parse(declarations);
  return file.statements.map((statement) => ({
    text: file.text.slice(statement.pos, statement.end).trim(),
    names: isGlobal(statement) ? [] : declaredBy(statement),
  }));
}

/** `declare global` and `declare module "x"` add to what is elsewhere. */
function isGlobal(statement: ts.Statement): boolean {
  if (!compiler.isModuleDeclaration(statement)) return false;
  return (
    compiler.isStringLiteral(statement.name) ||
    (statement.flags & compiler.NodeFlags.GlobalAugmentation) !== 0
  );
}
