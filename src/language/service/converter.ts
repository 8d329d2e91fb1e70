/**
 * tslab's converter with the compiler options that cells need.
 * tslab fixes its options and its emit; both pass through functions of the TypeScript that it requires, so it is
 * given a TypeScript of which some functions are ours:
 * - `createWatchCompilerHost`: our options, module resolution and the ambient declarations of `ambient.ts`;
 * - `createWatchProgram`: programs that keep all that a new cell does not change (`programs.ts`);
 * - `sys`: files are looked at when they are needed instead of being watched, so an edit is never seen too late;
 * - the program's `emit`: our transformation instead of tslab's, with a source map (see `session-transform.ts`);
 * - `getQuickInfoAtPosition`: documentation of libraries is read when it is asked for (`documentation.ts`);
 * - `transpileModule`: tslab's step to CommonJS, of which nothing is wanted.
 */
import { dirname, join } from "node:path";
import type { Converter } from "tslab/dist/converter.js";
import { AMBIENT } from "../ambient.js";
import { type Capture, captureEmit, type Emitted } from "./capture-emit.js";
import { type CarriedStatements, createCarriedStatements } from "./carried-statements.js";
import { cellOptions, isImplicitAny } from "./compiler-options.js";
import { createDocumentation } from "./documentation.js";
import { createFileLook, type FileLook } from "./file-look.js";
import type { KeptProgram } from "./lasting-program.js";
import { createModuleResolution } from "./module-resolution.js";
import { type CellHost, createPrograms, type Programs } from "./programs.js";
import { createSourceFiles } from "./source-files.js";
import { type Compiler, compiler, compilerFile, createFromTslab, type ts } from "./tslab.js";

export type { CompletionInfo, Diagnostic as TslabDiagnostic } from "tslab/dist/converter.js";
export { type Compiler, compiler, type ts };

/** Beside the libraries: like them it is the same for every notebook. TypeScript writes paths with slashes everywhere. */
const AMBIENT_FILE = join(dirname(compilerFile), "__benchbook__.d.ts").replaceAll("\\", "/");

/** Shared by all converters of the process: a snapshot keeps the libraries parsed. */
const isFixed = (path: string) => path.includes("/node_modules/");
const isBare = (path: string) => isFixed(path) && /\.d\.[cm]?ts$/.test(path);
const sourceFiles = createSourceFiles(compiler, { isFixed, isBare });

/** What a closed converter leaves to the next: in a snapshot, a program whose checker knows the libraries. */
let kept: KeptProgram | null = null;

export interface CellConverter extends Converter {
  /** The declarations that come with requests. */
  readonly carried: CarriedStatements;
  /** What the last `convert` emitted for the cell. */
  emitted(): Emitted | null;
  /** Reads anew what changed on disk since the last request. */
  refresh(): void;
}

/** `folder`: the notebook's, by default the process's. */
export function createCellConverter(folder = process.cwd()): CellConverter {
  const files = createFileLook({ folder, virtual: new Map([[AMBIENT_FILE, AMBIENT]]) });
  const capture: Capture = { emitted: null };
  let programs: Programs | null = null;
  const converter = createFromTslab(
    adaptedCompiler({
      ...{ folder, files, capture },
      created(made) {
        programs = made;
      },
    }),
  );
  const request = <T>(work: () => T): T => {
    programs?.begin();
    try {
      return work();
    } catch (error) {
      programs?.discard();
      throw error;
    }
  };
  return {
    ...converter,
    carried: createCarriedStatements(),
    emitted: () => capture.emitted,
    refresh: () => files.refresh(),
    convert(declarations, source) {
      capture.emitted = null;
      return request(() => converter.convert(declarations, source));
    },
    complete: (...given) => request(() => converter.complete(...given)),
    inspect: (...given) => request(() => converter.inspect(...given)),
    close() {
      kept = programs?.keep() ?? null;
      converter.close();
    },
  };
}

interface Adaptation {
  readonly folder: string;
  readonly files: FileLook;
  readonly capture: Capture;
  readonly created: (programs: Programs) => void;
}

function adaptedCompiler(given: Adaptation): object {
  const { sys } = given.files;
  const resolution = createModuleResolution(compiler, sys);
  const documentation = createDocumentation({ compiler, isBare, readFile: (name) => sys.readFile(name) });
  const createWatchCompilerHost = (
    roots: string[],
    tslabOptions: ts.CompilerOptions,
    system: ts.System,
    ...rest: unknown[]
  ) => {
    const options = { ...tslabOptions, ...cellOptions(compiler, given.folder) };
    const create = compiler.createWatchCompilerHost as (
      ...all: unknown[]
    ) => ts.WatchCompilerHost<ts.BuilderProgram>;
    const host = create([...roots, AMBIENT_FILE], options, system, ...rest);
    return Object.assign(host, resolution);
  };
  const createWatchProgram = (host: CellHost) => {
    const { afterProgramCreate } = host;
    host.afterProgramCreate = (builder) =>
      afterProgramCreate?.(captureEmit(compiler, builder, given.capture));
    const programs = createPrograms(compiler, host, sourceFiles, kept);
    kept = null;
    given.created(programs);
    return programs.watch;
  };
  return Object.assign(Object.create(null), copyOf(compiler), {
    sys,
    createWatchCompilerHost,
    createWatchProgram,
    getPreEmitDiagnosticsOfFiles: (program: ts.Program, files: readonly ts.SourceFile[]) =>
      asVersions(files, () => diagnosticsOfFiles(program, files)).filter(({ code }) => !isImplicitAny(code)),
    getQuickInfoAtPosition(file: ts.SourceFile, checker: ts.TypeChecker, cancel: unknown, position: number) {
      documentation.bring(file, checker, position);
      return getQuickInfoAtPosition(file, checker, cancel, position);
    },
    transpileModule: (js: string) => ({ outputText: js }),
  });
}

/** tslab's own additions to its compiler, which its types leave out. */
const { getPreEmitDiagnosticsOfFiles: diagnosticsOfFiles, getQuickInfoAtPosition } = compiler as unknown as {
  getPreEmitDiagnosticsOfFiles(program: ts.Program, files: readonly ts.SourceFile[]): ts.Diagnostic[];
  getQuickInfoAtPosition(
    file: ts.SourceFile,
    checker: ts.TypeChecker,
    cancel: unknown,
    position: number,
  ): ts.QuickInfo | undefined;
};

/** The checker collects complaints by file name, and has complained of the cell's earlier versions (`lasting-program.ts`). */
function asVersions<T>(files: readonly ts.SourceFile[], check: () => T): T {
  const names = files.map(({ fileName }) => fileName);
  for (const file of files) file.fileName = (file as unknown as { path: string }).path;
  try {
    return check();
  } finally {
    files.forEach((file, index) => {
      file.fileName = names[index]!;
    });
  }
}

function copyOf(source: Compiler): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(source).map((key) => [key, (source as Record<string, unknown>)[key]]),
  );
}
