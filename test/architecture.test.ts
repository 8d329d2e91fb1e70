/** The architecture as rules over the sources' imports (src/README.md has the map). Each breach says how to mend it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = projectRoot();

/** Folder of src/ → folders it may import. Everything points down, to the vocabulary. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  stats: ["model"],
  charts: ["model", "stats"],
  views: ["model", "stats", "charts"],
  cells: ["model"],
  process: ["model"],
  threads: [],
  engine: ["model", "stats", "process", "threads"],
  store: ["model", "process"],
  language: ["model", "process"],
  native: ["model", "process"],
  wasm: ["model", "process"],
  // A cell's relative imports are bundled as a variant's are.
  session: ["model", "stats", "process", "language", "threads"],
  remote: ["model"],
  magics: ["model", "stats", "charts", "views", "cells"],
  runtime: [
    "model",
    "stats",
    "charts",
    "views",
    "cells",
    "process",
    "engine",
    "store",
    "language",
    "native",
    "wasm",
    "session",
    "remote",
    "magics",
  ],
  cli: ["model", "views", "cells", "magics", "process", "store", "runtime", "remote"],
};

/** Types and conventions that two processes share: both sides may import them, and they import the model only. */
const CONTRACTS = ["src/engine/fork/module.ts", "src/language/session-code.ts"];

/** Package or module → the files or folders that may import it. */
const ONLY_IN: readonly { readonly specifier: RegExp; readonly where: RegExp; readonly mend: string }[] = [
  {
    specifier: /^(node:)?child_process$/,
    where: /^src\/process\//,
    mend: "start processes through src/process: it limits them, kills them, and makes their end a value",
  },
  {
    specifier: /^zeromq(\/|$)/,
    where: /^kernel\/(sockets|heartbeat)\.ts$/,
    mend: "send and receive through kernel/sockets.ts: it queues, as a socket takes one send at a time",
  },
  {
    specifier: /^tslab(\/|$)/,
    where: /^src\/language\//,
    mend: "ask the language service (port Language): tslab starts slowly and lives in a process of its own",
  },
  {
    specifier: /^tinybench(\/|$)/,
    where: /^src\/engine\/fork\//,
    mend: "measure through the port Engine: code is timed in forks only",
  },
  {
    specifier: /^@jupyterlab\/services(\/|$)/,
    where: /^(src\/remote|kernel)\//,
    mend: "talk to Jupyter servers through src/remote",
  },
];

const PURE = ["model", "stats", "charts", "views", "cells"];

/** Runs in pages, where the clock drives what moves. */
const IN_PAGES = ["src/views/flamegraph/widget.ts"];

const IMPURE: readonly { readonly pattern: RegExp; readonly mend: string }[] = [
  {
    pattern:
      /\b(from|import)\s*\(?\s*"(node:)?(fs|fs\/promises|child_process|os|net|http|https|worker_threads|process)"/,
    mend: "take what it reads as an argument, or move it to an edge (store, process) behind a port",
  },
  {
    pattern: /\bDate\.now\(|\bnew Date\(\)/,
    mend: "take the time as an argument, so that a test can name it",
  },
  { pattern: /\bperformance\.now\(/, mend: "take the time as an argument, so that a test can name it" },
  {
    pattern: /\bMath\.random\(/,
    mend: "take a seeded random (stats/random.ts) as an argument, so that results repeat",
  },
];

interface Source {
  /** With slashes, from the project's root: `src/stats/verdict.ts`. */
  readonly file: string;
  /** Without its comments. */
  readonly text: string;
  readonly imports: readonly string[];
}

const sources = [...filesIn("src"), ...filesIn("kernel")].map(readSource);

test("folders of src import only what lies below them", () => {
  const breaches = sources.flatMap(({ file, imports }) => {
    const own = folderOf(file);
    if (own === null) return [];
    return imports.flatMap((specifier) => {
      const target = resolved(file, specifier);
      const other = target === null || CONTRACTS.includes(target) ? null : folderOf(target);
      if (other === null || other === own || MAY_IMPORT[own]?.includes(other)) return [];
      const allowed = MAY_IMPORT[own]?.join(", ") || "nothing of src";
      return [
        `${file} imports ${specifier}: src/${own} may import ${allowed}. Put the shared type into src/model, or hand the thing in as a port.`,
      ];
    });
  });
  assertNone(breaches);
});

test("every folder of src has its place in the order", () => {
  const folders = [...new Set(sources.map(({ file }) => folderOf(file)).filter((folder) => folder !== null))];
  const unknown = folders.filter((folder) => !(folder in MAY_IMPORT));
  assertNone(
    unknown.map(
      (folder) =>
        `src/${folder} is new: say in test/architecture.test.ts and src/README.md what it may import.`,
    ),
  );
});

test("contracts between folders import the model only", () => {
  const breaches = sources
    .filter(({ file }) => CONTRACTS.includes(file))
    .flatMap(({ file, imports }) =>
      imports
        .filter((specifier) => folderOf(resolved(file, specifier) ?? "") !== "model")
        .map(
          (specifier) => `${file} imports ${specifier}: two folders share it, so move that part elsewhere.`,
        ),
    );
  assertNone(breaches);
});

test("src never imports kernel", () => {
  const breaches = sources
    .filter(({ file }) => file.startsWith("src/"))
    .flatMap(({ file, imports }) =>
      imports
        .filter((specifier) => resolved(file, specifier)?.startsWith("kernel/"))
        .map(
          (specifier) =>
            `${file} imports ${specifier}: what src needs must not exist because of Jupyter; move it into src, or hand it in from benchbook.ts.`,
        ),
    );
  assertNone(breaches);
});

test("each outside package has its one place", () => {
  const breaches = sources.flatMap(({ file, imports }) =>
    ONLY_IN.flatMap(({ specifier, where, mend }) =>
      imports.some((one) => specifier.test(one)) && !where.test(file)
        ? [`${file} imports ${specifier.source}: ${mend}.`]
        : [],
    ),
  );
  assertNone(breaches);
});

test("the pure folders read no clock, no chance and no files", () => {
  const breaches = sources
    .filter(({ file }) => PURE.includes(folderOf(file) ?? "") && !IN_PAGES.includes(file))
    .flatMap(({ file, text }) =>
      IMPURE.filter(({ pattern }) => pattern.test(text)).map(
        ({ pattern, mend }) => `${file} has ${pattern.exec(text)?.[0]}: ${mend}.`,
      ),
    );
  assertNone(breaches);
});

test("files stay small enough to read", () => {
  const long = sources
    .map(({ file }) => ({ file, lines: readFileSync(join(ROOT, file), "utf8").split("\n").length }))
    .filter(({ lines }) => lines > 350);
  assertNone(long.map(({ file, lines }) => `${file} has ${lines} lines: split it by idea, one per file.`));
});

function readSource(file: string): Source {
  const text = readFileSync(join(ROOT, file), "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
  const statements = text.matchAll(/^\s*(?:import|(?:import|export)\b[^;"'`=]*?\bfrom)\s*"([^"\n]+)"/gm);
  const dynamic = text.matchAll(/\bimport\(\s*"([^"\n]+)"/g);
  return { file, text, imports: [...statements, ...dynamic].map((match) => match[1]!) };
}

/** `src/stats/verdict.ts` → stats; null outside src. */
function folderOf(file: string): string | null {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? null;
}

/** A relative import as a source from the project's root; null for a package. */
function resolved(file: string, specifier: string): string | null {
  return specifier.startsWith(".")
    ? posix.join(posix.dirname(file), specifier).replace(/\.js$/, ".ts")
    : null;
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) =>
      relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join("/"),
    )
    .sort();
}

function assertNone(breaches: readonly string[]): void {
  assert.equal(breaches.length, 0, `\n  ${breaches.join("\n  ")}\n`);
}

/** From dist/test/ or from test/. */
function projectRoot(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.includes(`${sep}dist${sep}`) ? join(here, "..", "..") : join(here, "..");
}
