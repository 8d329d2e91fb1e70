/** What the syntax of a cell tells without types. */
import type { Analysis } from "../../model/ports/language.js";
import { compiler, type ts } from "./converter.js";
import { fromSyntax, placeAt } from "./diagnostics.js";
import { declaredNames, freeNames, namesOfStatement } from "./names.js";
import { checkerOf, parse, syntaxErrors } from "./parse.js";

export function analyze(source: string): Analysis {
  const file = parse(source);
  const checker = checkerOf(file);
  const last = file.statements.filter((statement) => !compiler.isEmptyStatement(statement)).at(-1);
  return {
    declares: declaredNames(file, checker),
    free: freeNames(file, checker),
    imports: file.statements.filter(compiler.isImportDeclaration).map((statement) => ({
      specifier: (statement.moduleSpecifier as ts.StringLiteral).text ?? "",
      start: statement.getStart(file),
      end: statement.end,
    })),
    lastExpression: last && compiler.isExpressionStatement(last) ? expression(source, file, last) : null,
    lastStatement: last
      ? { kind: kindName(last.kind), text: last.getText(file), declares: namesOfStatement(last) }
      : null,
    leadingComment: leadingComment(source),
    diagnostics: fromSyntax(source, syntaxErrors(file)),
  };
}

function expression(
  source: string,
  file: ts.SourceFile,
  statement: ts.ExpressionStatement,
): Analysis["lastExpression"] {
  const { expression } = statement;
  const start = expression.getStart(file);
  const text = source.slice(start, expression.end);
  return {
    start,
    end: expression.end,
    line: placeAt(source, start).line,
    text,
    asynchronous: hasOwnAwait(expression),
  };
}

/** An `await` that waits in the cell itself, not in a function within it. */
export function hasOwnAwait(node: ts.Node): boolean {
  if (compiler.isFunctionLike(node)) return false;
  if (compiler.isAwaitExpression(node)) return true;
  if (compiler.isForOfStatement(node) && node.awaitModifier) return true;
  return compiler.forEachChild(node, (child) => hasOwnAwait(child) || undefined) ?? false;
}

/** `SyntaxKind` has aliases (`FirstStatement`) that hide names in its reverse mapping: the first name of a value is the real one. */
const KIND_NAMES = new Map<number, string>();
for (const [name, value] of Object.entries(compiler.SyntaxKind)) {
  if (typeof value === "number" && !/^(First|Last)[A-Z]/.test(name) && !KIND_NAMES.has(value)) {
    KIND_NAMES.set(value, name);
  }
}

function kindName(kind: ts.SyntaxKind): string {
  return KIND_NAMES.get(kind) ?? String(kind);
}

/** Lines of `//` that follow each other, or one block comment; a blank line ends it. */
function leadingComment(source: string): string | null {
  const ranges = compiler.getLeadingCommentRanges(source, 0) ?? [];
  const first = ranges[0];
  if (!first) return null;
  if (first.kind === compiler.SyntaxKind.MultiLineCommentTrivia) {
    const lines = source
      .slice(first.pos, first.end)
      .replace(/^\/\*+/, "")
      .replace(/\*+\/$/, "")
      .split("\n");
    return textOrNull(lines.map((line) => line.replace(/^\s*\*?\s?/, "")));
  }
  const lines: string[] = [];
  let end = first.pos;
  for (const range of ranges) {
    const gap = source.slice(end, range.pos);
    if (range.kind !== first.kind || (gap.match(/\n/g) ?? []).length > 1) break;
    lines.push(source.slice(range.pos, range.end).replace(/^\/\/+ ?/, ""));
    end = range.end;
  }
  return textOrNull(lines);
}

function textOrNull(lines: readonly string[]): string | null {
  const text = lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
  return text === "" ? null : text;
}
