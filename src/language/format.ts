/**
 * TypeScript formatted by prettier (https://prettier.io/docs/options): its standalone build with two plugins, which
 * loads in a tenth of a second and starts no process. Loaded when first asked for.
 */

export interface FormatOptions {
  /** `keep` follows the source: semicolons where any of its lines ends in one. `always` makes two sources comparable. */
  readonly semicolons: "keep" | "always";
}

/**
 * The source as prettier writes it, with its leading blank lines kept, so that a cell's magic keeps its place.
 * Rejects with a SyntaxError for what cannot be parsed.
 */
export async function formatSource(source: string, { semicolons }: FormatOptions): Promise<string> {
  if (source.trim() === "") return source;
  const [{ format }, typescript, estree] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/typescript"),
    import("prettier/plugins/estree"),
  ]);
  const leading = /^(?:[^\S\n]*\n)*/.exec(source)?.[0] ?? "";
  const formatted = await format(source, {
    parser: "typescript",
    plugins: [typescript, estree],
    printWidth: 100,
    endOfLine: "auto",
    semi: semicolons === "always" || /;[^\S\n]*(?:\/\/.*)?$/m.test(source),
    embeddedLanguageFormatting: "off",
  }).catch((cause: unknown) => {
    throw new SyntaxError(messageOf(cause), { cause });
  });
  return leading + (source.endsWith("\n") ? formatted : formatted.replace(/\r?\n$/, ""));
}

/** Prettier's messages end in a code frame, which repeats the source. */
function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split("\n")[0] ?? text;
}
