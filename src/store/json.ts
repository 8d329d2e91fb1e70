/** JSON that diffs well: what fits on one line stands on one line, so that one fork is one line of a diff. */

const WIDTH = 110;
const INDENT = "  ";

/**
 * Pretty JSON with a newline at its end. Infinity is written as `1e999`, which JSON allows and every
 * reader takes for Infinity; NaN becomes null.
 *
 *     "parameters": { "n": 512, "seed": 1 },
 *     "forks": [
 *       { "estimate": 530000000, "prepare": 1000000, "batch": 1 },
 */
export function prettyJson(value: unknown): string {
  return `${pretty(value, "", 0)}\n`;
}

/** `used` is what stands on the line before the value: its key. */
function pretty(value: unknown, indent: string, used: number): string {
  const line = inline(value);
  if (!isContainer(value) || indent.length + used + line.length <= WIDTH) return line;
  const inner = indent + INDENT;
  const parts = Array.isArray(value)
    ? value.map((item) => inner + pretty(item, inner, 0))
    : entriesOf(value).map(([key, item]) => {
        const label = `${JSON.stringify(key)}: `;
        return inner + label + pretty(item, inner, label.length);
      });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isContainer(value)) return scalar(value);
  const parts = entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function scalar(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return "1e999";
  if (value === Number.NEGATIVE_INFINITY) return "-1e999";
  return JSON.stringify(value) ?? "null";
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
