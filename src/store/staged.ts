/**
 * A store whose cases replace the recorded ones only at the end, as `benchbook run` needs it: it starts from an
 * empty case, and a run that is killed leaves the record as it was.
 */
import { readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Store } from "../model/ports/store.js";
import { ignoredFolder, moveAside } from "./aside.js";
import { createStore } from "./case-store.js";
import { isMissing, unwritable } from "./files.js";
import { RECORDS } from "./paths.js";

export interface StagedStore extends Store {
  /** Replaces the records of the cases saved here; returns their folders. The store is empty afterwards. */
  commit(): Promise<readonly string[]>;
  /** Forgets what was saved here. */
  discard(): Promise<void>;
}

const STAGING = ".staging-";

/** Throws a UserError where the notebook's folder cannot be written: better at once than after the measuring. */
export async function stagedStore(options: { readonly folder: string }): Promise<StagedStore> {
  const records = join(resolve(options.folder), RECORDS);
  const staging = join(records, `${STAGING}${process.pid}`);
  const discard = () => rm(staging, { recursive: true, force: true });
  try {
    await removeAbandoned(records);
    await discard();
    await ignoredFolder(staging);
  } catch (cause) {
    throw unwritable(records, cause);
  }
  return {
    ...createStore({ folder: options.folder, records: staging }),
    discard,
    async commit() {
      const slugs = (await foldersIn(staging)).filter((name) => !name.startsWith("."));
      for (const slug of slugs) {
        await moveAside(records, slug);
        await rename(join(staging, slug), join(records, slug));
      }
      await discard();
      return slugs.map((slug) => join(records, slug));
    },
  };
}

/** What killed runs left behind. */
async function removeAbandoned(records: string): Promise<void> {
  for (const name of await foldersIn(records)) {
    if (name.startsWith(STAGING) && !isAlive(Number(name.slice(STAGING.length)))) {
      await rm(join(records, name), { recursive: true, force: true });
    }
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw cause;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
