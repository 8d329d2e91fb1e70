/** The case that magics work on: holds the present record, keeps staleness and targets current, saves after each step. */
import { randomUUID } from "node:crypto";
import type { Case } from "../model/case.js";
import { CASE_FORMAT, CASE_VERSION } from "../model/case.js";
import type { Environment } from "../model/environment.js";
import type { LoadedModule } from "../model/module.js";
import type { Store } from "../model/ports/store.js";
import { UserError } from "../model/problem.js";
import { refreshStale } from "../model/stale.js";
import type { Parameters, Workload } from "../model/workload.js";
import { NO_WORKLOAD } from "../model/workload.js";
import { workloadHash } from "./identity.js";
import { judgeTargets } from "./targets.js";

export class CaseState {
  /** Id of this kernel session: entries of an earlier one are marked so. */
  readonly session = randomUUID();
  /** `%parameters` and `-p name=value`. */
  overrides: Parameters;
  /** Declarations of the setups: what variants see. */
  setupDeclarations = "";
  /** Setups that have run in this session, so that their names are there. */
  readonly ranSetups = new Set<string>();
  /** Modules and variants that this machine cannot build or run, by name, each with a sentence that says why. */
  readonly leftOut = new Map<string, string>();
  /** What `%%wasm` and `%%native` have compiled in this session, by name. */
  readonly #modules = new Map<string, LoadedModule>();
  readonly #store: Store;
  readonly #now: () => Date;
  #record: Case | null = null;

  constructor(options: { readonly store: Store; readonly now: () => Date; readonly overrides: Parameters }) {
    this.#store = options.store;
    this.#now = options.now;
    this.overrides = options.overrides;
  }

  get record(): Case | null {
    return this.#record;
  }

  /** The record, or an error that says to begin with %case. */
  require(): Case {
    if (this.#record !== null) return this.#record;
    throw new UserError({
      name: "NoCaseError",
      message:
        'No case is open in this session; run its %case cell, or begin with one such as: %case "Matrix multiplication" --target "time <= 50 ms"',
    });
  }

  /** Empty before there is a case. */
  get workload(): Workload {
    return this.#record?.workload ?? NO_WORKLOAD;
  }

  /** Hash of the present setups, which variants must have been defined with. */
  get workloadHash(): string {
    return workloadHash(this.workload);
  }

  /** Takes up a case: the record of an earlier session, or an empty one. Setups of another case do not count for it. */
  async open(record: Case): Promise<Case> {
    if (record.id !== this.#record?.id || record.workload.setups.length === 0) this.forgetSetups();
    this.#record = record;
    return this.change((same) => this.#withModules(same));
  }

  /** Their names are gone from the session: their cells have to run again. */
  forgetSetups(): void {
    this.ranSetups.clear();
    this.setupDeclarations = this.moduleDeclarations;
  }

  /** The session is gone, and all names with it. */
  forgetNames(): void {
    this.#modules.clear();
    this.forgetSetups();
  }

  /** Makes a module part of what setups and variants see; the caller brings `setupDeclarations` up to date. */
  async addModule(module: LoadedModule): Promise<void> {
    this.#modules.set(module.record.name, module);
    if (this.#record !== null) await this.change((record) => this.#withModules(record));
  }

  hasModule(name: string): boolean {
    return this.#modules.has(name);
  }

  get compiled(): readonly { readonly name: string; readonly expression: string }[] {
    return [...this.#modules.values()].map(({ record, expression }) => ({ name: record.name, expression }));
  }

  get moduleDeclarations(): string {
    return [...this.#modules.values()]
      .map(({ record }) => `declare const ${record.name}: ${record.type};\n`)
      .join("");
  }

  /** Those of earlier sessions stay where this one has none of the name. */
  #withModules(record: Case): Case {
    if (this.#modules.size === 0) return record;
    const earlier = (record.modules ?? []).filter(({ name }) => !this.#modules.has(name));
    return { ...record, modules: [...earlier, ...[...this.#modules.values()].map((one) => one.record)] };
  }

  /** Applies an edit, brings staleness and targets up to date, and saves. */
  async change(edit: (record: Case) => Case): Promise<Case> {
    const edited = { ...edit(this.require()), updated: this.#now().toISOString() };
    this.#record = edited;
    this.#record = judgeTargets(refreshStale(edited, this.workloadHash));
    await this.#store.save(this.#record);
    return this.#record;
  }

  now(): string {
    return this.#now().toISOString();
  }
}

export function emptyCase(options: {
  readonly id: string;
  readonly title: string;
  readonly notebook: string | null;
  readonly now: string;
  readonly environment: Environment;
}): Case {
  const { id, title, notebook, now, environment } = options;
  return {
    format: CASE_FORMAT,
    version: CASE_VERSION,
    id,
    title,
    notebook,
    created: now,
    updated: now,
    environment,
    workload: NO_WORKLOAD,
    targets: [],
    variants: [],
    comparisons: [],
    profiles: [],
    verifications: [],
    findings: [],
    decisions: [],
  };
}
