/** Signatures of Rust: `#[no_mangle] pub [unsafe] extern "C" fn`. */
import type { NativeScalar, NativeType } from "../../model/native.js";
import { afterBracket, splitArguments, withoutComments } from "./blank.js";
import { bindable, type Declared, type Signatures, scalar } from "./read.js";

const EXPORT =
  /#\[\s*(?:no_mangle|unsafe\s*\(\s*no_mangle\s*\))\s*\](?:\s*#\[[^\]]*\])*\s*pub\s+(?:unsafe\s+)?extern\s+"C"\s+(?:unsafe\s+)?fn\s+(\w+)\s*\(/g;

export function readRust(source: string): Signatures {
  const text = withoutComments(source, "slashes");
  const declared = [...text.matchAll(EXPORT)].map((found): Declared => {
    const open = found.index + found[0].length - 1;
    const close = afterBracket(text, open);
    return {
      name: found[1] as string,
      parameters: splitArguments(text.slice(open + 1, close - 1)).map(parameterOf),
      returns: /^\s*->\s*([^{]+?)\s*(?:\{|\bwhere\b)/.exec(text.slice(close))?.[1] ?? "()",
    };
  });
  return bindable(declared, rustType);
}

function parameterOf(text: string): { name: string; type: string } {
  const [, name = text, type = ""] = /^(?:mut\s+)?(\w+)\s*:\s*([\s\S]+)$/.exec(text) ?? [];
  return { name, type: type.replace(/\s+/g, " ") };
}

function rustType(text: string): NativeType | "void" | null {
  if (text === "()") return "void";
  const [, access, pointee = ""] = /^\*\s*(const|mut)\s+(.+)$/.exec(text) ?? [];
  if (access === undefined) return scalar(RUST_SCALARS[unqualified(text)]);
  const readonly = access === "const";
  const name = unqualified(pointee);
  if (name === "c_void") return { kind: "pointer", element: null, readonly };
  const element = RUST_SCALARS[name];
  return element === undefined ? null : { kind: "pointer", element, readonly };
}

/** `std::ffi::c_int` → `c_int` */
function unqualified(name: string): string {
  return name.split("::").at(-1) as string;
}

const RUST_SCALARS: Readonly<Record<string, NativeScalar>> = {
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
  c_float: "float",
  c_double: "double",
  c_int: "int32",
  c_uint: "uint32",
  c_longlong: "int64",
  c_ulonglong: "uint64",
};
