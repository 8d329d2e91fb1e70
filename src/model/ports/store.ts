/** The store as seen by magics: the case's folder. Writes are atomic: a crash leaves the old file or the new one. */
import type { Case } from "../case.js";
import type { Round } from "../measurement.js";
import type { Profile } from "../profile.js";
import type { Bundle } from "./language.js";

export interface Store {
  /** The notebook's folder. */
  readonly folder: string;
  /** Null where the case has no record yet. Throws a UserError for a broken file or a newer version. */
  load(id: string): Promise<Case | null>;
  save(record: Case): Promise<void>;
  /** Moves the record of a case aside, so that the next save starts afresh. */
  clear(id: string): Promise<void>;
  /** Every ordered raw sample; returns its hash. */
  saveSamples(id: string, rounds: readonly Round[]): Promise<string>;
  loadSamples(id: string, hash: string): Promise<readonly Round[] | null>;
  /** Returns the absolute path of `bundles/<hash>.mjs`. */
  saveBundle(id: string, bundle: Bundle): Promise<string>;
  /** A bundle that no case keeps: gone once `use` has settled. `path` is absolute. */
  withTemporaryBundle<T>(bundle: Bundle, use: (path: string) => Promise<T>): Promise<T>;
  bundlePath(id: string, hash: string): string;
  hasBundle(id: string, hash: string): Promise<boolean>;
  /** Texts that a saved bundle was made of, by the names in its map; empty where it has none. */
  loadSources(id: string, hash: string): Promise<Readonly<Record<string, string>>>;
  /** Saves the profile and V8's raw one beside it; returns the file name of the first. */
  saveProfile(id: string, name: string, profile: Profile, raw: string): Promise<string>;
  loadProfile(id: string, file: string): Promise<Profile | null>;
  /** Writes a report or export, relative to the notebook's folder; returns the absolute path. */
  write(file: string, content: string): Promise<string>;
  /** The saved notebook's Markdown and magic cells in order, where the notebook is known and readable. */
  readNotebook(file: string): Promise<SavedNotebook | null>;
}

export interface SavedNotebook {
  readonly file: string;
  /** ISO 8601. */
  readonly saved: string;
  readonly cells: readonly {
    readonly id: string | null;
    readonly kind: "markdown" | "code" | "raw";
    readonly source: string;
  }[];
}
