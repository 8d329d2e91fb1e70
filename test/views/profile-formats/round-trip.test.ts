/** What is written in another tool's format reads back as it was; what is no profile is told in one sentence. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { importedProfileView } from "../../../src/views/imported-profile-view.js";
import { PROFILE_FORMATS, readProfile } from "../../../src/views/profile-formats/index.js";
import { artOf, profileOf } from "../../support/profile-art.js";

const DRAWN = `
  measured@cell:naive:9 100000
  measured@cell:naive:9>matmul@cell:naive:2 30000000
  measured@cell:naive:9>matmul@cell:naive:2>(garbage collector) 400000
  measured@cell:naive:9>matmul@cell:naive:2>matmul@cell:naive:2 5000000
  measured@cell:naive:9>read@node:fs:12 250000`;
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

test("profiles that Node 20, Node 26 and Chromium wrote are read, and go through every format", () => {
  const files = readdirSync(FIXTURES).filter((file) => /\.(cpu|heap)profile$/.test(file));
  assert.equal(files.length, 5);
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
  refused('{"nodes":[1,2],"samples":[1],"timeDeltas":[1]}', /no calls/);
  const twice = Array.from({ length: 60 }, (_, at) => ({
    id: at >> 1,
    callFrame: {},
    children: [(at >> 1) + 1],
  }));
  refused(JSON.stringify({ nodes: twice, samples: [1], timeDeltas: [1] }), /a node twice|cycle/);
  refused('{"nodes":[{"id":1,"callFrame":{"functionName":"a"}}],"samples":[],"timeDeltas":[]}', /no samples/);
  refused('{"head":{}}', /no head/);
  refused(
    '{"shared":{"frames":[]},"profiles":[{"type":"sampled","unit":"none","samples":[[3]],"weights":[1]}]}',
    /names frame 3/,
  );
  refused('{"traceEvents":[{"name":"ProfileChunk"}]}', /a trace of many processes/);
  refused('{"snapshot":{"meta":{}},"nodes":[1,2],"edges":[]}', /heap snapshot/);
  refused("not a stack at all", /line 1 is no stack/);
  refused(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0), /no profile that can be read/);
  refused("PERFILE2\0\0\0", /no profile that can be read/);
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

test("a profile of one sample is shown, and said to be too little", () => {
  const raw = {
    nodes: [
      { id: 1, callFrame: { functionName: "(root)" }, children: [2] },
      { id: 2, callFrame: { functionName: "only", url: "a.js", lineNumber: 3, columnNumber: 1 } },
    ],
    samples: [2],
    timeDeltas: [0],
    startTime: 0,
    endTime: 200,
  };
  const view = importedProfileView(
    readProfile(bytesOf(JSON.stringify(raw)), "one.cpuprofile"),
    "one.cpuprofile",
  );
  assert.match(String(view["text/plain"]), /most in only \(100\.0 %\)\n1 sample,.*Too few samples/);
});

test("a file of 100 MB is read, and its output is as small as any", () => {
  const lines = Array.from(
    { length: 5000 },
    (_, index) =>
      `main;phase${index % 50};step${index % 700};inner${index} (src/file${index % 90}.ts:${index}) 2000`,
  );
  const part = new TextEncoder().encode(`${lines.join("\n")}\n`);
  const times = Math.ceil(100e6 / part.length);
  const bytes = new Uint8Array(times * part.length);
  for (let at = 0; at < times; at++) bytes.set(part, at * part.length);
  const profile = readProfile(bytes, "large.collapsed.txt");
  assert.equal(profile.duration, times * 5000 * 2000);
  const view = importedProfileView(profile, "large.collapsed.txt");
  assert.ok(Buffer.byteLength(JSON.stringify(view)) < 300_000);
});
