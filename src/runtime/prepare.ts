/** What can be made ahead of a kernel's first start: the snapshot that the language service starts from. */
import { existsSync } from "node:fs";
import { buildSnapshot } from "../language/snapshot/build.js";
import { type Environment, snapshotFile } from "../language/snapshot/location.js";

/** `there` before or now; `off` by the user's wish; `failed` leaves kernels slower to start, and no worse. */
export async function prepareSnapshot(
  env: Environment,
  signal: AbortSignal,
): Promise<"there" | "off" | "failed"> {
  const file = snapshotFile(env);
  if (file === null) return "off";
  if (existsSync(file)) return "there";
  return (await buildSnapshot(file, signal)) === "failed" ? "failed" : "there";
}
