/** Signatures of Mojo: `@export` above `def NAME(…) abi("C")`. Pointers name their element and whether it may be written. */
import type { NativeScalar, NativeType } from "../../model/native.js";
import { afterBracket, splitArguments, withoutComments } from "./blank.js";
import { bindable, type Declared, type Signatures, scalar } from "./read.js";

const EXPORT = /^@export(?:\s*\(\s*(?:"(\w+)")?[^)]*\))?\s*\n(?:@[^\n]*\n)*(?:def|fn)\s+(\w+)\s*\(/gm;

export function readMojo(source: string): Signatures {
  const text = withoutComments(source, "hash");
  const declared = [...text.matchAll(EXPORT)].map((found): Declared => {
    const open = found.index + found[0].length - 1;
    const close = afterBracket(text, open);
    return {
      name: found[1] ?? (found[2] as string),
      parameters: splitArguments(text.slice(open + 1, close - 1)).map(parameterOf),
      returns: /^[^:]*?->\s*([^:]+?)\s*:/.exec(text.slice(close))?.[1] ?? "None",
    };
  });
  return bindable(declared, mojoType);
}

function parameterOf(text: string): { name: string; type: string } {
  const [, name = text, type = ""] =
    /^(?:(?:read|mut|owned|var|deinit)\s+)?(\w+)\s*:\s*([\s\S]+)$/.exec(text) ?? [];
  return { name, type: type.replace(/\s+/g, " ") };
}

function mojoType(text: string): NativeType | "void" | null {
  if (text === "None") return "void";
  const [, inside] = /^(?:\w+\.)*(?:Unsafe|Opaque|Mut|Immut)*Pointer\[(.*)\]$/.exec(text) ?? [];
  if (inside === undefined) return scalar(MOJO_SCALARS[text]);
  const readonly = /\bImmut|mut\s*=\s*False|^Immut/.test(text);
  const element = splitArguments(inside)
    .map((one) => MOJO_SCALARS[one])
    .find((one) => one !== undefined);
  return element === undefined ? null : { kind: "pointer", element, readonly };
}

/** `Int` is as wide as a pointer: not C's `int`. */
const MOJO_SCALARS: Readonly<Record<string, NativeScalar>> = {
  Float32: "float",
  Float64: "double",
  Int8: "int8",
  UInt8: "uint8",
  Int16: "int16",
  UInt16: "uint16",
  Int32: "int32",
  UInt32: "uint32",
  Int64: "int64",
  UInt64: "uint64",
  Int: "ssize",
  UInt: "size",
  Bool: "bool",
};
