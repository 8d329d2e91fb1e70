/** Profiles at the edge: nothing sampled, one sample, recursion without end, names that are markup. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Profile } from "../../src/model/profile.js";
import { profileView } from "../../src/views/index.js";
import { profileOf } from "../support/profile-art.js";
import { sampleCase } from "../support/sample-case.js";

function viewed(profile: Profile): { readonly text: string; readonly html: string } {
  const record = {
    ...sampleCase().profiles[0]!,
    sampleCount: profile.sampleCount,
    duration: profile.duration,
  };
  const bundle = profileView({ profile, record, variant: { name: "naive" } });
  return { text: String(bundle["text/plain"]), html: String(bundle["text/html"]) };
}

test("a profile without a sample says so, in text and as a picture", () => {
  const { text, html } = viewed(profileOf(""));
  assert.match(text, /^naive was not sampled\n0 samples/);
  assert.match(text, /too few samples: 0, and below 200/);
  assert.match(Buffer.from(/base64,([^"]*)/.exec(html)?.[1] ?? "", "base64").toString(), /no samples/);
});

test("a profile of one sample has its function, and the doubt", () => {
  const { text } = viewed(profileOf("main>work 200000/1"));
  assert.match(text, /^naive spends 100\.0 % of its time in work\n1 sample over/);
  assert.match(text, /too few samples/);
});

test("recursion 10,000 deep stays within 40 lines of text and 150 KB", () => {
  const { text, html } = viewed(profileOf(`${"down>".repeat(9999)}down 1000000000/5000`));
  assert.ok(text.split("\n").length <= 40, text);
  assert.ok(Math.max(...text.split("\n").map((line) => line.length)) < 400, text);
  assert.ok(Buffer.byteLength(html) < 150_000, `${Buffer.byteLength(html)} bytes`);
});

test("names, places and code with markup in them are text everywhere", () => {
  const evil = "</script><img src=x onerror=alert(1)>";
  const profile = profileOf("main>work@cell:naive:1 1000000000/5000");
  const { html } = viewed({
    ...profile,
    frames: profile.frames.map((frame) => ({ ...frame, name: evil })),
    lines: [{ file: "cell:naive", line: 1, self: 1e9, total: 1e9, samples: 5000 }],
    sources: { "cell:naive": evil },
  });
  assert.doesNotMatch(html, /<img src=x|<\/script><img/);
});
