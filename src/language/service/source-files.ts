/** Parsed files, kept for as long as their text is the same; those of packages for ever. */
import type { Compiler, ts } from "./converter.js";

export interface SourceFiles {
  get(
    name: string,
    host: { readFile(path: string): string | undefined },
    options: ts.CompilerOptions,
  ): ts.SourceFile | undefined;
  forget(name: string): void;
}

export function createSourceFiles(compiler: Compiler, isFixed: (path: string) => boolean): SourceFiles {
  const files = new Map<string, ts.SourceFile>();
  const internals = compiler as unknown as Internals;

  return {
    forget: (name) => void files.delete(name),
    get(name, host, options) {
      const known = files.get(name);
      if (known && isFixed(name)) return known;
      const text = host.readFile(name);
      if (text === undefined) {
        files.delete(name);
        return undefined;
      }
      if (known?.text === text) return known;
      const file = compiler.createSourceFile(name, text, {
        languageVersion: options.target ?? compiler.ScriptTarget.ES2022,
        setExternalModuleIndicator: internals.getSetExternalModuleIndicator(options),
      });
      files.set(name, file);
      return file;
    },
  };
}

/** The compiler's own functions that its declarations keep to themselves. */
interface Internals {
  getSetExternalModuleIndicator(options: ts.CompilerOptions): (file: ts.SourceFile) => void;
}
