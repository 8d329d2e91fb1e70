/**
 * TypeScript formatted by prettier (https://prettier.io/docs/options): its standalone build with two plugins, which
 * loads in a tenth of a second and starts no process. Loaded when first asked for.
 */
import { usageError } from "../model/problem.js";

export interface FormatOptions {
  /** `keep` follows the source: semicolons where any of its lines ends in one. `always` makes two sources comparable. */
  readonly semicolons: "keep" | "always";
  /** Of the user's own configuration; it goes before the habits here. */
  readonly style?: Style;
}

/** Options of prettier. */
export type Style = Readonly<Record<string, unknown>>;

/**
 * The source as prettier writes it, with its leading blank lines kept, so that a cell's magic keeps its place.
 * Rejects with a SyntaxError for what cannot be parsed.
 */
export async function formatSource(
  source: string,
  { semicolons, style = {} }: FormatOptions,
): Promise<string> {
  if (source.trim() === "") return source;
  const [{ format }, typescript, estree] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/typescript"),
    import("prettier/plugins/estree"),
  ]);
  const leading = /^(?:[^\S\n]*\n)*/.exec(source)?.[0] ?? "";
  const formatted = await format(source, {
    printWidth: 100,
    semi: semicolons === "always" || /;[^\S\n]*(?:\/\/.*)?$/m.test(source),
    ...style,
    parser: "typescript",
    plugins: [typescript, estree],
    endOfLine: "auto",
    embeddedLanguageFormatting: "off",
  }).catch((cause: unknown) => {
    throw new SyntaxError(messageOf(cause), { cause });
  });
  return leading + (source.endsWith("\n") ? formatted : formatted.replace(/\r?\n$/, ""));
}

/** The prettier configuration or .editorconfig that holds for a file; empty where there is none. */
export async function prettierStyle(file: string): Promise<Style> {
  const { resolveConfig } = await import("prettier");
  try {
    return (await resolveConfig(file, { editorconfig: true })) ?? {};
  } catch (cause) {
    throw usageError(`the prettier configuration for ${file} cannot be read: ${messageOf(cause)}`);
  }
}

/** Prettier's messages end in a code frame, which repeats the source. */
function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split("\n")[0] ?? text;
}
