/**
 * A notebook's history in a folder: one file per session, `<number>.jsonl`, a line per cell. A number is claimed by
 * creating its file, so that kernels that run at the same time never share one. Cells may hold secrets: the files are
 * their user's alone, lie apart from the notebook, which goes to git, and hold no results (as ipykernel's).
 */
import { appendFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Entry } from "./history-search.js";

export type HistoryLine = Pick<Entry, "line" | "input">;

export interface HistoryFiles {
  /** Written behind; the first one claims this session's number. */
  append(line: HistoryLine): void;
  /** This session's number, and the entries of all others, oldest first. Unclaimed, it is the one that would be next. */
  read(options: { readonly claim: boolean }): Promise<{ session: number; others: readonly Entry[] }>;
  close(): Promise<void>;
}

/** Bytes of all sessions together, and of one. */
const FOLDER_LIMIT = 4 * 1024 * 1024;
const FILE_LIMIT = 1024 * 1024;
/** Characters of one input; the rest is cut off. */
const TEXT_LIMIT = 64 * 1024;
const SESSIONS_KEPT = 200;

export function createHistoryFiles(folder: string, log: (text: string) => void): HistoryFiles {
  let claimed: Promise<number> | null = null;
  let written = 0;
  let broken = false;
  let tail: Promise<unknown> = Promise.resolve();

  const fileOf = (session: number) => join(folder, `${session}.jsonl`);
  const claim = () => {
    claimed ??= claimNumber(folder).then(async (number) => {
      await prune(folder, number);
      return number;
    });
    return claimed;
  };

  async function write(line: HistoryLine): Promise<void> {
    const file = fileOf(await claim());
    const text = `${JSON.stringify({ line: line.line, input: line.input.slice(0, TEXT_LIMIT) })}\n`;
    await appendFile(file, text, { mode: 0o600 });
    written += Buffer.byteLength(text);
    if (written > FILE_LIMIT) written = await halve(file);
  }

  /** A history that cannot be kept is no reason to fail a cell: it is said once. */
  function giveUp(error: Error): void {
    if (!broken) log(`The history is not kept in ${folder}: ${error.message}.`);
    broken = true;
  }

  return {
    append(line) {
      tail = tail.then(() => (broken ? undefined : write(line))).catch(giveUp);
    },
    async read(options) {
      await tail;
      try {
        if (options.claim && !broken) await claim();
        const numbers = await sessionsIn(folder);
        const session = claimed && !broken ? await claimed : (numbers.at(-1) ?? 0) + 1;
        const others = numbers.filter((number) => number !== session);
        const entries = await Promise.all(others.map((number) => readSession(fileOf(number), number)));
        return { session, others: entries.flat() };
      } catch (error) {
        giveUp(error as Error);
        return { session: 1, others: [] };
      }
    },
    close: async () => {
      await tail;
    },
  };
}

async function claimNumber(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let number = ((await sessionsIn(folder)).at(-1) ?? 0) + 1; ; number++) {
    try {
      await (await open(join(folder, `${number}.jsonl`), "wx", 0o600)).close();
      return number;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Numbers in order; none where there is no folder yet. */
async function sessionsIn(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .flatMap((name) => /^(\d+)\.jsonl$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Removes the oldest sessions until the rest is within its limits. */
async function prune(folder: string, own: number): Promise<void> {
  let bytes = 0;
  const numbers = (await sessionsIn(folder)).filter((number) => number !== own).reverse();
  for (const [index, number] of numbers.entries()) {
    const file = join(folder, `${number}.jsonl`);
    bytes += (await stat(file)).size;
    if (bytes > FOLDER_LIMIT || index >= SESSIONS_KEPT) await rm(file, { force: true });
  }
}

/** Keeps the newer half of the lines; gives the bytes that are left. */
async function halve(file: string): Promise<number> {
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const text = `${lines.slice(Math.ceil(lines.length / 2)).join("\n")}\n`;
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return Buffer.byteLength(text);
}

/** Lines that make no sense, such as one that was cut off by a crash, are left out. */
async function readSession(file: string, session: number): Promise<readonly Entry[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    // Another kernel has pruned it meanwhile.
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((row) => {
    const read = parseLine(row);
    return read === null ? [] : [{ session, ...read, output: null }];
  });
}

function parseLine(text: string): HistoryLine | null {
  try {
    const value = JSON.parse(text) as Partial<Record<string, unknown>> | null;
    if (typeof value?.line === "number" && typeof value.input === "string") {
      return { line: value.line, input: value.input };
    }
    return null;
  } catch {
    return null;
  }
}
