/** `createLanguage`: types, completion and bundles of TypeScript cells, by a process of their own in the notebook's folder. */
import type { Language } from "../model/ports/language.js";
import { countComplexity } from "./complexity.js";
import { formatSource } from "./format.js";
import { createServiceClient, type StartService } from "./service-client.js";
import { createSnapshotKeeper } from "./snapshot/keeper.js";
import { type Environment, snapshotFile } from "./snapshot/location.js";
import { startService } from "./snapshot/start.js";
import { transpile } from "./transpile.js";

export interface LanguageOptions {
  /** The notebook's folder: where imports resolve. */
  readonly folder: string;
  /** How to start the service process; by default a child of this one, from its snapshot where there is one. */
  readonly start?: StartService;
  /** Tells where the user's cache is, and whether to use a snapshot (`BENCHBOOK_SNAPSHOT=off`). */
  readonly env?: Environment;
}

export function createLanguage({ folder, start, env = process.env }: LanguageOptions): Language {
  const snapshot = snapshotFile(env);
  const keeper = createSnapshotKeeper(snapshot);
  const service = createServiceClient(start ?? startService(folder, snapshot));
  return {
    analyze: (source) => service.ask("analyze", { source }),
    convert: (request) => service.ask("convert", request).finally(keeper.used),
    complete: (request) => service.ask("complete", request).finally(keeper.used),
    inspect: (request) => service.ask("inspect", request).finally(keeper.used),
    isComplete: (source) => service.ask("isComplete", { source }),
    bundle: (request) => service.ask("bundle", request),
    transpile,
    complexity: countComplexity,
    format: formatSource,
    lint: async (source, options) => (await import("./lint/index.js")).lintSource(source, options),
    lintRules: async () => (await import("./lint/index.js")).LINT_RULES,
    pause() {
      service.pause();
      keeper.pause();
    },
    resume() {
      service.resume();
      keeper.resume();
    },
    async close() {
      await Promise.all([service.close(), keeper.close()]);
    },
  };
}
