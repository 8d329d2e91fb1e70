/** TypeScript to JavaScript without a type check; every line stays where it was. */
import { UserError } from "../model/problem.js";

export async function transpile(source: string): Promise<string> {
  const { transform } = await import("esbuild");
  try {
    const { code } = await transform(source, {
      loader: "ts",
      target: `node${process.versions.node}`,
      logLevel: "silent",
    });
    return code;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError({ name: "SyntaxError", message: `The cell is no TypeScript: ${message}` }, { cause });
  }
}
