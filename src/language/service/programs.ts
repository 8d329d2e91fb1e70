/**
 * Programs of one cell after the other, in place of TypeScript's own watch: what does not change from cell to cell
 * (libraries, packages) is not looked at again, and a program is made only where one is asked for. tslab changes the
 * cell's text twice per conversion, the first time merely to learn its names.
 */
import type { Compiler, ts } from "./converter.js";
import { createLastingProgram, type KeptProgram, type LastingProgram } from "./lasting-program.js";
import type { SourceFiles } from "./source-files.js";

/** What tslab uses of a builder program. */
export type CellBuilder = Pick<
  ts.BuilderProgram,
  "getSourceFile" | "getProgram" | "getAllDependencies" | "emit"
>;

export type CellHost = ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram> & {
  /** Imports of the file lead elsewhere than at the last program. */
  hasInvalidatedResolutions(path: string): boolean;
};

export interface Programs {
  /** What tslab uses of a watch. */
  readonly watch: { close(): void; updateRootFileNames(): void };
  /** A new request: its cell is parsed anew, as the checker tells of a file's mistakes once, and tslab cuts declarations. */
  begin(): void;
  /** The request failed on the way. */
  discard(): void;
  /** For the programs of another folder; null where this one's files are in it. */
  keep(): KeptProgram | null;
}

/** Stands for `createWatchProgram`. */
export function createPrograms(
  compiler: Compiler,
  host: CellHost,
  files: SourceFiles,
  kept: KeptProgram | null = null,
): Programs {
  const { rootFiles, options } = host;
  const changing = rootFiles.slice(0, 2);
  const compilerHost = { ...hostOf(host), getSourceFile: (name: string) => files.get(name, host, options) };
  const lasting: LastingProgram = createLastingProgram({
    ...{ compiler, changing, options, kept },
    read: compilerHost.getSourceFile,
    create: (oldProgram) =>
      compiler.createProgram({
        rootNames: rootFiles,
        options,
        host: { ...compilerHost, ...remembering(compilerHost) },
        ...(oldProgram ? { oldProgram } : {}),
      }),
    isOpen: (path) => host.hasInvalidatedResolutions(path),
    exists: (path) => host.fileExists(path),
  });
  let pending = false;

  const changed = () => {
    if (!pending) host.setTimeout?.(publish, 0);
    pending = true;
  };
  for (const file of rootFiles) host.watchFile(file, changed, 0);
  publish();
  return {
    watch: { close: () => undefined, updateRootFileNames: () => undefined },
    begin: () => changing.forEach(files.forget),
    discard: lasting.discard,
    keep: lasting.keep,
  };

  function publish(): void {
    pending = false;
    host.afterProgramCreate?.(builder() as ts.BuilderProgram);
  }

  function builder(): CellBuilder {
    let program: ts.Program | null = null;
    const getProgram = (): ts.Program => {
      program ??= lasting.next();
      return program;
    };
    return {
      getProgram,
      getSourceFile: (name) =>
        program ? program.getSourceFile(name) : bound(compilerHost.getSourceFile(name)),
      getAllDependencies: (file) => [...dependencies(getProgram(), file)],
      emit: (...given) => getProgram().emit(...given),
    };
  }

  function bound(file: ts.SourceFile | undefined): ts.SourceFile | undefined {
    if (file) (compiler as unknown as Internals).bindSourceFile(file, options);
    return file;
  }
}

/** The compiler's own functions that its declarations keep to themselves. */
interface Internals {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
}

function hostOf(host: CellHost): Omit<ts.CompilerHost, "getSourceFile"> {
  return {
    ...(host as unknown as ts.CompilerHost),
    getCanonicalFileName: (name) => name,
    writeFile: () => undefined,
    // Type roots are benchbook's own, and do not change.
    ...{ hasChangedAutomaticTypeDirectiveNames: () => false },
  };
}

/** Each library is looked for in every `node_modules` above: while one program is made, a folder is asked for once. */
function remembering(
  host: Pick<ts.CompilerHost, "directoryExists">,
): Pick<ts.CompilerHost, "directoryExists"> {
  const known = new Map<string, boolean>();
  return {
    directoryExists(path) {
      const before = known.get(path);
      if (before !== undefined) return before;
      const exists = host.directoryExists?.(path) ?? true;
      known.set(path, exists);
      return exists;
    },
  };
}

/** The file and all that it imports, which are checked and told of with it; declarations of packages are not. */
function dependencies(program: ts.Program, from: ts.SourceFile, found = new Set<string>()): Set<string> {
  found.add(from.fileName);
  const { resolvedModules } = from as unknown as ResolvedModules;
  resolvedModules?.forEach(({ resolvedModule }) => {
    const file = resolvedModule && program.getSourceFile(resolvedModule.resolvedFileName);
    if (file && !found.has(file.fileName)) dependencies(program, file, found);
  });
  return found;
}

interface ResolvedModules {
  readonly resolvedModules?: {
    forEach(look: (resolution: ts.ResolvedModuleWithFailedLookupLocations) => void): void;
  };
}
