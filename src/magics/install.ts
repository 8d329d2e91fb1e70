/** %install: puts npm packages beside the notebook, where cells and variants import them from. */
import { positional } from "../cells/positional.js";
import { magicSpec } from "../cells/spec.js";
import type { Installed } from "../model/ports/packages.js";
import { usageError } from "../model/problem.js";
import { noteView } from "../views/note-view.js";
import { defineMagic } from "./magic.js";

export const installMagic = defineMagic({
  spec: magicSpec({
    name: "install",
    summary: "Installs npm packages into the notebook's folder",
    forms: ["line"],
    positionals: {
      packages: positional.texts({
        placeholder: "PACKAGE",
        help: "Packages as npm takes them, such as mathjs or mathjs@15",
      }),
    },
    examples: ["%install left-pad", "%install d3-array@3 @types/d3-array"],
  }),
  async run({ arguments: { positionals } }, context) {
    const { packages } = positionals;
    const odd = packages.find((name) => name.startsWith("-"));
    if (odd !== undefined)
      throw usageError(
        `%install takes names of packages, got ${odd}; for other options use npm in a terminal.`,
      );
    const step = `npm install ${packages.join(" ")}`;
    await context.work(step, async (watch) => {
      const tell = (note: string | null) => watch.progress({ step, done: 0, total: 0, timeLeft: null, note });
      const found = await context.packages.install({
        specifiers: packages,
        signal: watch.signal,
        onLine: tell,
      });
      return noteView({ kind: "installed", sentence: sentenceOf(found, packages) });
    });
  },
});

function sentenceOf(found: readonly Installed[], asked: readonly string[]): string {
  const names = found.map(({ name, version }) => (version === null ? name : `${name} ${version}`));
  const first = found[0]?.name;
  const how = first === undefined ? "" : ` Import with: import … from "${first}"`;
  return `Installed beside the notebook: ${(names.length > 0 ? names : asked).join(", ")}.${how}`;
}
