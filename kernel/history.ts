/** The history of a notebook's cells: this session's in memory, those of earlier and other sessions from files. */
import { createHistoryFiles, type HistoryFiles } from "./history-files.js";
import { type Entry, select } from "./history-search.js";
import type { HistoryContent, HistoryRow } from "./messages.js";

export interface History {
  add(entry: { readonly line: number; readonly input: string }): void;
  /** The text of a line's result, known only after it has run; this session's only. */
  setOutput(line: number, output: string): void;
  find(request: HistoryContent): Promise<readonly HistoryRow[]>;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

export interface HistoryOptions {
  /** Where the notebook's sessions are kept, a file each; null: in memory only. */
  readonly folder: string | null;
  log(text: string): void;
}

/** Entries of this session that are kept in memory. */
const KEPT = 10_000;

export function createHistory({ folder, log }: HistoryOptions): History {
  const own: Omit<Entry, "session">[] = [];
  const files: HistoryFiles | null = folder === null ? null : createHistoryFiles(folder, log);

  return {
    add({ line, input }) {
      own.push({ line, input, output: null });
      if (own.length > KEPT) own.shift();
      files?.append({ line, input });
    },
    setOutput(line, output) {
      const at = own.findLastIndex((entry) => entry.line === line);
      const entry = own[at];
      if (entry) own[at] = { ...entry, output };
    },
    async find(request) {
      const { session, others } = files
        ? await files.read({ claim: own.length > 0 })
        : { session: FIRST, others: [] };
      const entries = [...others, ...own.map((entry) => ({ session, ...entry }))];
      return select(entries, request, session).map(({ session, line, input, output }) => [
        session,
        line,
        request.output ? [input, output] : input,
      ]);
    },
    close: async () => files?.close(),
  };
}

const FIRST = 1;
