/** The sample case's notebook as it was saved. */
import type { SavedNotebook } from "../../src/model/ports/store.js";

export const SAMPLE_STORY: SavedNotebook = {
  file: "matmul.ipynb",
  saved: "2026-11-23T14:30:00.000Z",
  cells: [
    {
      id: "m0",
      kind: "markdown",
      source:
        "# Matrix multiplication\n\nHow fast can plain TypeScript multiply two matrices of single-precision numbers? The requirement: **256 × 256 in 10 ms**, and ten times the textbook loop. Everything stays in one thread and needs no native code.\n\n- the inputs are random, from a fixed seed\n- every variant returns a new matrix",
    },
    {
      id: "c-case",
      kind: "code",
      source: '%case "Matrix multiplication" --target "time <= 10 ms" --target "speedup >= 10"',
    },
    { id: "c-setup", kind: "code", source: "%%setup n=128,256 seed=1\nconst random = seeded(seed)" },
    {
      id: "m1",
      kind: "markdown",
      source:
        "## The textbook loop\n\nThree nested loops, straight from the definition. `b[k * n + j]` walks down a column, one row of 1 KiB at a time.",
    },
    { id: "c-naive", kind: "code", source: '%%baseline naive --flops "2 n^3" --bytes "12 n^2"\n…' },
    { id: "c-p1", kind: "code", source: "%profile naive" },
    {
      id: "m2",
      kind: "markdown",
      source:
        "Nearly all of the time goes into the innermost line. Each step of `k` touches another cache line of B, so **the machine waits for memory** rather than multiplying.",
    },
    { id: "c-ikj", kind: "code", source: "%%optimize ikj --expect 3x\n…" },
    {
      id: "m3",
      kind: "markdown",
      source:
        "If rows are good, a transposed copy of B should be as good, and it keeps the sum in a register.",
    },
    { id: "c-transposed", kind: "code", source: "%%optimize transposed --expect 1.5x\n…" },
    { id: "c-shortcut", kind: "code", source: "%%optimize shortcut --anyway\n…" },
    {
      id: "m4",
      kind: "markdown",
      source: "Each value of B that is loaded is used once. Four rows of A at a time use it four times.",
    },
    { id: "c-blocked", kind: "code", source: "%%optimize blocked --expect 2x\n…" },
    { id: "c-unrolled", kind: "code", source: "%%optimize unrolled --expect 1.2x\n…" },
    {
      id: "m5",
      kind: "markdown",
      source:
        "## What is left\n\nThe next step is SIMD: four single-precision lanes would bring another factor of three, but it needs WebAssembly.",
    },
  ],
};
