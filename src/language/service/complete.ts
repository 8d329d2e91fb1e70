/** What may stand at the cursor. */
import type { Completion } from "../../model/ports/language.js";
import { completeSpecifier } from "./complete-specifier.js";
import type { CellConverter } from "./converter.js";

export interface CursorRequest {
  readonly context: string;
  readonly source: string;
  readonly cursor: number;
}

export function complete(converter: CellConverter, request: CursorRequest): Completion {
  const cursor = Math.min(Math.max(request.cursor, 0), request.source.length);
  const specifier = completeSpecifier(request.source, cursor, process.cwd());
  if (specifier) return specifier;
  converter.refresh();
  const found = converter.complete(request.context, request.source, cursor);
  const kinds = new Map(found.original?.entries.map((entry) => [entry.name, entry.kind as string]));
  return {
    start: found.start,
    end: found.end,
    matches: found.candidates
      .filter((text) => !/^__(tslab|prev|benchbook)__$/.test(text))
      .map((text) => ({ text, type: typeOf(kinds.get(text)) })),
  };
}

/** TypeScript's kinds in the words that Jupyter's completers have icons for. */
const TYPES: Readonly<Record<string, string>> = {
  var: "variable",
  let: "variable",
  const: "variable",
  "local var": "variable",
  parameter: "variable",
  alias: "variable",
  function: "function",
  "local function": "function",
  method: "method",
  construct: "method",
  call: "method",
  property: "property",
  getter: "property",
  setter: "property",
  accessor: "property",
  "enum member": "property",
  class: "class",
  "local class": "class",
  interface: "interface",
  type: "type",
  "type parameter": "type",
  "primitive type": "type",
  enum: "enum",
  module: "module",
  "external module name": "module",
  script: "module",
  directory: "module",
  keyword: "keyword",
  string: "string",
};

function typeOf(kind: string | undefined): string {
  return (kind === undefined ? undefined : TYPES[kind]) ?? "variable";
}
