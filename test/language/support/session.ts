/** The smallest session that keeps the calling convention: cells run one after the other in one context of their own. */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import * as vm from "node:vm";
import { bundleModule } from "../../../src/language/bundle-module.js";
import { pickExports, type SessionFunction, sessionFunction } from "../../../src/language/session-code.js";
import type { Converted, Language } from "../../../src/model/ports/language.js";

export interface TestSession {
  /** Converts and runs a cell; answers its last value. Throws what the cell throws. */
  run(source: string): Promise<unknown>;
  /** The messages of a cell that must not convert. */
  complaints(source: string): Promise<string[]>;
  readonly last: () => Converted;
}

export function createTestSession(language: Language, folder: string): TestSession {
  const context = vm.createContext({ console, fetch, URL, setTimeout });
  const require = createRequire(join(folder, "cell.cjs"));
  let declarations = "";
  let last: Converted;

  async function convert(source: string): Promise<Converted> {
    last = await language.convert({ context: declarations, source, fileName: "cell" });
    return last;
  }

  return {
    async run(source) {
      const { code, diagnostics, declarations: next } = await convert(source);
      if (!code) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
      declarations = next;
      const script = new vm.Script(sessionFunction(code.js), { filename: "cell" });
      const call = script.runInContext(context) as SessionFunction;
      const global = vm.runInContext("globalThis", context) as object;
      const filename = join(folder, "cell");
      const meta = { url: pathToFileURL(filename).href, dirname: folder, filename };
      const outcome = await call(global, require, load, meta, filename, folder);
      // Cells run in a realm of their own, whose arrays are not this one's.
      return types.isPromise(outcome?.value) ? "a promise" : structuredClone(outcome?.value);
    },
    complaints: async (source) => (await convert(source)).diagnostics.map(({ message }) => message),
    last: () => last,
  };

  async function load(specifier: string, names?: readonly string[]): Promise<object> {
    const namespace = (await import(await urlOf(specifier))) as object;
    return names ? pickExports(namespace, specifier, names) : namespace;
  }

  async function urlOf(specifier: string): Promise<string> {
    if (specifier.startsWith(".")) {
      const { js } = await bundleModule(resolve(folder, specifier), folder);
      return `data:text/javascript,${encodeURIComponent(js)}`;
    }
    if (specifier.startsWith("node:")) return specifier;
    return pathToFileURL(
      join(folder, "node_modules", specifier, specifier === "modern" ? "main.js" : "index.js"),
    ).href;
  }
}
