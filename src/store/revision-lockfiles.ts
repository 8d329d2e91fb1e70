/** Lockfiles that differ between a commit and the working tree: packages come from the working tree's for both. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Git } from "./revision-git.js";

const LOCKFILES = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "bun.lockb",
];

/** Those of the repository's top folder, of the notebook's, and of the folders between. `within`: the notebook's, relative. */
export async function differingLockfiles(request: {
  readonly git: Git;
  readonly repository: string;
  readonly within: string;
  readonly commit: string;
}): Promise<readonly string[]> {
  const { git, repository, within, commit } = request;
  const paths = foldersUpFrom(within).flatMap((folder) =>
    LOCKFILES.map((name) => (folder === "." ? name : `${folder}/${name}`)),
  );
  const { stdout } = await git(["ls-tree", commit, "--", ...paths]);
  const then = new Map(
    stdout.split("\n").flatMap((line): [string, string][] => {
      const match = /^\d+ blob ([0-9a-f]+)\t(.*)$/.exec(line);
      return match ? [[match[2] as string, match[1] as string]] : [];
    }),
  );
  const differing: string[] = [];
  for (const path of paths) {
    const before = then.get(path);
    const exists = await readFile(join(repository, path)).then(
      () => true,
      () => false,
    );
    if (before === undefined && !exists) continue;
    const now = exists ? (await git(["hash-object", "--", path])).line : null;
    if (before !== now) differing.push(path);
  }
  return differing;
}

function foldersUpFrom(within: string): string[] {
  const folders = [within === "" ? "." : within];
  while (folders.at(-1) !== ".") folders.push(dirname(folders.at(-1) as string));
  return folders;
}
