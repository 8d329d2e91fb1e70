/**
 * Where imports lead. Imports of the cell and of the notebook's own files are resolved anew each time, so that a
 * package installed or a file written after "cannot find module" is found; those inside packages are remembered.
 */
import type { Compiler, ts } from "./converter.js";

export type ModuleResolution = Pick<
  ts.ModuleResolutionHost & ts.WatchCompilerHost<ts.BuilderProgram>,
  "resolveModuleNameLiterals"
> & { hasInvalidatedResolutions(path: string): boolean };

export function createModuleResolution(compiler: Compiler, sys: ts.System): ModuleResolution {
  const packages = compiler.createModuleResolutionCache(sys.getCurrentDirectory(), (name) => name);
  // Files of which an import led nowhere.
  const open = new Set<string>();
  return {
    resolveModuleNameLiterals: (literals, containingFile, redirected, options) => {
      const found = literals.map((literal) =>
        compiler.resolveModuleName(
          literal.text,
          containingFile,
          options,
          sys,
          inPackage(containingFile) ? packages : undefined,
          redirected,
        ),
      );
      if (found.some(({ resolvedModule }) => !resolvedModule)) open.add(containingFile);
      else open.delete(containingFile);
      return found;
    },
    // The others stay as they are until they change, or what they lead to is gone.
    hasInvalidatedResolutions: (path) => !inPackage(path) && open.has(path),
  };
}

function inPackage(path: string): boolean {
  return path.includes("/node_modules/");
}
