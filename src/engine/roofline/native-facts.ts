/** What the compiler made of the native kernels: asked of the library itself. */
import { CHAINS, type Mix, type NativeKernels } from "./kinds.js";

export interface NativeFacts {
  readonly how: string;
  mix(element: "f32" | "f64"): Mix;
}

export async function describeNative({ file, compiler }: NativeKernels): Promise<NativeFacts> {
  const { default: koffi } = await import("koffi");
  const library = koffi.load(file);
  /** Bytes of a vector. */
  const width: number = library.func("int width()")();
  const fused = library.func("int fused()")() === 1;
  const how = `${compiler} -O3 -march=native`;
  const chains = fused
    ? `${CHAINS} chains of fused multiply-adds`
    : `${CHAINS / 2} chains of multiplications and ${CHAINS / 2} of additions`;
  return {
    how,
    mix(element) {
      const lanes = width / (element === "f32" ? 4 : 8);
      return {
        kind: `native-${element}`,
        lanes,
        fused,
        mix: `${chains} on ${lanes} lanes of ${element}, ${how}`,
      };
    },
  };
}
