/** `--line` on %%optimize: predicted, ceiling and got beside each other; lines that the profile has not met. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Profile } from "../../src/model/profile.js";
import { ceilingHover, ceilingResult, expectationSentence } from "../../src/views/ceiling.js";
import { hotSources } from "../../src/views/profile-lines.js";
import { hotLinesHtml } from "../../src/views/profile-lines-html.js";
import { openNotebook, type TestNotebook } from "../support/notebook.js";

const SLOW = "%%baseline slow\nfunction sum() {\n  return 1\n}\nsum()";

async function studied(work: (notebook: TestNotebook) => Promise<void>): Promise<void> {
  const notebook = await openNotebook({ variants: { slow: { time: "2 ms" }, fast: { time: "1 ms" } } });
  try {
    await notebook.ok('%case "Ceilings"');
    await notebook.ok("%%setup n=3\nconst m = n");
    await notebook.ok(SLOW);
    await work(notebook);
  } finally {
    await notebook.close();
  }
}

test("the result says what the line can give, and the record keeps it", () =>
  studied(async (notebook) => {
    await notebook.ok("%profile slow");
    const { text } = await notebook.ok("%%optimize fast --line 3 --expect 3x\n// less work\n1");
    assert.match(
      text,
      /^Line 3 is 100\.0 % of slow, so more than 100× is open; for 3\.00× line 3 must be 3\.0× as fast\.\n/,
    );
    assert.match(text, /\(predicted 3\.00×, ceiling over 100×, got /);
    const { ceiling } = notebook.record().variants.find(({ name }) => name === "fast") ?? {};
    assert.deepEqual([ceiling?.line, ceiling?.of, ceiling?.share, ceiling?.text], [3, "slow", 1, "return 1"]);
  }));

test("a line that is not in the profile is refused with the nearest ones", () =>
  studied(async (notebook) => {
    await notebook.ok("%profile slow");
    const optimize = (line: string) => notebook.fails(`%%optimize fast --line ${line}\n// less work\n1`);
    assert.match(
      await optimize("2"),
      /--line 2: no sample of slow's profile fell on line 2; the nearest lines in it are 3 \(100\.0 %: return 1\)\./,
    );
    assert.match(await optimize("99"), /slow has 5 lines/);
    assert.match(await optimize("0"), /--line/);
    assert.match(await optimize("twelve"), /--line/);
    assert.equal(notebook.record().variants.length, 1);
  }));

test("without a profile of the parent there is no ceiling", () =>
  studied(async (notebook) => {
    const text = await notebook.fails('%%optimize fast --line 3 --no-profile "known"\n// less work\n1');
    assert.match(text, /--line 3 needs a profile of slow; run %profile slow first, or leave --line out\./);
  }));

const ceiling = {
  line: 12,
  of: "naive",
  text: "x",
  share: 0.62,
  samples: 4000,
  profiled: "2026-01-01T00:00:00Z",
};

test("a prediction above the ceiling is warned of", () => {
  assert.equal(expectationSentence(null, ceiling), null);
  assert.deepEqual(expectationSentence(2, ceiling), {
    above: false,
    text: "for 2.00× line 12 must be 5.2× as fast",
  });
  const warning = expectationSentence(3, ceiling);
  assert.equal(warning?.above, true);
  assert.match(warning?.text ?? "", /--expect 3\.00× is above the ceiling: .* would still allow 2\.6× only/);
  const variant = { expect: 3, ceiling } as unknown as Parameters<typeof ceilingResult>[0];
  assert.equal(
    ceilingResult(variant, null),
    "line 12 is 62.0 % of naive, so at most 2.6× (predicted 3.00×, ceiling 2.6×); the prediction was above the ceiling",
  );
});

test("of asynchronous work a line's waiting counts, though no sample fell on it", () => {
  assert.equal(
    ceilingResult({ expect: 20, ceiling: { ...ceiling, share: 0.9, waiting: 0.88 } } as never, null),
    "line 12 is 90.0 % of naive, most of it waiting, so at most 10× (predicted 20.0×, ceiling 10×); the prediction was above the ceiling",
  );
  const waits = {
    ...{ nodes: [], lines: [], duration: 10, idle: 90, sources: { "cell:a": "await 1" } },
    waiting: { calls: 1, duration: 100, lines: [{ line: 1, awaits: 1, suspended: 75 }] },
  } as unknown as Profile;
  const [source] = hotSources(waits, "a");
  assert.ok(source);
  assert.match(hotLinesHtml(source).html, /title="75\.0 %, most of it waiting: at most 4\.0×/);
});

test("a line of the hot-line table says on hover what it can give", () => {
  assert.equal(ceilingHover(0.62), "62.0 %: at most 2.6× if it cost nothing, 1.4× if it were twice as fast");
  const profile = {
    nodes: [{ frame: 0, parent: -1, self: 100, samples: 100 }],
    ...{ duration: 100, idle: 0 },
    lines: [{ file: "cell:a", line: 1, self: 62, total: 62, samples: 62 }],
    sources: { "cell:a": "const x = 1" },
  } as unknown as Profile;
  const [source] = hotSources(profile, "a");
  assert.ok(source);
  assert.match(hotLinesHtml(source).html, /<div title="62\.0 %: at most 2\.6×/);
});
