/** %complexity through the notebook: counts, change against the parent, and the report's table. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openNotebook } from "../support/notebook.js";

const NAIVE = `%%baseline naive
function sum(xs: number[]) {
  let total = 0
  for (const x of xs) total += x
  return total
}
sum(xs)`;
const NESTED = `%%optimize nested --no-profile "a test"
// nesting <b>deep</b> is never faster
function sum(xs: number[]) {
  let total = 0
  for (const x of xs) if (x) for (;;) { if (x) { if (x > 1) { total += x; break } } }
  return total
}
const twice = (x: number) => 2 * x
sum(xs)`;

test("counts stand with their change against the parent, and in the report", async () => {
  const notebook = await openNotebook();
  try {
    await notebook.ok('%case "Counted"');
    assert.match(await notebook.fails("%complexity"), /no variant to count yet; begin with %%baseline/);
    await notebook.ok("%%setup n=3\nconst xs = [1, 2, n]");
    await notebook.ok(NAIVE);
    const alone = await notebook.ok("%complexity");
    assert.match(alone.text, /^naive: at most 2 paths in one function \(sum\); nothing is above/);
    await notebook.ok(NESTED);
    const { text, outputs } = await notebook.ok("%complexity nested");
    assert.match(text, /4 more than in naive; 1 of 2 functions above the usual thresholds/);
    assert.match(text, /sum +3 +6 \(\+4\) +5 \(\+4\) +5 +high nesting/);
    assert.match(text, /twice +8 +1 +0 +1 +new/);
    const html = outputs.map((one) => ("data" in one ? String(one.data["text/html"]) : "")).join("");
    assert.match(html, /high nesting<\/span>/);
    await notebook.ok("%report --format html,md");
    const counted = notebook.record().variants.find(({ name }) => name === "nested")?.complexity;
    assert.deepEqual(
      counted?.map(({ name, nesting }) => [name, nesting]),
      [
        ["sum", 5],
        ["twice", 0],
      ],
    );
  } finally {
    await notebook.close();
  }
});

test("an unknown variant gets the nearest name", async () => {
  const notebook = await openNotebook();
  try {
    await notebook.ok('%case "Counted"');
    await notebook.ok("%%setup n=3\nconst xs = [1, 2, n]");
    await notebook.ok(NAIVE);
    assert.match(await notebook.fails("%complexity naiv"), /did you mean naive\?/);
  } finally {
    await notebook.close();
  }
});
