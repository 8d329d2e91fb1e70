/** %case: states the requirement, takes up the record of an earlier session, or shows where the case stands. */
import { option } from "../cells/option.js";
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import { parseTarget } from "../cells/target.js";
import type { Case, Target } from "../model/case.js";
import { slugOf } from "../model/slug.js";
import { caseView, nextStep } from "../views/index.js";
import { withElsewhere } from "./elsewhere.js";
import { defineMagic, type MagicContext } from "./magic.js";
import { emptyCase } from "./state.js";

export const caseMagic = defineMagic({
  spec: magicSpec({
    name: "case",
    summary: "States the requirement of this case study; without a title, shows its state and the next step",
    forms: ["line"],
    positionals: {
      title: positional.text({ help: "Title of the case study", required: false, placeholder: "TITLE" }),
    },
    options: {
      id: option.text({
        help: "Name of the record's folder; by default made from the title",
        placeholder: "ID",
      }),
      target: option.repeatedText({
        help: "What must be reached, such as 'time <= 50 ms', 'speedup >= 10' or 'flops >= 3 GFLOPS'",
        placeholder: "TARGET",
      }),
      fresh: option.flag({ help: "Start with an empty record; the old one is kept beside it" }),
    },
    examples: ['%case "Matrix multiplication" --target "time <= 50 ms" --target "speedup >= 10"', "%case"],
  }),
  async run({ arguments: { options, positionals } }, context) {
    const { state } = context;
    const named = positionals.title !== undefined || options.id !== undefined;
    if (!named && !options.fresh) {
      const record = options.target.length > 0 ? await retarget(options.target, context) : state.require();
      context.show(caseView({ record, next: nextStep(record), session: state.session }));
      return;
    }
    const present = named ? null : state.require();
    const title = positionals.title ?? options.id ?? present?.title ?? "";
    const id = present?.id ?? slugOf(options.id ?? title);
    const expressions =
      options.target.length > 0 ? options.target : present?.targets.map((one) => one.expression);
    const targets = (expressions ?? []).map(readTarget);
    if (options.fresh) await context.store.clear(id);
    const again = !options.fresh && state.record?.id === id;
    const environment = await context.machine.environment(context.store.folder);
    const earlier = context.defaults.fresh && state.record?.id !== id ? null : await context.store.load(id);
    const base: Case =
      earlier ?? emptyCase({ id, title, notebook: context.notebook, now: state.now(), environment });
    const opened = { ...base, title, environment, notebook: context.notebook ?? base.notebook, targets };
    const record = await state.open(withElsewhere(opened, state.now()));
    const opening = earlier === null ? "New case" : again ? "Case" : "Case taken up";
    context.show(caseView({ record, next: nextStep(record), opening, session: state.session }));
  },
});

async function retarget(expressions: readonly string[], context: MagicContext): Promise<Case> {
  const targets = expressions.map(readTarget);
  return context.state.change((record) => ({ ...record, targets }));
}

function readTarget(text: string): Target {
  return { ...parseTarget(text), verdict: "undecided", actual: null };
}
