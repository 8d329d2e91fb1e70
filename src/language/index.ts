/** `createLanguage`: types, completion and bundles of TypeScript cells, by a process of their own in the notebook's folder. */
import type { Language } from "../model/ports/language.js";
import { countComplexity } from "./complexity.js";
import { formatSource } from "./format.js";
import { createPractice } from "./practice.js";
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
  /** Somebody types: the service practises in quiet moments; see `practice.ts`. */
  readonly interactive?: boolean;
}

export function createLanguage(options: LanguageOptions): Language {
  const { folder, start, env = process.env, interactive = false } = options;
  const snapshot = snapshotFile(env);
  const keeper = createSnapshotKeeper(snapshot);
  const service = createServiceClient(start ?? startService(folder, snapshot));
  const practice = createPractice((source) =>
    service.ask("convert", { context: "", source, fileName: "practice" }),
  );
  const used = () => {
    keeper.used();
    if (interactive) practice.used();
  };
  if (interactive) practice.used();
  return {
    analyze: (source) => service.ask("analyze", { source }),
    convert: (request) => service.ask("convert", request).finally(used),
    complete: (request) => service.ask("complete", request).finally(used),
    inspect: (request) => service.ask("inspect", request).finally(used),
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
      practice.pause();
    },
    resume() {
      service.resume();
      keeper.resume();
      if (interactive) practice.resume();
    },
    async close() {
      practice.close();
      await Promise.all([service.close(), keeper.close()]);
    },
  };
}
