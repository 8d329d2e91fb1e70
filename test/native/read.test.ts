import assert from "node:assert/strict";
import { test } from "node:test";
import { prototypeText } from "../../src/native/binding.js";
import { readPrototypes } from "../../src/native/read/c.js";
import { readSignatures } from "../../src/native/read/read.js";

const read = (language: Parameters<typeof readSignatures>[1], source: string) => {
  const { functions, unbound } = readSignatures(source, language);
  return { bound: functions.map(prototypeText), unbound };
};

test("of C, definitions that are not static are read, whatever stands around them", () => {
  const { bound, unbound } = read(
    "c",
    `#include <stddef.h>
#define LOOP(n) for (int i = 0; i < (n); i++) { \\
  void in_a_macro(int n) {} }
/* int in_a_comment(int n) { } */
static inline int hidden(int x) { return x; }
int declared_only(int);
struct point { float x, y; };
const char *text = "int in_a_text(int n) {";
__attribute__((noinline)) void scale(float *restrict x, const float by, size_t n) { LOOP(n) x[i] *= by; }
double dot(const double a[], double const *b,
           unsigned n) { if (n) { return a[0]; } return 0; }
int64_t none(void) { return 0; }
void odd(long long a, unsigned char *b, void *c, const void *d) {}`,
  );
  assert.deepEqual(bound, [
    "void scale(float *x, float by, size_t n)",
    "double dot(const double *a, const double *b, uint32_t n)",
    "int64_t none(void)",
    "void odd(int64_t a, uint8_t *b, void *c, const void *d)",
  ]);
  assert.deepEqual(unbound, []);
});

test("a function whose types cannot be passed is told with the first of them", () => {
  const { bound, unbound } = read(
    "c",
    `void *thread(void *x) { return x; }
int call(int (*f)(int)) { return f(1); }
void rows(float **x) {}
void good(int n) {}`,
  );
  assert.deepEqual(bound, ["void good(int32_t n)"]);
  assert.deepEqual(unbound, [
    { name: "thread", reason: "it returns void *" },
    { name: "call", reason: "its parameter argument1 is a int ( * f)(int)" },
    { name: "rows", reason: "its parameter x is a float * *" },
  ]);
});

test('of C++, only what is declared extern "C" is read', () => {
  const { bound } = read(
    "cpp",
    `template <class T> T twice(T x) { return 2 * x; }
namespace inner { void no(int n) {} }
void mangled(int n) {}
extern "C" int one(const std::int32_t *x, std::size_t n) noexcept { return n; }
extern "C" {
  float two(float x) { return x; }
  static float not_this(float x) { return x; }
}`,
  );
  assert.deepEqual(bound, ["int32_t one(const int32_t *x, size_t n)", "float two(float x)"]);
});

test("of Rust, what is public, extern and not mangled is read", () => {
  const { bound, unbound } = read(
    "rust",
    `// #[no_mangle] pub extern "C" fn in_a_comment() {}
#[no_mangle]
pub unsafe extern "C" fn scale(x: *mut f32, by: f32, n: usize) { }
#[unsafe(no_mangle)] #[inline(never)]
pub extern "C" fn dot(a: *const f64, b: *const f64, n: std::ffi::c_int) -> f64 { 0.0 }
pub extern "C" fn mangled(x: i32) {}
#[no_mangle]
pub extern "C" fn slice(x: &[f32]) {}`,
  );
  assert.deepEqual(bound, [
    "void scale(float *x, float by, size_t n)",
    "double dot(const double *a, const double *b, int32_t n)",
  ]);
  assert.deepEqual(unbound, [{ name: "slice", reason: "its parameter x is a &[f32]" }]);
});

test("of Zig, exported functions are read with pointers of every kind", () => {
  const { bound } = read(
    "zig",
    `fn inner(n: usize) void {}
export fn scale(noalias x: [*]f32, by: f32, n: usize) void {}
export fn sum(a: [*]align(64) const f64, b: [*c]const i32, c: *u8, d: ?*anyopaque) callconv(.c) f64 {
    return 0;
}`,
  );
  assert.deepEqual(bound, [
    "void scale(float *x, float by, size_t n)",
    "double sum(const double *a, const int32_t *b, uint8_t *c, void *d)",
  ]);
});

test("of Mojo, exported functions are read; its Int is as wide as a pointer", () => {
  const { bound } = read(
    "mojo",
    `def inner(n: Int):
    pass

@export
def scale(x: UnsafePointer[Float32, MutAnyOrigin], by: Float32, n: Int) abi("C"):
    pass

@export("total", ABI="C")
def sum(x: Pointer[Float64, ImmutAnyOrigin], n: Int32) abi("C") -> Float64:
    return 0
`,
  );
  assert.deepEqual(bound, [
    "void scale(float *x, float by, intptr_t n)",
    "double total(const double *x, int32_t n)",
  ]);
});

test("--signature takes prototypes one after the other, with or without names", () => {
  const { functions, unread } = readPrototypes(
    "void matmul(float* c, const float* a, const float* b, int n); double sum(const double *, size_t);",
  );
  assert.deepEqual(functions.map(prototypeText), [
    "void matmul(float *c, const float *a, const float *b, int32_t n)",
    "double sum(const double *argument1, size_t argument2)",
  ]);
  assert.deepEqual(unread, []);
  assert.deepEqual(readPrototypes("not a prototype").unread, ["not a prototype"]);
});
