/** Builds the snapshot beside a running notebook: one builder at a time on the machine, and nothing half-written is ever found. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runLong } from "../../process/long-command.js";
import { SERVICE_FLAGS } from "./flags.js";
import { EXTENSION, PREFIX } from "./location.js";

export type Built = "built" | "busy" | "failed";

/** ms; it takes some seconds. */
const TIMEOUT = 180_000;
/** Of other versions; each has the size of some ten megabytes. */
const KEPT = 3;

/** Never rejects: without a snapshot all works, only later. `signal` ends it. */
export async function buildSnapshot(file: string, signal: AbortSignal): Promise<Built> {
  const lock = `${file}.lock`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    if (!(await take(lock))) return "busy";
  } catch {
    // A cache folder that cannot be written.
    return "failed";
  }
  const bundle = `${file}.${process.pid}.cjs`;
  const blob = `${file}.${process.pid}.tmp`;
  try {
    const entry = fileURLToPath(new URL("./bundle-main.js", import.meta.url));
    for (const args of [
      [entry, bundle],
      [...SERVICE_FLAGS, "--snapshot-blob", blob, "--build-snapshot", bundle],
    ]) {
      const request = { command: process.execPath, args, cwd: dirname(file), timeout: TIMEOUT, signal };
      if ((await runLong(request)).kind !== "done") return "failed";
    }
    await rename(blob, file);
    await removeOld(file);
    return "built";
  } catch {
    // The disk is full, or the folder is gone.
    return "failed";
  } finally {
    await Promise.allSettled([bundle, blob, lock].map((path) => rm(path, { force: true })));
  }
}

/** The lock holds the builder's process id; one of a builder that is gone counts for nothing. */
async function take(lock: string): Promise<boolean> {
  const held = await readFile(lock, "utf8").catch(() => null);
  if (held !== null) {
    const age = Date.now() - ((await stat(lock).catch(() => null))?.mtimeMs ?? 0);
    if (age < 2 * TIMEOUT && isAlive(Number(held))) return false;
    await rm(lock, { force: true });
  }
  try {
    const handle = await open(lock, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    // 0 would mean this group; a lock that is just being written is taken as held.
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Snapshots of other versions but for the newest, and what builders have left that were killed. */
async function removeOld(file: string): Promise<void> {
  const folder = dirname(file);
  const names = (await readdir(folder)).filter((name) => name.startsWith(PREFIX) && name !== basename(file));
  const others = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  );
  const snapshots = others.filter(({ name }) => name.endsWith(EXTENSION));
  const left = others.filter((other) => !snapshots.includes(other) && Date.now() - other.time > 2 * TIMEOUT);
  const old = snapshots.sort((a, b) => b.time - a.time).slice(KEPT - 1);
  await Promise.all([...old, ...left].map(({ name }) => rm(join(folder, name), { force: true })));
}
