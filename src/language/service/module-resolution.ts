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
  return {
    resolveModuleNameLiterals: (literals, containingFile, redirected, options) =>
      literals.map((literal) =>
        compiler.resolveModuleName(
          literal.text,
          containingFile,
          options,
          sys,
          inPackage(containingFile) ? packages : undefined,
          redirected,
        ),
      ),
    hasInvalidatedResolutions: (path) => !inPackage(path),
  };
}

function inPackage(path: string): boolean {
  return path.includes("/node_modules/");
}
