/** `%help` and `%lsmagic`. */
import type { MimeBundle } from "../model/output.js";
import { code, lead, note, panel, table } from "./look.js";
import { renderMarkdown } from "./markdown.js";
import { mimeBundle } from "./mime.js";
import { textTable } from "./text.js";

export function helpView(input: { readonly markdown: string; readonly text: string }): MimeBundle {
  return {
    ...mimeBundle({
      text: input.text,
      html: panel(renderMarkdown(input.markdown)),
      data: { kind: "help", markdown: input.markdown },
    }),
    "text/markdown": input.markdown,
  };
}

export interface MagicEntry {
  /** With its signs: `%%baseline`. */
  readonly name: string;
  readonly summary: string;
}

export function magicListView(input: { readonly magics: readonly MagicEntry[] }): MimeBundle {
  const rows = input.magics.map((magic) => [magic.name, magic.summary]);
  const hint = "%help NAME tells more; each magic also has --help. //%% is an equal spelling of %%.";
  return mimeBundle({
    text: `${textTable({ head: ["magic", "what it does"], rows })}\n${hint}`,
    html: panel(
      lead("Magics"),
      table(
        [{ title: "magic" }, { title: "what it does" }],
        input.magics.map((magic) => [code(magic.name), magic.summary]),
      ),
      note(hint),
    ),
    data: { kind: "magics", magics: input.magics },
  });
}
