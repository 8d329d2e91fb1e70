/** Bundles written by hand, as `language/bundle` makes them: one ES module with its map, of which every line is the cell's. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { transformSync } from "esbuild";
import type { Side } from "../../src/model/ports/engine.js";

export interface HandBundle {
  /** `%%setup`; the parameter `n` is there. */
  readonly setup?: string;
  /** Statements before the measured expression. */
  readonly prepare?: string;
  /** The measured expression; with an `await`, asynchronous. */
  readonly measured: string;
  readonly result?: string;
  readonly perCall?: string;
  readonly teardown?: string;
}

export interface Workshop {
  readonly folder: string;
  side(name: string, bundle: HandBundle, nodeFlags?: readonly string[]): Side;
}

/** A folder that is there for the tests of one file. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "benchbook-engine-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    side(name, bundle, nodeFlags = []) {
      const file = join(folder, `${name}.mjs`);
      const { code, map } = transformSync(moduleText(bundle), {
        sourcefile: `cell:${name}`,
        sourcemap: "external",
        format: "esm",
        loader: "ts",
      });
      writeFileSync(file, code);
      writeFileSync(`${file}.map`, map);
      return { name, bundle: file, nodeFlags, env: {} };
    },
  };
}

function moduleText(bundle: HandBundle): string {
  const { setup = "", prepare = "", measured, result, perCall, teardown } = bundle;
  const asynchronous = /\bawait\b/.test(measured);
  const [prefix, waiting] = asynchronous ? ["async ", "await "] : ["", ""];
  return `const { parameters: { n }, mark } = globalThis.__benchbook;
${setup}
mark("setup");
${prepare}
mark("prepare");
const sink = (globalThis.__benchbookSink = { value: undefined });
export const asynchronous = ${asynchronous};
export const measured = ${prefix}() => (${measured});
export const loop = ${prefix}(count) => { for (let i = 0; i < count; i++) sink.value = ${waiting}measured(); return sink.value; };
export const control = ${prefix}(count) => { const value = sink.value ?? 0; for (let i = 0; i < count; i++) sink.value = value; return sink.value; };
export const result = ${result ? `() => ${result}` : "null"};
export const perCall = ${perCall ? `() => { ${perCall} }` : "null"};
export const teardown = ${teardown ? `async () => { ${teardown} }` : "null"};
`;
}
