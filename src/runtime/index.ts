/** The composition root of one running notebook: wires ports to magics, for the kernel and the command line alike. */
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine } from "../engine/index.js";
import { findCompiler, measureRoofline } from "../engine/roofline/index.js";
import { createLanguage } from "../language/index.js";
import type { MagicContext } from "../magics/magic.js";
import { MAGICS } from "../magics/registry.js";
import { CaseState } from "../magics/state.js";
import { valueOfVariant } from "../magics/variants/value.js";
import type { Publish } from "../model/output.js";
import type { Engine } from "../model/ports/engine.js";
import type { Machine } from "../model/ports/environment.js";
import type { Language } from "../model/ports/language.js";
import type { NativeCompilers } from "../model/ports/native.js";
import type { Packages } from "../model/ports/packages.js";
import type { Revisions } from "../model/ports/revisions.js";
import type { Rooflines } from "../model/ports/roofline.js";
import type { Runtime, RuntimeOptions } from "../model/ports/runtime.js";
import type { Session } from "../model/ports/session.js";
import type { Store } from "../model/ports/store.js";
import type { WasmCompilers } from "../model/ports/wasm.js";
import { createNativeCompilers } from "../native/index.js";
import { createSession } from "../session/index.js";
import { createStore } from "../store/index.js";
import { createMachine } from "../store/machine.js";
import { createPackages } from "../store/packages.js";
import { loadPlotlyAsset } from "../store/plotly-asset.js";
import { createRevisions } from "../store/revisions.js";
import { createRooflines } from "../store/rooflines.js";
import { createWasmCompilers } from "../wasm/index.js";
import { complete, inspect } from "./assist.js";
import { runUnderBar } from "./board.js";
import { createCellRunner, type SessionCells } from "./cell-runner.js";
import { failedReply } from "./errors.js";
import { createResults } from "./results.js";
import { runCell } from "./run-cell.js";

export interface RuntimePorts {
  readonly language: Language;
  readonly session: Session;
  readonly engine: Engine;
  readonly store: Store;
  readonly revisions: Revisions;
  readonly machine: Machine;
  readonly rooflines: Rooflines;
  readonly native: NativeCompilers;
  readonly packages: Packages;
  readonly wasm: WasmCompilers;
  readonly now: () => Date;
}

/** `ports` replaces some of the real ones, as tests do. */
export async function createRuntime(
  options: RuntimeOptions,
  ports: Partial<RuntimePorts> = {},
): Promise<Runtime> {
  const { notebook, overrides, fresh, budget, quick } = options;
  const { language, session, engine, store, revisions, machine, rooflines, packages, wasm, native, now } = {
    ...realPorts(options, ports),
    ...ports,
  };
  const state = new CaseState({ store, now, overrides });
  const results = createResults({
    state,
    session,
    findValue: (variant) => {
      const signal = running?.signal ?? new AbortController().signal;
      return valueOfVariant(
        variant,
        contextFor(() => undefined, signal),
      );
    },
  });
  const cells = createCellRunner({ language, session, results, onLost: () => state.forgetNames() });
  const assist = { language, state, declarations: () => cells.declarations, sourceOf: cells.sourceOf };
  let running: AbortController | null = null;

  const contextFor = (publish: Publish, signal: AbortSignal): MagicContext => ({
    state,
    cells,
    language,
    session,
    engine,
    store,
    revisions,
    machine,
    native,
    rooflines,
    packages,
    wasm,
    publish,
    signal,
    defaults: { budget, quick, fresh },
    notebook,
    now,
    magics: MAGICS,
    plotly: loadPlotlyAsset,
    show: (data) => publish({ kind: "display", data }),
    work: (step, run) => runUnderBar({ step, signal, publish }, run),
  });

  return {
    async execute({ code, cellId, executionCount }, publish) {
      const controller = new AbortController();
      running = controller;
      tellLoss(cells, publish);
      try {
        await runCell(
          { code, cellId, fileName: `cell ${executionCount}` },
          contextFor(publish, controller.signal),
        );
        return { status: "ok" };
      } catch (error) {
        const reply = failedReply(error);
        publish({ kind: "error", error: reply.error });
        return reply;
      } finally {
        running = null;
        tellLoss(cells, publish);
      }
    },
    complete: (code, cursor) => complete(code, cursor, assist),
    inspect: (code, cursor, detail) => inspect(code, cursor, { ...assist, detail }),
    isComplete: (code) => isComplete(code, language),
    comm: (message) => session.comm?.(message),
    interrupt() {
      running?.abort();
      session.interrupt();
    },
    current: () => state.record,
    async close() {
      running?.abort();
      await Promise.allSettled([engine.close(), session.close(), language.close()]);
    },
  };
}

/** A session that died while no cell ran in it. */
function tellLoss(cells: SessionCells, publish: Publish): void {
  const reason = cells.takeLoss();
  if (reason !== null) publish({ kind: "stream", name: "stderr", text: `${reason}\n` });
}

/** Starts no process that a given port makes needless. */
function realPorts({ folder, store, frontend }: RuntimeOptions, given: Partial<RuntimePorts>): RuntimePorts {
  const scratch = join(tmpdir(), `benchbook-${randomUUID()}`);
  return {
    language: given.language ?? createLanguage({ folder }),
    session: given.session ?? createSession({ folder, ...(frontend ? { frontend } : {}) }),
    engine: given.engine ?? createEngine({ scratch, folder }),
    store: store ?? createStore({ folder }),
    revisions: createRevisions({ folder }),
    machine: createMachine(),
    rooflines: { ...createRooflines(folder), compiler: findCompiler, measure: measureRoofline },
    native: createNativeCompilers(),
    packages: createPackages({ folder }),
    wasm: createWasmCompilers(),
    now: () => new Date(),
  };
}

/** A cell with a magic is complete as it stands; the rest is for TypeScript to say. */
function isComplete(
  code: string,
  language: { isComplete: Runtime["isComplete"] },
): ReturnType<Runtime["isComplete"]> {
  const magic = /^\s*(\/\/\s*)?%{1,2}[a-z]/i.test(code);
  return magic ? Promise.resolve({ status: "complete", indent: "" }) : language.isComplete(code);
}
