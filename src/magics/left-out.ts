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

/** True where the call was answered by a sentence, and is not to run. */
export async function answeredAsLeftOut(
  { spec }: Magic,
  call: Call,
  context: MagicContext,
): Promise<boolean> {
  const sentence = DEFINING.includes(spec.name)
    ? await whyUndefined(call, context)
    : whyNothingToDo(namedVariants(spec, call), context.state.leftOut);
  if (sentence === null) return false;
  context.show(noteView({ kind: "left-out", sentence }));
  return true;
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

function whyNothingToDo(names: readonly string[], leftOut: ReadonlyMap<string, string>): string | null {
  if (names.length === 0 || !names.every((name) => leftOut.has(name))) return null;
  return names.map((name) => leftOut.get(name)).join(" ");
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
