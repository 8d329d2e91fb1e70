/** Signature and documentation of the name at the cursor, or of the function whose call is being written there. */
import type { Inspection } from "../../model/ports/language.js";
import { textOf } from "./carried-statements.js";
import type { CursorRequest } from "./complete.js";
import type { CellConverter, ts } from "./converter.js";
import { splitDeclarations } from "./needed.js";

export function inspect(converter: CellConverter, request: CursorRequest): Inspection | null {
  converter.refresh();
  const declarations = textOf(
    splitDeclarations(converter.carried.of(request.context), request.source).needed,
  );
  for (const position of candidates(request.source, request.cursor)) {
    const info = converter.inspect(declarations, request.source, position) as ts.QuickInfo | undefined;
    const signature = joined(info?.displayParts);
    // A name that is declared nowhere is a bare `any`.
    if (info && signature !== "" && signature !== "any")
      return { signature, documentation: documentation(info) };
  }
  return null;
}

/** The name under the cursor, the one just before it, then the callee of the innermost open call. */
function candidates(source: string, cursor: number): number[] {
  const at = Math.min(Math.max(cursor, 0), source.length);
  const callee = openCallee(source, at);
  return [at, at - 1, ...(callee === null ? [] : [callee])].filter(
    (position) => position >= 0 && /[\w$]/.test(source[position] ?? ""),
  );
}

/** Backwards over the arguments; brackets in strings may mislead it, which costs a hint and no more. */
function openCallee(source: string, cursor: number): number | null {
  let depth = 0;
  for (let at = cursor - 1; at >= 0; at--) {
    const character = source[at]!;
    if (")]}".includes(character)) depth++;
    else if ("([{".includes(character) && depth > 0) depth--;
    else if (character === "(") return source.slice(0, at).trimEnd().length - 1;
    else if (character === ";") return null;
  }
  return null;
}

function documentation(info: ts.QuickInfo): string {
  const tags = (info.tags ?? []).map((tag) => {
    const text = joined(tag.text);
    const [name, ...rest] = text.split(" ");
    return tag.name === "param"
      ? `- \`${name}\` ${rest.join(" ").replace(/^[-\u2013]\s*/, "")}`
      : `*@${tag.name}* ${text}`;
  });
  return [joined(info.documentation), tags.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n")
    .replace(LINK, (_link, name: string, words: string) => words || `\`${name}\``);
}

/** `{@link name words}`: nothing can be followed in a tooltip. */
const LINK = /\{@link(?:code|plain)?\s+([^\s|}]+)[\s|]*([^}]*)\}/g;

function joined(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return (parts ?? []).map((part) => part.text).join("");
}
