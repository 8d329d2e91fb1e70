/** The store: one folder per case below the notebook's folder (design, section 5). Implements the port `Store`. */
import { createHash } from "node:crypto";
import { join, relative, resolve } from "node:path";
import type { Case } from "../model/case.js";
import type { Round } from "../model/measurement.js";
import type { Store } from "../model/ports/store.js";
import type { Profile } from "../model/profile.js";
import { slugOf } from "../model/slug.js";
import { moveAside } from "./aside.js";
import { readBundleSources } from "./bundle-sources.js";
import { exists, readIfThere, writeAtomically } from "./files.js";
import { formatCase, parseCase } from "./format.js";
import { parseJson } from "./parse.js";
import { casePaths, RECORDS } from "./paths.js";
import { readSavedNotebook } from "./saved-notebook.js";
import { withTemporaryBundle } from "./temporary-bundle.js";

export interface StoreOptions {
  /** The notebook's folder. */
  readonly folder: string;
  /** Where cases lie, `<folder>/.benchbook` by default; `stagedStore` names another. */
  readonly records?: string;
}

export function createStore(options: StoreOptions): Store {
  const folder = resolve(options.folder);
  const records = options.records ?? join(folder, RECORDS);
  const pathsOf = (id: string) => casePaths(records, id);

  return {
    folder,
    async load(id) {
      const { record } = pathsOf(id);
      const text = await readIfThere(record);
      return text === null ? null : parseCase(text, relative(folder, record));
    },
    save: (record: Case) => writeAtomically(pathsOf(record.id).record, formatCase(record)),
    clear: (id) => moveAside(records, slugOf(id)),

    async saveSamples(id, rounds) {
      const content = JSON.stringify(rounds);
      const hash = hashOf(content);
      await writeOnce(pathsOf(id).samples(hash), content);
      return hash;
    },
    async loadSamples(id, hash) {
      const file = pathsOf(id).samples(hash);
      return (await readEvidence(file, relative(folder, file))) as readonly Round[] | null;
    },

    async saveBundle(id, bundle) {
      const file = pathsOf(id).bundle(bundle.hash);
      await writeOnce(`${file}.map`, bundle.map);
      await writeOnce(file, bundle.js);
      return file;
    },
    withTemporaryBundle,
    bundlePath: (id, hash) => pathsOf(id).bundle(hash),
    hasBundle: (id, hash) => exists(pathsOf(id).bundle(hash)),
    loadSources(id, hash) {
      const map = `${pathsOf(id).bundle(hash)}.map`;
      return readBundleSources(map, relative(folder, map));
    },

    async saveProfile(id, name, profile, raw) {
      const content = JSON.stringify(profile);
      const stem = `${slugOf(name)}-${hashOf(content)}`;
      await writeOnce(pathsOf(id).profile(`${stem}.${profile.kind}profile`), raw);
      await writeOnce(pathsOf(id).profile(`${stem}.json`), content);
      return `${stem}.json`;
    },
    async loadProfile(id, file) {
      const path = pathsOf(id).profile(file);
      return (await readEvidence(path, relative(folder, path))) as Profile | null;
    },

    async write(file, content) {
      const path = resolve(folder, file);
      await writeAtomically(path, content);
      return path;
    },
    readNotebook: (file) => readSavedNotebook(folder, file),
  };
}

/** A file named by its own hash needs no second writing. */
async function writeOnce(file: string, content: string): Promise<void> {
  if (!(await exists(file))) await writeAtomically(file, content);
}

async function readEvidence(file: string, label: string): Promise<unknown> {
  const text = await readIfThere(file);
  return text === null ? null : parseJson(text, label, `delete it and measure again`);
}

/** SHA-256, first 16 hex digits. */
function hashOf(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
