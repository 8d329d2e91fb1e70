/** The native kernels in C: vectors as wide as the processor has them (GCC's and clang's vector extension). */
import { CHAINS } from "./kinds.js";

const chains = Array.from({ length: CHAINS }, (_, index) => index);

function peak(name: string, element: string, vector: string): string {
  const all = (value: string) => `(${vector}){0} + (${element})${value}`;
  return `
EXPORT double ${name}(int64_t loops, double by, double plus) {
  ${vector} m = ${all("by")}, a = ${all("plus")};
  ${vector} ${chains.map((index) => `x${index} = ${all(String((index + 1) / 16))}`).join(", ")};
#if FUSED
  for (int64_t i = 0; i < loops; i++) { ${chains.map((index) => `x${index} = x${index} * m + a;`).join(" ")} }
#else
  for (int64_t i = 0; i < loops; i++) { ${chains.map((index) => `x${index} = x${index} ${index % 2 === 0 ? "* m" : "+ a"};`).join(" ")} }
#endif
  ${vector} sum = ${chains.map((index) => `x${index}`).join(" + ")};
  return sum[0];
}`;
}

export const NATIVE_SOURCE = `#include <stdint.h>
#define EXPORT __attribute__((visibility("default")))
#if defined(__AVX512F__)
#define WIDTH 64
#elif defined(__AVX__)
#define WIDTH 32
#else
#define WIDTH 16
#endif
typedef float vf __attribute__((vector_size(WIDTH)));
typedef double vd __attribute__((vector_size(WIDTH)));
EXPORT int width(void) { return WIDTH; }
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA) || defined(__aarch64__)
#define FUSED 1
#else
#define FUSED 0
#endif
EXPORT int fused(void) { return FUSED; }
${peak("peak_f32", "float", "vf")}
${peak("peak_f64", "double", "vd")}
EXPORT void triad(double *restrict a, const double *restrict b, const double *restrict c, int64_t n, int64_t turns) {
  for (int64_t turn = 0; turn < turns; turn++) {
    for (int64_t i = 0; i < n; i++) a[i] = b[i] + 3.0 * c[i];
    /* The next turn may not be taken for the same one. */
    __asm__ volatile("" ::: "memory");
  }
}
`;
