/**
 * Time that the hypervisor took while a fork ran, from the counters of the first line of Linux's `/proc/stat` (proc(5)):
 *
 *     cpu  user nice system idle iowait irq softirq steal guest guest_nice
 *
 * As a share of the time that work wanted a processor: idle processors have nothing to be robbed of, and on a machine
 * of many they would hide what one fork lost.
 */
import { readFile } from "node:fs/promises";

export interface ProcessorTimes {
  /** Ticks of work and of steal together. */
  readonly wanted: number;
  readonly stolen: number;
}

/** Null where the system does not tell. */
export async function readProcessorTimes(): Promise<ProcessorTimes | null> {
  if (process.platform !== "linux") return null;
  try {
    return parseProcessorTimes(await readFile("/proc/stat", "latin1"));
  } catch {
    // Not mounted, or not for us to read: steal is then unknown, which is no reason not to measure.
    return null;
  }
}

export function parseProcessorTimes(stat: string): ProcessorTimes | null {
  const line = /^cpu +(.*)$/m.exec(stat)?.[1];
  const ticks = line?.trim().split(/\s+/).slice(0, 8).map(Number) ?? [];
  const [user, nice, system, _idle, _waiting, irq, softirq, stolen] = ticks;
  if (stolen === undefined || !ticks.every(Number.isFinite)) return null;
  const worked = [user, nice, system, irq, softirq].reduce<number>((sum, time) => sum + (time ?? 0), 0);
  return { wanted: worked + stolen, stolen };
}

/** 0 to 1; null where either reading is missing, or nothing ran between them. */
export function stealBetween(before: ProcessorTimes | null, after: ProcessorTimes | null): number | null {
  if (!before || !after) return null;
  const wanted = after.wanted - before.wanted;
  return wanted > 0 ? Math.min(1, Math.max(0, (after.stolen - before.stolen) / wanted)) : null;
}
