import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { figureToSvg } from "../../src/charts/svg.js";
import { SAMPLES } from "./samples.js";

// Tests run from dist/test; golden files stand beside the sources.
const GOLDEN = new URL("../../../test/golden/charts/", import.meta.url);
const GALLERY = new URL("../../../test/.out/", import.meta.url);

for (const [name, figure] of Object.entries(SAMPLES)) {
  test(`the chart "${name}" is drawn as in test/golden/charts/${name}.svg (UPDATE_GOLDEN=1 accepts a change)`, () => {
    const svg = figureToSvg(figure, { theme: "card" });
    const file = new URL(`${name}.svg`, GOLDEN);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${svg}\n`);
    assert.equal(`${svg}\n`, readFileSync(file, "utf8"));
  });
}

test("a gallery of all charts, on white and on black paper, is written to test/.out/charts.html", () => {
  mkdirSync(GALLERY, { recursive: true });
  const sections = Object.entries(SAMPLES).map(([name, figure]) => {
    const card = Buffer.from(figureToSvg(figure, { theme: "card" })).toString("base64");
    const inline = figureToSvg(figure, { theme: "inline", width: 640 });
    return `<h2>${name}</h2><img alt="${name}" src="data:image/svg+xml;base64,${card}"><div class="dark">${inline}</div>`;
  });
  const style =
    "body{font-family:sans-serif;margin:24px}.dark{background:#111;color:#ddd;display:inline-block;--chart-paper:#111}";
  writeFileSync(
    new URL("charts.html", GALLERY),
    `<!doctype html><meta charset="utf-8"><style>${style}</style>${sections.join("")}`,
  );
});
