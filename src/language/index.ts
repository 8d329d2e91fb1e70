/** `createLanguage`: types, completion and bundles of TypeScript cells, by a process of their own in the notebook's folder. */
import type { Language } from "../model/ports/language.js";
import { describeExit } from "../process/exit.js";
import { spawnChild } from "../process/spawn.js";
import { countComplexity } from "./complexity.js";
import { createServiceClient, type StartService } from "./service-client.js";
import { transpile } from "./transpile.js";

export interface LanguageOptions {
  /** The notebook's folder: where imports resolve. */
  readonly folder: string;
  /** How to start the service process; by default a child of this one. */
  readonly start?: StartService;
}

export function createLanguage({ folder, start = startIn(folder) }: LanguageOptions): Language {
  const service = createServiceClient(start);
  return {
    analyze: (source) => service.ask("analyze", { source }),
    convert: (request) => service.ask("convert", request),
    complete: (request) => service.ask("complete", request),
    inspect: (request) => service.ask("inspect", request),
    isComplete: (source) => service.ask("isComplete", { source }),
    bundle: (request) => service.ask("bundle", request),
    transpile,
    complexity: countComplexity,
    pause: service.pause,
    resume: service.resume,
    close: service.close,
  };
}

function startIn(folder: string): StartService {
  return (entry, onMessage) => {
    const child = spawnChild({ entry, cwd: folder, onMessage });
    return { send: child.send, kill: child.kill, ended: child.exited.then(describeExit) };
  };
}
