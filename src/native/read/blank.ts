/** A source without what is no code: comments and texts become blanks, so that places stay. */

const NOT_CODE: Readonly<Record<"slashes" | "hash", RegExp>> = {
  slashes: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'/g,
  hash: /"""[\s\S]*?(?:"""|$)|#[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g,
};

/** `"C"` and names of exports are needed: of texts only what could be taken for code goes. */
export function withoutComments(source: string, style: keyof typeof NOT_CODE): string {
  return source.replace(NOT_CODE[style], (found) =>
    /^"[\w ]*"$/.test(found) ? found : found.replace(/[^\n]/g, " "),
  );
}

/** Splits at commas that stand in no brackets: `a: [*]f32, b: P[Float32, Mut]`. */
export function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const character of text) {
    if ("([<{".includes(character)) depth++;
    if (")]>}".includes(character)) depth--;
    if (character === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== "");
}

/** Offset after the bracket that closes the one at `open`; the text's end where none does. */
export function afterBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if ("([{".includes(text[at] as string)) depth++;
    else if (")]}".includes(text[at] as string) && --depth === 0) return at + 1;
  }
  return text.length;
}
