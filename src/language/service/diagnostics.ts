/** The compiler's complaints as `Diagnostic`s, in the lines of the cell. */
import type { Diagnostic, Place } from "../../model/ports/language.js";
import { compiler, type TslabDiagnostic, type ts } from "./converter.js";
import { explainUnsupported } from "./unsupported.js";

/** "Declared but never used" and alike: of no concern in a notebook. */
const UNUSED: ReadonlySet<number> = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205]);

/** "Cannot find module 'x' or its corresponding type declarations." */
const NO_MODULE = 2307;

/** The type of a name cannot be written as a declaration, which later cells need. */
const isUnwritable = (code: number) => (code >= 4000 && code < 4200) || code === 2742 || code === 7056;

/** tslab gives each link of a chain of messages as a diagnostic of its own, at the same place: they become one. */
export function fromTslab(source: string, given: readonly TslabDiagnostic[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const each of given) {
    if (UNUSED.has(each.code)) continue;
    const start = place(each.start);
    const end = place(each.end);
    const last = found.at(-1);
    if (last && last.start.offset === start.offset && last.end.offset === end.offset && !each.fileName) {
      found[found.length - 1] = { ...last, message: `${last.message}\n  ${each.messageText}` };
    } else {
      found.push({ message: each.messageText, code: each.code, start, end, file: each.fileName ?? null });
    }
  }
  return explainUnsupported(
    source,
    found.map((each) => {
      if (each.code === NO_MODULE) return withoutModule(each);
      return isUnwritable(each.code) ? advised(source, each) : each;
    }),
  );
}

function withoutModule(diagnostic: Diagnostic): Diagnostic {
  const specifier = /'([^']+)'/.exec(diagnostic.message)?.[1] ?? "";
  if (/^\.{0,2}\//.test(specifier)) {
    const where = diagnostic.file === null ? "the notebook" : diagnostic.file;
    return { ...diagnostic, message: `There is no file ${specifier} beside ${where}; check the path.` };
  }
  // `@scope/name/deep/file` and `name/deep/file`: what npm installs is the head.
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return {
    ...diagnostic,
    message: `There is no package ${name} here; install it in the notebook's folder: npm install ${name}`,
  };
}

function advised(source: string, diagnostic: Diagnostic): Diagnostic {
  const name = /^[\w$]+/.exec(source.slice(diagnostic.start.offset))?.[0] ?? "x";
  const advice = `Later cells need its type: write a type that has a name, or \`const ${name}: any = …\`.`;
  return { ...diagnostic, message: `${diagnostic.message} ${advice}` };
}

export function fromSyntax(source: string, given: readonly ts.DiagnosticWithLocation[]): Diagnostic[] {
  const found = given.map((each) => ({
    message: compiler.flattenDiagnosticMessageText(each.messageText, "\n"),
    code: each.code,
    start: placeAt(source, each.start),
    end: placeAt(source, each.start + each.length),
    file: null,
  }));
  return explainUnsupported(source, found);
}

/** `offset` may lie past the end, where a closing brace is missing. */
export function placeAt(source: string, offset: number): Place {
  const before = source.slice(0, Math.min(Math.max(offset, 0), source.length));
  const line = before.split("\n").length;
  return { offset: before.length, line, column: before.length - before.lastIndexOf("\n") };
}

function place(position: { offset: number; line: number; character: number }): Place {
  return { offset: position.offset, line: position.line + 1, column: position.character + 1 };
}
