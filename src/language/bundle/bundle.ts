/** Setup cells and a variant as one ES module, by esbuild. What it exports is told in `engine/fork/module.ts`. */
import { join } from "node:path";
import type { BuildFailure, BuildOptions } from "esbuild";
import type { BundleRequest, BundleResult, Diagnostic } from "../../model/ports/language.js";
import { placeAt } from "../service/diagnostics.js";
import { finishBundle } from "./finish.js";
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
  const outside = nothingOutside();
  const { build } = await import("esbuild");
  try {
    const output = await build(bundleOptions(request.folder, modules, outside));
    const text = (extension: string) =>
      output.outputFiles!.find(({ path }) => path.endsWith(extension))!.text;
    const js = text(".mjs").replace(/^\/\/# sourceMappingURL=.*$/m, "");
    return { kind: "bundled", bundle: finishBundle({ js, map: text(".map"), modules, outside }) };
  } catch (error) {
    const { errors: messages } = error as BuildFailure;
    if (!Array.isArray(messages)) throw error;
    return { kind: "failed", diagnostics: problemsOf(messages, modules) };
  }
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

function bundleOptions(folder: string, modules: readonly VirtualModule[], outside: Outside): BuildOptions {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const notebook = join(folder, "notebook.ts");
  const banner = requireBanner(
    modules.map(({ text }) => text.original),
    notebook,
  );
  return {
    ...sharedOptions(folder, notebook),
    ...(banner ? { banner } : {}),
    entryPoints: [`${NAMESPACE}:entry`],
    outfile: join(folder, "bundle.mjs"),
    plugins: [
      {
        name: "benchbook",
        setup(build) {
          virtualModulesPlugin(build, byPath, folder);
          externalPackages(build, outside);
        },
      },
    ],
  };
}
