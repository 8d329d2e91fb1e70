/** `--rev`, `--build`, `--no-bundle`: where a variant's relative imports come from, and how they are loaded. */
import { didYouMean } from "../../cells/suggest.js";
import type { Variant } from "../../model/case.js";
import type { Finding } from "../../model/finding.js";
import type { Analysis, BundleRequest } from "../../model/ports/language.js";
import type { Checkout } from "../../model/ports/revisions.js";
import { UserError, usageError } from "../../model/problem.js";
import { type Revision, revisionLabel } from "../../model/revision.js";
import { interruptedError } from "../failure.js";
import type { MagicContext } from "../magic.js";
import type { VariantCell } from "./compile.js";

export interface ModuleSource {
  readonly rev: string | null;
  readonly build: string | null;
  /** `--no-bundle` */
  readonly outside: boolean;
}

/** `--shell` refuses them: see shell.ts. */
interface ModuleOptions {
  readonly rev: string | undefined;
  readonly build: string | undefined;
  readonly noBundle: boolean;
}

/** What the options say for a cell; nothing where they are not given. */
export function moduleSource(options: ModuleOptions): { readonly modules?: ModuleSource } {
  const { rev, build, noBundle } = options;
  if (rev === undefined && build === undefined && !noBundle) return {};
  return { modules: { rev: rev ?? null, build: build ?? null, outside: noBundle } };
}

export interface OpenModules {
  /** Parts of the request to the bundler. */
  readonly request: Pick<BundleRequest, "repository" | "checkout" | "outside">;
  readonly revision: Revision | null;
  /** Where type checks find the cell's relative imports, in place of the notebook's folder. */
  readonly folder: string | null;
  release(): Promise<void>;
}

/** Resolves, checks out and builds. Throws a UserError; what it returns must be released. */
export async function openModules(
  cell: VariantCell,
  analysis: Analysis,
  context: MagicContext,
): Promise<OpenModules> {
  const { rev = null, build = null, outside = false } = cell.modules ?? {};
  const { revisions, signal } = context;
  const repository = importsFiles(analysis, context) ? await revisions.repository() : null;
  const request = { ...(repository === null ? {} : { repository }), ...(outside ? { outside } : {}) };
  if (rev === null) {
    if (build !== null) {
      await interruptible(cell.name, context, () => revisions.build({ command: build, signal }));
      say(context, `Built the working tree by \`${build}\`.`);
    }
    return { request, revision: null, folder: null, release: async () => undefined };
  }
  if (!analysis.imports.some(({ specifier }) => isRelative(specifier))) {
    throw usageError(
      `--rev ${rev} changes nothing: the cell of ${cell.name} imports no relative file; import what it measures, such as import { tokenize } from "../src/tokenizer.ts".`,
    );
  }
  const revision = await requireRevision(rev, context);
  const checkout = await interruptible(cell.name, context, () =>
    revisions.checkout({ revision, keep: outside, build, signal }),
  );
  sayMade({ revision, build, checkout }, context);
  return {
    request: { ...request, checkout: checkout.files },
    revision,
    folder: checkout.folder,
    release: checkout.release,
  };
}

/** What the record keeps of a variant's modules. */
export function moduleRecord(
  cell: VariantCell,
  compiled: { readonly revision: Revision | null; readonly bundle: { readonly files?: Variant["files"] } },
): Pick<Variant, "revision" | "files" | "build"> {
  const { revision, bundle } = compiled;
  const build = cell.modules?.build ?? null;
  return {
    ...(revision === null ? {} : { revision }),
    ...(build === null ? {} : { build }),
    ...(bundle.files === undefined ? {} : { files: bundle.files }),
  };
}

/** Whether what the cell declares belongs to this session: code of another revision, or beside a bundle, does not. */
export function declaresInSession({ modules }: VariantCell): boolean {
  return modules === undefined || (modules.rev === null && !modules.outside);
}

/** Files that forks load themselves are not frozen. Throws a UserError where one is no longer what was checked and measured. */
export async function requireUnchanged(variants: readonly Variant[], context: MagicContext): Promise<void> {
  for (const { name, files = [] } of variants) {
    if (!files.some(({ loaded }) => loaded !== undefined)) continue;
    const changed = await context.revisions.changed(files);
    if (changed.length === 0) continue;
    throw new UserError({
      name: "StaleError",
      message: `${name} is STALE: ${changed.join(", ")} changed since its cell ran, and --no-bundle does not freeze files; run the cell of ${name} again first.`,
    });
  }
}

/** Said beside each measurement of the variant. */
export function lockfileFindings(
  { name, revision }: Pick<Variant, "name" | "revision">,
  parameters: Finding["parameters"],
  recorded: string,
): readonly Finding[] {
  if (!revision || revision.lockfiles.length === 0) return [];
  const details = { lockfile: revision.lockfiles.join(", "), revision: revisionLabel(revision) };
  return [{ code: "lockfile-differs", variant: name, against: null, parameters, details, recorded }];
}

async function requireRevision(rev: string, context: MagicContext): Promise<Revision> {
  const found = await context.revisions.resolve(rev);
  if (found.kind === "found") return found.revision;
  const { names, shallow } = found;
  const there =
    names.length === 0
      ? "there is no branch with a commit and no tag"
      : `there are ${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}`;
  const history = shallow
    ? "; this is a shallow clone, so older ones come by `git fetch --unshallow --tags`"
    : "";
  throw new UserError({
    name: "RevisionError",
    message: `There is no revision ${rev} in this repository${didYouMean(rev, names)} (${there})${history}.`,
  });
}

async function interruptible<T>(name: string, { signal }: MagicContext, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (signal.aborted) throw interruptedError(name);
    throw error;
  }
}

function sayMade(
  made: { readonly revision: Revision; readonly build: string | null; readonly checkout: Checkout },
  context: MagicContext,
): void {
  const { revision, build, checkout } = made;
  const label = revisionLabel(revision);
  const links =
    checkout.linked.length === 0 ? "" : ` ${checkout.linked.join(", ")} there: a link to the working tree's.`;
  if (build !== null) say(context, `Built ${label} by \`${build}\` in a checkout of its own.${links}`);
  else if (links !== "") say(context, `Checked out ${label}.${links}`);
}

function say({ publish }: MagicContext, text: string): void {
  publish({ kind: "stream", name: "stdout", text: `${text}\n` });
}

function importsFiles(analysis: Analysis, { state }: MagicContext): boolean {
  return (
    analysis.imports.some(({ specifier }) => isRelative(specifier)) ||
    state.workload.setups.some(({ source }) => /["']\.\.?\//.test(source))
  );
}

export function isRelative(specifier: string): boolean {
  return /^\.\.?(\/|$)/.test(specifier);
}
