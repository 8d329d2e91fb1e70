/** `%%wasm`: the compiler, and what cells may call. */
import type { WasmModule } from "../model/module.js";
import type { MimeBundle } from "../model/output.js";
import { formatBytes } from "../model/units.js";
import { html } from "./html.js";
import { code, lead, note, panel } from "./look.js";
import { mimeBundle } from "./mime.js";
import { indent, lines } from "./text.js";

export function wasmView({
  module,
  functions,
  notes,
}: {
  readonly module: WasmModule;
  /** `twice(p: number, n: number): void` */
  readonly functions: readonly string[];
  readonly notes: readonly string[];
}): MimeBundle {
  const { name, toolchain, bytes, type, hash } = module;
  const calls = functions.map((one) => `${name}.${one}`).join("\n");
  const sentence = `${name} is a WebAssembly module (${toolchain.name} ${toolchain.version}, ${formatBytes(bytes)}).`;
  return mimeBundle({
    text: lines(sentence, indent(calls), ...notes),
    html: panel(lead(sentence), html`<pre>${code(calls)}</pre>`, ...notes.map((text) => note(text))),
    data: { kind: "wasm", name, hash, toolchain, bytes, type, notes: [...notes] },
  });
}
