/** Sources of the sample case's variants. */

const HEAD =
  "function matmul(a: Float32Array, b: Float32Array, n: number): Float32Array {\n  const c = new Float32Array(n * n)";
const TAIL = "  return c\n}\nmatmul(A, B, n)";

export const SETUP =
  "const random = seeded(seed)\nconst A = random.float32(n * n), B = random.float32(n * n)";

export const SOURCES = {
  naive: `${HEAD}
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j]
      c[i * n + j] = sum
    }
  }
${TAIL}`,
  ikj: `// B is walked by column; swap the loops so that it is walked by row
${HEAD}
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]
      for (let j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j]
    }
  }
${TAIL}`,
  transposed: `// a transposed copy of B lets both operands be walked by row
${HEAD}
  const t = new Float32Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) t[j * n + i] = b[i * n + j]
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[i * n + k] * t[j * n + k]
      c[i * n + j] = sum
    }
  }
${TAIL}`,
  shortcut: `// the last row block is small: leave it to the next call
${HEAD}
  const rows = n - (n % 4) - 4
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]
      for (let j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j]
    }
  }
${TAIL}`,
  blocked: `// four rows at once keep a row of B in the first-level cache and a block of C in registers
${HEAD}
  let i = 0
  for (; i + 4 <= n; i += 4) {
    for (let k = 0; k < n; k++) {
      const x0 = a[i * n + k], x1 = a[(i + 1) * n + k]
      const x2 = a[(i + 2) * n + k], x3 = a[(i + 3) * n + k]
      for (let j = 0; j < n; j++) {
        const y = b[k * n + j]
        c[i * n + j] += x0 * y
        c[(i + 1) * n + j] += x1 * y
        c[(i + 2) * n + j] += x2 * y
        c[(i + 3) * n + j] += x3 * y
      }
    }
  }
  for (; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]
      for (let j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j]
    }
  }
${TAIL}`,
  unrolled: `// eight columns per step save loop overhead
${HEAD}
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]
      for (let j = 0; j < n; j += 8) {
        for (let u = 0; u < 8; u++) c[i * n + j + u] += x * b[k * n + j + u]
      }
    }
  }
${TAIL}`,
  mathjs: `import { matrix, multiply } from "mathjs"
const rows = (x: Float32Array) => matrix(Array.from({ length: n }, (_, i) => [...x.subarray(i * n, i * n + n)]))
const left = rows(A), right = rows(B)
multiply(left, right)`,
} as const;
