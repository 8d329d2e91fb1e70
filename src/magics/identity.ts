/** Identity of variants and workloads as hashes: what must be equal for a number to be reused. */
import { createHash } from "node:crypto";
import type { Variant } from "../model/case.js";
import type { Environment } from "../model/environment.js";
import type { Load } from "../model/load.js";
import type { Setup, Workload } from "../model/workload.js";

/** Setup cells in order, with the names (not the values) of their parameters: measurements carry their own values. */
export function workloadHash(workload: Pick<Workload, "setups" | "teardown" | "inputs" | "load">): string {
  return hash([
    workload.setups.map((setup: Setup) => [
      setup.name,
      setup.source.trim(),
      Object.keys(setup.parameters),
      setup.perCall,
    ]),
    workload.teardown?.trim() ?? null,
    workload.inputs,
    // Older records have no load, and keep their hashes.
    ...(workload.load === undefined ? [] : [loadParts(workload.load)]),
  ]);
}

function loadParts(load: Load): readonly unknown[] {
  return [load.kind, load.kind === "closed" ? load.concurrency : load.rate, load.serve];
}

/** A variant's identity: setup, source, frozen bundle, modules, flags and Node. */
export function variantHash(
  parts: Pick<Variant, "source" | "bundle" | "workload" | "nodeFlags" | "env" | "result" | "tuning">,
  modules: Readonly<Record<string, string>>,
  environment: Pick<Environment, "node" | "arch">,
): string {
  const { tuning } = parts;
  const sorted = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash([
    parts.workload,
    parts.source.trim(),
    parts.bundle,
    sorted(modules),
    parts.nodeFlags,
    sorted(parts.env),
    parts.result,
    environment.node,
    environment.arch,
    ...(tuning === undefined ? [] : [Object.entries(tuning.grid), Object.entries(tuning.chosen)]),
  ]);
}

function hash(parts: unknown): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
