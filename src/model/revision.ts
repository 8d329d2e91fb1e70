/** A git revision that a variant's relative imports come from (`--rev`), and the files that it was made of. */

export interface Revision {
  /** As the user wrote it: `main`. */
  readonly rev: string;
  /** Full hash of the commit that was read: the merge base, for a branch. */
  readonly commit: string;
  readonly mergeBase: boolean;
  /** Digest of the lockfile at that commit, or null without one. */
  readonly lockfile: string | null;
  /** `--build`, or null. */
  readonly build: string | null;
}

/** One file inside a bundle (or beside it, under `--no-bundle`), relative to the repository. */
export interface ModuleFile {
  readonly path: string;
  readonly hash: string;
}
