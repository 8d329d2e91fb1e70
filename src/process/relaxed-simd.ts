/**
 * WebAssembly's relaxed SIMD (https://github.com/WebAssembly/relaxed-simd) is on from V8 11.4, thus from Node 21; before, a
 * flag of V8 turns it on in a running process, for all of its threads and for modules compiled from then on.
 */
import { setFlagsFromString } from "node:v8";

export const RELAXED_SIMD_FLAG = "--experimental-wasm-relaxed-simd";

/** A function of three v128 with `f32x4.relaxed_madd`, and nothing else: engines that validate it have relaxed SIMD. */
const PROBE: readonly number[] = [
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b],
  ...[3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 0x02, 0x0b],
];

/** `own`: the engine has it; `flag`: the flag was set in this process; `none`: the engine knows it not even by the flag. */
export function enableRelaxedSimd(): "own" | "flag" | "none" {
  if (hasRelaxedSimd()) return "own";
  setFlagsFromString(RELAXED_SIMD_FLAG);
  return hasRelaxedSimd() ? "flag" : "none";
}

function hasRelaxedSimd(): boolean {
  // The compiler's types know no WebAssembly here.
  const { WebAssembly: engine } = globalThis as unknown as {
    WebAssembly: { validate: (bytes: Uint8Array) => boolean };
  };
  return engine.validate(Uint8Array.from(PROBE));
}
