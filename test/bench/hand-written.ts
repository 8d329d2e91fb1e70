/**
 * Peaks by a program in C, written by hand for each instruction mix of `%roofline`, with a clock of its own: nothing is
 * shared with what it is compared with, not the number of chains either. Best of some repetitions, as a peak is.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PeakKind } from "../../src/model/roofline.js";
import { runCommand } from "../../src/process/command.js";

export type HandWritten = (kind: PeakKind, threads: number) => Promise<number>;

const MIXES: Readonly<Record<PeakKind, { readonly fused: boolean; readonly define: string }>> = {
  "js-f64": { fused: false, define: "-DELEMENT=double -DBYTES=8 -DSCALAR" },
  "wasm-f32": { fused: false, define: "-DELEMENT=float -DBYTES=16" },
  "wasm-f64": { fused: false, define: "-DELEMENT=double -DBYTES=16" },
  "wasm-relaxed-f32": { fused: true, define: "-DELEMENT=float -DBYTES=16" },
  "native-f32": { fused: true, define: "-DELEMENT=float -DBYTES=WIDEST" },
  "native-f64": { fused: true, define: "-DELEMENT=double -DBYTES=WIDEST" },
};

/** `use` gets a function that gives flops per second. Rejects where there is no C compiler. */
export async function withHandWritten<T>(use: (peak: HandWritten) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "benchbook-c-"));
  try {
    const source = join(folder, "peak.c");
    await writeFile(source, SOURCE);
    for (const [kind, { fused, define }] of Object.entries(MIXES)) {
      const contract = `-ffp-contract=${fused ? "fast" : "off"}`;
      const args = ["-O2", "-march=native", "-fno-tree-vectorize", contract, ...define.split(" ")];
      if (fused) args.push("-DFUSED");
      await runC("cc", [...args, "-pthread", "-o", join(folder, kind), source]);
    }
    return await use(async (kind, threads) => Number(await runC(join(folder, kind), [String(threads)])));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runC(command: string, args: readonly string[]): Promise<string> {
  const { ok, stdout, stderr } = await runCommand({ command, args, timeout: 60_000 });
  if (!ok) throw new Error(`${command} ${args.join(" ")} failed: ${stderr}`);
  return stdout;
}

const SOURCE = `#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#if defined(__AVX512F__)
#define WIDEST 64
#elif defined(__AVX__)
#define WIDEST 32
#else
#define WIDEST 16
#endif
#ifdef SCALAR
typedef ELEMENT vector;
#define ALL(x) (x)
#define FIRST(v) (v)
#else
typedef ELEMENT vector __attribute__((vector_size(BYTES)));
#define ALL(x) ((vector){0} + (x))
#define FIRST(v) ((v)[0])
#endif
#define LANES (BYTES / (long)sizeof(ELEMENT))
#define MOST 256

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* Fourteen independent recurrences, where nothing is fused seven of each kind: with the two factors, sixteen registers. The empty asm keeps the
   compiler from knowing the factors; nothing may shrink to where arithmetic is slow. */
static long loops;
static ELEMENT left_over[MOST];
#ifdef FUSED
#define FLOPS_PER_LOOP (2.0 * 14 * LANES)
#else
#define FLOPS_PER_LOOP (14.0 * LANES)
#endif
static void peak(int thread) {
  ELEMENT factor = 0.999999, term = 0.000001;
  __asm__ volatile("" : "+m"(factor), "+m"(term));
  vector m = ALL(factor), c = ALL(term);
  vector a = m * 1, b = m * 2, d = m * 3, e = m * 4, f = m * 5, g = m * 6, h = m * 7;
  vector i = m * 8, j = m * 9, k = m * 10, n = m * 11, o = m * 12, p = m * 13, q = m * 14;
  for (long turn = 0; turn < loops; turn++) {
#ifdef FUSED
    a = a * m + c; b = b * m + c; d = d * m + c; e = e * m + c; f = f * m + c; g = g * m + c; h = h * m + c;
    i = i * m + c; j = j * m + c; k = k * m + c; n = n * m + c; o = o * m + c; p = p * m + c; q = q * m + c;
#else
    a *= m; b *= m; d *= m; e *= m; f *= m; g *= m; h *= m;
    i += c; j += c; k += c; n += c; o += c; p += c; q += c;
#endif
  }
  vector sum = a + b + d + e + f + g + h + i + j + k + n + o + p + q;
  left_over[thread] = FIRST(sum);
}

static pthread_barrier_t gate;
static double begun[MOST], ended[MOST];
static void *run(void *at) {
  long thread = (long)at;
  pthread_barrier_wait(&gate);
  begun[thread] = seconds();
  peak((int)thread);
  ended[thread] = seconds();
  return NULL;
}

/* From the first that begins to the last that ends. */
static double together(int threads) {
  pthread_t ids[MOST];
  pthread_barrier_init(&gate, NULL, threads);
  for (long t = 1; t < threads; t++) if (pthread_create(&ids[t], NULL, run, (void *)t)) exit(1);
  run((void *)0);
  for (int t = 1; t < threads; t++) pthread_join(ids[t], NULL);
  pthread_barrier_destroy(&gate);
  double first = begun[0], last = ended[0];
  for (int t = 1; t < threads; t++) {
    if (begun[t] < first) first = begun[t];
    if (ended[t] > last) last = ended[t];
  }
  return last - first;
}

int main(int argc, char **argv) {
  int threads = argc > 1 ? atoi(argv[1]) : 1;
  if (threads < 1 || threads > MOST) return 2;
  for (loops = 1000; together(threads) < 0.02; loops *= 2);
  double best = 1e9;
  for (int turn = 0; turn < 12; turn++) {
    double time = together(threads);
    if (time < best) best = time;
  }
  printf("%.6e\\n", threads * FLOPS_PER_LOOP * loops / best);
  return left_over[0] == 12345;
}
`;
