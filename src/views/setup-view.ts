/** `%%setup`: the inputs that every variant works on. */
import type { MimeBundle } from "../model/output.js";
import type { ParameterValue } from "../model/workload.js";
import { html } from "./html.js";
import { code, lead, note, panel, table } from "./look.js";
import { mimeBundle } from "./mime.js";
import { indent, lines, textTable } from "./text.js";

export function setupView(input: {
  readonly name: string;
  /** Every value of every parameter, or one value each. */
  readonly parameters: Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>;
  /** What the setup declared, in words: `{ A: "Float32Array(65536), 256 KiB" }`. */
  readonly sizes: Readonly<Record<string, string>>;
  readonly note: string | null;
  /** Which variants were measured on other inputs; null: none. */
  readonly stale: string | null;
}): MimeBundle {
  const { name, parameters, sizes } = input;
  const title = `Workload ${name === "setup" ? "" : `${name} `}is ready: ${parameterList(parameters)}`;
  const rows = Object.entries(sizes);
  return mimeBundle({
    text: lines(
      title,
      rows.length > 0 && indent(textTable({ head: ["name", "value"], rows })),
      input.note,
      input.stale,
    ),
    html: panel(
      lead(title),
      rows.length > 0 &&
        table(
          [{ title: "name" }, { title: "value" }],
          rows.map(([key, size]) => [code(key), html`${size}`]),
        ),
      input.note !== null && note(input.note),
      input.stale !== null && note(input.stale),
    ),
    data: { kind: "setup", name, parameters, sizes, note: input.note },
  });
}

function parameterList(
  parameters: Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>,
): string {
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? value.join(",") : String(value)}`,
  );
  return pairs.length === 0 ? "no parameters" : pairs.join(" ");
}
