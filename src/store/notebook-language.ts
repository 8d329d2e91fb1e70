/** The language that a notebook says its cells are in. */
import { usageError } from "../model/problem.js";
import type { Notebook } from "./nbformat.js";

/** Throws a UserError where the notebook says that its cells are in another language; one that says nothing passes. */
export function refuseOtherLanguage({ metadata }: Notebook, file: string): void {
  const language = nameIn(metadata.language_info, "name") ?? nameIn(metadata.kernelspec, "language");
  if (language === null || /^(?:typescript|javascript)$/i.test(language)) return;
  throw usageError(`${file} is a notebook in ${language}; name one in TypeScript`);
}

function nameIn(value: unknown, key: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  const found: unknown = Object.entries(value).find(([name]) => name === key)?.[1];
  return typeof found === "string" ? found : null;
}
