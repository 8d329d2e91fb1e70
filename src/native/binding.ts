/**
 * What cells see of a library: JavaScript that opens it by koffi, and the types of its functions.
 *
 * A typed array is passed as the address of its first element: nothing is copied, either way, also where it is a view
 * of a part or of shared memory. Since koffi takes a number or a wrong array for a pointer as well, which would end the
 * process, each function checks its arguments first; that and the call cost about 50 ns.
 */
import type { NativeFunction, NativeParameter, NativeType } from "../model/native.js";
import type { NativeLibrary } from "../model/ports/native.js";
import { SCALAR_TYPES } from "./types.js";

/**
 * An expression of one object with a function by each name. `koffi` is JavaScript that gives koffi. Threads of `workers` open
 * the library again, by the same text (`threads/handed.ts`).
 */
export function bindingExpression(
  name: string,
  library: Pick<NativeLibrary, "file" | "functions">,
  koffi: string,
): string {
  return [
    "(() => { const open = () => {",
    `  const attempt = (make, why) => { try { return make(); } catch (error) { throw Object.assign(new Error(\`${name} \${why(error.message)}\`), { name: "LibraryError" }); } };`,
    `  const library = attempt(() => (${koffi}).load(${JSON.stringify(library.file)}), (message) => \`cannot be loaded: \${message}; define what is missing in the cell, or name its library in --flags, such as -lm.\`);`,
    "  const kind = (value) => value === null || value === undefined ? String(value) : typeof value === 'object' ? value[Symbol.toStringTag] ?? value.constructor?.name ?? 'an object' : typeof value === 'function' ? 'a function' : 'the ' + typeof value + ' ' + String(value);",
    `  const refuse = (what, wanted, value) => { throw new TypeError(\`\${what} takes \${wanted}, got \${kind(value)}.\`); };`,
    ...library.functions.map(
      ({ name: one }, index) =>
        `  const native${index} = attempt(() => library.func(${prototype(library.functions[index] as NativeFunction)}), (message) => ${JSON.stringify(`has no ${one} that could be called: `)} + message + "; mend --signature, or export it.");`,
    ),
    "  return {",
    ...library.functions.map((one, index) => indent(method(name, one, index))),
    "  };",
    "};",
    "  const opening = { value: () => ({ text: String(open), given: null }) };",
    '  return Object.freeze(Object.defineProperty(open(), Symbol.for("benchbook.thread"), opening));',
    "})()",
  ].join("\n");
}

/** `{ matmul(c: Float32Array, a: Float32Array, n: number): void; }` */
export function bindingType(library: Pick<NativeLibrary, "functions">): string {
  const methods = library.functions.map((one) => {
    const parameters = named(one).map(({ name, type }) => `${name}: ${parameterType(type)}`);
    const result = one.returns === null ? "void" : SCALAR_TYPES[one.returns].result;
    return `  /** \`${prototypeText(one)}\` */\n  ${one.name}(${parameters.join(", ")}): ${result};`;
  });
  return `{\n${methods.join("\n")}\n}`;
}

/** `void matmul(float *c, const float *a, int32_t n)` */
export function prototypeText(one: NativeFunction): string {
  const parameters = one.parameters.map(
    ({ name, type }) => `${cType(type)}${type.kind === "pointer" ? "" : " "}${name}`,
  );
  const result = one.returns === null ? "void" : SCALAR_TYPES[one.returns].c;
  return `${result} ${one.name}(${parameters.join(", ") || "void"})`;
}

function prototype(one: NativeFunction): string {
  const result = one.returns === null ? "void" : SCALAR_TYPES[one.returns].c;
  return [one.name, result, one.parameters.map(({ type }) => cType(type).trim())]
    .map((part) => JSON.stringify(part))
    .join(", ");
}

function method(library: string, one: NativeFunction, index: number): string {
  const parameters = named(one);
  const names = parameters.map(({ name }) => name).join(", ");
  const lines = parameters.map(({ name, type }) => {
    const what = JSON.stringify(`${name} of ${library}.${one.name}`);
    const [accepts, wanted] = check(name, type);
    return `  if (!(${accepts})) refuse(${what}, ${JSON.stringify(wanted)}, ${name});`;
  });
  return [`${one.name}(${names}) {`, ...lines, `  return native${index}(${names});`, "},"].join("\n");
}

/** By their tag, as the arrays of cells are of another realm than those of this program. */
function check(name: string, type: NativeType): readonly [accepts: string, wanted: string] {
  if (type.kind === "scalar")
    return [SCALAR_TYPES[type.scalar].accepts(name), SCALAR_TYPES[type.scalar].words];
  if (type.element === null) return [`ArrayBuffer.isView(${name})`, "a typed array"];
  const { array, c } = SCALAR_TYPES[type.element];
  return [
    `ArrayBuffer.isView(${name}) && ${name}[Symbol.toStringTag] === ${JSON.stringify(array)}`,
    `${article(array)} ${array} (${c} *)`,
  ];
}

function parameterType(type: NativeType): string {
  if (type.kind === "scalar") return SCALAR_TYPES[type.scalar].parameter;
  return type.element === null ? "ArrayBufferView" : SCALAR_TYPES[type.element].array;
}

function cType(type: NativeType): string {
  if (type.kind === "scalar") return SCALAR_TYPES[type.scalar].c;
  return `${type.readonly ? "const " : ""}${type.element === null ? "void" : SCALAR_TYPES[type.element].c} *`;
}

/** Names that C allows and JavaScript does not, such as `in` and `new`, and doubled ones, get an underscore. */
function named({ parameters }: NativeFunction): readonly NativeParameter[] {
  const taken = new Set<string>();
  return parameters.map(({ name, type }) => {
    let free = RESERVED.has(name) ? `${name}_` : name;
    while (taken.has(free)) free += "_";
    taken.add(free);
    return { name: free, type };
  });
}

const RESERVED: ReadonlySet<string> = new Set(
  "in new delete this var let function class with yield await arguments eval typeof instanceof export import super throw try catch finally null true false void default enum extends const static implements interface package private protected public debugger kind refuse attempt library koffi ArrayBuffer Symbol Number".split(
    " ",
  ),
);

function article(word: string): string {
  return /^[AEIOU]/.test(word) && !word.startsWith("U") ? "an" : "a";
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
