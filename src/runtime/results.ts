/** `results.naive` in ordinary cells: what the record knows of each variant at the workload's parameters, and its type. */
import type { CaseState } from "../magics/state.js";
import type { Case, Variant } from "../model/case.js";
import type { Comparison } from "../model/comparison.js";
import type { Measurement } from "../model/measurement.js";
import type { Session } from "../model/ports/session.js";
import { baselineOf, comparisonOf, findVariant, measurementAt } from "../model/record.js";

export interface Results {
  /** TypeScript that declares `results` with the names it has now. */
  declaration(): string;
  /** Brings the session's `results` up to date, before a cell may read them. */
  refresh(): Promise<void>;
  /** The session is a new one, without them. */
  forget(): void;
}

export function createResults(ports: {
  readonly state: Pick<CaseState, "record">;
  readonly session: Session;
  /** Evaluates a variant's expression in a fork; rejects with the reason. */
  readonly findValue: (variant: Variant) => Promise<unknown>;
}): Results {
  const { state, session, findValue } = ports;
  /** Undefined: the session has none. */
  let shared: Case | null | undefined;
  return {
    declaration: () => declarationOf(state.record),
    async refresh() {
      const { record } = state;
      if (record === shared) return;
      await session.share(resultsOf(record), async (name) => {
        const variant = record === null ? undefined : findVariant(record, name);
        return variant === undefined ? undefined : findValue(variant);
      });
      shared = record;
    },
    forget() {
      shared = undefined;
    },
  };
}

/** Types of `language/ambient.ts`; a name that is not there is a type error. */
function declarationOf(record: Case | null): string {
  const names = Object.keys(resultsOf(record)).map((name) => JSON.stringify(name));
  return `declare const results: BenchbookResults<${names.join(" | ") || "never"}>;\n`;
}

/** Declarations as the language service carries them on, without the one above: the next cell gets it anew. */
export function withoutResults(declarations: string): string {
  return declarations.replace(/^declare const results: BenchbookResults<[^;]*>;\n/m, "");
}

function resultsOf(record: Case | null): Readonly<Record<string, object>> {
  if (record === null) return {};
  const measured = record.variants.filter((one) => latestMeasurement(record, one));
  return Object.fromEntries(measured.map((variant) => [variant.name, resultOf(record, variant)]));
}

/** Mirrored by `BenchbookResult` in `language/ambient.ts`. */
function resultOf(record: Case, variant: Variant): object {
  const measurement = latestMeasurement(record, variant);
  const against = (name: string | null | undefined) => {
    if (!name || name === variant.name) return null;
    const comparison = comparisonOf(record, { variant: variant.name, against: name });
    return comparison === undefined ? null : comparisonFields(comparison);
  };
  return {
    time: measurement?.time,
    rates: measurement?.rates,
    forks: measurement?.forks,
    allocated: measurement?.allocated,
    parameters: measurement?.parameters,
    stale: measurement?.stale,
    verification: variant.verification.verdict,
    comparisons: { parent: against(variant.parent), baseline: against(baselineOf(record)?.name) },
  };
}

/** At the workload's parameters; else what was measured last, and its own fields say at which and that it is stale. */
function latestMeasurement(record: Case, variant: Variant): Measurement | undefined {
  return measurementAt(variant, record.workload.parameters) ?? variant.measurements.at(-1);
}

function comparisonFields({ against, speedup, verdict, stale }: Comparison): object {
  return { against, speedup, verdict, stale };
}
