/** What a bundle of setup and variant exports, and what it finds in the fork: the contract between `language/bundle` and forks. */
import type { CommandFigures } from "../../model/measurement.js";
import type { Parameters } from "../../model/workload.js";

export interface VariantModule {
  /** One call of the measured expression. For an asynchronous one, a promise of its value. */
  readonly measured: () => unknown;
  /** `count` calls in a loop of this variant's own code, results folded into a sink. Gives the last call's value. */
  readonly loop: (count: number) => unknown;
  /** The same loop without the measured expression. */
  readonly control: (count: number) => unknown;
  /** Runs the `--per-call` setups anew, so that the next call finds fresh input; null where there are none. */
  readonly perCall: (() => unknown) | null;
  /** Value of `--result NAME` after a call; null where the call's own value is the result. */
  readonly result: (() => unknown) | null;
  /** Closes what setup opened; null where there is no `%%teardown`. */
  readonly teardown: (() => unknown) | null;
  /** The measured expression has an `await`. */
  readonly asynchronous: boolean;
  /** Inputs that `loop` turns through, one further after each call (`--inputs`); absent for one. */
  readonly inputs?: number;
  /** The setup's `requests`, of a `--serve` variant. */
  readonly requests?: unknown;
  /** Of a command that measures itself (`--time-file`): ms of the last call, in place of the clock's. */
  readonly ownTime?: () => number;
  /** Of a command (`--shell`): begins to count what its processes use. Each of its calls is a sample. */
  readonly meter?: () => Promise<CommandMeter>;
}

/** What a bundle of a `--shell` variant exports in place of a measured expression. */
export interface BundledCommand extends Pick<VariantModule, "perCall" | "teardown"> {
  readonly command: {
    readonly script: string;
    /** What the shell calls it in its messages. */
    readonly name: string;
    /** Relative to the fork's folder; null: standard output is the value. */
    readonly resultFile: string | null;
    /** Relative to the fork's folder: the command's own time. Null, or in older bundles nothing: its process is clocked. */
    readonly timeFile?: string | null;
  };
}

export interface CommandMeter {
  /** Forgets the calls so far: those that follow are steady. */
  restart(): void;
  /** Of the calls since. */
  figures(): Promise<CommandFigures>;
}

/** `globalThis.__benchbook`, set by the fork before it imports the bundle. */
export interface ForkGlobals {
  readonly parameters: Parameters;
  /** The bundle calls it at the end of the setup cells and at the end of the variant's preparation. */
  readonly mark: (stage: "setup" | "prepare") => void;
  /** Threads of the largest pool that `workers` has made; it writes them here. */
  threads?: number;
}
