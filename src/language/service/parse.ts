/** Syntax of a cell, by the TypeScript that also checks it; always as a module, so that `await` is a keyword. */
import { compiler, type ts } from "./converter.js";

/** The compiler's own fields that its declarations keep to themselves. */
interface ModuleIndicator {
  externalModuleIndicator?: unknown;
}

const FILE_NAME = "cell.ts";

export function parse(source: string): ts.SourceFile {
  return compiler.createSourceFile(
    FILE_NAME,
    source,
    {
      languageVersion: compiler.ScriptTarget.ES2022,
      setExternalModuleIndicator: (file) => {
        (file as ModuleIndicator).externalModuleIndicator = true;
      },
    },
    true,
    compiler.ScriptKind.TS,
  );
}

export function syntaxErrors(file: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (file as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
}

/** A program of this file alone, without libraries: enough to ask which names are declared where. */
export function checkerOf(file: ts.SourceFile): ts.TypeChecker {
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === FILE_NAME ? file : undefined),
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => name === FILE_NAME,
    readFile: () => undefined,
  };
  const options = {
    noLib: true,
    noResolve: true,
    types: [],
    target: compiler.ScriptTarget.ES2022,
    module: compiler.ModuleKind.ESNext,
  };
  return compiler.createProgram({ rootNames: [FILE_NAME], options, host }).getTypeChecker();
}
