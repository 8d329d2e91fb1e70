/** %%wasm: a cell compiled to WebAssembly, which setups, variants and cells use by its name. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { WASM_FEATURES, WASM_LANGUAGES } from "../model/ports/wasm.js";
import { UserError, usageError } from "../model/problem.js";
import { wasmView } from "../views/wasm-view.js";
import { makeVisible, requireFreeName } from "./compiled.js";
import { diagnosticsError } from "./diagnostics.js";
import { leaveOutModule } from "./left-out.js";
import { defineMagic } from "./magic.js";

export const wasmMagic = defineMagic({
  spec: magicSpec({
    name: "wasm",
    summary: "Compiles the cell to WebAssembly that setups, variants and cells use by its name",
    forms: ["cell"],
    body: "optional",
    positionals: { name: positional.name({ help: "Name of the module in TypeScript" }) },
    options: {
      lang: option.choice(WASM_LANGUAGES, { help: "Language of the cell", default: "assemblyscript" }),
      file: option.text({ help: "Use this compiled module in place of a cell's text", placeholder: "PATH" }),
      enable: option.choices(WASM_FEATURES, { help: "Features beyond simd, which is always on" }),
      memory: option.integer({ help: "MiB that alloc can give out", minimum: 1, default: 256 }),
    },
    examples: ["%%wasm kernel", "%%wasm kernel --lang c", "%%wasm kernel --file kernel.wasm"],
    details:
      "Exported functions become `NAME.function(…)`. `NAME.alloc.float32(n)` is a typed array in the module's memory; pass its `byteOffset` where a function takes a pointer. `NAME.alloc.reset()` gives all back.",
  }),
  async run({ arguments: { options, positionals }, body, fileName }, context) {
    const { name } = positionals;
    const file = options.file ?? null;
    const source = body ?? "";
    requireFreeName(name, "wasm", context);
    if (file === null && source.trim() === "") {
      throw usageError(
        `%%wasm ${name} has no text to compile; write it below the magic's line, or give --file.`,
      );
    }
    if (file !== null && source.trim() !== "") {
      throw usageError(`%%wasm ${name} has a text and --file ${file}; take one of the two away.`);
    }
    if (options.memory > 3072) {
      throw usageError(
        `--memory takes at most 3072 MiB, as a module has 4 GiB in all; got ${options.memory}.`,
      );
    }
    const result = await context.wasm.build({
      folder: context.store.folder,
      ...{ name, source, file, language: options.lang, enable: options.enable ?? [] },
      reserve: options.memory * 2 ** 20,
    });
    if (result.kind === "missing") return leaveOutModule(name, result.message, context);
    if (result.kind === "refused") throw diagnosticsError(result.diagnostics, source, fileName);
    if (result.kind === "failed") {
      throw new UserError({ name: "CompileError", message: result.message, detail: [...result.output] });
    }
    const { record } = result.module;
    await makeVisible(result.module, context);
    if (record.kind === "wasm") context.show(wasmView({ ...result, module: record }));
  },
});
