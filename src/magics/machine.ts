/** %machine: the environment that numbers hold for. */
import { magicSpec } from "../cells/spec.js";
import { machineView } from "../views/index.js";
import { defineMagic } from "./magic.js";

export const machineMagic = defineMagic({
  spec: magicSpec({
    name: "machine",
    summary: "Shows the environment: processor, caches, load, limits, Node, packages, git revision",
    forms: ["line"],
    examples: ["%machine"],
  }),
  async run(_call, context) {
    context.show(machineView(await context.machine.environment(context.store.folder)));
  },
});
