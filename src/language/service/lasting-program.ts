/**
 * One program for many cells. To make a program is to bind, merge and resolve the same libraries again; here the next
 * cell and its declarations take the place of the last ones in the same program, whose checker keeps all that it knows
 * of libraries. A new program is made where the cell needs other files than the last one, where a file of the user has
 * changed, and after a number of cells, as a checker forgets nothing.
 */
import { type ModuleReferences, moduleReferences } from "./module-references.js";
import type { Compiler, ts } from "./tslab.js";

export interface LastingProgram {
  /** For the texts that the host gives now. */
  next(): ts.Program;
  /** The checker was stopped halfway, or what it knows is wrong: the next program is a new one. */
  discard(): void;
  /** The program for another folder to go on with, or null where it knows files of this one's. */
  keep(): KeptProgram | null;
}

/** A program and its checker that know libraries only. */
export interface KeptProgram {
  readonly program: ts.Program;
  readonly known: Known;
}

export interface LastingProgramParts {
  readonly compiler: Compiler;
  /** Names of the files that change with each cell. */
  readonly changing: readonly string[];
  readonly read: (name: string) => ts.SourceFile | undefined;
  readonly create: (old: ts.Program | undefined) => ts.Program;
  /** Goes on with it in place of a new program; its options become `options`. */
  readonly kept?: KeptProgram | null;
  readonly options: ts.CompilerOptions;
  /** Whether an import of the file may lead elsewhere than when the program was made. */
  readonly isOpen: (path: string) => boolean;
  readonly exists: (path: string) => boolean;
  /** Cells of one program. */
  readonly limit?: number;
}

/** A cell leaves some hundred kilobytes in the checker; a new program takes some milliseconds. */
const LIMIT = 60;

export function createLastingProgram(parts: LastingProgramParts): LastingProgram {
  const { compiler, changing, read, create, isOpen, exists, kept, limit = LIMIT } = parts;
  const internals = compiler as unknown as Internals;
  let program: ts.Program | undefined = kept?.program;
  let known: Known | null = kept ? adopted(kept, parts) : null;
  let cells = 0;

  return {
    next() {
      cells += 1;
      if (program && known && cells < limit && takeNext(program, known)) return program;
      cells = 0;
      if (program && known) restorePaths(program, known);
      program = create(program);
      known = knowledgeOf(program);
      return program;
    },
    discard() {
      cells = limit;
    },
    keep() {
      if (!program || !known || cells >= limit) return null;
      const own = known.own.length + known.resolved.size + known.missing.length;
      return own > 0 || known.augmented ? null : { program, known };
    },
  };

  function takeNext(program: ts.Program, known: Known): boolean {
    if (known.augmented || known.missing.some(exists)) return false;
    for (const file of known.own) if (read(file.fileName) !== file || isOpen(file.fileName)) return false;
    const files = program.getSourceFiles() as InternalFile[];
    const taken: [index: number, file: InternalFile][] = [];
    for (const { name, index } of known.changing) {
      const file = read(name) as InternalFile | undefined;
      if (!file) return false;
      if (file === files[index]) continue;
      const references = moduleReferences(compiler, file);
      if (!fits(file, references, known)) return false;
      resolve(file, references, known);
      taken.push([index, file]);
    }
    for (const [index, file] of taken) replace(program, index, file);
    return true;
  }

  function fits(file: InternalFile, { imports, augments }: ModuleReferences, { resolved, ambient }: Known) {
    return (
      !augments &&
      file.referencedFiles.length +
        file.typeReferenceDirectives.length +
        file.libReferenceDirectives.length ===
        0 &&
      imports.every(({ text }) => resolved.has(text) || ambient.has(text))
    );
  }

  function resolve(file: InternalFile, { imports }: ModuleReferences, { resolved }: Known): void {
    const modules = internals.createModeAwareCache();
    for (const { text } of imports) modules.set(text, undefined, resolved.get(text) ?? UNRESOLVED);
    Object.assign(file, {
      imports,
      moduleAugmentations: [],
      ambientModuleNames: [],
      resolvedModules: modules,
    });
  }

  /** Programs and checkers keep complaints by path: each version of a cell has one of its own. */
  function replace(program: ts.Program, index: number, file: InternalFile): void {
    const files = program.getSourceFiles() as InternalFile[];
    const name = file.fileName;
    const version = Number(/#(\d+)$/.exec(files[index]!.path)?.[1] ?? 0) + 1;
    Object.assign(file, { path: `${name}#${version}`, resolvedPath: name, originalFileName: name });
    internals.bindSourceFile(file, program.getCompilerOptions());
    files[index] = file;
    (program as InternalProgram).getFilesByNameMap().set(name, file);
  }

  /** The next program is made after this one's pattern, and looks files up by their paths. */
  function restorePaths(program: ts.Program, known: Known): void {
    const files = program.getSourceFiles() as InternalFile[];
    for (const { name, index } of known.changing) Object.assign(files[index]!, { path: name });
  }

  function knowledgeOf(program: ts.Program): Known {
    const files = program.getSourceFiles() as readonly InternalFile[];
    const cell = changing.map((name) => ({
      name,
      index: files.findIndex(({ fileName }) => fileName === name),
    }));
    const resolved = new Map<string, Resolution>();
    for (const { index } of cell) {
      files[index]?.resolvedModules?.forEach((resolution, specifier) => {
        if (resolution.resolvedModule) resolved.set(specifier, resolution);
      });
    }
    return {
      changing: cell,
      resolved,
      ambient: new Set(files.flatMap(({ ambientModuleNames }) => ambientModuleNames)),
      own: files.filter(
        ({ fileName }) => !changing.includes(fileName) && !fileName.includes("/node_modules/"),
      ),
      missing: (program as InternalProgram).getMissingFilePaths(),
      augmented: cell.some(({ index }) => index < 0 || moduleReferences(compiler, files[index]!).augments),
    };
  }
}

/** The changing files get the names that they have in the new folder. */
function adopted({ program, known }: KeptProgram, { changing, options }: LastingProgramParts): Known {
  Object.assign(program.getCompilerOptions(), options);
  const byName = (program as InternalProgram).getFilesByNameMap();
  for (const { name } of known.changing) byName.delete(name);
  return { ...known, changing: known.changing.map(({ index }, at) => ({ name: changing[at]!, index })) };
}

/** What was true when the program was made. */
interface Known {
  readonly changing: readonly { readonly name: string; readonly index: number }[];
  /** Where imports of the cell or its declarations lead; those that led nowhere are left out. */
  readonly resolved: ReadonlyMap<string, Resolution>;
  /** Modules that a library declares: `node:fs`. */
  readonly ambient: ReadonlySet<string>;
  /** The user's own files. */
  readonly own: readonly ts.SourceFile[];
  readonly missing: readonly string[];
  /** The cell adds to globals, which the checker has merged for good. */
  readonly augmented: boolean;
}

type Resolution = ts.ResolvedModuleWithFailedLookupLocations;
const UNRESOLVED: Resolution = { resolvedModule: undefined };

/** The compiler's own functions and fields that its declarations keep to themselves. */
interface Internals {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  createModeAwareCache(): { set(name: string, mode: undefined, resolution: Resolution): void };
}

interface InternalFile extends ts.SourceFile {
  readonly path: string;
  readonly ambientModuleNames: readonly string[];
  readonly resolvedModules?: {
    forEach(look: (resolution: Resolution, specifier: string) => void): void;
  };
}

interface InternalProgram extends ts.Program {
  getFilesByNameMap(): Map<string, ts.SourceFile>;
  getMissingFilePaths(): readonly string[];
}
