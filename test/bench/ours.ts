/** Our side: cells bundled by the language service and measured by the engine, as a notebook's are. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createEngine } from "../../src/engine/index.js";
import { createLanguage } from "../../src/language/index.js";
import type { MeasureOptions, MeasureOutcome, Side } from "../../src/model/ports/engine.js";
import type { Profile } from "../../src/model/profile.js";
import type { Setup } from "../../src/model/workload.js";
import type { Work, WorkVariant } from "./works.js";

export interface Ours {
  /** Ratios are of the first variant to the second, where there are two. */
  measure(
    work: Work,
    options: Partial<MeasureOptions>,
    nodeFlags?: readonly string[],
  ): Promise<MeasureOutcome>;
  /** Of the first variant. */
  profile(
    work: Work,
    options: { readonly duration: number; readonly interval: number },
    nodeFlags?: readonly string[],
  ): Promise<ProfileRun>;
  close(): Promise<void>;
}

export interface ProfileRun {
  readonly profile: Profile;
  /** ns from the start of the sampling process. */
  readonly spent: number;
}

export const DEFAULTS: MeasureOptions = {
  rounds: null,
  margin: 0.02,
  budget: 30e9,
  timeout: 60e9,
  quick: false,
  seed: 1,
};

export function createOurs(folder: string, quick: boolean, signal: AbortSignal): Ours {
  const engine = createEngine({ scratch: join(folder, "scratch"), folder });
  const language = createLanguage({ folder });
  return {
    async measure(work, options, nodeFlags = []) {
      const sides: Side[] = [];
      for (const variant of work.variants) sides.push(await bundle(work, variant, nodeFlags));
      const [first, second] = sides;
      const pairs =
        first && second && sides.length === 2 ? [{ variant: first.name, against: second.name }] : [];
      language.pause();
      const outcome = await engine
        .measure(
          { sides, pairs, parameters: {}, options: { ...DEFAULTS, quick, ...options } },
          { signal, progress: () => undefined },
        )
        .finally(language.resume);
      if (outcome.failure) throw new Error(outcome.failure.message);
      return outcome;
    },
    async profile(work, options, nodeFlags = []) {
      const [variant] = work.variants;
      if (!variant) throw new Error(`${work.name} has no variant.`);
      const side = await bundle(work, variant, nodeFlags);
      language.pause();
      const started = performance.now();
      const outcome = await engine
        .profile(
          { side, parameters: {}, timeout: DEFAULTS.timeout, ...options },
          { signal, progress: () => undefined },
        )
        .finally(language.resume);
      if (outcome.kind === "failed") throw new Error(outcome.failure.message);
      return { profile: outcome.profile, spent: (performance.now() - started) * 1e6 };
    },
    async close() {
      await engine.close();
      await language.close();
    },
  };

  async function bundle(
    work: Work,
    { name, declarations, expression }: WorkVariant,
    nodeFlags: readonly string[],
  ): Promise<Side> {
    const setup: Setup = { name: "setup", source: work.setup, parameters: {}, perCall: false, cellId: null };
    const result = await language.bundle({
      folder,
      setups: [setup],
      teardown: null,
      parameterNames: [],
      inputs: 1,
      variant: { name, source: `${declarations}\n${expression}`, result: null },
    });
    if (result.kind === "failed")
      throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
    await mkdir(join(folder, "bundles"), { recursive: true });
    const file = join(folder, "bundles", `${result.bundle.hash}.mjs`);
    await writeFile(file, result.bundle.js);
    await writeFile(`${file}.map`, result.bundle.map);
    return { name, bundle: file, nodeFlags, env: {} };
  }
}
