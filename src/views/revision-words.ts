/** Where a variant's imported files come from, in words. */
import type { Case, Variant } from "../model/case.js";
import { revisionText } from "../model/revision.js";

/** `main imports its files at main (merge base 1a2b3c4, 3 commits behind main), built by npm run build`; null: nothing to say. */
export function modulesSentence(
  variant: Pick<Variant, "name" | "revision" | "build" | "files">,
): string | null {
  const { name, revision, build } = variant;
  const beside = variant.files?.some(({ loaded }) => loaded !== undefined) ?? false;
  if (!revision && !build && !beside) return null;
  const where = revision ? `at ${revisionText(revision)}` : "from the working tree";
  const built = build ? `, built by \`${build}\`` : "";
  const loaded = beside ? ", each as a file of its own (--no-bundle)" : "";
  return `${name} imports its files ${where}${built}${loaded}`;
}

/** Rows for the environment: a revision for each variant that has one. */
export function revisionRows({ variants }: Case): (readonly [name: string, value: string])[] {
  return variants.flatMap(({ name, revision }) =>
    revision ? [[`files of ${name}`, `${revisionText(revision)}, commit ${revision.commit}`] as const] : [],
  );
}
