/** Setup cells and a variant as one ES module, by esbuild. What it exports is told in `engine/fork/module.ts`. */
import { join } from "node:path";
import type { BuildFailure, BuildOptions } from "esbuild";
import type { BundleRequest, BundleResult, Diagnostic } from "../../model/ports/language.js";
import { placeAt } from "../service/diagnostics.js";
import { finishBundle } from "./finish.js";
import { filesBeside, localNames, NOT_TO_JOIN, unloadableFile } from "./local-files.js";
import { localImports, revisionFiles } from "./local-imports.js";
import { type Plan, planModules, type VirtualModule, virtualModules } from "./modules.js";
import { NAMESPACE } from "./names.js";
import { requireBanner, sharedOptions } from "./options.js";
import { externalPackages, nothingOutside, type Outside } from "./packages.js";
import { problemsOf } from "./problems.js";
import { virtualModulesPlugin } from "./virtual-plugin.js";

export async function bundle(request: BundleRequest): Promise<BundleResult> {
  const plan = planModules(request);
  const errors = syntaxProblems(plan);
  if (errors.length > 0) return { kind: "failed", diagnostics: errors };

  const modules = virtualModules(plan);
  try {
    const whole = await joined(request, modules, false);
    const inputs = Object.keys(whole.inputs);
    const beside = request.outside ? filesBeside(request, inputs) : [];
    const unloadable = unloadableFile(beside);
    if (unloadable !== null) return { kind: "failed", diagnostics: [problemAtImport(plan, unloadable)] };
    // The first one has found what is missing, and every file that forks will load.
    const { inputs: _, ...written } = request.outside ? await joined(request, modules, true) : whole;
    const name = localNames(request, inputs);
    return { kind: "bundled", bundle: finishBundle({ ...written, modules, beside, name }) };
  } catch (error) {
    const { errors: messages } = error as BuildFailure;
    if (!Array.isArray(messages)) throw error;
    return { kind: "failed", diagnostics: problemsOf(messages, modules, request.checkout) };
  }
}

async function joined(request: BundleRequest, modules: readonly VirtualModule[], leaveFiles: boolean) {
  const outside = nothingOutside();
  const { build } = await import("esbuild");
  const output = await build(bundleOptions(request, modules, { outside, leaveFiles }));
  const text = (extension: string) => output.outputFiles!.find(({ path }) => path.endsWith(extension))!.text;
  const js = text(".mjs").replace(/^\/\/# sourceMappingURL=.*$/m, "");
  return { js, map: text(".map"), outside, inputs: output.metafile!.inputs };
}

/** TypeScript's words are those of ordinary cells, and its places exact: esbuild is asked only what it can read. */
function syntaxProblems({ setups, variant, teardown, request }: Plan): Diagnostic[] {
  const named = [
    ...setups.map(({ cell, setup }) => ({
      cell,
      file: setup.name === "setup" ? "setup" : `setup:${setup.name}`,
    })),
    ...(teardown ? [{ cell: teardown, file: "teardown" }] : []),
    { cell: variant, file: null },
  ];
  const errors = named.flatMap(({ cell, file }) =>
    cell.analysis.diagnostics.map((each) => ({ ...each, file })),
  );
  if (errors.length > 0 || variant.analysis.lastExpression || request.variant.command) return errors;
  const end = placeAt(variant.source, variant.source.trimEnd().length);
  const message = `The cell of "${request.variant.name}" does not end in an expression; its last line must be what is measured.`;
  return [{ message, code: 0, start: end, end, file: null }];
}

/** A problem of files that the cell imports, at its first import of one. */
function problemAtImport({ variant: { analysis, source } }: Plan, message: string): Diagnostic {
  const first = analysis.imports.find(({ specifier }) => specifier.startsWith("."));
  const [start, end] = [placeAt(source, first?.start ?? 0), placeAt(source, first?.end ?? 0)];
  return { message, code: 0, start, end, file: null };
}

function bundleOptions(
  request: BundleRequest,
  modules: readonly VirtualModule[],
  { outside, leaveFiles }: { readonly outside: Outside; readonly leaveFiles: boolean },
): BuildOptions {
  const { folder, checkout } = request;
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const notebook = join(folder, "notebook.ts");
  const banner = requireBanner(
    modules.map(({ text }) => text.original),
    notebook,
  );
  return {
    ...sharedOptions(folder, notebook),
    ...(banner ? { banner } : {}),
    ...(request.outside ? { loader: NOT_TO_JOIN } : {}),
    metafile: true,
    entryPoints: [`${NAMESPACE}:entry`],
    outfile: join(folder, "bundle.mjs"),
    plugins: [
      {
        name: "benchbook",
        setup(build) {
          virtualModulesPlugin(build, byPath, folder);
          externalPackages(build, outside, localImports(request, leaveFiles));
          if (checkout) revisionFiles(build, checkout);
        },
      },
    ],
  };
}
