/** Texts that a frozen bundle was made of, from its source map. */
import { UserError } from "../model/problem.js";
import { readIfThere } from "./files.js";

/** By name of the source; empty where the map is not there. */
export async function readBundleSources(
  map: string,
  label: string,
): Promise<Readonly<Record<string, string>>> {
  const text = await readIfThere(map);
  if (text === null) return {};
  const { sources, sourcesContent } = parseMap(text, label);
  return Object.fromEntries(
    sources.flatMap((name, index) => {
      const content = sourcesContent[index];
      return typeof name === "string" && typeof content === "string" ? [[name, content]] : [];
    }),
  );
}

function parseMap(text: string, label: string) {
  try {
    const map = JSON.parse(text) as { sources?: unknown; sourcesContent?: unknown };
    const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
    return { sources: list(map.sources), sourcesContent: list(map.sourcesContent) };
  } catch (cause) {
    const message = `${label} is not readable; delete it and run the variant's cell again`;
    throw new UserError({ name: "BrokenFile", message }, { cause });
  }
}
