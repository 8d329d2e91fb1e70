/**
 * What this machine lacks does not stop a notebook: a module without a compiler is left out, and with it the variants that use
 * it and the magics about these, each with a sentence. In a later run, on a machine that has it, all of it is there.
 */
import { noteView } from "../views/note-view.js";
import type { Magic, MagicCall, MagicContext } from "./magic.js";

/** Magics whose cell is a variant. */
const DEFINING: readonly string[] = ["optimize", "variant", "reference", "baseline"];

type Call = Pick<MagicCall, "arguments" | "body">;

/** The end of `%%native` and `%%wasm` without a compiler. */
export function leaveOutModule(name: string, why: string, context: MagicContext): void {
  context.state.leftOut.set(name, why);
  const sentence = `${name} is left out, and so are the variants that use it. ${why}`;
  context.show(noteView({ kind: "left-out", sentence }));
}

/** The call without the variants that are left out, each told in a sentence; null where nothing is left to do. */
export async function presentCall(
  magic: Magic,
  call: MagicCall,
  context: MagicContext,
): Promise<MagicCall | null> {
  const { leftOut } = context.state;
  const tell = (sentence: string) => context.show(noteView({ kind: "left-out", sentence }));
  if (DEFINING.includes(magic.spec.name)) {
    const sentence = await whyUndefined(call, context);
    if (sentence === null) return call;
    tell(sentence);
    return null;
  }
  const named = namedVariants(magic.spec, call);
  const absent = named.filter((name) => leftOut.has(name));
  for (const name of absent) tell(leftOut.get(name) ?? name);
  if (absent.length === 0) return call;
  const present = without(absent, call.arguments);
  // As `%compare` with one of its two.
  const nothingLeft =
    absent.length === named.length ||
    namedVariants(magic.spec, { ...call, arguments: present }).some((name) => absent.includes(name));
  return nothingLeft ? null : { ...call, arguments: present };
}

function without(absent: readonly string[], given: MagicCall["arguments"]): MagicCall["arguments"] {
  const kept = Object.entries(given.positionals).map(([key, value]) => [
    key,
    Array.isArray(value) ? value.filter((name) => !absent.includes(String(name))) : value,
  ]);
  return { ...given, positionals: Object.fromEntries(kept) };
}

async function whyUndefined(call: Call, context: MagicContext): Promise<string | null> {
  const { leftOut } = context.state;
  const name = String(call.arguments.positionals["name"] ?? "");
  const why = await whyNotHere(call, context);
  if (why === null) {
    leftOut.delete(name);
    return null;
  }
  const sentence = `${name} is left out: ${why}`;
  leftOut.set(name, sentence);
  return sentence;
}

async function whyNotHere({ arguments: given, body }: Call, context: MagicContext): Promise<string | null> {
  const { state, machine, store } = context;
  const { requires, parent } = given.options;
  const used = [...state.leftOut].find(([name]) => uses(body ?? "", name));
  if (used !== undefined) return `it uses ${used[0]}. ${used[1]}`;
  if (typeof parent === "string" && state.leftOut.has(parent))
    return `it builds on ${parent}, which is, too.`;
  if (typeof requires !== "string" || (await machine.succeeds(requires, store.folder))) return null;
  return `it requires that \`${requires}\` succeeds, which it does not here.`;
}

/** Those that the magic's line names; a left-out one has no record, so the magic would only say that it is unknown. */
function namedVariants(spec: Magic["spec"], { arguments: given }: Call): readonly string[] {
  return Object.entries(spec.positionals).flatMap(([key, { candidates }]) => {
    if (candidates !== "variants") return [];
    const value = given.positionals[key];
    return typeof value === "string" ? [value] : Array.isArray(value) ? value.map(String) : [];
  });
}

/** As in `kernel.scale(…)`: modules have no other use. */
function uses(body: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}\\s*\\.`).test(body);
}
