/** A kernel's process from its start to its end, and the memory of all processes that it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { tcpConnection } from "../../support/kernel-process.js";
import { connectTiming, type TimingClient } from "./client.js";
import type { BenchKernel } from "./kernels.js";

export interface Running {
  readonly client: TimingClient;
  /** ms on the clock of `performance.now`. */
  readonly started: number;
  /** Resident bytes of the kernel and of all that descends from it; NaN where /proc is not there. */
  memory(): number;
  stop(): Promise<void>;
}

/** The client's sockets are there before the kernel starts, so that no time goes to connecting. */
export async function startKernel(kernel: BenchKernel, folder: string): Promise<Running> {
  const connection = await tcpConnection();
  const file = join(folder, `connection-${connection.key}.json`);
  await writeFile(file, JSON.stringify({ ...connection, kernel_name: kernel.name }));
  const client = connectTiming(connection);
  const [program, ...args] = kernel.command(file);
  const started = performance.now();
  const child = spawn(program, args, { cwd: folder, stdio: "ignore", env: environment() });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  return { client, started, memory: () => treeMemory(child), stop };

  async function stop(): Promise<void> {
    client.ask("shutdown_request", { restart: false }, "control");
    await Promise.race([exited, delay(PATIENCE)]);
    child.kill("SIGKILL");
    await exited;
    client.close();
  }
}

/** Where it is set, Node reads more certificates at each start, which takes it longer than to start. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _certificates, ...rest } = process.env;
  return rest;
}

/** ms */
const PATIENCE = 3000;

function treeMemory({ pid }: ChildProcess): number {
  const parents = new Map<number, number>();
  try {
    for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
      const parent = statusField(name, "PPid");
      if (parent !== null) parents.set(Number(name), parent);
    }
  } catch {
    // No /proc: nothing is known.
    return Number.NaN;
  }
  const descends = (process: number): boolean =>
    process === pid || (parents.has(process) && descends(parents.get(process)!));
  const own = [...parents.keys()].filter(descends);
  return own.reduce((sum, process) => sum + (statusField(String(process), "VmRSS") ?? 0) * 1024, 0);
}

/** Null for a process that has ended meanwhile. */
function statusField(process: string, field: string): number | null {
  try {
    const text = readFileSync(`/proc/${process}/status`, "utf8");
    const found = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text);
    return found ? Number(found[1]) : null;
  } catch {
    return null;
  }
}
