/**
 * The part of the carried declarations that a cell can reach: each that has a name which the cell's text mentions, or
 * the text of another that is needed. What the compiler sees, and so its time and memory, then does not grow with the
 * number of cells. A name in a comment or a string counts too: one too many does no harm.
 */
import { compiler, type ts } from "./converter.js";
import { declaredBy } from "./declarations.js";
import { parse } from "./parse.js";

export interface Split {
  readonly needed: string;
  /** Declares no name that the cell mentions, so the cell cannot replace it either. */
  readonly rest: string;
}

export function splitDeclarations(declarations: string, source: string): Split {
  // An escape may spell a name in other letters.
  if (declarations === "" || source.includes("\\u")) return { needed: declarations, rest: "" };
  const statements = statementsOf(declarations);
  const byName = new Map<string, Statement[]>();
  for (const statement of statements) {
    for (const name of statement.names) byName.set(name, [...(byName.get(name) ?? []), statement]);
  }
  const needed = new Set<Statement>();
  const open = statements.filter(({ names }) => names.length === 0);
  const want = (text: string) => {
    for (const [name] of text.matchAll(WORD)) open.push(...(byName.get(name) ?? []));
  };
  want(source);
  for (let statement = open.pop(); statement; statement = open.pop()) {
    if (needed.has(statement)) continue;
    needed.add(statement);
    want(statement.text);
  }
  const textOf = (chosen: readonly Statement[]) => chosen.map(({ text }) => `${text}\n`).join("");
  return {
    needed: textOf(statements.filter((statement) => needed.has(statement))),
    rest: textOf(statements.filter((statement) => !needed.has(statement))),
  };
}

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

interface Statement {
  /** With its documentation. */
  readonly text: string;
  /** None: it is always needed, as it may change what others mean. */
  readonly names: readonly string[];
}

function statementsOf(declarations: string): Statement[] {
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
