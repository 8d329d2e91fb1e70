/** %%teardown: closes what setup opened, at the end of every fork. */
import { magicSpec } from "../cells/spec.js";
import { noteView } from "../views/note-view.js";
import { diagnosticsError } from "./diagnostics.js";
import { defineMagic } from "./magic.js";

export const teardownMagic = defineMagic({
  spec: magicSpec({
    name: "teardown",
    summary: "Closes what %%setup opened; runs at the end of every fork",
    forms: ["cell"],
    examples: ["%%teardown"],
  }),
  async run({ body, fileName }, context) {
    const { state } = context;
    state.require();
    const source = body ?? "";
    const converted = await context.language.convert({ context: state.setupDeclarations, source, fileName });
    if (converted.diagnostics.length > 0) throw diagnosticsError(converted.diagnostics, source, fileName);
    await state.change((record) => ({ ...record, workload: { ...record.workload, teardown: source } }));
    context.show(
      noteView({ kind: "teardown", sentence: "Teardown kept: it runs at the end of every fork." }),
    );
  },
});
