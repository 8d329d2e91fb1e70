import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { NATIVE_LANGUAGES, type NativeLanguage } from "../../src/model/native.js";
import type { NativeLibrary, NativeResult } from "../../src/model/ports/native.js";
import { bindingExpression, bindingType } from "../../src/native/binding.js";
import { createNativeCompilers } from "../../src/native/index.js";
import { MATMUL_SIZES, matmulProblem, matmulSource } from "../support/native-matmul.js";

const folder = await mkdtemp(join(tmpdir(), "benchbook-native-"));
after(() => rm(folder, { recursive: true, force: true }));
const compilers = createNativeCompilers();

const build = (
  language: NativeLanguage,
  source: string,
  rest: { flags?: string[]; signature?: string } = {},
) =>
  compilers.build({
    folder,
    name: "kernels",
    language,
    source,
    flags: rest.flags ?? null,
    signature: rest.signature ?? null,
    signal: new AbortController().signal,
  });

const tried = await build("c", "int f(void) { return 1; }");
/** Without a C compiler, what needs one is skipped with that sentence. */
const skip = tried.kind === "missing" ? tried.message : false;

function library(result: NativeResult): NativeLibrary {
  if (result.kind !== "built") throw new Error(JSON.stringify(result));
  return result.library;
}

type Bound = Readonly<Record<string, (...values: unknown[]) => unknown>>;

function bind(built: NativeLibrary): Bound {
  const make = new Function("koffi", `return ${bindingExpression("kernels", built, "koffi")}`);
  return make(createRequire(import.meta.url)("koffi")) as Bound;
}

/** Each adds `by` to `n` numbers. */
const ADD: Readonly<Record<NativeLanguage, string>> = {
  c: "\nvoid add(float *x, float by, int n) {\n  for (int i = 0; i < n; i++) x[i] += by;\n}",
  cpp: '\nextern "C" void add(float *x, float by, int n) {\n  for (int i = 0; i < n; i++) x[i] += by;\n}',
  rust: '\n#[no_mangle]\npub unsafe extern "C" fn add(x: *mut f32, by: f32, n: i32) {\n  for i in 0..n as usize { *x.add(i) += by; }\n}',
  zig: "\nexport fn add(x: [*]f32, by: f32, n: i32) void {\n  for (0..@intCast(n)) |i| x[i] += by;\n}",
  mojo: '\n@export\ndef add(x: UnsafePointer[Float32, MutAnyOrigin], by: Float32, n: Int32) abi("C"):\n    for i in range(Int(n)):\n        x[i] += by\n',
};
const BROKEN: Readonly<Record<NativeLanguage, string>> = {
  c: "\nint f(int x) {\n  return nowhere;\n}",
  cpp: '\nextern "C" int f(int x) {\n  return nowhere;\n}',
  rust: '\n#[no_mangle] pub extern "C" fn f(x: i32) -> i32 {\n  return nowhere;\n}',
  zig: "\nexport fn f(x: i32) i32 {\n  return nowhere + x;\n}",
  mojo: '\n@export\ndef f(x: Int32) abi("C") -> Int32:\n    return nowhere\n',
};

for (const language of NATIVE_LANGUAGES) {
  test(`${language}: compiles, passes views without copying, and is kept`, async (t) => {
    const result = await build(language, ADD[language]);
    if (result.kind === "missing") return t.skip(result.message);
    const built = library(result);
    const { add } = bind(built);
    const shared = new Float32Array(new SharedArrayBuffer(16));
    const whole = new Float32Array([1, 2, 3, 4, 5]);
    add?.(whole.subarray(1, 4), 10, 3);
    add?.(shared, 1, 4);
    assert.deepEqual([...whole], [1, 12, 13, 14, 5]);
    assert.deepEqual([...shared], [1, 1, 1, 1]);
    assert.match(built.toolchain.version, /\d+\.\d+/);
    const again = library(await build(language, ADD[language]));
    assert.deepEqual([again.cached, again.file, built.cached], [true, built.file, false]);
  });

  test(`${language}: an error of the compiler stands on the cell's line`, async (t) => {
    const result = await build(language, BROKEN[language]);
    if (result.kind === "missing") return t.skip(result.message);
    assert.equal(result.kind, "refused");
    const [first] = result.kind === "refused" ? result.diagnostics : [];
    assert.match(first?.message ?? "", /nowhere/);
    assert.deepEqual(
      [
        first?.file,
        BROKEN[language]
          .split("\n")
          [(first?.start.line ?? 0) - 1]?.slice((first?.start.column ?? 0) - 1, (first?.end.column ?? 0) - 1),
      ],
      [null, "nowhere"],
    );
  });
}

test("wrong arguments are refused by their parameter's name, before they reach the library", {
  skip,
}, async () => {
  const { add } = bind(library(await build("c", ADD.c)));
  const x = new Float32Array(1);
  for (const [values, message] of [
    [[new Float64Array(1), 1, 1], "x of kernels.add takes a Float32Array (float *), got Float64Array."],
    [[[1], 1, 1], "x of kernels.add takes a Float32Array (float *), got Array."],
    [[4096, 1, 1], "x of kernels.add takes a Float32Array (float *), got the number 4096."],
    [[null, 1, 1], "x of kernels.add takes a Float32Array (float *), got null."],
    [[x, "1", 1], "by of kernels.add takes a number, got the string 1."],
    [[x, 1, 1.5], "n of kernels.add takes an integer from -2147483648 to 2147483647, got the number 1.5."],
    [[x, 1], "n of kernels.add takes an integer from -2147483648 to 2147483647, got undefined."],
  ] as const) {
    assert.throws(() => add?.(...values), { name: "TypeError", message });
  }
  assert.equal(x[0], 0);
});

test("64 bits are numbers where that is exact, and bigints beyond", { skip }, async () => {
  const built = library(await build("c", "#include <stdint.h>\nint64_t next(int64_t x) { return x + 1; }"));
  const { next } = bind(built);
  assert.deepEqual([next?.(1), next?.(-5n), next?.(2n ** 60n)], [2, -4, 2n ** 60n + 1n]);
  assert.match(bindingType(built), /next\(x: number \| bigint\): number \| bigint;/);
});

test("parameters that are words of JavaScript get another name", { skip }, async () => {
  const { f } = bind(
    library(
      await build(
        "c",
        "double f(double in, const float *new, int arguments) { return in + new[0] + arguments; }",
      ),
    ),
  );
  assert.equal(f?.(1, new Float32Array([2]), 3), 6);
});

test("--signature takes the place of the source's, and nonsense is told", { skip }, async () => {
  const built = library(
    await build("c", ADD.c, { signature: "void add(float* values, float by, int count)" }),
  );
  assert.match(bindingType(built), /add\(values: Float32Array, by: number, count: number\): void;/);
  await assert.rejects(
    build("c", ADD.c, { signature: "nonsense" }),
    /--signature nonsense is no prototype of C/,
  );
  await assert.rejects(
    build("c", ADD.c, { signature: "void add(vector *x)" }),
    /its parameter x is a vector \*/,
  );
  await assert.rejects(build("c", "int x;"), /kernels exports no function/);
});

test("flags that no compiler knows, and a linker's errors, are told with its output; nothing is left behind", {
  skip,
}, async () => {
  const odd = await build("c", ADD.c, { flags: ["--no-such-flag"] });
  assert.equal(odd.kind, "failed");
  assert.match(odd.kind === "failed" ? odd.output.join("\n") : "", /no-such-flag/);
  const kept = await readdir(join(folder, ".benchbook", "native"));
  assert.deepEqual(
    kept.filter((name) => name.startsWith("building-")),
    [],
  );
});

test("a missing compiler is one sentence that says how to get it", async () => {
  const bare = createNativeCompilers({
    run: async () => ({ ok: false, stdout: "", stderr: "" }),
    environment: {},
  });
  const request = { folder, name: "k", source: ADD.zig, flags: null, signature: null };
  const result = await bare.build({ ...request, language: "zig", signal: new AbortController().signal });
  assert.deepEqual(result, {
    kind: "missing",
    message:
      "No Zig compiler was found (looked for zig, python-zig, python3 -m ziglang, python -m ziglang); install it by `pip install ziglang` or from https://ziglang.org/download, and see that it is on the kernel's PATH.",
  });
});

test("the matmul kernel of C is right on odd sizes, on one thread and on two", { skip }, async () => {
  const { matmul_threads: multiply } = bind(library(await build("c", await matmulSource())));
  for (const n of MATMUL_SIZES) {
    const { a, b, expected } = matmulProblem(n);
    for (const threads of [1, 2]) {
      const c = new Float32Array(n * n).fill(Number.NaN);
      assert.equal(multiply?.(c, a, b, n, threads), 0);
      const worst = c.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
      assert.ok(worst <= 1e-5 * n && !c.some(Number.isNaN), `n=${n}, ${threads} threads: off by ${worst}`);
    }
  }
});
