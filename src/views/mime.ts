/** One result as one mime bundle (design, section 5). */
import type { MimeBundle } from "../model/output.js";
import type { Html } from "./html.js";

export const DATA_TYPE = "application/vnd.benchbook.v1+json";
export const PLOTLY_TYPE = "application/vnd.plotly.v1+json";

export function mimeBundle(parts: {
  readonly text: string;
  readonly html: Html;
  /** Plain data with a `kind` that names the view. */
  readonly data: { readonly kind: string; readonly [name: string]: unknown };
  readonly figure?: object | null;
}): MimeBundle {
  return {
    "text/plain": parts.text,
    "text/html": parts.html.html,
    [DATA_TYPE]: parts.data,
    ...(parts.figure ? { [PLOTLY_TYPE]: parts.figure } : {}),
  };
}
