/** A bundle that no record refers to, in the system's folder for temporary files. Its imports are absolute, so any place will do. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bundle } from "../model/ports/language.js";
import { unwritable } from "./files.js";

export async function withTemporaryBundle<T>(bundle: Bundle, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "benchbook-timeit-")).catch((cause) => {
    throw unwritable(tmpdir(), cause);
  });
  try {
    const path = join(folder, `${bundle.hash}.mjs`);
    await writeFile(`${path}.map`, bundle.map);
    await writeFile(path, bundle.js);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
