/** Limits of the process's control group: containers and services run under them. */
import { posix } from "node:path";
import type { Environment } from "../../model/environment.js";
import type { MachinePorts } from "../machine.js";

type Limits = Environment["limits"];
type Read = MachinePorts["read"];

const ROOT = "/sys/fs/cgroup";

/** A limit holds for all groups below it, so the tightest on the way up counts. `memory` is the machine's, bytes. */
export async function readLimits({ read }: Pick<MachinePorts, "read">, memory: number): Promise<Limits> {
  const groups = groupsOf((await read("/proc/self/cgroup")) ?? "");
  const [v2, v1] = await Promise.all([unifiedLimits(read, groups), legacyLimits(read, groups)]);
  return {
    cpus: tightest([v2.cpus, v1.cpus]),
    memory: tightest([v2.memory, v1.memory].filter((limit) => limit !== null && limit < memory)),
  };
}

/** `4:memory:/service` → memory → /service; version 2 has the empty name. */
function groupsOf(text: string): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, names, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    for (const name of names?.split(",") ?? []) groups.set(name, path ?? "/");
  }
  return groups;
}

/** Version 2: `cpu.max` is `200000 100000` or `max 100000` (kernel.org, cgroup-v2). */
async function unifiedLimits(read: Read, groups: ReadonlyMap<string, string>): Promise<Limits> {
  const folders = upwards(ROOT, groups.get("") ?? "/");
  const cpus = await Promise.all(folders.map(async (folder) => quotaOf(await read(`${folder}/cpu.max`))));
  const memory = await Promise.all(
    folders.map(async (folder) => numberOf(await read(`${folder}/memory.max`))),
  );
  return { cpus: tightest(cpus), memory: tightest(memory) };
}

/** Version 1: one hierarchy per controller; -1 stands for no quota. */
async function legacyLimits(read: Read, groups: ReadonlyMap<string, string>): Promise<Limits> {
  const cpus = upwards(`${ROOT}/cpu`, groups.get("cpu") ?? "/").map(async (folder) => {
    const [quota, period] = await Promise.all([
      read(`${folder}/cpu.cfs_quota_us`),
      read(`${folder}/cpu.cfs_period_us`),
    ]);
    return quotaOf(`${quota?.trim()} ${period?.trim()}`);
  });
  const memory = upwards(`${ROOT}/memory`, groups.get("memory") ?? "/").map(async (folder) =>
    numberOf(await read(`${folder}/memory.limit_in_bytes`)),
  );
  return { cpus: tightest(await Promise.all(cpus)), memory: tightest(await Promise.all(memory)) };
}

/** `/a/b` → `/a/b`, `/a` and the root; in a container often only the root is there. */
function upwards(root: string, path: string): string[] {
  const folders = [root];
  for (let at = path; at !== "/" && at !== "." && !at.startsWith(".."); at = posix.dirname(at))
    folders.push(posix.join(root, at));
  return folders;
}

function quotaOf(text: string | null): number | null {
  const [quota, period] = (text ?? "").trim().split(/\s+/).map(Number);
  return quota !== undefined && quota > 0 && period !== undefined && period > 0 ? quota / period : null;
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d+\s*$/.test(text) ? Number(text) : null;
}

function tightest(limits: readonly (number | null)[]): number | null {
  const known = limits.filter((limit) => limit !== null);
  return known.length === 0 ? null : Math.min(...known);
}
