// biome-ignore-all lint/suspicious/noShadowRestrictedNames: these are meant to stand for the globals of their names
/**
 * Globals as they were before any cell ran. A cell may declare a `Map`, a `process` or an `Error` of its own, which
 * become properties of the global object; the session's own code keeps these.
 */
import { Buffer as OwnBuffer } from "node:buffer";
import { performance } from "node:perf_hooks";
import ownProcess from "node:process";
import {
  clearTimeout as ownClearTimeout,
  setImmediate as ownSetImmediate,
  setTimeout as ownSetTimeout,
} from "node:timers";

export const process = ownProcess;
export const Buffer = OwnBuffer;
export const setTimeout = ownSetTimeout;
export const clearTimeout = ownClearTimeout;
export const setImmediate = ownSetImmediate;
export const Array = globalThis.Array;
export const Error = globalThis.Error;
export const JSON = globalThis.JSON;
export const Map = globalThis.Map;
export const Math = globalThis.Math;
export const Number = globalThis.Number;
export const Object = globalThis.Object;
export const Promise = globalThis.Promise;
export const Reflect = globalThis.Reflect;
export const RegExp = globalThis.RegExp;
export const Set = globalThis.Set;
export const String = globalThis.String;
export const Symbol = globalThis.Symbol;
export const URL = globalThis.URL;
export const WeakMap = globalThis.WeakMap;
export const ArrayBuffer = globalThis.ArrayBuffer;
export const Uint8Array = globalThis.Uint8Array;
export const console = globalThis.console;
/** Where benchbook's compiled files are: `dist/` as a URL. */
export const thisPackage = new URL("../../../", import.meta.url).href;
/** Milliseconds of a clock that never goes back. */
export const now: () => number = performance.now.bind(performance);
export const Atomics = globalThis.Atomics;
export const Int32Array = globalThis.Int32Array;
export const SharedArrayBuffer = globalThis.SharedArrayBuffer;
