/** The C kernel of the matrix study, and problems whose answers are sums in double precision. */
import { readFile } from "node:fs/promises";
import { seeded } from "../../src/stats/seeded.js";

const NOTEBOOK = new URL("../../../notebooks/matmul.ipynb", import.meta.url);

/** The text of its `%%native` cell. */
export async function matmulSource(): Promise<string> {
  const { cells } = JSON.parse(await readFile(NOTEBOOK, "utf8")) as {
    readonly cells: readonly { readonly id: string; readonly source: readonly string[] }[];
  };
  const cell = cells.find(({ id }) => id === "native-kernel");
  return (cell?.source ?? []).slice(1).join("");
}

/** One less and one more than its tiles, vectors and blocks (of 6 or 12 rows, 16 or 32 columns, 384 deep), and 1. */
export const MATMUL_SIZES = [1, 2, 5, 7, 13, 15, 17, 31, 33, 97, 193, 385];

export function matmulProblem(n: number): { a: Float32Array; b: Float32Array; expected: Float64Array } {
  const random = seeded(n);
  const [a, b] = [random.float32(n * n), random.float32(n * n)];
  const expected = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const left = a[i * n + k]!;
      for (let j = 0; j < n; j++) expected[i * n + j]! += left * b[k * n + j]!;
    }
  return { a, b, expected };
}
