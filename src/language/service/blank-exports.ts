/**
 * Takes `export` from the top level, for cells pasted from a module: what it modifies is visible to later cells anyway.
 * Spaces stand in its place, so that no offset moves.
 */
import { compiler, type ts } from "./converter.js";
import { parse } from "./parse.js";

export interface Blanked {
  readonly start: number;
  readonly end: number;
}

export function blankExports(source: string): string {
  return source.includes("export") ? blank(source, exportSpans(parse(source))) : source;
}

export function exportSpans(file: ts.SourceFile): Blanked[] {
  return file.statements.flatMap((statement) => {
    if (compiler.isExportDeclaration(statement)) {
      // `export { a } from "x"` means a module of others: left for TypeScript to complain about.
      return statement.moduleSpecifier ? [] : [span(statement, file)];
    }
    if (!compiler.canHaveModifiers(statement)) return [];
    const modifiers = compiler.getModifiers(statement) ?? [];
    const isNamed = !("name" in statement) || statement.name !== undefined;
    return modifiers
      .filter(
        ({ kind }) =>
          kind === compiler.SyntaxKind.ExportKeyword ||
          (kind === compiler.SyntaxKind.DefaultKeyword && isNamed),
      )
      .map((modifier) => span(modifier, file));
  });
}

export function blank(source: string, spans: readonly Blanked[]): string {
  let text = source;
  for (const { start, end } of spans) {
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, " ") + text.slice(end);
  }
  return text;
}

function span(node: ts.Node, file: ts.SourceFile): Blanked {
  return { start: node.getStart(file), end: node.end };
}
