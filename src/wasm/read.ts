/** Reads a module's interface from its bytes: WebAssembly Core Specification 2.0, section 5, and the name section (7.4.1). */

export interface WasmInterface {
  readonly functions: readonly WasmFunction[];
  readonly imports: readonly { readonly module: string; readonly name: string; readonly kind: number }[];
  /** Its own or imported, in pages of 64 KiB; null where it has none. */
  readonly memory: WasmMemory | null;
}

export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly results: readonly string[];
}

export interface WasmMemory {
  readonly minimum: number;
  readonly maximum: number | null;
  readonly shared: boolean;
  /** Where it comes from; null: the module's own. */
  readonly imported: { readonly module: string; readonly name: string } | null;
  /** Name of its export, or null. */
  readonly exported: string | null;
}

const TYPES: Readonly<Record<number, string>> = {
  127: "i32",
  126: "i64",
  125: "f32",
  124: "f64",
  123: "v128",
  112: "funcref",
  111: "externref",
};

type Signature = Pick<WasmFunction, "results"> & { readonly parameters: readonly string[] };

/** For bytes that the engine has found valid. */
export function readWasm(bytes: Uint8Array): WasmInterface {
  const reader = new Reader(bytes);
  const signatures: Signature[] = [];
  const functions: number[] = [];
  const imports: { module: string; name: string; kind: number }[] = [];
  const exported: { name: string; kind: number; index: number }[] = [];
  let memory: WasmMemory | null = null;
  let locals = new Map<number, Map<number, string>>();
  reader.at = 8;
  while (reader.at < bytes.length) {
    const section = reader.byte();
    const size = reader.unsigned();
    const end = reader.at + size;
    if (section === 1) {
      reader.each(() => {
        reader.byte();
        const parameters = reader.each(() => typeName(reader.byte()));
        signatures.push({ parameters, results: reader.each(() => typeName(reader.byte())) });
      });
    } else if (section === 2) {
      reader.each(() => {
        const [module, name, kind] = [reader.text(), reader.text(), reader.byte()];
        imports.push({ module, name, kind });
        if (kind === 0) functions.push(reader.unsigned());
        else if (kind === 1) {
          reader.byte();
          reader.limits();
        } else if (kind === 2) memory = { ...reader.limits(), imported: { module, name }, exported: null };
        else reader.at += 2;
      });
    } else if (section === 3) reader.each(() => functions.push(reader.unsigned()));
    else if (section === 5) {
      reader.each(() => {
        memory = { ...reader.limits(), imported: null, exported: null };
      });
    } else if (section === 7) {
      reader.each(() => {
        exported.push({ name: reader.text(), kind: reader.byte(), index: reader.unsigned() });
      });
    } else if (section === 0 && reader.text() === "name") locals = localNames(reader, end);
    reader.at = end;
  }
  const export_ = exported.find(({ kind }) => kind === 2);
  const own = memory as WasmMemory | null;
  return {
    imports,
    memory: own === null ? null : { ...own, exported: export_?.name ?? null },
    functions: exported
      .filter(({ kind }) => kind === 0)
      .map(({ name, index }) => {
        const { parameters, results } = signatures[functions[index] ?? -1] ?? { parameters: [], results: [] };
        const names = locals.get(index);
        return {
          name,
          results,
          parameters: parameters.map((type, at) => ({ name: names?.get(at) ?? `p${at}`, type })),
        };
      }),
  };
}

/** Subsection 2 of the name section: names of locals, parameters first, by function. */
function localNames(reader: Reader, end: number): Map<number, Map<number, string>> {
  while (reader.at < end) {
    const [kind, size] = [reader.byte(), reader.unsigned()];
    const next = reader.at + size;
    if (kind === 2) {
      const all = reader.each(() => {
        const index = reader.unsigned();
        return [index, new Map(reader.each(() => [reader.unsigned(), reader.text()] as const))] as const;
      });
      return new Map(all);
    }
    reader.at = next;
  }
  return new Map();
}

function typeName(code: number): string {
  return TYPES[code] ?? "externref";
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  /** LEB128. */
  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  text(): string {
    const length = this.unsigned();
    this.at += length;
    return Buffer.from(this.#bytes.subarray(this.at - length, this.at)).toString("utf8");
  }

  each<T>(one: () => T): T[] {
    return Array.from({ length: this.unsigned() }, one);
  }

  limits(): Pick<WasmMemory, "minimum" | "maximum" | "shared"> {
    const flags = this.byte();
    const minimum = this.unsigned();
    return { minimum, maximum: flags & 1 ? this.unsigned() : null, shared: (flags & 2) !== 0 };
  }
}
