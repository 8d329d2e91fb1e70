/** Texts of the local files that variants were bundled from. */
import type { Variant } from "../../model/case.js";
import type { Store } from "../../model/ports/store.js";
import { OF_WORKING_TREE } from "../../model/revision.js";

/** By path; without those that only setups have from the working tree beside the variant's own at a revision. */
export async function filesOfVariant(
  { files = [], bundle }: Variant,
  { store, id }: { readonly store: Pick<Store, "loadSources">; readonly id: string },
): Promise<Readonly<Record<string, string>>> {
  if (files.length === 0) return {};
  const sources = await store.loadSources(id, bundle);
  return Object.fromEntries(
    files.flatMap(({ path }) => {
      const text = sources[path];
      return text === undefined || path.endsWith(OF_WORKING_TREE) ? [] : [[path, text]];
    }),
  );
}
