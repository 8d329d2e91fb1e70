/** Packages are not in git: a checkout that is built, or loaded by forks, gets links to the working tree's. */
import { readdir, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exists } from "./files.js";
import type { CheckoutPlace } from "./revision-checkout.js";

const PACKAGES = "node_modules";

/** Returns the folders that are links now, relative to the repository. */
export async function linkPackages(place: CheckoutPlace, folder: string): Promise<readonly string[]> {
  const { repository, within } = place;
  const linked: string[] = [];
  for (const at of new Set([...upFrom(within), ...(await packagesIn(folder))])) {
    const [target, link] = [join(repository, at, PACKAGES), join(folder, at, PACKAGES)];
    if (!(await exists(target)) || (await exists(link)) || !(await isFolder(dirname(link)))) continue;
    await symlink(target, link, "junction");
    linked.push(join(at, PACKAGES));
  }
  return linked;
}

function upFrom(within: string): string[] {
  const folders = [within === "" ? "." : within];
  while (folders.at(-1) !== ".") folders.push(dirname(folders.at(-1) as string));
  return folders;
}

/** Folders with a package.json, as in a repository of several packages; three deep is as deep as such go. */
async function packagesIn(folder: string, at = ".", depth = 3): Promise<string[]> {
  const entries = await readdir(join(folder, at), { withFileTypes: true });
  const own = entries.some(({ name }) => name === "package.json") ? [at] : [];
  if (depth === 0) return own;
  const inner = entries.filter(
    (entry) => entry.isDirectory() && entry.name !== PACKAGES && !entry.name.startsWith("."),
  );
  const deeper = await Promise.all(inner.map(({ name }) => packagesIn(folder, join(at, name), depth - 1)));
  return [...own, ...deeper.flat()];
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
