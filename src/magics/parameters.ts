/** %parameters: values that override those of %%setup, as `benchbook run -p n=1024` and papermill inject them. */
import { magicSpec } from "../cells/spec.js";
import { usageError } from "../model/problem.js";
import type { ParameterValue } from "../model/workload.js";
import { noteView } from "../views/note-view.js";
import { defineMagic } from "./magic.js";

export const parametersMagic = defineMagic({
  spec: magicSpec({
    name: "parameters",
    summary: "Overrides parameters of the %%setup cells that follow",
    forms: ["line"],
    assignments: "parameters",
    examples: ["%parameters n=1024 seed=7"],
  }),
  async run({ arguments: { assignments } }, { state, show }) {
    const given: Record<string, ParameterValue> = {};
    for (const [name, values] of Object.entries(assignments)) {
      const [value, ...others] = values;
      if (value === undefined || others.length > 0) {
        throw usageError(
          `%parameters takes one value for ${name}, got ${values.join(",")}; a sweep stands in %%setup.`,
        );
      }
      given[name] = value;
    }
    state.overrides = { ...state.overrides, ...given };
    const later = [...state.ranSetups].filter((name) => {
      const setup = state.record?.workload.setups.find((one) => one.name === name);
      return Object.keys(setup?.parameters ?? {}).some((parameter) => parameter in given);
    });
    const texts = Object.entries(given).map(([name, value]) => `${name} = ${value}`);
    const again =
      later.length === 0 ? "" : ` Run ${later.map((name) => `%%setup ${name}`).join(", ")} again to use it.`;
    show(
      noteView({ kind: "parameters", sentence: `Parameters: ${texts.join(", ") || "none given"}.${again}` }),
    );
  },
});
