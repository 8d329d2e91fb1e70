/** Signatures of Zig: `export fn`. */
import type { NativeScalar, NativeType } from "../../model/native.js";
import { afterBracket, splitArguments, withoutComments } from "./blank.js";
import { bindable, type Declared, type Signatures, scalar } from "./read.js";

export function readZig(source: string): Signatures {
  const text = withoutComments(source, "slashes");
  const declared = [...text.matchAll(/\bexport\s+fn\s+(\w+)\s*\(/g)].map((found): Declared => {
    const open = found.index + found[0].length - 1;
    const close = afterBracket(text, open);
    const rest = text.slice(close).replace(/^\s*(?:(?:callconv|align|linksection)\s*\([^)]*\)\s*)*/, "");
    return {
      name: found[1] as string,
      parameters: splitArguments(text.slice(open + 1, close - 1)).map(parameterOf),
      returns: rest.slice(0, Math.max(0, rest.indexOf("{"))).trim(),
    };
  });
  return bindable(declared, zigType);
}

function parameterOf(text: string): { name: string; type: string } {
  const [, name = text, type = ""] = /^(?:noalias\s+)?(\w+)\s*:\s*([\s\S]+)$/.exec(text) ?? [];
  return { name, type: type.replace(/\s+/g, " ") };
}

/** `[*]const f32`, `[*c]f32`, `*f32`, `[*]align(64) f32`, `?*anyopaque` */
const POINTER = /^\?? ?(?:\[\*c?\]|\*) ?((?:align\([^)]*\)|const|volatile|noalias|allowzero| )*)(\w+)$/;

function zigType(text: string): NativeType | "void" | null {
  if (text === "void") return "void";
  const [, modifiers, pointee = ""] = POINTER.exec(text) ?? [];
  if (modifiers === undefined) return scalar(ZIG_SCALARS[text]);
  const readonly = /\bconst\b/.test(modifiers);
  if (pointee === "anyopaque") return { kind: "pointer", element: null, readonly };
  const element = ZIG_SCALARS[pointee];
  return element === undefined ? null : { kind: "pointer", element, readonly };
}

const ZIG_SCALARS: Readonly<Record<string, NativeScalar>> = {
  f32: "float",
  f64: "double",
  i8: "int8",
  u8: "uint8",
  i16: "int16",
  u16: "uint16",
  i32: "int32",
  u32: "uint32",
  i64: "int64",
  u64: "uint64",
  usize: "size",
  isize: "ssize",
  bool: "bool",
  c_int: "int32",
  c_uint: "uint32",
  c_longlong: "int64",
  c_ulonglong: "uint64",
};
