/**
 * Signatures of C, and of what C++ declares as `extern "C"`: definitions at the top level that are not static. A reader
 * of prototypes, no compiler: types that come from macros or typedefs are unknown to it (`--signature` gives them).
 */
import type { NativeScalar, NativeType } from "../../model/native.js";
import { afterBracket, splitArguments, withoutComments } from "./blank.js";
import { bindable, type Declared, type Signatures, scalar } from "./read.js";

export function readC(source: string, { cpp }: { readonly cpp: boolean }): Signatures {
  const text = withoutDirectives(withoutComments(source, "slashes"));
  return bindable(
    topLevel(text, !cpp).flatMap((head) => declaredBy(head) ?? []),
    cType,
  );
}

/** Prototypes of `--signature`, one after the other, each with or without its semicolon. */
export function readPrototypes(text: string): Signatures & { readonly unread: readonly string[] } {
  const heads = withoutComments(text, "slashes")
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const unread = heads.filter((head) => declaredBy(head) === null);
  return {
    ...bindable(
      heads.flatMap((head) => declaredBy(head) ?? []),
      cType,
    ),
    unread,
  };
}

function withoutDirectives(text: string): string {
  return text.replace(/^[ \t]*#(?:[^\n\\]|\\[\s\S])*/gm, (found) => found.replace(/[^\n]/g, " "));
}

/** What stands before each body at the top level. `exported`: outside of `extern "C"`, too. */
function topLevel(text: string, exported: boolean): string[] {
  const heads: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "(") at = afterBracket(text, at) - 1;
    else if (character === ";" || character === "}") start = at + 1;
    else if (character === "{") {
      const head = text.slice(start, at).trim();
      const end = afterBracket(text, at);
      if (/^extern\s+"C"$/.test(head)) heads.push(...topLevel(text.slice(at + 1, end - 1), true));
      else if (exported || /^extern\s+"C"\s/.test(head)) heads.push(head);
      at = end - 1;
      start = end;
    }
  }
  return heads;
}

const IGNORED =
  /\bextern\s*"C"|\bextern\b|\binline\b|\bnoexcept\b|\b__restrict(?:__)?\b|\brestrict\b|\bregister\b|\bvolatile\b|\bstruct\s+(?=\w+\s*\*)|\b__extension__\b|\b_?noreturn\b/gi;

/** Null for what is no function, or is static. */
function declaredBy(head: string): Declared | null {
  const plain = withoutAttributes(head).replace(IGNORED, " ").trim();
  const found = /^([\w\s*]+?[\s*])(\w+)\s*\(([\s\S]*)\)$/.exec(plain);
  const [, returns = "", name = "", list = ""] = found ?? [];
  if (found === null || /\bstatic\b|\btypedef\b/.test(returns) || /^(if|for|while|switch)$/.test(name))
    return null;
  const parameters = splitArguments(list);
  return {
    name,
    returns: words(returns),
    parameters: parameters.length === 1 && parameters[0] === "void" ? [] : parameters.map(parameterOf),
  };
}

function withoutAttributes(text: string): string {
  let rest = text.replace(/\[\[[^\]]*\]\]/g, " ");
  for (;;) {
    const found = /\b(?:__attribute__|__declspec|alignas|_Alignas)\s*\(/.exec(rest);
    if (found === null) return rest;
    const end = afterBracket(rest, found.index + found[0].length - 1);
    rest = `${rest.slice(0, found.index)} ${rest.slice(end)}`;
  }
}

/** `const float *a`, `float b[]`, `float c[static 16]`, or a type alone. */
function parameterOf(text: string, index: number): { name: string; type: string } {
  const array = /^([\s\S]*?)(\w+)\s*\[[^\]]*\]$/.exec(text);
  if (array) return { name: array[2] as string, type: words(`${array[1]} *`) };
  const named = /^([\s\S]*[\s*])(\w+)$/.exec(text);
  const [, type = "", name = ""] = named ?? [];
  const alone =
    named === null ||
    NAMES.has(name) ||
    name === "const" ||
    words(type)
      .replace(/\bconst\b/g, "")
      .trim() === "";
  return alone ? { name: `argument${index + 1}`, type: words(text) } : { name, type: words(type) };
}

function words(text: string): string {
  return text.replace(/\*/g, " * ").trim().replace(/\s+/g, " ");
}

function cType(text: string): NativeType | "void" | null {
  const stars = text.split("*").length - 1;
  const readonly = /\bconst\b/.test(text.split("*")[0] as string);
  const base = text
    .replace(/\*|\bconst\b/g, " ")
    .replace(/\bstd\s*::\s*/g, "")
    .trim()
    .replace(/\s+/g, " ");
  if (base === "void") {
    if (stars === 0) return "void";
    return stars === 1 ? { kind: "pointer", element: null, readonly } : null;
  }
  const element = C_SCALARS[base];
  if (stars === 0) return scalar(element);
  return stars === 1 && element !== undefined ? { kind: "pointer", element, readonly } : null;
}

/** `long` is 64 bits wide but on Windows, where no `%%native` has been tried. */
const LONG: [NativeScalar, NativeScalar] =
  process.platform === "win32" ? ["int32", "uint32"] : ["int64", "uint64"];

const C_SCALARS: Readonly<Record<string, NativeScalar>> = {
  float: "float",
  double: "double",
  bool: "bool",
  _Bool: "bool",
  char: "uint8",
  "signed char": "int8",
  "unsigned char": "uint8",
  short: "int16",
  "unsigned short": "uint16",
  int: "int32",
  signed: "int32",
  "signed int": "int32",
  unsigned: "uint32",
  "unsigned int": "uint32",
  long: LONG[0],
  "long int": LONG[0],
  "unsigned long": LONG[1],
  "long long": "int64",
  "unsigned long long": "uint64",
  int8_t: "int8",
  uint8_t: "uint8",
  int16_t: "int16",
  uint16_t: "uint16",
  int32_t: "int32",
  uint32_t: "uint32",
  int64_t: "int64",
  uint64_t: "uint64",
  size_t: "size",
  ssize_t: "ssize",
  ptrdiff_t: "ssize",
  intptr_t: "ssize",
  uintptr_t: "size",
};

const NAMES: ReadonlySet<string> = new Set(Object.keys(C_SCALARS).flatMap((name) => name.split(" ")));
