import assert from "node:assert/strict";
import { test } from "node:test";
import { openCells } from "./support/cells.js";

const cells = openCells();
const DISPLAY = 'Symbol.for("Jupyter.display")';

test("values are shown as Node's REPL shows them", async () => {
  assert.deepEqual(await cells.show("'a'"), { "text/plain": "'a'" });
  assert.deepEqual(await cells.show("({ a: [1, { b: 2n }] })"), { "text/plain": "{ a: [ 1, { b: 2n } ] }" });
  assert.deepEqual(await cells.show("null"), { "text/plain": "null" });
});

test("large values are abbreviated", async () => {
  const plain = async (js: string) => String((await cells.show(js))["text/plain"]);
  assert.match(
    await plain("new Float64Array(1e6)"),
    /^Float64Array\(1000000\) \[[\s0,.]+999984 more items\n\]$/,
  );
  assert.match(await plain("({ rows: 2, data: new Float32Array(100) })"), /84 more items/);
  assert.match(await plain("Array.from({ length: 1000 }, (_, i) => i)"), /900 more items/);
  assert.match(await plain("'x'.repeat(1e6)"), /990000 more characters$/);
  assert.ok((await plain("Array.from({ length: 100 }, () => 'x'.repeat(5000))")).length < 51_000);
  assert.match(await plain("({ a: { b: { c: { d: { e: 1 } } } } })"), /\[Object\]/);
});

test("a value may say how it is shown, at once or later", async () => {
  const bundle = { "text/html": "<b>1</b>", "text/plain": "one" };
  assert.deepEqual(await cells.show(`{ [${DISPLAY}]: () => (${JSON.stringify(bundle)}) }`), bundle);
  assert.deepEqual(await cells.show(`{ [${DISPLAY}]: async () => (${JSON.stringify(bundle)}) }`), bundle);
});

const BROKEN: readonly (readonly [what: string, method: string, message: RegExp])[] = [
  ["throws", "() => { throw new Error('broken') }", /display method failed: broken/],
  ["rejects", "async () => { throw null }", /display method failed: null/],
  ["gives no bundle", "() => 42", /instead of an object of MIME types/],
];

for (const [what, method, message] of BROKEN) {
  test(`a display method that ${what} leaves the text and a warning`, async () => {
    await cells.run(`broken = { size: 1, [${DISPLAY}]: ${method} }`, { declares: ["broken"] });
    assert.match(String((await cells.show("broken"))["text/plain"]), /size: 1/);
    const { evaluation, stderr } = await cells.run("display(broken)");
    assert.equal(evaluation.kind, "done");
    assert.match(stderr, message);
  });
}

test("values whose getters throw are shown as far as possible", async () => {
  for (const value of [
    "new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } })",
    "({ get [Symbol.toStringTag]() { throw 1 } })",
    "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('x') } })",
    "[{ get a() { throw 1 } }]",
  ]) {
    assert.equal(typeof (await cells.show(value))["text/plain"], "string");
  }
});

test("records are a table, escaped and bounded", async () => {
  const small = await cells.show("[{ name: '<x>', ms: 1.5 }, { name: 'b', note: undefined }]");
  assert.equal(
    small["text/html"],
    `<table><thead><tr><th></th><th>name</th><th>ms</th><th>note</th></tr></thead>
<tbody><tr><th>0</th><td>&#60;x&#62;</td><td style="text-align:right">1.5</td><td></td></tr>
<tr><th>1</th><td>b</td><td></td><td></td></tr></tbody></table>`,
  );
  assert.match(String(small["text/plain"]), /name: '<x>'/);
  const long = String((await cells.show("Array.from({ length: 80 }, (_, i) => ({ i }))"))["text/html"]);
  assert.equal(long.match(/<tr>/g)?.length, 51);
  assert.match(long, /… 30 more rows/);
  for (const none of ["[]", "[1, 2]", "[{}]", "[new Map()]", "[[1]]"]) {
    assert.deepEqual(Object.keys(await cells.show(none)), ["text/plain"]);
  }
});

test("figures are plotly JSON with plain arrays", async () => {
  const bundle = await cells.show(
    "({ data: [{ y: new Float32Array([1, 2]) }], layout: { title: { text: 't' } }, extra: 1 })",
  );
  assert.deepEqual(bundle["application/vnd.plotly.v1+json"], {
    data: [{ y: [1, 2] }],
    layout: { title: { text: "t" } },
  });
  assert.match(String(bundle["text/plain"]), /Float32Array/);
});

test("html, md, svg and png are displayables", async () => {
  assert.deepEqual(await cells.show("html('<p>a &lt; b</p><style>p{}</style>')"), {
    "text/html": "<p>a &lt; b</p><style>p{}</style>",
    "text/plain": "a < b",
  });
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the cell's
  assert.deepEqual(await cells.show("html`<b>${1 + 1}</b>`"), { "text/html": "<b>2</b>", "text/plain": "2" });
  assert.deepEqual(await cells.show("md('# t')"), { "text/markdown": "# t", "text/plain": "# t" });
  assert.deepEqual(await cells.show("svg('<svg/>')"), { "image/svg+xml": "<svg/>", "text/plain": "<svg>" });
  assert.deepEqual(await cells.show("png(new Uint8Array([137, 80]))"), {
    "image/png": "iVA=",
    "text/plain": "<png, 2 bytes>",
  });
});

test("display takes MIME bundles, ids and updates, and the cell waits for slow ones", async () => {
  const { outputs } = await cells.run(`
    display({ "text/html": "<i>raw</i>" }, { id: "a" });
    display(2, { displayId: "a", metadata: { x: 1 } });
    display("new", { displayId: "earlier", update: true });
    display({ [${DISPLAY}]: async () => { await new Promise((resolve) => setTimeout(resolve, 30)); return { "text/plain": "slow" } } });`);
  assert.deepEqual(outputs, [
    { kind: "display", data: { "text/html": "<i>raw</i>" }, displayId: "a" },
    { kind: "update", data: { "text/plain": "2" }, displayId: "a", metadata: { x: 1 } },
    { kind: "update", data: { "text/plain": "'new'" }, displayId: "earlier" },
    { kind: "display", data: { "text/plain": "slow" } },
  ]);
});
