/** The git repository around the notebook. Implements the port `Revisions`. */
import { createHash } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Revisions } from "../model/ports/revisions.js";
import { RECORDS } from "./paths.js";
import { runBuild } from "./revision-build.js";
import { checkOut } from "./revision-checkout.js";
import { gitIn, repositoryOf } from "./revision-git.js";
import { differingLockfiles } from "./revision-lockfiles.js";
import { resolveRevision } from "./revision-resolve.js";

export function createRevisions(options: { readonly folder: string }): Revisions {
  const folder = resolve(options.folder);

  /** Asked anew each time, as `git init` may come later. */
  async function place() {
    const repository = await realpath(await repositoryOf(folder));
    const within = relative(repository, await realpath(folder)).replaceAll("\\", "/");
    const kept = join(folder, RECORDS, ".revisions");
    return { git: gitIn(repository), repository, within, kept };
  }

  async function repository(): Promise<string | null> {
    const found = await gitIn(folder)(["rev-parse", "--show-toplevel"]);
    return found.ok && found.line !== "" ? realpath(found.line) : null;
  }

  return {
    repository,
    async resolve(rev) {
      const at = await place();
      const found = await resolveRevision(at.git, rev);
      if (found.kind === "unknown") return found;
      const { commit, mergeBase, behind } = found;
      const lockfiles = await differingLockfiles({ ...at, commit });
      return { kind: "found", revision: { rev, commit, mergeBase, behind, lockfiles } };
    },
    checkout: async (request) => checkOut(await place(), request),
    async build({ command, signal }) {
      const top = (await repository()) ?? folder;
      await runBuild({ command, folder: top, where: "the working tree", signal });
    },
    async changed(files) {
      const changed: string[] = [];
      for (const { path, hash, loaded } of files) {
        if (loaded === undefined) continue;
        const text = await readFile(resolve(folder, loaded)).catch(() => null);
        if (text === null || createHash("sha256").update(text).digest("hex").slice(0, 16) !== hash)
          changed.push(path);
      }
      return changed;
    },
  };
}
