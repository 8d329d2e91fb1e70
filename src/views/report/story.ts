/** The notebook's Markdown as the story of a report: an introduction, a part for each stage, and an ending. */
import type { Case } from "../../model/case.js";
import type { SavedNotebook } from "../../model/ports/store.js";

export interface Story {
  readonly introduction: string;
  /** By name of variant: the Markdown between the variant before and its own cell. */
  readonly stages: Readonly<Record<string, string>>;
  readonly ending: string;
  /** When the notebook was saved, ISO 8601; null where there is none. */
  readonly saved: string | null;
}

export function storyOf(notebook: SavedNotebook | null, record: Case): Story {
  if (notebook === null) return { introduction: "", stages: {}, ending: "", saved: null };
  const stages: Record<string, string> = {};
  let introduction: string[] = [];
  let pending: string[] = [];
  let started = false;
  for (const cell of notebook.cells) {
    if (cell.kind === "markdown") pending.push(cell.source);
    if (cell.kind !== "code") continue;
    const variant = variantOf(cell, record);
    if (variant !== null) {
      stages[variant] = join([...(stages[variant] ? [stages[variant]] : []), ...pending]);
      pending = [];
      started = true;
    } else if (!started && OPENING.test(cell.source)) {
      // What stands before the requirement and the inputs introduces the study, not its baseline.
      introduction = [...introduction, ...pending];
      pending = [];
    }
  }
  return {
    introduction: withoutTitle(join(introduction), record.title),
    stages,
    ending: join(pending),
    saved: notebook.saved,
  };
}

const OPENING = /^\s*(\/\/\s*)?%%?(case|setup|parameters)\b/;
const VARIANT_CELL = /^\s*(?:\/\/\s*)?%%(?:baseline|optimize|variant|reference)\b(.*)/;

function variantOf(cell: SavedNotebook["cells"][number], record: Case): string | null {
  const known = cell.id === null ? undefined : record.variants.find((variant) => variant.cellId === cell.id);
  const words = VARIANT_CELL.exec(cell.source)?.[1]?.split(/\s+/) ?? [];
  // A kernel may not learn a cell's id, but the magic line names the variant.
  return (known ?? record.variants.find((variant) => words.includes(variant.name)))?.name ?? null;
}

/** A notebook opens with its title as a rule, which the page has already. */
function withoutTitle(markdown: string, title: string): string {
  const [first = "", ...rest] = markdown.trimStart().split("\n");
  return /^#\s/.test(first) && first.replace(/^#\s+/, "").trim().toLowerCase() === title.toLowerCase()
    ? rest.join("\n").trim()
    : markdown;
}

function join(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n");
}
