/**
 * The magics of one running notebook, with all that they work with. Much code: it is loaded when a magic is first
 * used, or in a quiet moment, so that an ordinary cell does not wait for it.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkForm } from "../cells/form.js";
import { helpFor, parseArguments } from "../cells/options.js";
import type { Magic as MagicSegment } from "../cells/segment.js";
import { createEngine } from "../engine/index.js";
import { findCompiler, measureRoofline } from "../engine/roofline/index.js";
import { unknownMagic } from "../magics/help.js";
import { presentCall } from "../magics/left-out.js";
import type { MagicContext } from "../magics/magic.js";
import { MAGICS } from "../magics/registry.js";
import { valueOfVariant } from "../magics/variants/value.js";
import type { Variant } from "../model/case.js";
import type { Publish } from "../model/output.js";
import type { RuntimeOptions } from "../model/ports/runtime.js";
import { createNativeCompilers } from "../native/index.js";
import { createMachine } from "../store/machine.js";
import { createPackages } from "../store/packages.js";
import { loadPlotlyAsset } from "../store/plotly-asset.js";
import { createRevisions } from "../store/revisions.js";
import { createRooflines } from "../store/rooflines.js";
import { helpView } from "../views/index.js";
import { createWasmCompilers } from "../wasm/index.js";
import { runUnderBar } from "./board.js";
import type { CellRequest } from "./run-cell.js";

export interface Magics {
  /** Throws a UserError or a CellFailure. */
  run(segment: MagicSegment, request: CellRequest, asked: Asked): Promise<void>;
  /** A variant's value from a fork; rejects with the reason. */
  valueOf(variant: Variant, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

export interface Asked {
  readonly publish: Publish;
  readonly signal: AbortSignal;
}

/** What magics get that starts or reads something; each may be replaced, as tests do. */
export type MagicPorts = Pick<
  MagicContext,
  "engine" | "revisions" | "machine" | "rooflines" | "native" | "packages" | "wasm"
>;

/** What the runtime holds anyway. */
export type Held = Pick<MagicContext, "state" | "cells" | "language" | "session" | "store" | "now">;

export function createMagics(options: RuntimeOptions, held: Held, given: Partial<MagicPorts>): Magics {
  const { notebook, budget, quick, fresh, folder } = options;
  const ports: MagicPorts = { ...realPorts(folder, given), ...given };

  const contextFor = ({ publish, signal }: Asked): MagicContext => ({
    ...held,
    ...ports,
    ...{ publish, signal, notebook, magics: MAGICS, plotly: loadPlotlyAsset },
    defaults: { budget, quick, fresh },
    show: (data) => publish({ kind: "display", data }),
    work: (step, run) => runUnderBar({ step, signal, publish }, run),
  });

  return {
    run: (segment, request, asked) => runMagic(segment, request, contextFor(asked)),
    valueOf: (variant, signal) => valueOfVariant(variant, contextFor({ publish: () => undefined, signal })),
    close: () => ports.engine.close(),
  };
}

async function runMagic(segment: MagicSegment, request: CellRequest, context: MagicContext): Promise<void> {
  const magic = MAGICS.find(({ spec }) => spec.name === segment.name);
  if (magic === undefined)
    throw unknownMagic(
      segment.name,
      MAGICS.map(({ spec }) => spec.name),
    );
  const parsed = parseArguments(magic.spec, segment);
  if (parsed.help) return context.show(helpView(helpFor(magic.spec)));
  checkForm(magic.spec, segment);
  const body = segment.kind === "cell-magic" ? segment.body : null;
  const call = { arguments: parsed, body, cellId: request.cellId, fileName: request.fileName };
  const present = await presentCall(magic, call, context);
  if (present !== null) await magic.run(present, context);
}

/** Starts no process that a given port makes needless. */
function realPorts(folder: string, given: Partial<MagicPorts>): MagicPorts {
  const scratch = join(tmpdir(), `benchbook-${crypto.randomUUID()}`);
  return {
    engine: given.engine ?? createEngine({ scratch, folder }),
    revisions: createRevisions({ folder }),
    machine: createMachine(),
    rooflines: { ...createRooflines(folder), compiler: findCompiler, measure: measureRoofline },
    native: createNativeCompilers(),
    packages: createPackages({ folder }),
    wasm: createWasmCompilers(),
  };
}
