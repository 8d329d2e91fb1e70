/** Signatures of the exported functions of a source, by its language. */
import type { NativeFunction, NativeLanguage, NativeScalar, NativeType } from "../../model/native.js";
import { readC } from "./c.js";
import { readMojo } from "./mojo.js";
import { readRust } from "./rust.js";
import { readZig } from "./zig.js";

export interface Unbound {
  readonly name: string;
  readonly reason: string;
}

export interface Signatures {
  readonly functions: readonly NativeFunction[];
  readonly unbound: readonly Unbound[];
}

export function readSignatures(source: string, language: NativeLanguage): Signatures {
  const { functions, unbound } = declarationsOf(source, language);
  return {
    functions: functions.filter(
      (one, index) => functions.findIndex(({ name }) => name === one.name) === index,
    ),
    unbound,
  };
}

function declarationsOf(source: string, language: NativeLanguage): Signatures {
  switch (language) {
    case "c":
      return readC(source, { cpp: false });
    case "cpp":
      return readC(source, { cpp: true });
    case "rust":
      return readRust(source);
    case "zig":
      return readZig(source);
    case "mojo":
      return readMojo(source);
  }
}

/** What a language's texts say, before it is known whether they can be bound. */
export interface Declared {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns: string;
}

/** Null where the type is none that can be passed; `"void"` where nothing is given back. */
export type ReadType = (text: string) => NativeType | "void" | null;

/** Those of which every type is known, and for the others the first one that is not. */
export function bindable(declared: readonly Declared[], readType: ReadType): Signatures {
  const functions: NativeFunction[] = [];
  const unbound: Unbound[] = [];
  for (const one of declared) {
    const reason = bind(one, readType, functions);
    if (reason !== null) unbound.push({ name: one.name, reason });
  }
  return { functions, unbound };
}

function bind(
  { name, parameters, returns }: Declared,
  readType: ReadType,
  into: NativeFunction[],
): string | null {
  const read: { name: string; type: NativeType }[] = [];
  for (const parameter of parameters) {
    const type = readType(parameter.type);
    if (type === null || type === "void") return `its parameter ${parameter.name} is a ${parameter.type}`;
    read.push({ name: parameter.name, type });
  }
  const result = readType(returns);
  if (result === null || (result !== "void" && result.kind === "pointer")) return `it returns ${returns}`;
  into.push({ name, parameters: read, returns: result === "void" ? null : result.scalar });
  return null;
}

export function scalar(name: NativeScalar | undefined): NativeType | null {
  return name === undefined ? null : { kind: "scalar", scalar: name };
}
