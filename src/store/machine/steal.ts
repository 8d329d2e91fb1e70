/** Share of CPU time that the hypervisor took since boot, from the first line of `/proc/stat`. */
import type { MachinePorts } from "../machine.js";

/**
 *     cpu  user nice system idle iowait irq softirq steal guest guest_nice
 *
 * Guest time is within user time already (proc(5)). Null where the system does not tell.
 */
export async function readSteal({ read }: Pick<MachinePorts, "read">): Promise<number | null> {
  const line = /^cpu +(.*)$/m.exec((await read("/proc/stat")) ?? "")?.[1];
  const times = line?.trim().split(/\s+/).slice(0, 8).map(Number) ?? [];
  const steal = times[7];
  if (steal === undefined || !times.every(Number.isFinite)) return null;
  const total = times.reduce((sum, time) => sum + time, 0);
  return total === 0 ? null : steal / total;
}
