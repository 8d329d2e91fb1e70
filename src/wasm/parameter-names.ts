/** Names of parameters from the cell's text: compilers keep those of functions, and not those of their parameters. */
import type { WasmInterface } from "./read.js";

/** Where the text has as many names as the function has parameters, they take the place of `p0`, `p1`. */
export function withParameterNames(
  functions: WasmInterface["functions"],
  { source, language }: { readonly source: string; readonly language: string },
): WasmInterface["functions"] {
  return functions.map((one) => {
    const names = namesIn(source, language, one.name);
    if (names.length !== one.parameters.length || names.some((name) => name === "")) return one;
    const parameters = one.parameters.map((parameter, at) => ({ ...parameter, name: names[at] ?? "" }));
    return { ...one, parameters };
  });
}

function namesIn(source: string, language: string, name: string): readonly string[] {
  if (!/^\w+$/.test(name)) return [];
  const head = language === "assemblyscript" ? `export function ${name}` : `\\b${name}`;
  const end = language === "assemblyscript" ? "\\)\\s*:" : "\\)\\s*\\{";
  const list = new RegExp(`${head}\\s*\\(([^()]*)${end}`).exec(source)?.[1] ?? "";
  // `p: usize` of AssemblyScript, `const float *p` of C.
  const each = language === "assemblyscript" ? /^(\w+)\s*:/ : /(\w+)(?:\[\])?$/;
  return list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "void")
    .map((part) => each.exec(part)?.[1] ?? "");
}
