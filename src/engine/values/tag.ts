/** A value as its tagged tree. */
import { dtypeOf } from "./dtypes.js";
import type { Slot, ValueNode, ValueTree } from "./tree.js";

export function tagValue(value: unknown): ValueTree {
  const table = new Table();
  const root = table.slot(value);
  table.fill();
  return { root, nodes: table.nodes };
}

/** Numbers objects on first sight and fills their nodes one by one, so that deep values need no deep stack. */
class Table {
  readonly nodes: ValueNode[] = [];
  readonly #numbers = new Map<object | symbol, number>();
  readonly #waiting: (object | symbol)[] = [];

  slot(value: unknown): Slot {
    switch (typeof value) {
      case "number":
      case "string":
      case "bigint":
      case "boolean":
      case "undefined":
        return value;
      default:
        return value === null ? null : { node: this.#number(value as object | symbol) };
    }
  }

  fill(): void {
    for (let next = 0; next < this.#waiting.length; next++) {
      this.nodes[next] = nodeOf(this.#waiting[next] as object | symbol, this);
    }
  }

  #number(value: object | symbol): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const number = this.#waiting.push(value) - 1;
    this.#numbers.set(value, number);
    return number;
  }
}

function nodeOf(value: object | symbol, table: Table): ValueNode {
  const slots = (values: readonly unknown[]): Slot[] => values.map((item) => table.slot(item));
  if (typeof value === "symbol") return { kind: "opaque", what: "a symbol" };
  if (typeof value === "function") return { kind: "opaque", what: "a function" };
  if (ArrayBuffer.isView(value)) return typed(className(value), value);
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
    return typed(className(value), new Uint8Array(value));
  }
  if (Array.isArray(value)) return arrayNode(value, table);
  if (value instanceof Map)
    return { kind: "map", keys: slots([...value.keys()]), slots: slots([...value.values()]) };
  if (value instanceof Set) return { kind: "set", slots: slots([...value]) };
  if (value instanceof Date) return { kind: "date", time: value.getTime() };
  if (value instanceof RegExp) return { kind: "regexp", source: value.source, flags: value.flags };
  if (value instanceof Promise) return { kind: "opaque", what: "a promise" };
  return matrixNode(value, table) ?? objectNode(value, table);
}

function typed(type: string, view: ArrayBufferView): ValueNode {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return { kind: "typed", type, dtype: dtypeOf(view), bytes };
}

function arrayNode(value: readonly unknown[], table: Table): ValueNode {
  const numbers = allNumbers(value);
  if (numbers) return { kind: "numbers", values: numbers };
  if (isDense(value)) {
    return { kind: "array", length: value.length, slots: value.map((item) => table.slot(item)) };
  }
  const indices = Object.keys(value).filter(isIndex).map(Number);
  const slots = indices.map((index) => table.slot(value[index]));
  return { kind: "sparse", length: value.length, indices, slots };
}

/** Null where something else, or a hole, is among them. An empty array is no array of numbers. */
function allNumbers(value: readonly unknown[]): Float64Array | null {
  if (value.length === 0 || typeof value[0] !== "number") return null;
  const numbers = new Float64Array(value.length);
  for (let index = 0; index < value.length; index++) {
    const item = value[index];
    if (typeof item !== "number") return null;
    numbers[index] = item;
  }
  return numbers;
}

/** mathjs marks its matrices; their `toJSON` is the same for every release. */
function matrixNode(value: object, table: Table): ValueNode | null {
  const matrix = value as { isMatrix?: unknown; toJSON?: unknown; size?: unknown; type?: unknown };
  if (matrix.isMatrix !== true || typeof matrix.toJSON !== "function" || typeof matrix.size !== "function")
    return null;
  const { mathjs, size, datatype: _, ...data } = matrix.toJSON() as Record<string, unknown>;
  const dense = Object.keys(data).length === 1 && "data" in data;
  return {
    kind: "matrix",
    type: String(mathjs ?? matrix.type ?? "Matrix"),
    shape: (size ?? matrix.size()) as number[],
    data: table.slot(dense ? (flatNumbers(data.data) ?? data.data) : data),
  };
}

/** All elements of a rectangular matrix in one array: their common magnitude is the scale of a comparison. */
function flatNumbers(data: unknown): unknown[] | null {
  return Array.isArray(data) ? data.flat(Number.POSITIVE_INFINITY) : null;
}

/** Own enumerable properties and the class's name; errors also tell their name and message. */
function objectNode(value: object, table: Table): ValueNode {
  const type = className(value);
  const keys = Object.keys(value);
  if (value instanceof Error) keys.push(...["name", "message"].filter((key) => !keys.includes(key)));
  if (keys.length === 0 && !isPlain(value)) return hiddenNode(value, type, table);
  const slots = keys.map((key) => table.slot((value as Record<string, unknown>)[key]));
  return { kind: "object", type, keys, slots };
}

/** An instance with nothing to see: its JSON form stands for it, or nothing does. */
function hiddenNode(value: object, type: string, table: Table): ValueNode {
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON !== "function")
    return { kind: "opaque", what: `an instance of ${type} with no own properties` };
  return { kind: "object", type, keys: ["toJSON()"], slots: [table.slot(toJSON.call(value))] };
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function className(value: object): string {
  const { constructor: type } = value as { constructor?: unknown };
  return typeof type === "function" && type.name !== "" ? type.name : "Object";
}

function isDense(value: readonly unknown[]): boolean {
  for (let index = 0; index < value.length; index++) if (!(index in value)) return false;
  return true;
}

function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(key);
}
