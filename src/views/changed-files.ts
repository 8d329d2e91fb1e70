/** Files that two variants import under one name, and that were edited between their cells. */
import type { Variant } from "../model/case.js";

/** A sentence, or null. Of a variant at a git revision they differ by intent. */
export function changedFilesSentence(variant: Variant, against: Variant): string | null {
  if (variant.revision !== undefined || against.revision !== undefined) return null;
  const before = new Map(against.files?.map(({ path, hash }) => [path, hash]));
  const changed = (variant.files ?? []).filter(({ path, hash }) => (before.get(path) ?? hash) !== hash);
  if (changed.length === 0) return null;
  const [names, verb] = [changed.map(({ path }) => path).join(", "), changed.length === 1 ? "has" : "have"];
  return `${names} ${verb} changed since the cell of ${against.name} ran, so ${variant.name} and ${against.name} do not run the same files; where that is not meant, run the cell of ${against.name} again.`;
}
