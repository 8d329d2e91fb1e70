/** The bundle's source map: places in generated code as places in the user's own cells and files. */
import { readFile } from "node:fs/promises";
import { decodedMappings, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

export interface Origin {
  /** `cell:naive`, `setup`, or a path relative to the notebook's folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** The identifier's name before the bundler renamed it. */
  readonly name: string | null;
}

export interface BundleMap {
  /** 1-based line and column of the bundle; null where nothing of the user's stands there. */
  origin(line: number, column: number): Origin | null;
  /** The first place on a line of the bundle. */
  originOfLine(line: number): Origin | null;
  /** By file, as the map carries them. */
  readonly sources: Readonly<Record<string, string>>;
  /** Names among the sources of files that lie beside the bundle (`--no-bundle`), by file URL. */
  readonly beside: Readonly<Record<string, string>>;
}

/** Null where the bundle has no readable map. */
export async function readBundleMap(bundle: string): Promise<BundleMap | null> {
  try {
    return createBundleMap(await readFile(`${bundle}.map`, "utf8"));
  } catch (error) {
    // Hand-made bundles have no map; tracebacks then keep the bundle's lines.
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

export function createBundleMap(json: string): BundleMap {
  const map = new TraceMap(json);
  const lines = decodedMappings(map);
  const origin = (line: number, column: number): Origin | null => {
    if (line < 1 || column < 1) return null;
    const found = originalPositionFor(map, { line, column: column - 1 });
    return found.source === null
      ? null
      : { file: found.source, line: found.line, column: found.column + 1, name: found.name };
  };
  return {
    origin,
    beside: besideOf(json),
    originOfLine(line) {
      const first = lines[line - 1]?.find((segment) => segment.length > 1);
      return first ? origin(line, first[0] + 1) : null;
    },
    sources: Object.fromEntries(
      map.sources.flatMap((source, index) => {
        const content = map.sourcesContent?.[index];
        return source !== null && typeof content === "string" ? [[source, content]] : [];
      }),
    ),
  };
}

function besideOf(json: string): Readonly<Record<string, string>> {
  const { x_files: files } = JSON.parse(json) as { readonly x_files?: Readonly<Record<string, string>> };
  return files ?? {};
}
