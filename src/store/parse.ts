/** JSON from a file that a person may have edited: a broken one is said with its place. */
import { UserError } from "../model/problem.js";

/** `label` names the file in the message, `advice` says what to do next. Throws a UserError `BrokenFile`. */
export function parseJson(text: string, label: string, advice: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw brokenJson(text, { label, advice, cause });
  }
}

function brokenJson(text: string, where: { label: string; advice: string; cause: unknown }): UserError {
  const { label, advice, cause } = where;
  const said = cause instanceof Error ? cause.message : String(cause);
  const at = offsetOf(said, text);
  const place = at === null ? "" : ` at ${placeOf(text, at)}`;
  const reason = /^<<<<<<< /m.test(text)
    ? "it has the marks of a merge conflict"
    : said.replace(/ in JSON at position.*| is not valid JSON$/s, "");
  const message = `${label} is not valid JSON${place} (${reason}); ${advice}`;
  return new UserError(
    { name: "BrokenFile", message, ...(at === null ? {} : { detail: excerpt(text, at) }) },
    { cause },
  );
}

/** V8 tells a position, or quotes up to ten characters on either side of it, or says that the text ended. */
function offsetOf(said: string, text: string): number | null {
  const position = /at position (\d+)/.exec(said);
  if (position) return Number(position[1]);
  if (said.startsWith("Unexpected end")) return text.length;
  const quoted = /^Unexpected token '(.+?)', (?:\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(said);
  if (!quoted) return null;
  const start = text.indexOf(quoted[2] ?? "");
  if (start < 0) return null;
  const within = said.includes('..."') ? 10 : 0;
  const found = text.indexOf(quoted[1] ?? "", start + within);
  return found < 0 ? start : found;
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function excerpt(text: string, offset: number): string[] {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(start, end < 0 ? undefined : end);
  const from = Math.max(0, offset - start - 60);
  return [line.slice(from, from + 100), `${" ".repeat(offset - start - from)}^`];
}
