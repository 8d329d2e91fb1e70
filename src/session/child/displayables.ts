/** `html`, `md`, `svg`, `png`: texts and bytes as values that show themselves richly. */
import type { MimeBundle } from "../../model/output.js";
import * as own from "./own.js";

export const DISPLAY = own.Symbol.for("Jupyter.display");

export interface Displayable {
  readonly [DISPLAY]: () => MimeBundle;
}

type Text = string | TemplateStringsArray;

/** `html("<b>x</b>")` or, as a template, `` html`<b>${x}</b>` ``; what is put in is not escaped. */
export const html = (text: Text, ...values: readonly unknown[]): Displayable =>
  displayable((source) => ({ "text/html": source, "text/plain": withoutTags(source) }), text, values);

export const md = (text: Text, ...values: readonly unknown[]): Displayable =>
  displayable((source) => ({ "text/markdown": source, "text/plain": source }), text, values);

export const svg = (text: Text, ...values: readonly unknown[]): Displayable =>
  displayable((source) => ({ "image/svg+xml": source, "text/plain": "<svg>" }), text, values);

/** A picture from its bytes. */
export function png(bytes: Uint8Array | ArrayBuffer): Displayable {
  const data = own.Buffer.from(bytes as Uint8Array);
  return {
    [DISPLAY]: () => ({
      "image/png": data.toString("base64"),
      "text/plain": `<png, ${data.length} bytes>`,
    }),
  };
}

function displayable(
  toBundle: (source: string) => MimeBundle,
  text: Text,
  values: readonly unknown[],
): Displayable {
  const source = typeof text === "string" ? text : own.String.raw({ raw: text }, ...values);
  return { [DISPLAY]: () => toBundle(own.String(source)) };
}

/** For a terminal or a log: roughly what a reader of the page would read. */
function withoutTags(text: string): string {
  const plain = text
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<\/?(?:p|div|tr|li|br|h[1-6]|table|ul|ol|pre)\b[^>]*>/gi, "\n")
    .replace(/<\/(?:td|th)>/gi, "\t")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/[ \t]*\n\s*/g, "\n")
    .trim();
  return plain === "" ? `<html, ${text.length} characters>` : plain;
}
