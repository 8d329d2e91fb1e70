/** Names within a bundle. */

/** Namespace of virtual modules; also the prefix of their imports. */
export const NAMESPACE = "benchbook";

/** What a module that runs several times exports beside the cell's names. */
export const SELECT_INPUT = "__selectInput";
export const RUN_PER_CALL = "__runPerCall";

/** Names that nothing else in the cell uses, and no two alike. */
export function freshNames<Wanted extends string>(
  taken: ReadonlySet<string>,
  wanted: readonly Wanted[],
): Record<Wanted, string> {
  return Object.fromEntries(wanted.map((name) => [name, freshName(name, taken)])) as Record<Wanted, string>;
}

function freshName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
  return name;
}
