/** What is written in another tool's format reads back as it was; what is no profile is told in one sentence. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { importedProfileView } from "../../../src/views/imported-profile-view.js";
import { PROFILE_FORMATS, readProfile } from "../../../src/views/profile-formats/index.js";
import { artOf, profileOf } from "../../support/profile-art.js";

const DRAWN = `
  measured@cell:naive:9 10
  measured@cell:naive:9>matmul@cell:naive:2 3000
  measured@cell:naive:9>matmul@cell:naive:2>(garbage collector) 40
  measured@cell:naive:9>matmul@cell:naive:2>matmul@cell:naive:2 500
  measured@cell:naive:9>read@node:fs:12 25`;
const FIXTURES = new URL("../../../../test/fixtures/profiles/", import.meta.url);
const bytesOf = (written: string | Uint8Array) =>
  typeof written === "string" ? new TextEncoder().encode(written) : written;

for (const [name, { write }] of Object.entries(PROFILE_FORMATS)) {
  test(`${name} reads back as it was written`, () => {
    const drawn = profileOf(DRAWN, name === "heapprofile" ? "bytes" : "ns");
    const back = readProfile(bytesOf(write(drawn, "naive")), "file");
    assert.equal(artOf(back), artOf(drawn));
    assert.equal(back.unit, drawn.unit);
    assert.equal(back.frames.find((frame) => frame.name === "matmul")?.category, "cell");
  });

  test(`${name} holds recursion 10,000 deep and names with markup`, () => {
    const deep = profileOf(
      `${Array.from({ length: 10_000 }, () => "down").join(">")}><script>alert(1)</script> 7`.replace(
        "><script",
        ">x<script",
      ),
    );
    const back = readProfile(bytesOf(write(deep, "deep")), "file");
    assert.equal(back.nodes.length >= 10_000, true);
    const view = importedProfileView(back, "<b>file</b>");
    assert.doesNotMatch(String(view["text/html"]), /<script>alert|<b>file/);
  });
}

test("profiles that Node 20 and Node 26 wrote are read, and go through every format", () => {
  const files = readdirSync(FIXTURES).filter((file) => /\.(cpu|heap)profile$/.test(file));
  assert.equal(files.length, 4);
  for (const file of files) {
    const profile = readProfile(readFileSync(new URL(file, FIXTURES)), file);
    const heap = file.endsWith(".heapprofile");
    assert.equal(profile.kind, heap ? "heap" : "cpu");
    const own = profile.frames.map(({ name }) => name);
    assert.ok(own.includes(heap ? "prepareMainThreadExecution" : "fib"), `${file}: ${own.join()}`);
    for (const [name, { write }] of Object.entries(PROFILE_FORMATS)) {
      const back = readProfile(bytesOf(write(profile, file)), name);
      assert.ok(Math.abs(back.duration / profile.duration - 1) < 0.01, `${file} as ${name}`);
    }
  }
});

test("hand-written files of speedscope and of stackcollapse are read", () => {
  const read = (file: string) => artOf(readProfile(readFileSync(new URL(file, FIXTURES)), file));
  assert.equal(read("evented.speedscope.json"), "main@app.js:1 4000000\nmain@app.js:1>work@app.js:5 6000000");
  assert.equal(read("perf.collapsed.txt"), "node;main 10\nnode;main;work 30".replaceAll(";", ">"));
});

test("what is no profile is refused in one sentence that names the file", () => {
  const refused = (content: string | Uint8Array, why: RegExp) =>
    assert.throws(
      () => readProfile(bytesOf(content), "x.bin"),
      (error: Error) => why.test(error.message) && /^x\.bin .*\.$/s.test(error.message),
    );
  refused("", /is empty/);
  refused("{", /cut off or broken/);
  refused("[1,2]", /JSON of another kind/);
  refused('{"nodes":1}', /no nodes/);
  refused(
    '{"nodes":[{"id":1,"callFrame":{},"children":[2]},{"id":2,"callFrame":{},"children":[1]}],"samples":[1],"timeDeltas":[1]}',
    /cycle/,
  );
  refused('{"nodes":[{"id":1,"callFrame":{"functionName":"a"}}],"samples":[],"timeDeltas":[]}', /no samples/);
  refused('{"head":{}}', /no head/);
  refused(
    '{"shared":{"frames":[]},"profiles":[{"type":"sampled","unit":"none","samples":[[3]],"weights":[1]}]}',
    /names frame 3/,
  );
  refused("not a stack at all", /line 1 is no stack/);
  refused(gzipSync("hello world"), /protocol buffer|cut off|kinds of values/);
  refused(gzipSync("hello").subarray(0, 12), /gzip is broken/);
});

test("negative steps of the clock count nothing", () => {
  const raw = {
    nodes: [{ id: 1, callFrame: { functionName: "a", url: "a.js" } }],
    samples: [1, 1, 1],
    timeDeltas: [0, -50, 20],
    startTime: 0,
    endTime: 30,
  };
  assert.equal(readProfile(bytesOf(JSON.stringify(raw)), "x").duration, 30_000);
});
