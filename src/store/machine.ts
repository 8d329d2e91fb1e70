/** The machine as it is: CPU, memory, limits, system, Node, packages and revision. What a system does not tell is null. */
import { cpus, loadavg, totalmem } from "node:os";
import type { Environment } from "../model/environment.js";
import type { Machine } from "../model/ports/environment.js";
import { type CommandResult, runCommand } from "../process/command.js";
import { readCaches } from "./machine/caches.js";
import { readLimits } from "./machine/control-group.js";
import { readRevision } from "./machine/git.js";
import { osName } from "./machine/os-name.js";
import { readText } from "./machine/read-text.js";
import { readSteal } from "./machine/steal.js";
import { benchbookVersion, packageVersions } from "./version.js";

/** What the machine is read through: tests hand in another one. */
export interface MachinePorts {
  readonly platform: string;
  /** Null where there is no such file. */
  readonly read: (file: string) => Promise<string | null>;
  readonly run: (
    command: string,
    args: readonly string[],
    cwd?: string,
    /** ms. */
    timeout?: number,
  ) => Promise<CommandResult>;
}

const GOVERNOR = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";

/** Packages whose version decides how a number comes about. */
const PACKAGES = ["esbuild", "tinybench", "tslab", "mathjs"];

/** Never rejects. */
export function createMachine(ports: MachinePorts = here): Machine {
  return {
    async environment(folder): Promise<Environment> {
      const [caches, governor, steal, limits, os, packages, benchbook, git] = await Promise.all([
        readCaches(ports),
        ports.read(GOVERNOR),
        readSteal(ports),
        readLimits(ports, totalmem()),
        osName(ports),
        packageVersions(PACKAGES),
        benchbookVersion(),
        readRevision(ports, folder),
      ]);
      const [first] = cpus();
      return {
        cpu: {
          model: first?.model.trim().replace(/\s+/g, " ") || "unknown CPU",
          cores: cpus().length || 1,
          mhz: first?.speed || null,
          caches,
        },
        memory: totalmem(),
        os,
        arch: process.arch,
        governor: governor?.trim() || null,
        load: loadavg()[0] ?? 0,
        steal,
        limits,
        node: process.versions.node,
        v8: process.versions.v8,
        benchbook,
        packages,
        git,
      };
    },
    async succeeds(command, folder) {
      const [shell, flag] = ports.platform === "win32" ? ["cmd.exe", "/c"] : ["/bin/sh", "-c"];
      return (await ports.run(shell, [flag, command], folder, 30_000)).ok;
    },
  };
}

const here: MachinePorts = {
  platform: process.platform,
  read: readText,
  run: (command, args, cwd, timeout = 3000) =>
    runCommand({ command, args, timeout, ...(cwd === undefined ? {} : { cwd }) }),
};
