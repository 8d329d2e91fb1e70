/**
 * The composition root of one running notebook, for the kernel and the command line alike. Here is what an ordinary
 * cell needs; `magics.ts` and `assist.ts` bring the rest when it is first asked for.
 */
import { createLanguage } from "../language/index.js";
import { CaseState } from "../magics/state.js";
import type { Publish } from "../model/output.js";
import type { Language } from "../model/ports/language.js";
import type { Runtime, RuntimeOptions } from "../model/ports/runtime.js";
import type { Session } from "../model/ports/session.js";
import type { Store } from "../model/ports/store.js";
import { createSession } from "../session/index.js";
import { createStore } from "../store/index.js";
import type { AssistPorts } from "./assist.js";
import { createCellRunner, type SessionCells } from "./cell-runner.js";
import { failedReply } from "./errors.js";
import { createLater } from "./later.js";
import type { MagicPorts } from "./magics.js";
import { createResults } from "./results.js";
import { runCell } from "./run-cell.js";

export interface RuntimePorts extends MagicPorts {
  readonly language: Language;
  readonly session: Session;
  readonly store: Store;
  readonly now: () => Date;
}

/** `ports` replaces some of the real ones, as tests do. */
export async function createRuntime(
  options: RuntimeOptions,
  ports: Partial<RuntimePorts> = {},
): Promise<Runtime> {
  const { folder, frontend, overrides } = options;
  const language = ports.language ?? createLanguage({ folder });
  const session = ports.session ?? createSession({ folder, ...(frontend ? { frontend } : {}) });
  const store = ports.store ?? options.store ?? createStore({ folder });
  const now = ports.now ?? (() => new Date());

  const state = new CaseState({ store, now, overrides });
  const results = createResults({
    state,
    session,
    findValue: async (variant) =>
      (await magics.get()).valueOf(variant, running?.signal ?? new AbortController().signal),
  });
  const cells = createCellRunner({ language, session, results, onLost: () => state.forgetNames() });
  const magics = createLater(async () => {
    const { createMagics } = await import("./magics.js");
    return createMagics(options, { state, cells, language, session, store, now }, ports);
  });
  const assist: AssistPorts = {
    ...{ language, state, sourceOf: cells.sourceOf, declarations: () => cells.declarations },
    specs: async () => (await import("../magics/registry.js")).MAGICS.map(({ spec }) => spec),
  };
  let running: AbortController | null = null;
  magics.whenQuiet();

  return {
    async execute({ code, cellId, executionCount }, publish) {
      const controller = new AbortController();
      running = controller;
      magics.notNow();
      tellLoss(cells, publish);
      try {
        const request = { code, cellId, fileName: `cell ${executionCount}` };
        await runCell(request, { cells, magics: magics.get, publish, signal: controller.signal });
        return { status: "ok" };
      } catch (error) {
        const reply = failedReply(error);
        publish({ kind: "error", error: reply.error });
        return reply;
      } finally {
        running = null;
        magics.whenQuiet();
        tellLoss(cells, publish);
      }
    },
    complete: async (code, cursor) => (await import("./assist.js")).complete(code, cursor, assist),
    inspect: async (code, cursor, detail) =>
      (await import("./assist.js")).inspect(code, cursor, { ...assist, detail }),
    isComplete: (code) => isComplete(code, language),
    comm: (message) => session.comm?.(message),
    interrupt() {
      running?.abort();
      session.interrupt();
    },
    current: () => state.record,
    async close() {
      running?.abort();
      await Promise.allSettled([magics.close(), session.close(), language.close()]);
    },
  };
}

/** A session that died while no cell ran in it. */
function tellLoss(cells: SessionCells, publish: Publish): void {
  const reason = cells.takeLoss();
  if (reason !== null) publish({ kind: "stream", name: "stderr", text: `${reason}\n` });
}

/** A cell with a magic is complete as it stands; the rest is for TypeScript to say. */
function isComplete(
  code: string,
  language: { isComplete: Runtime["isComplete"] },
): ReturnType<Runtime["isComplete"]> {
  const magic = /^\s*(\/\/\s*)?%{1,2}[a-z]/i.test(code);
  return magic ? Promise.resolve({ status: "complete", indent: "" }) : language.isComplete(code);
}
