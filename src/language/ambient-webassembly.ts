/**
 * The `WebAssembly` global: Node's types leave it to the browser's, which cells have not.
 * Source: https://webassembly.github.io/spec/js-api
 */
export const WEBASSEMBLY = `
declare namespace WebAssembly {
  type ImportExportKind = "function" | "global" | "memory" | "table" | "tag";
  type ValueType = "i32" | "i64" | "f32" | "f64" | "v128" | "externref" | "anyfunc";
  type Imports = Readonly<Record<string, Readonly<Record<string, any>>>>;
  interface ModuleImportDescriptor { readonly module: string; readonly name: string; readonly kind: ImportExportKind; }
  interface ModuleExportDescriptor { readonly name: string; readonly kind: ImportExportKind; }
  class Module {
    constructor(bytes: ArrayBuffer | ArrayBufferView);
    static customSections(module: Module, name: string): ArrayBuffer[];
    static exports(module: Module): ModuleExportDescriptor[];
    static imports(module: Module): ModuleImportDescriptor[];
  }
  class Instance {
    constructor(module: Module, imports?: Imports);
    readonly exports: { readonly [name: string]: any };
  }
  class Memory {
    constructor(descriptor: { readonly initial: number; readonly maximum?: number; readonly shared?: boolean });
    readonly buffer: ArrayBuffer;
    /** By so many pages of 64 KiB; gives the pages before. Views of an unshared memory are detached. */
    grow(delta: number): number;
  }
  class Table {
    constructor(descriptor: { readonly element: "anyfunc" | "externref"; readonly initial: number; readonly maximum?: number }, value?: any);
    readonly length: number;
    get(index: number): any;
    grow(delta: number, value?: any): number;
    set(index: number, value?: any): void;
  }
  class Global<T = any> {
    constructor(descriptor: { readonly value: ValueType; readonly mutable?: boolean }, value?: T);
    value: T;
    valueOf(): T;
  }
  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}
  interface InstantiatedSource { readonly module: Module; readonly instance: Instance; }
  function compile(bytes: ArrayBuffer | ArrayBufferView): Promise<Module>;
  function instantiate(bytes: ArrayBuffer | ArrayBufferView, imports?: Imports): Promise<InstantiatedSource>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
  function validate(bytes: ArrayBuffer | ArrayBufferView): boolean;
}
`;
