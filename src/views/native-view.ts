/** `%%native`: the compiler, and the functions that cells may call. */
import type { MimeBundle } from "../model/output.js";
import type { NativeLibrary } from "../model/ports/native.js";
import { html } from "./html.js";
import { code, inlineCode, lead, note, panel } from "./look.js";
import { mimeBundle } from "./mime.js";
import { indent, lines } from "./text.js";

const WARNINGS = 3;

export function nativeView({
  name,
  library,
}: {
  readonly name: string;
  readonly library: NativeLibrary;
}): MimeBundle {
  const { toolchain, flags, module } = library;
  const cpu = toolchain.targetCpu === null ? "" : ` for ${toolchain.targetCpu}`;
  const sentence = `${name} is native code (${toolchain.version}, ${flags.join(" ")}${cpu}).`;
  const notes = [
    ...library.unbound.map((one) => `${one.name} cannot be called from cells: ${one.reason}.`),
    ...library.warnings
      .slice(0, WARNINGS)
      .map(({ start, message }) => `Warning at line ${start.line}, column ${start.column}: ${message}.`),
  ];
  return mimeBundle({
    text: lines(sentence, indent(module.record.type), ...notes),
    html: panel(
      lead(sentence),
      html`<pre>${code(module.record.type)}</pre>`,
      ...notes.map((text) => note(inlineCode(text))),
    ),
    data: {
      kind: "native",
      name,
      hash: module.record.hash,
      toolchain,
      flags,
      type: module.record.type,
      notes,
    },
  });
}
