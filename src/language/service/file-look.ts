/**
 * TypeScript's view of the disk, without watchers: what it would have watched is looked at before each request.
 * A watcher tells of an edit some milliseconds later, which is too late for the cell that follows the edit.
 */
import { statSync } from "node:fs";
import { compiler, compilerFile, type ts } from "./tslab.js";

export interface FileLook {
  readonly sys: ts.System;
  /** Reports files that changed since the last look. Packages are taken as unchanging. */
  refresh(): void;
}

interface FileLookOptions {
  readonly folder: string;
  readonly virtual: ReadonlyMap<string, string>;
}

interface Watched {
  readonly changed: (kind: ts.FileWatcherEventKind) => void;
  stamp: string;
}

/** `virtual`: path → text of files that are not on disk. */
export function createFileLook({ folder, virtual }: FileLookOptions): FileLook {
  const watched = new Map<string, Watched>();
  const sys: ts.System = Object.assign(Object.create(compiler.sys) as ts.System, {
    // The compiler remembers the folder and the file that it was loaded from, which differ in a snapshot.
    getCurrentDirectory: () => folder,
    getExecutingFilePath: () => compilerFile,
    readFile: (path: string, encoding?: string) => virtual.get(path) ?? compiler.sys.readFile(path, encoding),
    fileExists: (path: string) => virtual.has(path) || compiler.sys.fileExists(path),
    watchFile: (path: string, changed: ts.FileWatcherCallback) => {
      if (virtual.has(path) || path.includes("/node_modules/")) return { close: () => undefined };
      const entry = { changed: (kind: ts.FileWatcherEventKind) => changed(path, kind), stamp: stampOf(path) };
      watched.set(path, entry);
      return { close: () => watched.get(path) === entry && watched.delete(path) };
    },
    watchDirectory: () => ({ close: () => undefined }),
  });
  return { sys, refresh };

  function refresh(): void {
    for (const [path, entry] of [...watched]) {
      const stamp = stampOf(path);
      if (stamp === entry.stamp) continue;
      const { Created, Deleted, Changed } = compiler.FileWatcherEventKind;
      const kind = entry.stamp === ABSENT ? Created : stamp === ABSENT ? Deleted : Changed;
      entry.stamp = stamp;
      entry.changed(kind);
    }
  }
}

const ABSENT = "";

function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.mtimeNs}:${stat.size}:${stat.ino}` : ABSENT;
}
