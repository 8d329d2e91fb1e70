/**
 * Node finds the named exports of a CommonJS package by reading its text, and misses some; the import of a missed name
 * would stop the whole module. Here every named import of such a package is taken from its `module.exports`.
 *
 *     import { add as plus } from "file:///…/index.js";
 *     import commonJs1 from "file:///…/index.js"; const { add: plus } = commonJs1;
 */
import type { Edit } from "./edited-text.js";

/** As esbuild writes an import with names; over several lines where it is long. */
const NAMED_IMPORT = /^import (?:([\w$]+), )?\{([^}]*)\} from "([^"\n]+)";$/gm;

export function namedImportsOfCommonJs(js: string, urls: ReadonlySet<string>): Edit[] {
  let count = 0;
  return [...js.matchAll(NAMED_IMPORT)].flatMap((match): Edit[] => {
    const [whole, given, list, url] = match as unknown as [string, string | undefined, string, string];
    if (!urls.has(url)) return [];
    const name = given ?? unused(js, () => `commonJs${++count}`);
    const pattern = list
      .split(",")
      .map((item) => item.trim().replace(/\s+as\s+/, ": "))
      .filter((item) => item !== "");
    // The text keeps its lines, as the map counts them.
    const lines = "\n".repeat(whole.split("\n").length - 1);
    const text = `import ${name} from "${url}"; const { ${pattern.join(", ")} } = ${name};${lines}`;
    return [{ start: match.index, end: match.index + whole.length, text }];
  });
}

function unused(js: string, next: () => string): string {
  for (;;) {
    const name = next();
    if (!js.includes(name)) return name;
  }
}
