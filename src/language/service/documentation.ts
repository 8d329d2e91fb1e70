/**
 * Documentation of libraries. Their comments are most of their text and a tenth of the nodes, and a process that starts
 * waits for each of them to be read; so libraries are parsed without, and a file's comments are brought from the disk
 * when one of its names is inspected first.
 */
import type { Compiler, ts } from "./tslab.js";

export interface Documentation {
  /** Before TypeScript is asked about the place, as a symbol remembers the documentation that it had. */
  bring(file: ts.SourceFile, checker: ts.TypeChecker, position: number): void;
}

/** Only where a comment begins its line: there it stands in no string. */
export function withoutDocumentation(text: string): string {
  return text.replace(/^[ \t]*\/\*\*[\s\S]*?\*\/[ \t]*\r?\n?/gm, "");
}

/** `isBare`: whether the file was parsed without its documentation. */
export function createDocumentation(ports: {
  readonly compiler: Compiler;
  readonly isBare: (name: string) => boolean;
  readonly readFile: (name: string) => string | undefined;
}): Documentation {
  const { compiler, isBare, readFile } = ports;
  const { getTouchingPropertyName } = compiler as unknown as Internals;
  const brought = new Set<ts.SourceFile>();

  return {
    bring(file, checker, position) {
      const symbol = checker.getSymbolAtLocation(getTouchingPropertyName(file, position));
      if (symbol === undefined) return;
      const named = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      for (const declaration of named.declarations ?? []) document(declaration.getSourceFile());
    },
  };

  function document(bare: ts.SourceFile): void {
    if (!isBare(bare.fileName) || brought.has(bare)) return;
    brought.add(bare);
    const text = readFile(bare.fileName);
    if (text === undefined) return;
    // A comment reads its own text by way of its parents.
    copyDocumentation(compiler.createSourceFile(bare.fileName, text, bare.languageVersion, true), bare);
  }

  /** Both trees have the same nodes, at other places. */
  function copyDocumentation(from: Documented, to: Documented): void {
    if (from.jsDoc) to.jsDoc = from.jsDoc;
    const [given, taking] = [childrenOf(from), childrenOf(to)];
    if (given.length !== taking.length) return;
    given.forEach((child, index) => {
      copyDocumentation(child, taking[index]!);
    });
  }

  function childrenOf(node: ts.Node): ts.Node[] {
    const children: ts.Node[] = [];
    compiler.forEachChild(node, (child) => void children.push(child));
    return children;
  }
}

interface Documented extends ts.Node {
  jsDoc?: readonly object[];
}

/** The compiler's own function that its declarations keep to themselves. */
interface Internals {
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
}
