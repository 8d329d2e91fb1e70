/** Names of cells are plain properties of the global object, also where Node has a getter or a constant of that name. */
import * as own from "./own.js";

/** Makes names assignable; a name that is there keeps its value until the cell assigns another. */
export function declareGlobals(names: readonly string[]): void {
  for (const name of names) {
    const property = own.Reflect.getOwnPropertyDescriptor(globalThis, name);
    if (property && (!property.configurable || (property.writable && property.enumerable))) continue;
    setGlobal(name, property ? own.Reflect.get(globalThis, name) : undefined);
  }
}

export function setGlobal(name: string, value: unknown): void {
  own.Reflect.defineProperty(globalThis, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}
