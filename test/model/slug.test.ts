import assert from "node:assert/strict";
import { test } from "node:test";
import { slugOf } from "../../src/store/index.js";

const EXPECTED: Readonly<Record<string, string>> = {
  "Matrix multiplication": "matrix-multiplication",
  "matmul (n = 512)": "matmul-n-512",
  "Übergröße: café": "ubergroße-cafe",
  矩阵乘法: "矩阵乘法",
  "../../etc/passwd": "etc-passwd",
  "..": "case",
  "": "case",
  "💥": "case",
  CON: "con-case",
  ".hidden": "hidden",
  "a\u0000b/c\\d": "a-b-c-d",
};

for (const [title, slug] of Object.entries(EXPECTED)) {
  test(`${JSON.stringify(title)} becomes ${slug}`, () => assert.equal(slugOf(title), slug));
}

test("a slug is its own slug, and never longer than 64", () => {
  const slug = slugOf("a very long title ".repeat(20));
  assert.equal(slug.length <= 64, true);
  assert.equal(slugOf(slug), slug);
});
