/** Which part of a report the Markdown before a code cell belongs to, by the cell's magic line. */
import type { Case } from "../../model/case.js";
import type { SavedNotebook } from "../../model/ports/store.js";

export type StoryPlace =
  | { readonly kind: "opening" }
  /** Comments on the stage, or stands before its profile. */
  | { readonly kind: "comment" | "profile"; readonly name: string }
  | Opened;

/** What a heading opens. */
export type Opened =
  | { readonly kind: "stage"; readonly name: string }
  | { readonly kind: "verification" | "ending" };

/** Null: a cell that the report does not speak of. `current` is the stage that the notebook is at. */
export function storyPlace(
  cell: SavedNotebook["cells"][number],
  at: { readonly record: Case; readonly current: string | null },
): StoryPlace | null {
  const [, magic = "", options = ""] = MAGIC.exec(cell.source) ?? [];
  const kind = KINDS[magic];
  if (kind === undefined) return null;
  if (kind === "opening" || kind === "ending") return { kind };
  const names = at.record.variants.filter((variant) => options.split(/\s+/).includes(variant.name));
  if (kind === "stage") {
    const byId = at.record.variants.find((variant) => cell.id !== null && variant.cellId === cell.id);
    // A kernel may not learn a cell's id, but the magic line names the variant.
    const name = (byId ?? names[0])?.name;
    return name === undefined ? null : { kind, name };
  }
  // Without a name, or with several, a verification is that of the whole study.
  if (kind === "verification")
    return names[0] && names.length === 1 ? { kind: "comment", name: names[0].name } : { kind };
  const name = names[0]?.name ?? at.current;
  return name === null ? null : { kind, name };
}

const MAGIC = /^\s*(?:\/\/\s*)?%%?(\w+)\b(.*)/;

const KINDS: Readonly<Record<string, StoryPlace["kind"]>> = {
  case: "opening",
  setup: "opening",
  parameters: "opening",
  baseline: "stage",
  optimize: "stage",
  variant: "stage",
  reference: "stage",
  profile: "profile",
  keep: "comment",
  reject: "comment",
  verify: "verification",
  report: "ending",
};
