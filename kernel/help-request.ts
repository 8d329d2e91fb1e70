/** `name?`, `?name` and `name??` as a whole cell: help in the frontend's pager, as in IPython. No TypeScript looks so. */
import type { Runtime } from "../src/model/ports/runtime.js";

export interface HelpRequest {
  readonly name: string;
  /** 1: with its source, where that is known. */
  readonly detail: 0 | 1;
}

/** Null for every other cell. */
export function helpRequest(code: string): HelpRequest | null {
  const [, before = "", name = "", after = ""] = ASKED.exec(code.trim()) ?? [];
  if ((before === "") === (after === "")) return null;
  return { name, detail: (before || after) === "??" ? 1 : 0 };
}

const ASKED = /^(\?{0,2})\s*(%{0,2}[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*)\s*(\?{0,2});?$/u;

/** The pager's payload, or null where nothing is known of the name. */
export async function helpPayload(
  { name, detail }: HelpRequest,
  runtime: Runtime,
): Promise<Readonly<Record<string, unknown>> | null> {
  const found = await runtime.inspect(name, name.length, detail);
  if (found === null) return null;
  return { source: "page", start: 0, data: { "text/plain": found.text, "text/markdown": found.markdown } };
}
