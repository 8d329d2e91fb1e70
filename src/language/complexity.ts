/**
 * Counts a source's functions: paths by oxlint-plugin-complexity, nesting over the same tree of oxc-parser. Neither
 * knows types. The statements outside of all functions count as a function `(cell)`: the source is parsed as the body
 * of one, on the lines where it stands.
 */
import type { FunctionComplexity } from "../model/complexity.js";

/** Structures that nest; the arms of an `if` are no deeper than itself. */
const NESTING = [
  "IfStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
  "SwitchStatement",
  "TryStatement",
];
const FUNCTIONS = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

/** Functions in the order of their lines. Throws a SyntaxError for what cannot be parsed. */
export async function countComplexity(
  source: string,
  file: string | null = null,
): Promise<readonly FunctionComplexity[]> {
  const { parseSync } = await import("oxc-parser");
  const { analyzeFileComplexity, walkAndDispatch } = await import("oxlint-plugin-complexity/standalone");
  const fileName = file ?? "cell.ts";
  const text = `async function* cell() {${withoutModuleWords(source, parseSync(fileName, source))}\n}`;
  const { program, errors } = parseSync(fileName, text);
  if (errors.length > 0) throw new SyntaxError(errors[0]?.message ?? "no TypeScript");
  // Both walk alike, so what they say of a function stands at the same place.
  const nestings = nestingOf(program as unknown as Node, text, walkAndDispatch as unknown as Walk);
  const counted = analyzeFileComplexity(text, fileName).functions.map((one, index) => ({
    name: /^anonymous_\d+$/.test(one.name) ? "(anonymous)" : one.name,
    file,
    line: one.startLine,
    endLine: one.endLine,
    lines: one.endLine - one.startLine + 1,
    cyclomatic: one.cyclomatic,
    nesting: nestings[index] ?? 0,
  }));
  const cell = counted.pop();
  const functions = counted.sort((one, other) => one.line - other.line || other.endLine - one.endLine);
  const outside = cell === undefined ? [] : outsideOf(cell, functions, source);
  return [...outside, ...functions];
}

/** The statements in no function, where they decide anything, or where there is no function. */
function outsideOf(
  cell: FunctionComplexity,
  functions: readonly FunctionComplexity[],
  source: string,
): readonly FunctionComplexity[] {
  if (cell.cyclomatic === 1 && functions.length > 0) return [];
  const texts = source.split("\n");
  const lines = texts.flatMap((text, index) => {
    const within = functions.some(({ line, endLine }) => line <= index + 1 && index + 1 <= endLine);
    return text.trim() === "" || within ? [] : [index + 1];
  });
  const [line = 1, endLine = 1] = [lines[0], lines.at(-1)];
  return [{ ...cell, name: "(cell)", line, endLine, lines: lines.length }];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly alternate?: Node | null;
  readonly parent?: Node | null;
}
type Walk = (tree: Node, text: string, visitor: Readonly<Record<string, (node: Node) => void>>) => void;

/** Of each function, in the order in which they end. */
function nestingOf(program: Node, text: string, walk: Walk): readonly number[] {
  const found: number[] = [];
  const open: { depth: number; deepest: number }[] = [];
  const visitor: Record<string, (node: Node) => void> = {};
  for (const type of FUNCTIONS) {
    visitor[type] = () => void open.push({ depth: 0, deepest: 0 });
    visitor[`${type}:exit`] = () => void found.push(open.pop()?.deepest ?? 0);
  }
  for (const type of NESTING) {
    visitor[type] = (node) => {
      const current = open.at(-1);
      if (current === undefined || isElseIf(node)) return;
      current.depth += 1;
      current.deepest = Math.max(current.deepest, current.depth);
    };
    visitor[`${type}:exit`] = (node) => {
      const current = open.at(-1);
      if (current !== undefined && !isElseIf(node)) current.depth -= 1;
    };
  }
  walk(program, text, visitor);
  return found;
}

function isElseIf(node: Node): boolean {
  return node.type === "IfStatement" && node.parent?.type === "IfStatement" && node.parent.alternate === node;
}

/** Imports and the word `export` may not stand in a function: blanked, so that every line and column stays. */
function withoutModuleWords(
  source: string,
  parsed: { readonly program: unknown; readonly errors: readonly { readonly message: string }[] },
): string {
  if (parsed.errors.length > 0) throw new SyntaxError(parsed.errors[0]?.message ?? "no TypeScript");
  const { body } = parsed.program as {
    readonly body: readonly (Node & { readonly declaration?: Node | null })[];
  };
  let text = source;
  const blank = (start: number, end: number) => {
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
  };
  for (const { type, start, end, declaration } of body) {
    if (type === "ImportDeclaration") blank(start, end);
    else if (type.startsWith("Export")) blank(start, declaration?.start ?? end);
  }
  return text;
}
