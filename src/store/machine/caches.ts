/** Sizes of the data caches of the first CPU, bytes: `{ L1d: 32768, L2: 1048576 }`. */
import type { MachinePorts } from "../machine.js";

type Caches = Record<string, number>;

export async function readCaches(ports: MachinePorts): Promise<Caches> {
  return ports.platform === "darwin" ? fromSysctl(ports) : fromSys(ports);
}

/** Linux: https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-devices-system-cpu */
async function fromSys({ read }: MachinePorts): Promise<Caches> {
  const caches: Caches = {};
  for (let index = 0; index < 8; index++) {
    const folder = `/sys/devices/system/cpu/cpu0/cache/index${index}`;
    const [level, type, size] = await Promise.all(
      ["level", "type", "size"].map(async (file) => (await read(`${folder}/${file}`))?.trim()),
    );
    if (!level || !size) break;
    const bytes = bytesOf(size);
    if (type !== "Instruction" && bytes !== null) caches[`L${level}${type === "Data" ? "d" : ""}`] = bytes;
  }
  return caches;
}

async function fromSysctl({ run }: MachinePorts): Promise<Caches> {
  const names = { "hw.l1dcachesize": "L1d", "hw.l2cachesize": "L2", "hw.l3cachesize": "L3" };
  const { stdout } = await run("sysctl", Object.keys(names));
  const entries = Object.entries(names).flatMap(([key, name]) => {
    const size = new RegExp(`^${key}: (\\d+)$`, "m").exec(stdout)?.[1];
    return size && size !== "0" ? [[name, Number(size)]] : [];
  });
  return Object.fromEntries(entries);
}

/** `48K` → 49152. */
function bytesOf(size: string): number | null {
  const [, digits, unit = ""] = /^(\d+)([KMG]?)$/.exec(size) ?? [];
  return digits === undefined ? null : Number(digits) * 1024 ** " KMG".indexOf(unit || " ");
}
