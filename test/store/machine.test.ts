import assert from "node:assert/strict";
import { test } from "node:test";
import { machineKey } from "../../src/model/environment.js";
import { readCaches } from "../../src/store/machine/caches.js";
import { readLimits } from "../../src/store/machine/control-group.js";
import { readRevision } from "../../src/store/machine/git.js";
import { osName } from "../../src/store/machine/os-name.js";
import { readSteal } from "../../src/store/machine/steal.js";
import { createMachine, type MachinePorts } from "../../src/store/machine.js";
import { temporaryFolder } from "../support/folder.js";

const GIB = 2 ** 30;

/** A machine made of files and of answers to commands. */
function machine(
  files: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, string>> = {},
  platform = "linux",
): MachinePorts {
  return {
    platform,
    read: async (file) => files[file] ?? null,
    run: async (command, args) => {
      const stdout = answers[[command, args[0]].join(" ")];
      return stdout === undefined
        ? { ok: false, stdout: "", stderr: "no such command" }
        : { ok: true, stdout, stderr: "" };
    },
  };
}

const cache = (index: number, level: string, type: string, size: string) => {
  const folder = `/sys/devices/system/cpu/cpu0/cache/index${index}`;
  return {
    [`${folder}/level`]: `${level}\n`,
    [`${folder}/type`]: `${type}\n`,
    [`${folder}/size`]: `${size}\n`,
  };
};

test("caches of Linux are data caches in bytes", async () => {
  const files = {
    ...cache(0, "1", "Data", "48K"),
    ...cache(1, "1", "Instruction", "32K"),
    ...cache(2, "2", "Unified", "2048K"),
    ...cache(3, "3", "Unified", "1M"),
  };
  assert.deepEqual(await readCaches(machine(files)), { L1d: 49152, L2: 2 * 2 ** 20, L3: 2 ** 20 });
});

test("caches of macOS come from sysctl, those of others are not known", async () => {
  const sysctl = {
    "sysctl hw.l1dcachesize": "hw.l1dcachesize: 65536\nhw.l2cachesize: 4194304\nhw.l3cachesize: 0\n",
  };
  assert.deepEqual(await readCaches(machine({}, sysctl, "darwin")), { L1d: 65536, L2: 4194304 });
  assert.deepEqual(await readCaches(machine({}, {}, "win32")), {});
});

test("steal is its share of all time since boot, guest time not counted twice", async () => {
  const stat = "cpu  60 0 20 10 0 0 0 10 55 0\ncpu0 1 2 3\n";
  assert.equal(await readSteal(machine({ "/proc/stat": stat })), 0.1);
  assert.equal(await readSteal(machine({})), null);
});

test("limits of control groups, version 2: the tightest on the way up", async () => {
  const files = {
    "/proc/self/cgroup": "0::/slice/service\n",
    "/sys/fs/cgroup/slice/cpu.max": "150000 100000\n",
    "/sys/fs/cgroup/slice/service/cpu.max": "max 100000\n",
    "/sys/fs/cgroup/slice/service/memory.max": `${2 * GIB}\n`,
    "/sys/fs/cgroup/slice/memory.max": "max\n",
  };
  assert.deepEqual(await readLimits(machine(files), 8 * GIB), { cpus: 1.5, memory: 2 * GIB });
});

test("limits of control groups, version 1, as a container sees them", async () => {
  const files = {
    "/proc/self/cgroup": "4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n",
    "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "50000\n",
    "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
  };
  assert.deepEqual(await readLimits(machine(files), 8 * GIB), { cpus: 0.5, memory: null });
  const none = { ...files, "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n" };
  assert.deepEqual(await readLimits(machine(none), 8 * GIB), { cpus: null, memory: null });
});

test("the system is named as a person names it", async () => {
  assert.equal(
    await osName(machine({ "/etc/os-release": 'NAME="x"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n' })),
    "Debian GNU/Linux 12 (bookworm)",
  );
  assert.equal(await osName(machine({}, { "sw_vers -productVersion": "15.3\n" }, "darwin")), "macOS 15.3");
});

test("the revision is null outside git, and dirty with changes", async () => {
  const answers = { "git rev-parse": "abc123\n", "git status": "" };
  assert.equal(await readRevision(machine({}), "/"), null);
  assert.deepEqual(await readRevision(machine({}, answers), "/"), { revision: "abc123", dirty: false });
  assert.deepEqual(await readRevision(machine({}, { ...answers, "git status": " M a.ts\n" }), "/"), {
    revision: "abc123",
    dirty: true,
  });
});

test("this machine has an environment that names itself", async (t) => {
  const environment = await createMachine().environment(await temporaryFolder(t));
  assert.equal(environment.node, process.versions.node);
  assert.equal(environment.git, null);
  assert.equal(environment.memory > 0 && environment.cpu.cores > 0, true);
  assert.match(machineKey(environment), /, Node \d+\./);
  assert.deepEqual(Object.keys(environment.packages), ["esbuild", "tinybench", "tslab", "mathjs"]);
});
