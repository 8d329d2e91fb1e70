/** Native code in cells: source → compiler → shared library and what its functions are (port NativeCompilers). */
import { relative } from "node:path";
import type { LoadedModule } from "../model/module.js";
import type { NativeFunction, Toolchain } from "../model/native.js";
import type { NativeCompilers, NativeLibrary, NativeRequest, NativeResult } from "../model/ports/native.js";
import { usageError } from "../model/problem.js";
import { runCommand } from "../process/command.js";
import { bindingExpression, bindingType } from "./binding.js";
import { type Built, buildLibrary, SOURCE_NAME } from "./build.js";
import { readMessages } from "./compile-errors.js";
import { type DetectPorts, detectToolchain, missingSentence } from "./detect.js";
import { readPrototypes } from "./read/c.js";
import { readSignatures, type Signatures } from "./read/read.js";
import { TOOLCHAINS } from "./toolchains.js";

export function createNativeCompilers(ports: DetectPorts = here): NativeCompilers {
  const found = new Map<string, Promise<Toolchain | null>>();
  return {
    async build(request): Promise<NativeResult> {
      const { language } = request;
      const given = request.signature === null ? null : givenSignatures(request.signature);
      const toolchain = await (found.get(language) ?? remember());
      if (toolchain === null) {
        // Installed meanwhile, it is found the next time.
        found.delete(language);
        return { kind: "missing", message: missingSentence(language) };
      }
      const flags = request.flags ?? TOOLCHAINS[language].usualFlags;
      const { folder, source, signal } = request;
      const built = await buildLibrary({ folder, toolchain, source, flags, signal });
      return result({ request, given, toolchain, flags, built });

      function remember(): Promise<Toolchain | null> {
        const looking = detectToolchain(language, ports);
        found.set(language, looking);
        return looking;
      }
    },
  };
}

function result(done: {
  readonly request: NativeRequest;
  readonly given: Signatures | null;
  readonly toolchain: Toolchain;
  readonly flags: readonly string[];
  readonly built: Built;
}): NativeResult {
  const { request, given, toolchain, flags, built } = done;
  const { file, hash, cached, output, ended } = built;
  const { extension } = TOOLCHAINS[request.language];
  const { errors, warnings } = readMessages(output, `${SOURCE_NAME}.${extension}`, request.source);
  if (ended !== null && ended.kind !== "done") {
    if (errors.length > 0) return { kind: "refused", diagnostics: errors, compiler: toolchain.version };
    const why = {
      failed: ended.code === null ? "was ended by a signal" : `ended with exit code ${ended.code}`,
      "not-started": `could not be started (${ended.output})`,
      timeout: "took longer than five minutes",
      aborted: "was interrupted",
    }[ended.kind];
    return {
      kind: "failed",
      message: `The compiler of ${request.name} (${toolchain.version}) ${why}; mind what it wrote, and --flags.`,
      output: output.trimEnd().split("\n").slice(-20),
    };
  }
  // After the compiler, which words a misspelt type better.
  const signatures = given ?? requireSignatures(request);
  const library = { file, hash, cached, ...signatures, toolchain, flags, warnings };
  return { kind: "built", library: { ...library, module: moduleOf(request, library) } };
}

function moduleOf(request: NativeRequest, library: Omit<NativeLibrary, "module">): LoadedModule {
  const { name, language, source, folder, signature } = request;
  const { hash, file, flags, toolchain } = library;
  const cpu = toolchain.targetCpu === null ? [] : [`native: ${toolchain.targetCpu}`];
  return {
    record: {
      kind: "native",
      name,
      language,
      source,
      options: [...flags, ...(signature === null ? [] : [`--signature ${signature}`]), ...cpu],
      toolchain: { name: toolchain.command.join(" "), version: toolchain.version },
      hash,
      artifact: relative(folder, file),
      type: bindingType(library),
    },
    expression: bindingExpression(name, library, KOFFI),
  };
}

/** From this program's packages: the notebook's folder need not have it. */
const KOFFI = `process.getBuiltinModule("node:module").createRequire(${JSON.stringify(import.meta.url)})("koffi")`;

/** Throws a UserError where there is nothing to bind. */
function requireSignatures({ name, source, language }: NativeRequest): Signatures {
  const read = readSignatures(source, language);
  if (read.functions.length > 0) return read;
  const unread = read.unbound[0];
  throw usageError(
    unread === undefined
      ? `${name} exports no function that could be called; ${EXPORTS[language]}, or give --signature "${SAMPLE}".`
      : `${unread.name} of ${name} cannot be bound: ${unread.reason}, which is no number and no pointer to numbers; change it, or give --signature "${SAMPLE}".`,
  );
}

function givenSignatures(signature: string): Signatures {
  const { functions, unbound, unread } = readPrototypes(signature);
  if (unread[0] !== undefined) {
    throw usageError(`--signature ${unread[0]} is no prototype of C; write one such as "${SAMPLE}".`);
  }
  if (unbound[0] !== undefined) {
    throw usageError(
      `--signature: ${unbound[0].name} cannot be bound: ${unbound[0].reason}, which is no number and no pointer to numbers.`,
    );
  }
  if (functions.length === 0)
    throw usageError(`--signature is empty; write a prototype such as "${SAMPLE}".`);
  return { functions: unique(functions), unbound: [] };
}

function unique(functions: readonly NativeFunction[]): NativeFunction[] {
  return functions.filter((one, index) => functions.findIndex(({ name }) => name === one.name) === index);
}

const SAMPLE = "void scale(float* x, float by, int n)";

const EXPORTS: Readonly<Record<NativeRequest["language"], string>> = {
  c: "define one that is not static",
  cpp: 'put extern "C" before it',
  rust: 'write #[no_mangle] pub extern "C" fn',
  zig: "write export fn",
  mojo: 'write @export above def name(…) abi("C")',
};

const here: DetectPorts = {
  run: (command, args) => runCommand({ command, args, timeout: 20_000 }),
  environment: process.env,
};
