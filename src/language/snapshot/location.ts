/**
 * Where the snapshot of the language service lies: in the user's cache folder, under a name that changes with whatever
 * went into it. Node refuses a snapshot of another version or of other V8 flags, so these are in the name too.
 * Cache folders: https://specifications.freedesktop.org/basedir/latest/ and its likes on macOS and Windows.
 */
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type Environment = Readonly<Record<string, string | undefined>>;

export const PREFIX = "language-";
export const EXTENSION = ".blob";

/** Null where the user switched snapshots off: `BENCHBOOK_SNAPSHOT=off`. */
export function snapshotFile(env: Environment): string | null {
  if (env.BENCHBOOK_SNAPSHOT === "off") return null;
  const { version, arch, platform } = process;
  return join(cacheFolder(env), `${PREFIX}${version}-${platform}-${arch}-${hashOfInputs(env)}${EXTENSION}`);
}

function cacheFolder({ XDG_CACHE_HOME, LOCALAPPDATA }: Environment): string {
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, "benchbook");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "benchbook");
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "benchbook", "Cache");
  return join(homedir(), ".cache", "benchbook");
}

/** By path, time and size, as each start of a kernel waits for it: benchbook's own files, and the packages' versions. */
function hashOfInputs(env: Environment): string {
  const require = createRequire(import.meta.url);
  const own = ["../service", "../bundle", "."].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const files = [
    ...own.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
    fileURLToPath(new URL("../ambient.js", import.meta.url)),
    require.resolve("tslab/dist/converter.js"),
    join(dirname(dirname(require.resolve("tslab/dist/converter.js"))), "package.json"),
    require.resolve("@types/node/package.json"),
  ].filter((file) => !file.endsWith(".map") && !file.endsWith(".d.ts"));
  const hash = createHash("sha256").update(`${env.NODE_OPTIONS ?? ""}\n${process.execPath}\n`);
  for (const file of files.sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}
