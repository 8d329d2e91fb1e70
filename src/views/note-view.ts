/** One sentence as an output: what a small magic did. */
import type { MimeBundle } from "../model/output.js";
import { lead, panel } from "./look.js";
import { mimeBundle } from "./mime.js";

export function noteView(input: { readonly sentence: string; readonly kind: string }): MimeBundle {
  const { sentence, kind } = input;
  return mimeBundle({ text: sentence, html: panel(lead(sentence)), data: { kind, sentence } });
}
