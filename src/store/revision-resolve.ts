/**
 * What the user calls a revision as a commit. A branch stands for the commit that it and HEAD have in common, so that
 * what others have added to it since is no part of the comparison:
 *
 *     A ── B ── C ── D   main          --rev main is B
 *           └── E ── F   HEAD
 *
 * The present branch, a tag, a hash and expressions such as `HEAD~2` are taken as they are.
 */
import type { ResolvedRevision } from "../model/ports/revisions.js";
import { type Git, gitError } from "./revision-git.js";

export async function resolveRevision(
  git: Git,
  rev: string,
): Promise<
  | Extract<ResolvedRevision, { kind: "unknown" }>
  | {
      readonly kind: "found";
      readonly commit: string;
      readonly mergeBase: boolean;
      readonly behind: number;
    }
> {
  const shallow = (await git(["rev-parse", "--is-shallow-repository"])).line === "true";
  const found = rev.startsWith("-")
    ? null
    : await git(["rev-parse", "--verify", "--quiet", `${rev}^{commit}`]);
  if (!found?.ok) return { kind: "unknown", names: await names(git), shallow };
  const commit = found.line;
  const plain = { kind: "found", commit, mergeBase: false, behind: 0 } as const;
  if (!(await isOtherBranch(git, rev))) return plain;
  const base = await git(["merge-base", "HEAD", commit]);
  if (!base.ok) throw unrelated(rev, shallow);
  if (base.line === commit) return { ...plain, mergeBase: true };
  const count = await git(["rev-list", "--count", `${base.line}..${commit}`]);
  return { kind: "found", commit: base.line, mergeBase: true, behind: Number(count.line) || 0 };
}

async function isOtherBranch(git: Git, rev: string): Promise<boolean> {
  const [name, head] = await Promise.all([
    git(["rev-parse", "--symbolic-full-name", rev]),
    git(["symbolic-ref", "--quiet", "HEAD"]),
  ]);
  return /^refs\/(heads|remotes)\//.test(name.line) && name.line !== head.line;
}

async function names(git: Git): Promise<readonly string[]> {
  const { line } = await git([
    "for-each-ref",
    "--format=%(refname:short)",
    "refs/heads",
    "refs/tags",
    "refs/remotes",
  ]);
  return line.split("\n").filter((name) => name !== "");
}

function unrelated(rev: string, shallow: boolean) {
  return gitError(
    shallow
      ? `${rev} and HEAD have no common commit in this shallow clone; fetch the history by \`git fetch --unshallow\`, or give --rev a hash`
      : `${rev} and HEAD have no common commit; give --rev a tag or a hash`,
  );
}
