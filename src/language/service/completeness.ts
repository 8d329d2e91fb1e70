/** Whether Enter should run a cell or open a new line (a console's question; notebooks do not ask). */
import type { Completeness } from "../../model/ports/language.js";
import { compiler } from "./converter.js";
import { parse, syntaxErrors } from "./parse.js";

/** Unterminated template literal, comment: they end at the text's end, wherever they start. */
const UNTERMINATED: ReadonlySet<number> = new Set([1160, 1010]);

export function completeness(source: string): Completeness {
  const errors = syntaxErrors(parse(source));
  if (errors.length === 0) return { status: "complete", indent: "" };
  // An empty last line says "run it as it is", also where something is missing.
  if (/\n\s*\n\s*$/.test(source)) return { status: "invalid", indent: "" };
  const end = source.trimEnd().length;
  const open = errors.some(
    ({ code, start, messageText }) =>
      UNTERMINATED.has(code) ||
      (start >= end && / expected\.$/.test(compiler.flattenDiagnosticMessageText(messageText, "\n"))),
  );
  return open ? { status: "incomplete", indent: indentAfter(source) } : { status: "invalid", indent: "" };
}

function indentAfter(source: string): string {
  const last = source.trimEnd().split("\n").at(-1) ?? "";
  const current = /^\s*/.exec(last)![0];
  return /[{([]\s*(?:\/\/.*)?$/.test(last) || /=>\s*$/.test(last) ? `${current}  ` : current;
}
