/** Parsed files, kept for as long as their text is the same; those of packages for ever. */
import { withoutDocumentation } from "./documentation.js";
import type { Compiler, ts } from "./tslab.js";

export interface SourceFiles {
  get(
    name: string,
    host: { readFile(path: string): string | undefined },
    options: ts.CompilerOptions,
  ): ts.SourceFile | undefined;
  forget(name: string): void;
}

export interface SourceFileKinds {
  /** Never changes while the process lives. */
  isFixed(path: string): boolean;
  /** Is parsed without its documentation. */
  isBare(path: string): boolean;
}

export function createSourceFiles(compiler: Compiler, { isFixed, isBare }: SourceFileKinds): SourceFiles {
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
      const parsed = isBare(name) ? withoutDocumentation(text) : text;
      const file = compiler.createSourceFile(name, parsed, {
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
