/** Rooflines beside the notebook, by machine and Node: `.benchbook/rooflines.json`. */
import { join } from "node:path";
import type { Rooflines } from "../model/ports/roofline.js";
import type { Roofline } from "../model/roofline.js";
import { readIfThere, writeAtomically } from "./files.js";
import { RECORDS } from "./paths.js";

const FORMAT = "benchbook-rooflines";

export function createRooflines(folder: string): Pick<Rooflines, "load" | "save"> {
  const file = join(folder, RECORDS, "rooflines.json");
  const all = async () => parse(await readIfThere(file));
  return {
    load: async (machine) => (await all()).find((one) => one.machine === machine) ?? null,
    async save(roofline) {
      const others = (await all()).filter((one) => one.machine !== roofline.machine);
      const content = { format: FORMAT, version: 1, rooflines: [...others, roofline] };
      await writeAtomically(file, `${JSON.stringify(content, null, 2)}\n`);
    },
  };
}

/** What cannot be read is measured anew: it takes seconds. */
function parse(text: string | null): readonly Roofline[] {
  try {
    const content = JSON.parse(text ?? "null") as {
      format?: unknown;
      version?: unknown;
      rooflines?: unknown;
    } | null;
    if (content?.format !== FORMAT || content.version !== 1 || !Array.isArray(content.rooflines)) return [];
    return content.rooflines.filter(isRoofline);
  } catch {
    return [];
  }
}

function isRoofline(value: unknown): value is Roofline {
  const one = value as Partial<Roofline> | null;
  return (
    typeof one?.machine === "string" &&
    Array.isArray(one.peaks) &&
    Array.isArray(one.bandwidths) &&
    Array.isArray(one.left)
  );
}
