/** The history of this kernel's cells, in memory. A kernel that keeps it in a file needs only another `History`. */
import type { HistoryContent, HistoryRow } from "./messages.js";

export interface History {
  add(entry: { readonly line: number; readonly input: string }): void;
  /** The text of a line's result, known only after it has run. */
  setOutput(line: number, output: string): void;
  find(request: HistoryContent): readonly HistoryRow[];
}

interface Entry {
  readonly line: number;
  readonly input: string;
  readonly output: string | null;
}

export function createHistory(): History {
  const entries: Entry[] = [];
  return {
    add: ({ line, input }) => {
      entries.push({ line, input, output: null });
    },
    setOutput(line, output) {
      const at = entries.findLastIndex((entry) => entry.line === line);
      const entry = entries[at];
      if (entry) entries[at] = { ...entry, output };
    },
    find: (request) =>
      select(entries, request).map(({ line, input, output }) => [
        SESSION,
        line,
        request.output ? [input, output] : input,
      ]),
  };
}

/** The only session there is; a request may also call it 0, "this one". */
const SESSION = 1;

function select(entries: readonly Entry[], request: HistoryContent): readonly Entry[] {
  switch (request.hist_access_type) {
    case "tail":
      return last(entries, request.n);
    case "range":
      return request.session === 0 || request.session === SESSION
        ? entries.filter(({ line }) => line >= request.start && line < (request.stop ?? Infinity))
        : [];
    case "search": {
      const pattern = glob(request.pattern);
      const found = entries.filter(({ input }) => pattern.test(input));
      return last(request.unique ? unique(found) : found, request.n);
    }
  }
}

function last<T>(entries: readonly T[], n: number | null): readonly T[] {
  return n === null ? entries : n <= 0 ? [] : entries.slice(-n);
}

/** Of equal inputs the latest stays. */
function unique(entries: readonly Entry[]): readonly Entry[] {
  const latest = new Map(entries.map((entry) => [entry.input, entry]));
  return entries.filter((entry) => latest.get(entry.input) === entry);
}

/** `*`, `?`, `[abc]` and `[!abc]` as in a shell; the whole input must match. */
function glob(pattern: string): RegExp {
  const source = pattern.replace(/\*+|\?|\[(!?)([^\]]+)\]|[\s\S]/g, (token, not: string, set: string) => {
    if (token.startsWith("*")) return ".*";
    if (token === "?") return ".";
    if (set !== undefined) return `[${not ? "^" : ""}${set.replace(/[\\\]^]/g, "\\$&")}]`;
    return token.replace(/[.+^${}()|[\]\\]/, "\\$&");
  });
  try {
    return new RegExp(`^${source}$`, "s");
  } catch {
    // A set that makes no sense, such as [z-a], matches nothing.
    return /(?!)/;
  }
}
