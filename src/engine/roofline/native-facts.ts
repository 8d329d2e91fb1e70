/** What the compiler made of the native kernels: asked of the library itself. */
import type { NativeKernels } from "./kinds.js";

export interface NativeFacts {
  /** Bytes of a vector. */
  readonly width: number;
  readonly how: string;
  mix(lanes: number, element: string): string;
}

export async function describeNative({ file, compiler }: NativeKernels): Promise<NativeFacts> {
  const { default: koffi } = await import("koffi");
  const library = koffi.load(file);
  const width: number = library.func("int width()")();
  const fused = library.func("int fused()")() === 1;
  const how = `${compiler} -O3 -march=native`;
  return {
    width,
    how,
    mix: (lanes, element) =>
      `${fused ? "fused multiply-adds" : "multiplies and adds"} on ${lanes} lanes of ${element}, ${how}`,
  };
}
