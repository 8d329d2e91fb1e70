/** `%name` or `%%name`: whether a magic may stand as it does, with the body that it has. */
import { type UserError, usageError } from "../model/problem.js";
import { excerpt } from "./excerpt.js";
import type { Magic } from "./segment.js";
import type { MagicSpec } from "./spec.js";
import { spelled } from "./written.js";

/** Throws a UserError where the magic wants another form, or its body is missing or too much. */
export function checkForm(spec: MagicSpec, magic: Magic): void {
  const name = spelled(magic.name, magic.kind === "cell-magic");
  const body = magic.kind === "cell-magic" && magic.body.trim() !== "";
  if (magic.kind === "line-magic" && !spec.forms.includes("line")) {
    throw problem(magic, `${name} works on a whole cell: write %${name} as its first line`);
  }
  if (magic.kind === "line-magic") return;
  if (!spec.forms.includes("cell")) {
    throw problem(
      magic,
      `${name} has no cell form: write ${name.slice(1)}${body ? " in a cell of its own" : ""}`,
    );
  }
  if (spec.body === "required" && !body)
    throw problem(magic, `${name} needs code below it in its cell, got none`);
  if (spec.body === "none" && body)
    throw problem(magic, `${name} takes no code: move the code into a cell of its own`);
}

function problem(magic: Magic, message: string): UserError {
  const percents = magic.kind === "cell-magic" ? 2 : 1;
  const first = magic.pieces[0]!;
  const column = first.source.indexOf("%") + 1;
  const length = percents + magic.name.length;
  return usageError(message, excerpt({ line: magic.line, column, length, source: first.source }));
}
