/** The environment: the machine and the Node that numbers hold for. */

export interface Environment {
  readonly cpu: {
    readonly model: string;
    readonly cores: number;
    readonly mhz: number | null;
    /** Bytes by level: `{ L1d: 32768, L2: 1048576 }`. */
    readonly caches: Readonly<Record<string, number>>;
  };
  /** Bytes. */
  readonly memory: number;
  readonly os: string;
  readonly arch: string;
  readonly governor: string | null;
  /** One-minute load average when recorded. */
  readonly load: number;
  /** Share of time stolen by the hypervisor since boot, 0 to 1; null where the system does not tell. */
  readonly steal: number | null;
  /** Limits of the control group: CPUs and bytes; null for none. */
  readonly limits: { readonly cpus: number | null; readonly memory: number | null };
  readonly node: string;
  readonly v8: string;
  readonly benchbook: string;
  /** Versions of packages that matter: esbuild, tinybench, and those that cells import. */
  readonly packages: Readonly<Record<string, string>>;
  readonly git: { readonly revision: string; readonly dirty: boolean } | null;
}

/** Cores that a program may keep busy here: whole ones. */
export function usableCores({ cpu, limits }: Pick<Environment, "cpu" | "limits">): number {
  return Math.max(1, Math.floor(Math.min(cpu.cores, limits.cpus ?? Number.POSITIVE_INFINITY)));
}

/** Two measurements compare only under the same key. */
export function machineKey(environment: Environment): string {
  const { cpu, arch, node } = environment;
  return `${cpu.model} × ${cpu.cores} (${arch}), Node ${node}`;
}
