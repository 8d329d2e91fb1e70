import assert from "node:assert/strict";
import { test } from "node:test";
import { timeFigure } from "../../src/charts/figures/time.js";
import { figureToSvg } from "../../src/charts/svg.js";
import { plainLines, plotlyText, textWidth, truncate } from "../../src/charts/text.js";
import { row, SAMPLES } from "./samples.js";

test("names are shown as text: no tag of theirs reaches the picture", () => {
  const svg = figureToSvg(
    timeFigure([row("<script>alert(1)</script>", 5), row('"><img src=x onerror=y>', 6)]),
    {
      theme: "inline",
      title: "</title><script>",
      description: "a & b",
    },
  );
  assert.ok(!/<(script|img)/.test(svg));
  assert.ok(svg.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
  assert.ok(svg.includes("<title>&lt;/title&gt;&lt;script&gt;</title><desc>a &amp; b</desc>"));
});

test("pictures carry no script, no style and no ids, so that many fit into one page under a strict policy", () => {
  for (const figure of Object.values(SAMPLES)) {
    const svg = figureToSvg(figure, { theme: "inline" });
    assert.ok(!/<script|<style|\sstyle=|\sid=|\son\w+=|href=/.test(svg));
  }
});

test("no coordinate is missing, and no text leaves the picture", () => {
  for (const [name, figure] of Object.entries(SAMPLES)) {
    for (const width of [420, 760, 1200]) {
      const svg = figureToSvg(figure, { theme: "card", width });
      assert.ok(!/NaN|undefined|Infinity/.test(svg), name);
      for (const text of placedTexts(svg))
        assert.ok(text.start >= 0 && text.end <= width, `${name}: ${text.content}`);
    }
  }
});

test("the picture is a labelled image whose description has the figures", () => {
  const svg = figureToSvg(timeFigure([row("naive", 55.3e6, { role: "baseline" })]), { theme: "card" });
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" role="img" /);
  assert.ok(svg.includes("<title>Time per call</title><desc>naive, 55.3 ms, 53.6 ms to 57.0 ms</desc>"));
});

test("a long name is cut in the label and whole in the tooltip of its mark", () => {
  const name = "sixty characters of a name that nobody would ever type by hand";
  const svg = figureToSvg(timeFigure([row(name, 5)]), { theme: "card" });
  assert.match(svg, />sixty characters of a name[a-z ]*…</);
  assert.ok(svg.includes(`<title>${name}\n`));
});

test("plotly gets users' texts without markup, entities it knows and no formulas", () => {
  const text = plotlyText('<b>$x$</b> & "more"\n');
  assert.equal(text, '&lt;b&gt;&#36;x&#36;&lt;/b&gt; &amp; "more" ');
  assert.deepEqual(plainLines(`${text}<br>second`), ['<b>$x$</b> & "more" ', "second"]);
  assert.equal(plotlyText("\u0000\uD800"), "\uFFFD\uFFFD");
});

test("truncation keeps whole characters and fits", () => {
  const cut = truncate("🚀🚀🚀🚀🚀🚀", 40, 12);
  assert.equal(cut, "🚀🚀…");
  assert.ok(textWidth(cut, 12) <= 40);
  assert.equal(truncate("short", 400, 12), "short");
});

interface PlacedText {
  readonly content: string;
  readonly start: number;
  readonly end: number;
}

/** Texts that are not turned, with the room they take. */
function placedTexts(svg: string): PlacedText[] {
  const found = svg.matchAll(/<text x="([\d.-]+)"([^>]*)>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g);
  return Array.from(found, ([, x, attributes = "", content = ""]) => {
    const width = textWidth(
      plainLines(content.replaceAll("&quot;", "'")).join(""),
      Number(/font-size="([\d.]+)"/.exec(attributes)?.[1]),
    );
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? "start";
    const start =
      Number(x) - { start: 0, middle: width / 2, end: width }[anchor as "start" | "middle" | "end"];
    return { content, start, end: start + width };
  });
}
