/** %roofline: what this machine can do at most, measured once per environment. */
import { option } from "../cells/option.js";
import { magicSpec } from "../cells/spec.js";
import { machineKey, usableCores } from "../model/environment.js";
import { type Roofline, whyOutdated } from "../model/roofline.js";
import { rooflineView } from "../views/roofline-view.js";
import { defineMagic, type MagicContext } from "./magic.js";

export const rooflineMagic = defineMagic({
  spec: magicSpec({
    name: "roofline",
    summary:
      "Measures what this machine can do at most, once: peak flops and bandwidths; shows variants below them",
    forms: ["line"],
    options: {
      quick: option.flag({ help: "Takes a second, and may miss a peak" }),
      again: option.flag({ help: "Measures anew what is known already" }),
    },
    examples: ["%roofline", "%roofline --again", "%roofline --quick"],
  }),
  async run({ arguments: { options } }, context) {
    const { rooflines, store, machine, state } = context;
    const environment = await machine.environment(store.folder);
    const [kept, compiler] = await Promise.all([
      rooflines.load(machineKey(environment)),
      rooflines.compiler(),
    ]);
    const means = { compiler, cores: usableCores(environment) };
    const outdated = kept === null ? null : whyOutdated(kept, means);
    const known = options.again || outdated !== null ? null : kept;
    const quick = options.quick || context.defaults.quick;
    const note = outdated === null ? null : `Measured again, as ${outdated}.`;
    const show = async (roofline: Roofline) => {
      await take(roofline, context);
      return rooflineView(roofline, { record: state.record, note });
    };
    // A quick run does not stand where a full one is asked for.
    if (known !== null && (quick || !known.quick)) return context.show(await show(known));
    await context.work("roofline", async (watch) => {
      const request = { environment, means, quick, recorded: context.now().toISOString() };
      const measured = await rooflines.measure(request, watch);
      await rooflines.save(measured);
      return show(measured);
    });
  },
});

/** Tables and reports of the case know its peaks from now on. */
async function take(roofline: Roofline, { state }: MagicContext): Promise<void> {
  if (state.record !== null) await state.change((record) => ({ ...record, roofline }));
}
