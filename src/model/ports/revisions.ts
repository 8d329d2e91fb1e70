/** The git repository around the notebook as seen by magics: revisions, their files, builds. */
import type { ModuleFile, Revision } from "../revision.js";

export interface Revisions {
  /** The repository's top folder, or null outside of one, or without git. */
  repository(): Promise<string | null>;
  /** Throws a UserError outside of a repository, without git, and where a branch has no common commit with HEAD. */
  resolve(rev: string): Promise<ResolvedRevision>;
  /** Puts the files of a commit into a folder of their own; the repository itself is only read. */
  checkout(request: CheckoutRequest): Promise<Checkout>;
  /** Runs a command in the repository's top folder, or in the notebook's outside of one. Throws a UserError where it fails. */
  build(request: BuildRequest): Promise<void>;
  /** Which files are no longer what they were, or gone. Only those that forks load themselves are looked at. */
  changed(files: readonly ModuleFile[]): Promise<readonly string[]>;
}

export type ResolvedRevision =
  | { readonly kind: "found"; readonly revision: Revision }
  /** No such revision; `names` are the branches and tags that are there. */
  | { readonly kind: "unknown"; readonly names: readonly string[]; readonly shallow: boolean };

export interface BuildRequest {
  readonly command: string;
  readonly signal: AbortSignal;
}

export interface CheckoutRequest {
  readonly revision: Revision;
  /** It stays, as forks will load its files themselves. */
  readonly keep: boolean;
  /** Run in the checkout with the repository's `node_modules`, or null. */
  readonly build: string | null;
  readonly signal: AbortSignal;
}

export interface Checkout {
  readonly files: CheckedOut;
  /** What stands there for the notebook's folder. */
  readonly folder: string;
  /** Folders of packages that are links to those of the working tree, relative to the repository. */
  readonly linked: readonly string[];
  /** Removes it, unless it stays. */
  release(): Promise<void>;
}

/** What bundling has to know of it. */
export interface CheckedOut {
  /** Absolute, without symbolic links. */
  readonly folder: string;
  readonly commit: string;
  /** `main (1a2b3c4)`. */
  readonly label: string;
  /** Paths of submodules, whose files are not there. */
  readonly submodules: readonly string[];
}
