/** A git revision that a variant's relative imports come from (`--rev`), and the files that it was made of. */

export interface Revision {
  /** As the user wrote it: `main`. */
  readonly rev: string;
  /** Full hash of the commit that was read: the merge base, for a branch other than the present one. */
  readonly commit: string;
  readonly mergeBase: boolean;
  /** Commits of the branch that the merge base lacks; 0 for what is no merge base. */
  readonly behind: number;
  /** Lockfiles, relative to the repository, that were not the working tree's when the cell ran. */
  readonly lockfiles: readonly string[];
}

/** One file inside a bundle (or beside it, under `--no-bundle`). */
export interface ModuleFile {
  /** Relative to the repository; to the notebook's folder outside of one. */
  readonly path: string;
  /** SHA-256 of its text, first 16 hex digits. */
  readonly hash: string;
  /** Under `--no-bundle`: where forks load it from, relative to the notebook's folder. */
  readonly loaded?: string;
}

/** Ends the name of a setup's file where the variant has that file at a revision. */
export const OF_WORKING_TREE = " (working tree)";

/** `1a2b3c4`. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** `main (1a2b3c4)`, or the hash alone where the user wrote one. */
export function revisionLabel({ rev, commit }: Pick<Revision, "rev" | "commit">): string {
  return commit.startsWith(rev) ? shortCommit(commit) : `${rev} (${shortCommit(commit)})`;
}

/** `main (merge base 1a2b3c4, 3 commits behind main)`. */
export function revisionText(revision: Revision): string {
  const { rev, commit, mergeBase, behind } = revision;
  if (!mergeBase) return revisionLabel(revision);
  const distance = behind === 0 ? "" : `, ${behind} ${behind === 1 ? "commit" : "commits"} behind ${rev}`;
  return `${rev} (merge base ${shortCommit(commit)}${distance})`;
}
