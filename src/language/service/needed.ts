/**
 * The part of the carried declarations that a cell can reach: each that has a name which the cell's text mentions, or
 * the text of another that is needed. What the compiler sees, and so its time and memory, then does not grow with the
 * number of cells. A name in a comment or a string counts too: one too many does no harm.
 */
import type { Statement } from "./carried-statements.js";

export interface Split {
  readonly needed: readonly Statement[];
  /** Declare no name that the cell mentions, so the cell cannot replace them either. */
  readonly rest: readonly Statement[];
}

export function splitDeclarations(statements: readonly Statement[], source: string): Split {
  // An escape may spell a name in other letters.
  if (source.includes("\\u")) return { needed: statements, rest: [] };
  const byName = namesOf(statements);
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
  return {
    needed: statements.filter((statement) => needed.has(statement)),
    rest: statements.filter((statement) => !needed.has(statement)),
  };
}

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

function namesOf(statements: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  const byName = new Map<string, Statement[]>();
  for (const statement of statements) {
    for (const name of statement.names) {
      const others = byName.get(name);
      if (others) others.push(statement);
      else byName.set(name, [statement]);
    }
  }
  return byName;
}
