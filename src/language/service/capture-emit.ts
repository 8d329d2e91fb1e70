/** Emits the cell in our own way: the session's calling convention, with a source map that tslab would drop. */
import type { Compiler, ts } from "./converter.js";
import { sessionTransform, type Transformed } from "./session-transform.js";

export interface Emitted extends Transformed {
  readonly js: string;
  /** Source map as JSON, to tslab's text of the cell. */
  readonly map: string;
  /** Type of a name that the cell declares, as text. */
  typeOf(name: string): string;
}

export interface Capture {
  emitted: Emitted | null;
}

export function captureEmit(
  compiler: Compiler,
  program: ts.BuilderProgram,
  capture: Capture,
): ts.BuilderProgram {
  const emit = program.emit.bind(program);
  program.emit = (file, writeFile, token, onlyDts, transformers) => {
    // Imported files are bundled by the session when it imports them.
    if (!file?.fileName.endsWith("/__tslab__.ts")) return { emitSkipped: true, diagnostics: [] };
    const written = { js: "", map: "" };
    let transformed: Transformed = { declares: [], hasResult: false };
    const after = sessionTransform(compiler, (found) => {
      transformed = found;
    });
    const afterDeclarations = transformers?.afterDeclarations;
    const result = emit(
      file,
      (name, text, ...rest) => {
        if (name.endsWith(".js")) written.js = text;
        if (name.endsWith(".js.map")) written.map = text;
        writeFile?.(asTslabNames(name), text, ...rest);
      },
      token,
      onlyDts,
      afterDeclarations ? { after: [after], afterDeclarations } : { after: [after] },
    );
    const checker = program.getProgram().getTypeChecker();
    capture.emitted = {
      ...written,
      ...transformed,
      typeOf: (name) => typeText(compiler, checker, file, name),
    };
    return result;
  };
  return program;
}

function typeText(compiler: Compiler, checker: ts.TypeChecker, file: ts.SourceFile, name: string): string {
  const symbol = (file as unknown as { locals?: Map<string, ts.Symbol> }).locals?.get(name);
  if (!symbol) return "any";
  return checker.typeToString(
    checker.getTypeOfSymbolAtLocation(symbol, file),
    undefined,
    compiler.TypeFormatFlags.NoTruncation,
  );
}

/** tslab looks for what is emitted of a cell at the top of its output folder; ours is as deep as the notebook's folder. */
function asTslabNames(name: string): string {
  return name.replace(/^(.*?outDir\/).*\/(?=__tslab__\.)/, "$1");
}
