/** Working sets of the triad: half of each cache, and for memory far more than the last one, as far as there is room. */
import type { MemoryLevel } from "../../model/roofline.js";
import { formatBytes } from "../../model/units.js";
import type { RooflineOrder } from "./kinds.js";

export interface Level {
  readonly level: MemoryLevel;
  /** Bytes of one array of one of so many threads. */
  bytesOf(threads: number): number;
}

const MIB = 2 ** 20;
/** A virtual machine tells the cache of the whole host: its share of it is much less. */
const MOST_L3 = 32 * MIB;
const MEMORY = { least: 64 * MIB, most: 768 * MIB };

export function workingSets({ caches, room }: Pick<RooflineOrder, "caches" | "room">): {
  readonly levels: readonly Level[];
  readonly left: readonly string[];
} {
  const left: string[] = [];
  const levels: Level[] = [];
  const { L1d, L2, L3 } = caches;
  const own = (level: MemoryLevel, size: number | undefined) => {
    if (size === undefined) left.push(`${level} was left out: the system does not tell its size.`);
    else levels.push({ level, bytesOf: () => arrayOf(size / 2) });
  };
  own("L1", L1d);
  own("L2", L2);
  if (L3 === undefined) left.push("L3 was left out: the system does not tell its size, or there is none.");
  else levels.push({ level: "L3", bytesOf: (threads) => arrayOf(Math.min(L3 / 2, MOST_L3) / threads) });
  // STREAM asks for four times the last cache.
  const wanted = Math.max(MEMORY.least, 4 * (L3 ?? L2 ?? 0));
  const size = Math.min(wanted, MEMORY.most, Math.max(room, MEMORY.least));
  if (size < wanted)
    left.push(
      `The memory's arrays take ${formatBytes(size)} in place of ${formatBytes(wanted)}, four times the last cache: a part of the traffic may come from that cache.`,
    );
  levels.push({ level: "memory", bytesOf: (threads) => arrayOf(size / threads) });
  return { levels, left };
}

/** A third, in whole lines. */
function arrayOf(bytes: number): number {
  return Math.max(64, Math.floor(bytes / 3 / 64) * 64);
}
