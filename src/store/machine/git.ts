/** The git revision of the notebook's folder. */
import type { Environment } from "../../model/environment.js";
import type { MachinePorts } from "../machine.js";

/** Null outside a repository, before its first commit, or without git. Records of cases do not make it dirty. */
export async function readRevision(ports: MachinePorts, folder: string): Promise<Environment["git"]> {
  const revision = await ports.run("git", ["rev-parse", "HEAD"], folder);
  if (!revision.ok) return null;
  const status = await ports.run(
    "git",
    ["status", "--porcelain", "--", ":/", ":(exclude,glob,top)**/.benchbook/**"],
    folder,
  );
  return { revision: revision.stdout.trim(), dirty: !status.ok || status.stdout.trim() !== "" };
}
