/** Sources and files as a formatter writes them: what views compare, so that a diff shows real change only. */
import type { Variant } from "../../model/case.js";
import type { Language } from "../../model/ports/language.js";

export type Format = Language["format"];

const CODE_FILE = /\.[cm]?[jt]s$/;

/** Two texts are comparable only where both can be parsed: null says that this one cannot. */
export async function formattedSource(
  { source, language }: Pick<Variant, "source" | "language">,
  format: Format,
): Promise<string | null> {
  return language === "shell" ? null : parsed(source, format);
}

/** By path; a file that is no TypeScript, or cannot be parsed, stays as it is. */
export async function formattedFiles(
  files: Readonly<Record<string, string>>,
  format: Format,
): Promise<Readonly<Record<string, string>>> {
  const texts: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    texts[path] = CODE_FILE.test(path) ? ((await parsed(text, format)) ?? text) : text;
  }
  return texts;
}

async function parsed(source: string, format: Format): Promise<string | null> {
  try {
    return await format(source, { semicolons: "always" });
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
