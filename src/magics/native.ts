/** %%native: a cell compiled to a shared library, whose functions setups, variants and cells call by its name. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { NATIVE_LANGUAGES } from "../model/native.js";
import { UserError, usageError } from "../model/problem.js";
import { nativeView } from "../views/native-view.js";
import { makeVisible, requireFreeName } from "./compiled.js";
import { diagnosticsError } from "./diagnostics.js";
import { leaveOutModule } from "./left-out.js";
import { defineMagic } from "./magic.js";

export const nativeMagic = defineMagic({
  spec: magicSpec({
    name: "native",
    summary: "Compiles the cell to machine code whose functions setups, variants and cells call by its name",
    forms: ["cell"],
    positionals: { name: positional.name({ help: "Name of the module in TypeScript" }) },
    options: {
      lang: option.choice(NATIVE_LANGUAGES, { help: "Language of the cell", default: "c" }),
      flags: option.text({
        help: 'In place of the usual flags (-O3 -march=native and alike), such as "-O3 -march=native -fopenmp"',
        placeholder: '"FLAGS"',
      }),
      signature: option.text({
        help: "C prototypes of the functions to call, where they cannot be read from the cell",
        placeholder: '"void scale(float* x, float by, int n)"',
      }),
    },
    examples: [
      "%%native kernel",
      "%%native kernel --lang rust",
      '%%native kernel --flags "-O3 -march=native -ffast-math"',
      '%%native kernel --signature "void scale(float* x, float by, int n)"',
    ],
    details:
      "Exported functions become `NAME.function(…)`. A pointer takes the typed array of its type (`float *` a Float32Array), as an address and without a copy; lengths are not checked, so an index beyond the end may end the process with SIGSEGV. A call costs about 50 ns. In threads: `await workers(2, fn, { NAME, x })`, where fn takes NAME from `thread.shared`.",
  }),
  async run({ arguments: { options, positionals }, body, fileName }, context) {
    const { name } = positionals;
    const source = body ?? "";
    requireFreeName(name, "native", context);
    if (source.trim() === "") {
      throw usageError(`%%native ${name} has no text to compile; write it below the magic's line.`);
    }
    const result = await context.native.build({
      folder: context.store.folder,
      name,
      source,
      language: options.lang,
      flags: options.flags === undefined ? null : options.flags.split(/\s+/).filter((flag) => flag !== ""),
      signature: options.signature ?? null,
      signal: context.signal,
    });
    if (result.kind === "missing") return leaveOutModule(name, result.message, context);
    if (result.kind === "refused") throw diagnosticsError(result.diagnostics, source, fileName);
    if (result.kind === "failed") {
      throw new UserError({ name: "CompileError", message: result.message, detail: [...result.output] });
    }
    const { library } = result;
    await makeVisible(library.module, context);
    context.show(nativeView({ name, library }));
  },
});
