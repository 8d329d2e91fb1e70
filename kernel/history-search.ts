/** Which entries of a history a request asks for; entries are in order, oldest first. */
import type { HistoryContent } from "./messages.js";

export interface Entry {
  readonly session: number;
  readonly line: number;
  readonly input: string;
  /** Text of the result, where there was one. */
  readonly output: string | null;
}

/** `own` is the number of this kernel's session, which a request may also call 0; -1 is the one before. */
export function select(entries: readonly Entry[], request: HistoryContent, own: number): readonly Entry[] {
  switch (request.hist_access_type) {
    case "tail":
      return last(entries, request.n);
    case "range": {
      const session = request.session > 0 ? request.session : own + request.session;
      const { start, stop } = request;
      return entries.filter(
        (entry) => entry.session === session && entry.line >= start && entry.line < (stop ?? Infinity),
      );
    }
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
