/** `%%wasm` in a notebook: real compilers, real session, forks in virtual time. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

let notebook: TestNotebook;
before(async () => {
  notebook = await openNotebook();
});
after(() => notebook.close());

test("AssemblyScript is called with typed arguments, and works on the module's memory", async () => {
  await notebook.ok(`%%wasm scale
export function twice(p: usize, n: i32): void {
  for (let i = 0; i < n; i += 4, p += 16) v128.store(p, f32x4.add(v128.load(p), v128.load(p)));
}`);
  const { text } = await notebook.ok(`const x = scale.alloc.float32(4);
x.set([1, 2, 3, 4]);
scale.twice(x.byteOffset, 4);
[x.join(), x.byteOffset % 64].join(" ")`);
  assert.match(text, /2,4,6,8 0/);
  assert.match(await notebook.fails(`scale.twice("a", 4)`), /not assignable to parameter of type 'number'/);
  assert.match(await notebook.fails("scale.alloc.float32(1e9)"), /bytes of memory left.*--memory/);
});

test("WAT takes i64 as bigint, and a trap names its function", async () => {
  await notebook.ok(`%%wasm wide --lang wat
(module
  (memory (export "memory") 1)
  (func $add (export "add") (param $x i64) (param $y i64) (result i64) (i64.add (local.get $x) (local.get $y)))
  (func $boom (export "boom") (result i32) (i32.load (i32.const -8))))`);
  assert.match((await notebook.ok("wide.add(2n, 40n)")).text, /42n/);
  const error = await notebook.fails("wide.boom()");
  assert.match(error, /memory access out of bounds/);
  assert.match(error, /boom/);
});

test("a compiler's error stands at the cell's line with a caret", async () => {
  assert.match(
    await notebook.fails("%%wasm bad\nexport function f(): i32 {\n  return fooo;\n}"),
    /:3:10[\s\S]*return fooo;\n.*\^\^\^\^/,
  );
  assert.match(await notebook.fails("%%wasm bad --lang wat\n(module\n  (func (i32.addd)))"), /:3:\d+/);
});

test("what cannot be a module is refused in one sentence", async () => {
  assert.match(await notebook.fails("%%wasm q --file none.wasm"), /none\.wasm cannot be read/);
  assert.match(await notebook.fails("%%wasm q"), /no text to compile/);
  assert.match(await notebook.fails("%%wasm Math\nexport function f(): void {}"), /taken/);
  assert.match(await notebook.fails("%%wasm class\nexport function f(): void {}"), /no identifier/);
  assert.match(await notebook.fails("%%wasm q --lang fortran\nx"), /fortran/);
  assert.match(await notebook.fails("%%wasm q --enable magic\nx"), /magic/);
});

test("relaxed multiply-add runs, also where V8 has it behind a flag", async () => {
  await notebook.ok(`%%wasm fma --enable relaxed-simd
export function run(p: usize): void {
  v128.store(p, f32x4.relaxed_madd(v128.load(p), v128.load(p), v128.load(p)));
}`);
  const { text } = await notebook.ok(`const y = fma.alloc.float32(4);
y.set([1, 2, 3, 4]);
fma.run(y.byteOffset);
y.join()`);
  assert.match(text, /2,6,12,20/);
});

test("threads share a module's memory, and allocate nothing in it", async () => {
  await notebook.ok(`%%wasm both --enable threads --memory 1
export function fill(p: usize, count: i32, value: f32): void {
  for (let i = 0; i < count; i++, p += 4) store<f32>(p, value);
}`);
  const { text } = await notebook.ok(`const z = both.alloc.float32(8);
const pool = await workers(2, (task: void, { index, shared: { both, at } }) => both.fill(at + 16 * index, 4, index + 1),
  { both, at: z.byteOffset });
pool.runSync();
await pool.close();
z.join()`);
  assert.match(text, /1,1,1,1,2,2,2,2/);
  const other = `const greedy = await workers(2, (task: void, { index, shared }) => {
  if (index === 1) shared.both.alloc.int8(1);
}, { both });
greedy.runSync()`;
  assert.match(await notebook.fails(other), /both\.alloc is for the thread that makes the pool/);
});

test("a module whose memory is not shared is refused in threads, with the option that shares it", async () => {
  await notebook.ok("%%wasm lone\nexport function one(): i32 { return 1 }");
  assert.match(
    await notebook.fails("await workers(2, (task: void, { shared }) => shared.lone.one(), { lone })"),
    /its memory is not shared; compile it by %%wasm lone --enable threads/,
  );
});

test("threads that run what clang made have a stack each", async (t) => {
  const source = `%%wasm stacks --lang c --enable threads --memory 1
static int sum(volatile int *a) { int s = 0; for (int i = 0; i < 256; i++) s += a[i]; return s; }
int fill(int value) {
  volatile int a[256];
  int s = 0;
  for (int turn = 0; turn < 500; turn++) { for (int i = 0; i < 256; i++) a[i] = value; s += sum(a) == 256 * value; }
  return s;
}`;
  const built = await notebook.run(source);
  if (/is not there; install them/.test(built.text)) return t.skip(built.text);
  const { text } = await notebook.ok(`const four = await workers(4, (task: number, { index, shared }) =>
  shared.stacks.fill(task + index), { stacks });
const whole = Array.from({ length: 20 }, (_, task) => four.runSync(task)).flat();
await four.close();
[whole.length, Math.min(...whole as number[])].join(" ")`);
  assert.match(text, /80 500/);
});
