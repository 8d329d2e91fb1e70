/**
 * The files of a commit in a folder of their own, by an index of their own. `git worktree` would register the folder in
 * the user's repository and leave an entry behind a kill; this only reads it, so it works on one that cannot be
 * written, and a sparse checkout or a half-done merge does not matter. Submodules are left out.
 *
 * One that stays (`--no-bundle`, as forks load its files) lies in `.benchbook/.revisions/`, which git ignores; it comes
 * into being whole or not at all. Others lie in the system's folder for temporary files until the bundle is made.
 */
import { createHash } from "node:crypto";
import { mkdtemp, readdir, realpath, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checkout, CheckoutRequest } from "../model/ports/revisions.js";
import { type Revision, revisionLabel } from "../model/revision.js";
import { ignoredFolder } from "./aside.js";
import { exists, makeFolder, unwritable } from "./files.js";
import { runBuild } from "./revision-build.js";
import { type Git, gitError, lastWords } from "./revision-git.js";
import { linkPackages } from "./revision-packages.js";

export interface CheckoutPlace {
  readonly git: Git;
  /** The repository's top folder. */
  readonly repository: string;
  /** The notebook's folder, relative to it. */
  readonly within: string;
  /** `<notebook's folder>/.benchbook/.revisions` */
  readonly kept: string;
}

export async function checkOut(place: CheckoutPlace, request: CheckoutRequest): Promise<Checkout> {
  const { revision, keep, build } = request;
  const submodules = await submodulesAt(place.git, revision);
  const made = (folder: string, linked: readonly string[]): Checkout => ({
    files: { folder, commit: revision.commit, label: revisionLabel(revision), submodules },
    folder: join(folder, place.within),
    linked,
    release: async () => {
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  });
  const final = join(place.kept, nameOf(revision, build));
  if (keep && (await exists(final))) return made(await realpath(final), []);
  const folder = await newFolder(place, keep);
  try {
    await writeFiles(place.git, revision, folder);
    // The notebook may be newer than the commit, and its imports start from its folder.
    await makeFolder(join(folder, place.within));
    // Bundles resolve packages from the working tree by themselves.
    const linked = keep || build !== null ? await linkPackages(place, folder) : [];
    if (build !== null)
      await runBuild({ command: build, folder, where: revisionLabel(revision), signal: request.signal });
    if (!keep) return made(folder, linked);
    await rename(folder, final);
    return made(await realpath(final), linked);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function newFolder({ kept }: CheckoutPlace, keep: boolean): Promise<string> {
  const parent = keep ? kept : tmpdir();
  try {
    if (keep) {
      await ignoredFolder(kept);
      await removeAbandoned(kept);
    }
    return await realpath(await mkdtemp(join(parent, keep ? PARTIAL : "benchbook-revision-")));
  } catch (cause) {
    throw unwritable(parent, cause);
  }
}

const PARTIAL = ".partial-";

/** What a killed checkout left behind. Two notebooks that check out here at once would be an odd accident. */
async function removeAbandoned(kept: string): Promise<void> {
  for (const name of await readdir(kept)) {
    if (name.startsWith(PARTIAL)) await rm(join(kept, name), { recursive: true, force: true });
  }
}

function nameOf({ commit }: Revision, build: string | null): string {
  const short = commit.slice(0, 12);
  return build === null ? short : `${short}-${createHash("sha256").update(build).digest("hex").slice(0, 8)}`;
}

async function writeFiles(git: Git, revision: Revision, folder: string): Promise<void> {
  const index = { GIT_INDEX_FILE: `${folder}.index` };
  const whole = ["-c", "core.sparseCheckout=false", "-c", "index.sparse=false"];
  try {
    const steps = [
      ["read-tree", revision.commit],
      ["checkout-index", "--all", "--quiet", `--prefix=${folder}/`],
    ];
    for (const step of steps) {
      const done = await git([...whole, ...step], index);
      if (!done.ok)
        throw gitError(`the files of ${revisionLabel(revision)} cannot be read: ${lastWords(done.stderr)}`);
    }
  } finally {
    await rm(`${folder}.index`, { force: true });
  }
}

async function submodulesAt(git: Git, { commit }: Revision): Promise<readonly string[]> {
  const { line } = await git(["ls-tree", commit, "--", ".gitmodules"]);
  if (line === "") return [];
  const { stdout } = await git(["ls-tree", "-r", commit]);
  return stdout.split("\n").flatMap((entry) => /^160000 commit \S+\t(.*)$/.exec(entry)?.[1] ?? []);
}
