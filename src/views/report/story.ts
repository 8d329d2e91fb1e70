/**
 * The notebook's Markdown as the story of a report, each part where its cell stood: before a stage, after its result,
 * after its profile, with the verification, or at the end. Between two stages a heading opens what follows.
 */
import type { Case } from "../../model/case.js";
import type { SavedNotebook } from "../../model/ports/store.js";
import { splitAtHeading } from "./markdown-text.js";
import { type Opened, type StoryPlace, storyPlace } from "./story-place.js";

export interface Story {
  readonly introduction: string;
  /** By name of variant. */
  readonly stages: Readonly<Record<string, StageStory>>;
  readonly verification: string;
  readonly ending: string;
  /** When the notebook was saved, ISO 8601; null where there is none. */
  readonly saved: string | null;
}

export interface StageStory {
  readonly before: string;
  /** Comments the result. */
  readonly result: string;
  /** Comments the profile. */
  readonly profile: string;
}

export const SILENT: StageStory = { before: "", result: "", profile: "" };

export function storyOf(notebook: SavedNotebook | null, record: Case): Story {
  let story: Story = { introduction: "", stages: {}, verification: "", ending: "", saved: null };
  if (notebook === null) return story;
  let pending: string[] = [];
  let current: string | null = null;
  const profiled = new Set<string>();
  const after = (name: string) => (profiled.has(name) ? "profile" : "result");
  for (const cell of notebook.cells) {
    if (cell.kind === "markdown") pending.push(cell.source);
    if (cell.kind !== "code") continue;
    const place = storyPlace(cell, { record, current });
    if (place === null) continue;
    const told = tell(story, place, { text: join(pending), current, after });
    if (told === null) continue;
    story = told;
    pending = [];
    if (place.kind === "stage") current = place.name;
    if (place.kind === "profile") profiled.add(place.name);
  }
  const rest = tell(story, { kind: "ending" }, { text: join(pending), current, after }) ?? story;
  return {
    ...rest,
    introduction: withoutTitle(rest.introduction, record.title),
    saved: notebook.saved,
  };
}

/** The story with this text at its place; null where the place does not take it and it waits for the next one. */
function tell(
  story: Story,
  place: StoryPlace,
  told: {
    readonly text: string;
    readonly current: string | null;
    readonly after: (name: string) => "result" | "profile";
  },
): Story | null {
  const { text, current, after } = told;
  switch (place.kind) {
    case "opening":
      // What stands before the requirement and the inputs introduces the study, not its baseline.
      return current === null ? { ...story, introduction: join([story.introduction, text]) } : null;
    case "comment":
      return withStage(story, place.name, after(place.name), text);
    case "profile": {
      // What leads from one stage to the profile of an earlier one goes on with the stage that the reader is at.
      const name = current ?? place.name;
      return withStage(story, name, after(name), text);
    }
    case "stage":
    case "verification":
    case "ending": {
      const [comment, rest] = splitAtHeading(text);
      if (current === null || rest === "") return open(story, place, text);
      return open(withStage(story, current, after(current), comment), place, rest);
    }
  }
}

function open(story: Story, place: Opened, text: string): Story {
  if (place.kind === "stage") return withStage(story, place.name, "before", text);
  return { ...story, [place.kind]: join([story[place.kind], text]) };
}

function withStage(story: Story, name: string, part: keyof StageStory, text: string): Story {
  const stage = story.stages[name] ?? SILENT;
  return { ...story, stages: { ...story.stages, [name]: { ...stage, [part]: join([stage[part], text]) } } };
}

export interface Ending {
  readonly title: string;
  readonly text: string;
}

/** The ending as a section of its own, under its own heading where it opens with one. */
export function endingOf({ ending }: Story): Ending | null {
  if (ending === "") return null;
  const [first = "", ...rest] = ending.split("\n");
  const title = /^#{1,6}\s+(.*)/.exec(first)?.[1];
  if (title === undefined) return { title: "Conclusion", text: ending };
  const text = rest.join("\n").trim();
  return text === "" ? null : { title, text };
}

/** A notebook opens with its title as a rule, which the page has already; a subtitle may follow it. */
function withoutTitle(markdown: string, title: string): string {
  const [first = "", ...rest] = markdown.trimStart().split("\n");
  const heading = /^#\s+(.*)/.exec(first)?.[1];
  if (heading === undefined) return markdown;
  const [a, b] = [plain(heading), plain(title)];
  return a.startsWith(b) || b.startsWith(a) ? rest.join("\n").trim() : markdown;
}

function plain(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function join(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n");
}
