/** Whether one line of a cell starts a magic, and whether the next one carries it on. */
import { atTopLevel, mayContinue, type ScanState } from "./scan.js";
import { suggest } from "./suggest.js";

export interface MagicStart {
  readonly name: string;
  /** Written with `%%`. */
  readonly double: boolean;
  /** Stands in a `//` comment. */
  readonly comment: boolean;
  /** Where the name and the arguments start in the line, from 0. */
  readonly nameColumn: number;
  readonly textColumn: number;
}

interface Surroundings {
  readonly state: ScanState;
  /** The line before is blank, or this is the first. */
  readonly blankBefore: boolean;
  /** Nothing but blank lines stands before. */
  readonly onTop: boolean;
  readonly known: readonly string[];
}

const START = /^(\s*(\/\/[ \t]*)?(%%?))([A-Za-z][\w-]*)?([ \t]*)/;

export function magicStart(text: string, around: Surroundings): MagicStart | null {
  const match = START.exec(text);
  if (match === null || !atTopLevel(around.state)) return null;
  const [whole, before, slashes, percent, name = ""] = match;
  const start: MagicStart = {
    name,
    double: percent === "%%",
    comment: slashes !== undefined,
    nameColumn: before!.length,
    textColumn: whole.length,
  };
  const accepted = start.comment
    ? acceptsComment(start, slashes!, around)
    : acceptsPercent(start, text.slice(whole.length).trim(), around);
  return accepted ? start : null;
}

/** `//%name` is never by chance; `// %%name` may be prose, so it must stand on top and be near a known name. */
function acceptsComment(start: MagicStart, slashes: string, { onTop, known }: Surroundings): boolean {
  if (start.name === "") return false;
  if (slashes === "//") return /^[a-z]/.test(start.name) || known.includes(start.name);
  return start.double && onTop && suggest(start.name, known) !== null;
}

/** After code without `;`, `%b` may be a remainder; then the name or the arguments must look like a magic's. */
function acceptsPercent(start: MagicStart, rest: string, around: Surroundings): boolean {
  if (start.name === "") return rest === "" && !remainder(around);
  if (start.double || !remainder(around)) return true;
  if (/^[;.,)\]}*+/<>=!&|?:^%([]/.test(rest)) return false;
  return rest !== "" || suggest(start.name, around.known) !== null;
}

function remainder({ state, blankBefore }: Surroundings): boolean {
  return mayContinue(state) && !blankBefore;
}

/** Where a `\` that continues the line stands, or null; `\\` at the end is a backslash. */
export function continuationAt(text: string): number | null {
  const match = /(?<!\\)(?:\\\\)*\\[ \t]*$/.exec(text);
  return match === null ? null : match.index + match[0].trimEnd().length - 1;
}

/** A magic in a comment goes on in comments only: code after it is the cell's. */
export function continuesMagic(line: string, next: string, comment: boolean): boolean {
  return continuationAt(line) !== null && (!comment || commentText(next) !== null);
}

/** Where the text of a `//` comment starts, or null. */
export function commentText(text: string): number | null {
  return /^\s*\/\/[ \t]*/.exec(text)?.[0].length ?? null;
}
